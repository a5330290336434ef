"""Ranges of one attribute that stand side by side become one. Not a recogniser.

尿毒症，每周透析三次 and 低保户、建档立卡户 are told in one breath: what is left between two
slots would tell how many there were.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

Range = tuple[int, int, float]
Sentence = tuple[int, int]

# With the mark that ends it, which many patterns look for.
_SENTENCE: Final = re.compile(r"[^。!?;\n]+[。!?;\n]?")

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


def sentences(
    text: str, holding: Sequence[str], also: re.Pattern[str] | None = None
) -> list[Sentence]:
    """Return the sentences of *text* that hold one of *holding*, and *also* where it is given.

    Most sentences hold none, and the slow patterns need not read them.
    """
    if not any(word in text for word in holding):
        return []
    return [
        (start, start + len(sentence))
        for start, sentence in _split(text)
        if any(word in sentence for word in holding) and (also is None or also.search(sentence))
    ]


# All recognisers of attributes read the same text, one after the other.
@lru_cache(maxsize=4)
def _split(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((match.start(), match[0]) for match in _SENTENCE.finditer(text))


def scan(pattern: re.Pattern[str], text: str, near: Sequence[Sentence]) -> Iterator[re.Match[str]]:
    """Yield the matches of *pattern* within the sentences *near*."""
    for start, end in near:
        yield from pattern.finditer(text, start, end)


def words(lines: str) -> tuple[str, ...]:
    """Return the words of *lines*, which spaces part."""
    return tuple(lines.split())
