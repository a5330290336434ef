"""Searching one text for hundreds of patterns, of which nearly all match nowhere in it.

``finditer(pattern, text)`` yields what ``pattern.finditer(text)`` yields. Before it looks,
it asks which pairs of characters the text has, which is found out once for all patterns;
a pattern that needs others is not searched for, and one that has its own in few places is
tried in those places alone. Not a recogniser.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import add
from typing import Final

from anonymize.recognizers.literals import ENDLESS, Needs, needs

# A search by the pattern itself passes this many characters while one place is tried.
_WORTH: Final = 10


class _Plan:
    """What a pattern needs, and the bit that says whether a text has it."""

    __slots__ = ("bit", "literals", "needs", "pattern")

    def __init__(self, pattern: object, wanted: Needs | None, bit: int) -> None:
        self.pattern = pattern  # kept, so that no other object gets its id
        self.needs = wanted
        self.literals = frozenset(wanted or ())
        self.bit = bit


class _Plans:
    """Every pattern asked for so far, and which of them each literal speaks for."""

    def __init__(self) -> None:
        self.of: dict[int, _Plan] = {}
        self.bits: dict[str, int] = {}

    def add(self, pattern: object, wanted: Needs | None) -> _Plan:
        plan = _Plan(pattern, wanted, 1 << len(self.of))
        self.of[id(pattern)] = plan
        for literal in wanted or ():
            self.bits[literal] = self.bits.get(literal, 0) | plan.bit
        _held.cache_clear()
        return plan


_PLANS: Final = _Plans()


class _Held:
    """The literals of one text, and the plans that they speak for."""

    __slots__ = ("bits", "literals", "places", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        pairs = set(map(add, text, text[1:]))
        pairs.update(text)
        self.literals = pairs.intersection(_PLANS.bits)
        self.bits = 0
        for literal in self.literals:
            self.bits |= _PLANS.bits[literal]
        self.places: dict[str, list[int]] = {}
        self.starts: dict[int, list[int] | None] = {}

    def at(self, literal: str) -> list[int]:
        """Return where *literal* stands."""
        places = self.places.get(literal)
        if places is None:
            places = []
            at = self.text.find(literal)
            while at >= 0:
                places.append(at)
                at = self.text.find(literal, at + 1)
            self.places[literal] = places
        return places

    def starts_of(self, plan: _Plan) -> list[int] | None:
        """Return where a match may begin, or None for anywhere: there are too many places."""
        if plan.bit not in self.starts:
            self.starts[plan.bit] = self._starts_of(plan)
        return self.starts[plan.bit]

    def _starts_of(self, plan: _Plan) -> list[int] | None:
        left = len(self.text) // _WORTH
        starts: set[int] = set()
        wanted = plan.needs or {}
        for literal in self.literals & plan.literals:
            least, most = wanted[literal]
            places = self.at(literal)
            left -= len(places) * (most - least + 1)
            if left < 0:
                return None
            if least == most:
                starts.update([at - least for at in places])
            else:
                for at in places:
                    starts.update(range(at - most, at - least + 1))
        return sorted(starts)


@lru_cache(maxsize=8)
def _held(text: str) -> _Held:
    return _Held(text)


def finditer(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Return the matches of *pattern* in *text*, as the pattern's own ``finditer`` does."""
    stop = len(text) if end is None else end
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern, needs(pattern))
    if plan.needs is None:
        return pattern.finditer(text, start, stop)
    held = _held(text)
    if not held.bits & plan.bit:
        return _NONE
    starts = held.starts_of(plan)
    if starts is None:
        return pattern.finditer(text, start, stop)
    return _tried(pattern, text, starts, start, stop)


_NONE: Final[Iterator[re.Match[str]]] = iter(())


def _tried(
    pattern: re.Pattern[str], text: str, starts: Sequence[int], start: int, stop: int
) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at one of *starts*, none inside another."""
    at = start
    match = pattern.match
    for first in starts:
        if first >= at:
            if first >= stop:
                return
            found = match(text, first, stop)
            if found is not None:
                yield found
                at = found.end()


class Sentences:
    """The sentences of a text that hold certain words, looked at one by one when asked for."""

    __slots__ = ("_also", "_bounds", "_held", "_holding", "_text")

    def __init__(
        self,
        text: str,
        bounds: Sequence[tuple[int, int]],
        holding: re.Pattern[str],
        also: re.Pattern[str] | None,
    ) -> None:
        self._text = text
        self._bounds = bounds
        self._holding = holding
        self._also = also
        self._held: dict[int, bool] = {}

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the bounds of those that hold the words."""
        return (bounds for number, bounds in enumerate(self._bounds) if self._holds(number))

    def around(self, place: int) -> tuple[int, int] | None:
        """Return the bounds of the sentence at *place*, if it holds the words."""
        number = bisect_right(self._bounds, (place, ENDLESS)) - 1
        if number < 0 or place >= self._bounds[number][1] or not self._holds(number):
            return None
        return self._bounds[number]

    def _holds(self, number: int) -> bool:
        held = self._held.get(number)
        if held is None:
            bounds = self._bounds[number]
            held = self._holding.search(self._text, *bounds) is not None and (
                self._also is None or self._also.search(self._text[slice(*bounds)]) is not None
            )
            self._held[number] = held
        return held


def within(pattern: re.Pattern[str], text: str, sentences: Sentences) -> Iterator[re.Match[str]]:
    """Yield the matches of *pattern* in *sentences* of *text*, each searched by itself."""
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern, needs(pattern))
    starts: Sequence[int] | None = None
    if plan.needs is not None:
        held = _held(text)
        if not held.bits & plan.bit:
            return _NONE
        starts = held.starts_of(plan)
    if starts is None:
        return _searched(pattern, text, sentences)
    return _tried_within(pattern, text, sentences, starts)


def _searched(pattern: re.Pattern[str], text: str, sentences: Sentences) -> Iterator[re.Match[str]]:
    for start, end in sentences:
        yield from pattern.finditer(text, start, end)


def _tried_within(
    pattern: re.Pattern[str], text: str, sentences: Sentences, starts: Sequence[int]
) -> Iterator[re.Match[str]]:
    at = end = -1
    for first in starts:
        if first < at:
            continue
        if first >= end:
            bounds = sentences.around(first)
            if bounds is None:
                continue
            end = bounds[1]
        found = pattern.match(text, first, end)
        if found is not None:
            yield found
            at = found.end()
