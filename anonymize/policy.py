"""The policy: what each entity becomes, and what the city publishes itself and so stays.

Read from ``policy.toml``. The version of a policy goes with every text it made.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import add
from typing import Any, Final, Protocol

import msgspec

_NOT_DIGIT: Final = re.compile("[^0-9]")
# A name of one character would keep every word it is part of.
_SHORTEST: Final = 2
# Shorter numbers would whitelist the ends of others.
_FEWEST: Final = 5


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one entity becomes: a typed slot, or a literal text."""

    slot: str = ""
    becomes: str = ""
    numbered: bool = False
    keep: str = ""  # the list of the profile whose values stay: offices, hotlines


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version, and a rule for every entity."""

    version: str
    entities: dict[str, Rule]


class Lexicons(Protocol):
    """What of a profile the text engine reads."""

    @property
    def offices(self) -> Sequence[str]:
        """Published telephone numbers of public offices."""

    @property
    def codelists(self) -> Mapping[str, Any]:
        """Codelists by id: the names of areas and units are public."""

    @property
    def lexicons(self) -> Mapping[str, Sequence[str]]:
        """Lists by name; see anonymize.policy.Kept."""


class Kept(msgspec.Struct, frozen=True):
    """What a city publishes itself.

    *numbers* are digits only. *bodies* (lexicons ``bodies``, ``utilities``, ``units``) and
    *places* (``places``, ``roads``, ``stations``) are names as they are written.
    """

    numbers: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Return where *text* holds a published name, by position, the longest of each place."""
        heads = _by_head(self.bodies, self.places)
        found: list[tuple[int, int]] = []
        free = 0
        for at, head in enumerate(map(add, text, text[1:])):
            if head in heads and at >= free:
                for word in heads[head]:
                    if text.startswith(word, at):
                        free = at + len(word)
                        found.append((at, free))
                        break
        return found

    def number(self, text: str) -> bool:
        """Tell whether *text* is a published number, however it is spaced."""
        return _NOT_DIGIT.sub("", text) in self.numbers


@lru_cache(maxsize=8)
def _by_head(bodies: frozenset[str], places: frozenset[str]) -> dict[str, list[str]]:
    """Return all names by their first two characters, the longest first.

    望京街道办事处 comes before 望京街道.
    """
    heads: dict[str, list[str]] = {}
    for word in sorted(bodies | places, key=lambda word: (-len(word), word)):
        heads.setdefault(word[:_SHORTEST], []).append(word)
    return heads


def load_policy() -> Policy:
    """Read the policy shipped beside this module."""
    text = files("anonymize").joinpath("policy.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Policy)


def kept_by(profile: Lexicons | None) -> Kept:
    """Collect what *profile* keeps readable; nothing without a profile."""
    if profile is None:
        return Kept()
    lists = profile.lexicons
    numbers = (_NOT_DIGIT.sub("", one) for one in [*profile.offices, *lists.get("hotlines", ())])
    return Kept(
        numbers=frozenset(number for number in numbers if len(number) >= _FEWEST),
        bodies=_words(
            [
                *(lists.get(name, ()) for name in ("bodies", "utilities", "units")),
                *_names(profile, "unit"),
            ]
        ),
        places=_words(
            [
                *(lists.get(name, ()) for name in ("places", "roads", "stations")),
                *_names(profile, "area"),
            ]
        ),
    )


def _names(profile: Lexicons, codelist: str) -> Iterable[Iterable[str]]:
    if codelist in profile.codelists:
        for code in profile.codelists[codelist].codes:
            yield (code.zh, *code.aliases)


def _words(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    words = (word.strip() for some in lists for word in some)
    return frozenset(word for word in words if len(word) >= _SHORTEST)
