"""Ranges of one attribute that stand side by side become one. Not a recogniser.

尿毒症，每周透析三次 and 低保户、建档立卡户 are told in one breath: what is left between two
slots would tell how many there were.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from anonymize.recognizers.scan import Sentences, within

Range = tuple[int, int, float]

_GLUE: Final = re.compile(
    r"[,、/ +]{0,2}(?:和|与|及|以及|或|并|且|并且|还|又|同时|需要?|要|得|靠|已|已经|后|现|目前|也|"
    r"兼|伴|伴有|合并|的|"
    r"是|为|系|也是|还是|还有|又有|有){0,2}"
)
_FARTHEST: Final = 6


def joined(text: str, ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield *ranges* (start, end, score) by position, joined where only glue is between."""
    start = end = -1
    score = 0.0
    for first, last, one in sorted(ranges):
        if end >= 0 and (
            first <= end or (first - end <= _FARTHEST and _GLUE.fullmatch(text, end, first))
        ):
            end, score = max(end, last), max(score, one)
            continue
        if end > start:
            yield start, end, score
        start, end, score = first, last, one
    if end > start:
        yield start, end, score


def sentences(text: str, holding: Sequence[str], also: re.Pattern[str] | None = None) -> Sentences:
    """Return the sentences of *text* that hold one of *holding*, and *also* where it is given.

    Most sentences hold none, and the slow patterns need not read them.
    """
    return Sentences(text, _any_of(holding), also)


def _any_of(holding: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of the words *holding*, which is a constant of its module."""
    known = _WORDS.get(id(holding))
    if known is None or known[0] is not holding:
        known = _WORDS[id(holding)] = holding, re.compile("|".join(map(re.escape, holding)))
    return known[1]


# The words are kept beside their pattern, so that no others get their id.
_WORDS: Final[dict[int, tuple[Sequence[str], re.Pattern[str]]]] = {}


def scan(pattern: re.Pattern[str], text: str, near: Sentences) -> Iterator[re.Match[str]]:
    """Yield the matches of *pattern* within the sentences *near*."""
    return within(pattern, text, near)


def words(lines: str) -> tuple[str, ...]:
    """Return the words of *lines*, which spaces part."""
    return tuple(lines.split())
