"""Names by the model: which characters of a text are people, places and bodies.

All texts of a ticket are read in one pass, sentence by sentence, each sentence alone
(padding changes labels), and a sentence that was read before is not read again.

A person is what Viterbi says or what is likelier than the floor. Among the weak ones only
those that look like a name count: the rest are words the model has never seen.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from anonymize.findings import FLOOR, SURE, Finding
from anonymize.normalize import HANZI, SLOT_MARK
from anonymize.recognizers.lac_decode import INSIDE, KINDS, Decoded, decode
from anonymize.recognizers.lac_model import Emissions, Model
from anonymize.recognizers.person_cue import FOLLOWS
from anonymize.recognizers.surnames import ORDINARY, is_name

ENTITY: Final = "PERSON"
KIND: Final = "model"

LONGEST: Final = 120
BATCH: Final = 64
# Sentences of one length that the model reads together: more gains nothing.
TOGETHER: Final = 16
# The character beside a name belongs to it from here on: Viterbi drops third characters.
_BESIDE: Final = 0.03
# A weak word that does not look like a name must be this likely to be one.
_ODD: Final = 0.3
_SENTENCE: Final = re.compile(r"[^。!?;\n]*[。!?;\n]+|[^。!?;\n]+")
_READABLE: Final = re.compile(rf"[{HANZI}A-Za-z]")
_EDGE: Final = re.compile(rf"^[^{HANZI}A-Za-z]+|[^{HANZI}A-Za-z]+$")


_PLACE_END: Final = re.compile(r"[窑桥庄屯营坟堡镇市县区乡村路街道里寺沟店井口洼甸峪]$")


_PLACE_AFTER: Final = re.compile(rf"[{HANZI}]{{0,3}}?(?:街道|地区|镇|乡|区|县|路|村|站|桥|庄)")
_TWO: Final = 2


class Span(NamedTuple):
    """A name in a view: its kind is a position in KINDS (person, place, body)."""

    start: int
    end: int
    kind: int
    score: float


Memo = dict[str, tuple[Span, ...]]


def read(
    model: Model, texts: Sequence[str], memo: Memo, pause: Callable[[], None]
) -> list[list[Span]]:
    """Return the names in each of *texts* (plain views).

    *memo* keeps the names of sentences between calls; they depend on the sentence alone.
    *pause* is called between batches and may raise.
    """
    cut = [list(chunks(text)) for text in texts]
    learn(model, {chunk for row in cut for _, chunk in row}, memo, pause)
    return [
        [
            Span(offset + span.start, offset + span.end, span.kind, span.score)
            for offset, chunk in row
            for span in memo[chunk]
        ]
        for row in cut
    ]


def learn(model: Model, sentences: Collection[str], memo: Memo, pause: Callable[[], None]) -> None:
    """Read those of *sentences* that *memo* does not hold yet, and keep their names there."""
    unread = sorted({one for one in sentences if one not in memo}, key=lambda one: (len(one), one))
    for at in range(0, len(unread), BATCH):
        pause()
        batch = unread[at : at + BATCH]
        scores: list[Emissions] = []
        for _, alike in groupby(batch, key=len):
            group = list(alike)
            for start in range(0, len(group), TOGETHER):
                scores += model.batch(group[start : start + TOGETHER])
        for chunk, decoded in zip(batch, decode(scores, model.transitions), strict=True):
            memo[chunk] = tuple(_spans(chunk, decoded))


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Cut *text* into sentences of at most LONGEST characters that could hold a name."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > LONGEST:
            comma = max(text.rfind(mark, start + 1, start + LONGEST) for mark in ",、 :")
            stop = comma + 1 if comma > start else start + LONGEST
            if _READABLE.search(text, start, stop):
                yield start, text[start:stop]
            start = stop
        if _READABLE.search(text, start, end):
            yield start, text[start:end]


def find(text: str, spans: Sequence[Span]) -> Iterator[Finding]:
    """Yield the people among *spans*, the model's names in *text*."""
    for span in spans:
        if span.kind != 0:
            continue
        word = text[span.start : span.end]
        if span.score < _weakest(word):
            continue
        if span.score < SURE and _PLACE_AFTER.match(text, span.end):
            continue
        yield Finding(*_completed(text, span), ENTITY, span.score)


def _completed(text: str, span: Span) -> tuple[int, int]:
    """Give a name the surname or the last character that the model left out.

    那|玉英 and 娄雅|笑系失独家庭: only where a name is left and the sentence goes on after it.
    """
    start, end = span.start, span.end
    word = text[start:end]
    if end - start != _TWO or not all("一" <= one <= "鿿" for one in word):
        return start, end
    if not is_name(word):
        return (start - 1, end) if start and is_name(text[start - 1 : end]) else (start, end)
    following = text[end : end + 1]
    if "一" <= following <= "鿿" and not FOLLOWS.match(text, end) and FOLLOWS.match(text, end + 1):
        end += 1
    return start, end


def _weakest(word: str) -> float:
    """Return the least score with which *word* counts as a person."""
    if len(word) == 1 or _PLACE_END.search(word):
        return SURE
    if word in ORDINARY:
        return SURE
    return FLOOR if is_name(word) else _ODD


def _spans(chunk: str, decoded: Decoded) -> Iterator[Span]:
    for kind, (begin, inside) in enumerate(KINDS):
        likely: list[float] = decoded.likely[:, kind].tolist()
        marked = set(_words(decoded.tags, begin, inside))
        if kind == 0:
            marked |= set(_runs(likely, chunk))
        for start, end in _joined(sorted(marked)):
            first, last = start, end
            if kind == 0:
                first, last = _widened(likely, start, end)
            trimmed = _trimmed(chunk, first, last)
            if trimmed is None:
                continue
            score = max(likely[start:end])
            if any(decoded.tags[at] in (begin, inside) for at in range(start, end)):
                score = max(score, SURE)
            yield Span(*trimmed, kind, round(min(score, 1.0), 4))


def _words(tags: Sequence[int], begin: int, inside: int) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(tags):
        end = at + 1
        while end < len(tags) and tags[end] in INSIDE:
            end += 1
        if tags[at] in (begin, inside):
            yield at, end
        at = end


def _runs(likely: Sequence[float], chunk: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(chunk):
        end = at
        while end < len(chunk) and likely[end] >= FLOOR and chunk[end] not in "、,":
            end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _joined(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for first, last in ranges:
        if first < end:
            end = max(end, last)
            continue
        if end > start:
            yield start, end
        start, end = first, last
    if end > start:
        yield start, end


def _widened(likely: Sequence[float], start: int, end: int) -> tuple[int, int]:
    if start and likely[start - 1] >= _BESIDE:
        start -= 1
    if end < len(likely) and likely[end] >= _BESIDE:
        end += 1
    return start, end


def _trimmed(chunk: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut a range at slots and strip what is neither Hanzi nor Latin, or give it up."""
    word = chunk[start:end]
    if SLOT_MARK in word:
        parts = word.split(SLOT_MARK)
        longest = max(parts, key=len)
        start += word.index(longest)
        word = longest
    left = len(word) - len(word.lstrip())
    word = word.strip()
    start += left
    while word and (edge := _EDGE.search(word)):
        if edge.start() == 0:
            start += edge.end()
            word = word[edge.end() :]
        else:
            word = word[: edge.start()]
    return (start, start + len(word)) if word else None
