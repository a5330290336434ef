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

from anonymize.recognizers.literals import (
    ENDLESS,
    LONGEST_RUN,
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


class _Plan:
    """What is known of a pattern, and the bits that say whether a text has what it needs."""

    __slots__ = ("bits", "first", "led", "literals", "needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], known: Told | None, bits: int) -> None:
        self.pattern = pattern  # kept, so that no other object gets its id
        self.needs: Needs = known.needs if known else {}
        self.literals = frozenset(self.needs)
        self.first = known.first if known else None
        self.led = known is not None and known.led
        self.bits = bits  # none where nothing is known


class _Plans:
    """Every pattern asked for so far, and which of them each literal speaks for."""

    def __init__(self) -> None:
        self.of: dict[int, _Plan] = {}
        self.bits: dict[str, int] = {}
        self._next = 1

    def add(self, pattern: re.Pattern[str]) -> _Plan:
        known = told(pattern)
        bits = 0
        for literals in (known.needs, *known.also) if known else ():
            bits |= self._next
            for literal in literals:
                self.bits[literal] = self.bits.get(literal, 0) | self._next
            self._next <<= 1
        plan = self.of[id(pattern)] = _Plan(pattern, known, bits)
        _held.cache_clear()
        return plan


_PLANS: Final = _Plans()


class _Held:
    """The pairs and single characters of one text, and the plans that they speak for."""

    __slots__ = ("_bits", "_pairs", "_places", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs = set(map(add, text, text[1:]))
        self._pairs.update(text)
        for mark, pattern in RUNS:
            longest = max(map(len, pattern.findall(text)), default=0)
            for length in range(SHORTEST_RUN, min(longest, LONGEST_RUN) + 1):
                self._pairs.add(f"{mark}{length}")
        self._bits = -1
        self._places: dict[str, list[int]] = {}
        self._starts: dict[int, list[int] | None] = {}

    @property
    def bits(self) -> int:
        """Return the bits of all plans of which the text holds a literal."""
        if self._bits < 0:
            self._bits = 0
            of = _PLANS.bits
            for literal in self._pairs & of.keys():
                self._bits |= of[literal]
        return self._bits

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
        left = len(text) // (_WORTH if first is None else _WORTH_LOOKING)
        starts: set[int] = set()
        for literal in self._pairs & plan.literals:
            least, most = plan.needs[literal]
            places = self.at(literal)
            left -= len(places) * (most - least + 1)
            if left < 0:
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


@lru_cache(maxsize=8)
def _held(text: str) -> _Held:
    return _Held(text)


def finditer(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Return the matches of *pattern* in *text*, as the pattern's own ``finditer`` does."""
    stop = len(text) if end is None else end
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern)
    if not plan.bits:
        return pattern.finditer(text, start, stop)
    held = _held(text)
    if held.bits & plan.bits != plan.bits:
        return _NONE
    starts = None if plan.led else held.starts_of(plan)
    if starts is None:
        return pattern.finditer(text, start, stop)
    return _tried(pattern, text, starts, start, stop)


def places(pattern: re.Pattern[str], text: str) -> Sequence[int] | None:
    """Return the only places where *pattern* may match in *text*, or None for anywhere."""
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern)
    held = _held(text)
    if held.bits & plan.bits != plan.bits:
        return ()
    return held.starts_of(plan) if plan.bits else None


def possible(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether *text* holds what every match of *pattern* does: without it there is none."""
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern)
    return not plan.bits or _held(text).bits & plan.bits == plan.bits


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
    plan = _PLANS.of.get(id(pattern)) or _PLANS.add(pattern)
    starts: Sequence[int] | None = None
    if plan.bits:
        held = _held(text)
        if held.bits & plan.bits != plan.bits:
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
