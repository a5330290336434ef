"""A codelist: the codes of one dimension, in published order, as a tree."""

import unicodedata
from functools import cached_property
from typing import Final

import msgspec

UNSPECIFIED: Final = "unspecified"
UNLOCATED: Final = "unlocated"
GROUP: Final = "group"
KINDS: Final = ("", UNSPECIFIED, UNLOCATED, GROUP)


class NoSuchCode(LookupError):
    """A code is asked for that its codelist does not hold. The code itself is not told."""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """One code. ``kind`` marks those that stand for what is missing, and declared groups."""

    code: str
    level: str
    zh: str
    en: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    kind: str = ""  # one of KINDS
    attributes: dict[str, str] = {}


def fold(text: str) -> str:
    """Return *text* as names are compared: NFKC, trimmed, inner white space single, lower case."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


class Codelist(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The allowed codes of one dimension. Levels go from the coarsest to the finest."""

    id: str
    zh: str
    en: str
    levels: tuple[str, ...]
    codes: tuple[Code, ...]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {code.code: position for position, code in enumerate(self.codes)}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Code, ...]]:
        below: dict[str | None, list[Code]] = {}
        for code in self.codes:
            below.setdefault(code.parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Folded code, label or alias -> the codes that bear it, in published order."""
        bearers: dict[str, dict[str, None]] = {}
        for code in self.codes:
            if code.kind == GROUP:
                continue
            for name in (code.code, code.zh, code.en, *code.aliases):
                if name:
                    bearers.setdefault(fold(name), {})[code.code] = None
        return {name: tuple(codes) for name, codes in bearers.items()}

    def __contains__(self, code: object) -> bool:
        """Whether *code* is one of ours."""
        return code in self._positions

    def get(self, code: str) -> Code:
        """Return the code *code*; raises NoSuchCode."""
        return self.codes[self.position(code)]

    def position(self, code: str) -> int:
        """Return the place of *code* in published order, from 0; raises NoSuchCode."""
        place = self._positions.get(code)
        if place is None:
            raise NoSuchCode(self.id)
        return place

    def at_level(self, level: str) -> tuple[Code, ...]:
        """Return the codes of *level* in published order, declared groups left out."""
        return tuple(code for code in self.codes if code.level == level and code.kind != GROUP)

    def children(self, code: str | None) -> tuple[Code, ...]:
        """Return the codes right under *code* (the roots, for ``None``), in published order."""
        return tuple(child for child in self._children.get(code, ()) if child.kind != GROUP)

    def ancestor(self, code: str, level: str) -> str | None:
        """Return the code of *level* on the way from *code* to the root, itself included."""
        here: str | None = code
        while here is not None:
            node = self.get(here)
            if node.level == level:
                return here
            here = node.parent
        return None

    def under(self, code: str, parent: str) -> bool:
        """Whether *code* lies under *parent* or is it."""
        here: str | None = code
        while here is not None and here != parent:
            here = self.get(here).parent
        return here == parent

    def unspecified(self, parent: str | None = None) -> str | None:
        """Return the code that stands for a missing one right under *parent*, if there is one."""
        kinds = (UNSPECIFIED, UNLOCATED)
        return next((child.code for child in self.children(parent) if child.kind in kinds), None)

    def resolve(
        self, text: str, *, level: str | None = None, under: str | None = None
    ) -> str | None:
        """Return the one code that *text* names: a code, a label in either language, an alias.

        Several places may bear one name: *level* and *under* (a code of a coarser level)
        tell which is meant. Of the rest, the coarsest level wins (a district before the
        street of its name), then a code or label before an alias; ``None`` where nothing
        or more than one is left.
        """
        name = fold(text)
        found = [
            self.get(code)
            for code in self.names.get(name, ())
            if under is None or self.under(code, under)
        ]
        if level is not None:
            found = [code for code in found if code.level == level]
        elif found:
            top = min(self.levels.index(code.level) for code in found)
            found = [code for code in found if self.levels.index(code.level) == top]
        if len(found) > 1:
            own = [code for code in found if name in map(fold, (code.code, code.zh, code.en))]
            found = own or found
        return found[0].code if len(found) == 1 else None
