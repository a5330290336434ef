"""Ranges of one attribute that stand side by side become one. Not a recogniser.

尿毒症，每周透析三次 and 低保户、建档立卡户 are told in one breath: what is left between two
slots would tell how many there were.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

Range = tuple[int, int, float]

_GLUE: Final = re.compile(
    r"[,、/ +]{0,2}(?:和|与|及|以及|或|并|且|并且|还|又|同时|需要?|要|得|靠|已|已经|后|现|目前|也|兼|伴|伴有|合并|的|"
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


def any_in(text: str, words: Sequence[str]) -> bool:
    """Tell whether *text* holds one of *words*: most texts hold none, and are done with."""
    return any(word in text for word in words)
