"""Searching one text for hundreds of patterns, of which nearly all match nowhere in it.

``finditer(pattern, text)`` yields what ``pattern.finditer(text)`` yields. Before it looks,
it asks which pairs of characters each sentence has, which is found out once for all
patterns; a sentence without what a pattern needs is not searched for it, nor is one in which
it was not found before: the same sentences are read again after redaction, and with those of
other texts. Not a recogniser.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import add
from typing import Final

from anonymize.recognizers.literals import (
    ENDLESS,
    LONGEST_RUN,
    MARKS,
    RUNS,
    SHORTEST_RUN,
    Needs,
    Told,
    told,
)

# A search by the pattern itself passes this many characters while one place is tried.
_WORTH: Final = 10
# And this many while one is looked at.
_WORTH_LOOKING: Final = 3
# What may lie beside a sentence and still be looked at by a pattern that is kept to it.
_BEHIND: Final = 8
_AHEAD: Final = 24
# After its last place a pattern looks at the end of the text and at a line end before it.
_END: Final = 2
_REMEMBERED: Final = 8192

_PIECE: Final = re.compile(f"[^{MARKS}]+[{MARKS}]?")


class _Plan:
    """What is known of a pattern, and the bits that say whether a text has what it needs.

    *kept*: its matches lie within sentences, whose text and surroundings decide of them.
    """

    __slots__ = ("ahead", "bits", "first", "kept", "led", "literals", "needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], known: Told | None, bits: int) -> None:
        self.pattern = pattern  # kept, so that no other object gets its id
        self.needs: Needs = known.needs if known else {}
        self.literals = frozenset(self.needs)
        self.first = known.first if known else None
        self.led = known is not None and known.led
        self.ahead = known.ahead + _END if known else 0
        self.kept = known is not None and known.behind <= _BEHIND and self.ahead <= _AHEAD
        self.kept = self.kept and known is not None and not known.crosses
        self.bits = bits  # none where nothing is known


class _Plans:
    """Every pattern asked for so far, and which of them each literal speaks for."""

    def __init__(self) -> None:
        self.of: dict[int, _Plan] = {}
        self.inside: dict[int, _Plan] = {}
        self.bits: dict[str, int] = {}
        self._next = 1

    def add(self, pattern: re.Pattern[str]) -> _Plan:
        """Return a new plan for searches of whole texts."""
        plan = self.of[id(pattern)] = self._plan(pattern, told(pattern))
        return plan

    def add_inside(self, pattern: re.Pattern[str]) -> _Plan:
        """Return a new plan for searches of one sentence as if there were nothing after it."""
        known = told(pattern)
        plan = self.inside[id(pattern)] = self._plan(pattern, known)
        plan.kept = known is not None and known.behind <= _BEHIND
        return plan

    def _plan(self, pattern: re.Pattern[str], known: Told | None) -> _Plan:
        bits = 0
        for literals in (known.needs, *known.also) if known else ():
            bits |= self._next
            for literal in literals:
                self.bits[literal] = self.bits.get(literal, 0) | self._next
            self._next <<= 1
        _held.cache_clear()
        _PIECES.clear()
        return _Plan(pattern, known, bits)


class _Piece:
    """A sentence in its surroundings: what it has, and what may yet be found in it."""

    __slots__ = ("has", "live")

    def __init__(self, text: str) -> None:
        self.has = _bits(text)
        self.live = self.has


def _bits(text: str) -> int:
    """Return the bits of all plans of which *text* holds a literal."""
    literals = set(map(add, text, text[1:]))
    literals.update(text)
    for mark, pattern in RUNS:
        longest = max(map(len, pattern.findall(text)), default=0)
        for length in range(SHORTEST_RUN, min(longest, LONGEST_RUN) + 1):
            literals.add(f"{mark}{length}")
    bits = 0
    of = _PLANS.bits
    for literal in literals & of.keys():
        bits |= of[literal]
    return bits


class _Held:
    """One text in sentences, and the plans that something in it speaks for."""

    __slots__ = ("_pairs", "_places", "_starts", "_text", "has", "live", "pieces")

    def __init__(self, text: str) -> None:
        self._text = text
        self.pieces: list[tuple[int, int, _Piece]] = []
        self.has = self.live = 0
        if len(_PIECES) > _REMEMBERED:
            _PIECES.clear()
        last = 0
        for match in _PIECE.finditer(text):
            start, end = match.span()
            low = max(0, start - _BEHIND)
            # Of the beginning and the end of the text the key tells as well.
            key = (start - low, end - start, text[low : end + _AHEAD])
            piece = _PIECES.get(key)
            if piece is None:
                piece = _PIECES[key] = _Piece(match[0])
            self.pieces.append((start, end, piece))
            self.has |= piece.has
            self.live |= piece.live
            if start > last:
                self.has |= _bits(text[max(0, last - 1) : start + 1])
            elif start:
                self.has |= _PLANS.bits.get(text[start - 1 : start + 1], 0)
            last = end
        if last < len(text):
            self.has |= _bits(text[max(0, last - 1) :])
        self._pairs: set[str] = set()
        self._places: dict[str, list[int]] = {}
        self._starts: dict[int, list[int] | None] = {}

    def at(self, literal: str) -> list[int]:
        """Return where *literal* stands."""
        places = self._places.get(literal)
        if places is None:
            places = []
            at = self._text.find(literal)
            while at >= 0:
                places.append(at)
                at = self._text.find(literal, at + 1)
            self._places[literal] = places
        return places

    def starts_of(self, plan: _Plan) -> list[int] | None:
        """Return where a match may begin, or None for anywhere: there are too many places."""
        key = id(plan)
        if key not in self._starts:
            self._starts[key] = self._starts_of(plan)
        return self._starts[key]

    def _starts_of(self, plan: _Plan) -> list[int] | None:
        text, first = self._text, plan.first
        if not self._pairs:
            self._pairs.update(map(add, text, text[1:]), text)
        left = len(text) // (_WORTH if first is None else _WORTH_LOOKING)
        starts: set[int] = set()
        for literal in self._pairs & plan.literals:
            least, most = plan.needs[literal]
            places = self.at(literal)
            left -= len(places) * (most - least + 1)
            if left < 0 or most >= ENDLESS:
                return self._first_signs(first)
            if least == most:
                starts.update([at - least for at in places if at >= least])
            else:
                for at in places:
                    starts.update(range(max(0, at - most), at - least + 1))
        if first is None:
            return sorted(starts)
        return sorted([start for start in starts if text[start] in first])

    def _first_signs(self, first: frozenset[str] | None) -> list[int] | None:
        """Return all places of the characters *first*, if they are few."""
        starts: list[int] = []
        for sign in self._pairs & first if first else ():
            starts += self.at(sign)
        return sorted(starts) if 0 < len(starts) < len(self._text) // _WORTH_LOOKING else None


_PIECES: Final[dict[tuple[int, int, str], _Piece]] = {}
_NONE: Final[Iterator[re.Match[str]]] = iter(())


@lru_cache(maxsize=8)
def _held(text: str) -> _Held:
    return _Held(text)


_PLANS: Final = _Plans()


def forget() -> None:
    """Empty the memory of sentences."""
    _PIECES.clear()
    _held.cache_clear()


def finditer(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Return the matches of *pattern* in *text*, as the pattern's own ``finditer`` does."""
    if start or end is not None:
        return pattern.finditer(text, start, len(text) if end is None else end)
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern)
    if not plan.bits:
        return pattern.finditer(text)
    held = _held(text)
    if plan.kept:
        if held.live & plan.bits != plan.bits:
            return _NONE
        return _by_sentences(plan, text, held)
    if held.has & plan.bits != plan.bits:
        return _NONE
    starts = None if plan.led else held.starts_of(plan)
    return pattern.finditer(text) if starts is None else _tried(pattern, text, starts)


def _by_sentences(plan: _Plan, text: str, held: _Held) -> Iterator[re.Match[str]]:
    """Yield the matches that begin in sentences with all that the plan needs."""
    bits = plan.bits
    search = plan.pattern.finditer
    for start, end, piece in held.pieces:
        if piece.live & bits == bits:
            found = False
            for match in search(text, start, end + plan.ahead):
                if match.start() >= end:
                    break
                found = True
                yield match
            if not found:
                piece.live &= ~bits


def _tried(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at one of *starts*, none inside another."""
    at = 0
    match = pattern.match
    for first in starts:
        if first >= at:
            found = match(text, first)
            if found is not None:
                yield found
                at = found.end()


def places(pattern: re.Pattern[str], text: str) -> Sequence[int] | None:
    """Return the only places where *pattern* may match in *text*, or None for anywhere."""
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern)
    held = _held(text)
    if held.has & plan.bits != plan.bits:
        return ()
    return held.starts_of(plan) if plan.bits else None


def possible(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether *text* holds what every match of *pattern* does: without it there is none."""
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern)
    return not plan.bits or _held(text).has & plan.bits == plan.bits


class Sentences:
    """The sentences of a text that hold certain words, looked at one by one when asked for."""

    __slots__ = ("_also", "_holding", "_holds", "_text", "pieces")

    def __init__(
        self, text: str, holding: re.Pattern[str], also: re.Pattern[str] | None = None
    ) -> None:
        self._text = text
        self._holding = holding
        self._also = also
        self._holds: dict[int, bool] = {}
        self.pieces = _held(text).pieces

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the bounds of those that hold the words."""
        return ((start, end) for start, end, _ in self.pieces if self.holds(start, end))

    def holds(self, start: int, end: int) -> bool:
        """Tell whether the sentence ``[start, end)`` holds the words."""
        held = self._holds.get(start)
        if held is None:
            held = self._holding.search(self._text, start, end) is not None and (
                self._also is None or self._also.search(self._text[start:end]) is not None
            )
            self._holds[start] = held
        return held


def within(pattern: re.Pattern[str], text: str, sentences: Sentences) -> Iterator[re.Match[str]]:
    """Return the matches of *pattern* in *sentences* of *text*, each searched by itself."""
    plan = _PLANS.inside.get(id(pattern)) or _PLANS.add_inside(pattern)
    if _held(text).live & plan.bits != plan.bits:
        return _NONE
    return _searched(plan, text, sentences)


def _searched(plan: _Plan, text: str, sentences: Sentences) -> Iterator[re.Match[str]]:
    bits = plan.bits
    search = plan.pattern.finditer
    for start, end, piece in _held(text).pieces:
        if piece.live & bits == bits and sentences.holds(start, end):
            found = False
            for match in search(text, start, end):
                found = True
                yield match
            if not found and plan.kept:
                piece.live &= ~bits
