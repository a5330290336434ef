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
from anonymize.recognizers.latin_things import is_thing
from anonymize.recognizers.name_shape import FOLLOWS
from anonymize.recognizers.person_evidence import Guess, believed, suspected
from anonymize.recognizers.person_words import ROLE
from anonymize.recognizers.surnames import COMPOUND, is_name

ENTITY: Final = "PERSON"
KIND: Final = "model"

LONGEST: Final = 120
BATCH: Final = 64
# Sentences of one length that the model reads together: more gains nothing.
TOGETHER: Final = 16
# The character beside a name belongs to it from here on: Viterbi drops third characters.
_BESIDE: Final = 0.03
_SENTENCE: Final = re.compile(r"[^。!?;\n]*[。!?;\n]+|[^。!?;\n]+")
_READABLE: Final = re.compile(rf"[{HANZI}A-Za-z]")
_EDGE: Final = re.compile(rf"^[^{HANZI}A-Za-z]+|[^{HANZI}A-Za-z]+$")


# What is less likely than this, all considered, is no finding.
DOUBT: Final = 0.35
# Down to here a word that looks like a name is found, with a doubt.
LEAST: Final = 0.12
# This likely, a character belongs to a name that is complete without it.
_MUCH: Final = 0.3
# A word before a name that the model may take for its first character.
_CALLS: Final = "让给找叫和跟与被请把喊对"
# The last of a word before a name that the model took for its first: 同事|世伟, 姓名|佴永安.
_ROLE_END: Final = re.compile(rf"(?:{ROLE})$")
_TWO: Final = 2
_THREE: Final = 3
_TAGS: Final[list[str]] = re.findall(
    r"\S+", "a ad an c d f m n PER LOC ORG nw nz p q r s t u v vd vn w xc O"
)


class Span(NamedTuple):
    """A name in a view: its kind is a position in KINDS (person, place, body).

    Of a person also: *said*, the model's tag for exactly this word if it is another, and
    *core*, how much of the word the best reading itself calls a person, from where.
    """

    start: int
    end: int
    kind: int
    score: float
    said: str = ""
    core: tuple[int, int] = (0, 0)


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
            span._replace(start=offset + span.start, end=offset + span.end)
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
        if span.kind != 0 or _is_latin(text, span):
            continue
        first, last = (span.start + at for at in span.core)
        core = text[first:last]
        guess = Guess(span.start, span.end, span.score, span.said, core)
        score = believed(text, guess)
        if score < DOUBT:
            if score < LEAST or not suspected(text, guess):
                continue
            score = DOUBT
        yield Finding(*_completed(text, span), ENTITY, round(score, 4))


def _is_latin(text: str, span: Span) -> bool:
    """Tell whether a word in Latin letters is none of ours: the rule for them knows better."""
    word = text[span.start : span.end]
    if not word.isascii():
        return False
    return span.core[0] == span.core[1] or not word[0].isupper() or is_thing(word)


def _completed(text: str, span: Span) -> tuple[int, int]:
    """Give a name the surname or the last character that the model left out.

    那|玉英 and 娄雅|笑系失独家庭: only where a name is left and the sentence goes on after it.
    What belongs to the word before is none of it: 同事|世伟.
    """
    start, end = span.start, span.end
    if end - start > _TWO and _ROLE_END.search(text, max(0, start - _TWO), start + 1):
        start += 1
    for before in (1, 2):
        if start >= before and text[start - before : start - before + 2] in COMPOUND:
            return start - before, end
    word = text[start:end]
    if end - start != _TWO or not all("一" <= one <= "鿿" for one in word):
        return start, end
    if not is_name(word):
        return (start - 1, end) if start and is_name(text[start - 1 : end]) else (start, end)
    following = text[end : end + 1]
    if "一" <= following <= "鿿" and not FOLLOWS.match(text, end) and FOLLOWS.match(text, end + 1):
        end += 1
    return start, end


def _spans(chunk: str, decoded: Decoded) -> Iterator[Span]:
    for kind, (begin, inside) in enumerate(KINDS):
        likely: list[float] = decoded.likely[:, kind].tolist()
        words = list(_words(decoded.tags, begin, inside))
        if kind:
            for start, end in words:
                trimmed = _trimmed(chunk, start, end)
                if trimmed is not None:
                    score = max(SURE, *likely[start:end])
                    yield Span(*trimmed, kind, round(min(score, 1.0), 4))
            continue
        for start, end in _joined(sorted({*words, *_runs(likely, chunk)})):
            inside_it = [word for word in words if start <= word[0] < end]
            first, last = _edges(chunk, likely, start, end, inside_it)
            trimmed = _trimmed(chunk, first, last)
            if trimmed is None:
                continue
            score = max(likely[start:end])
            core = (0, 0)
            if inside_it:
                score = max(score, SURE)
                core = (inside_it[0][0] - trimmed[0], inside_it[-1][1] - trimmed[0])
            said = _said(decoded.tags, *trimmed)
            yield Span(*trimmed, kind, round(min(score, 1.0), 4), said, core)


def _said(tags: Sequence[int], start: int, end: int) -> str:
    """Return the tag of the word ``[start, end)`` in the best reading, if it is one word."""
    whole = tags[start] not in INSIDE and all(tag in INSIDE for tag in tags[start + 1 : end])
    if not whole or (end < len(tags) and tags[end] in INSIDE):
        return ""
    return _TAGS[tags[start] // 2]


def _edges(
    chunk: str,
    likely: Sequence[float],
    start: int,
    end: int,
    words: Sequence[tuple[int, int]],
) -> tuple[int, int]:
    """Return where a name begins and ends: beyond the best reading's word only with reason.

    A surname and two Hanzi are complete, and so is a surname and one before a predicate.
    """
    first, last = _widened(likely, start, end)
    if not words:
        return _complete(chunk, start, end) or (first, last)
    if len(words) != 1 or not is_name(chunk[words[0][0] : words[0][1]]):
        return first, last
    start, end = words[0]
    full = _THREE + (chunk[start : start + _TWO] in COMPOUND)
    if end - start > full or not "一" <= chunk[start] <= "鿿":
        return first, last
    before = first < start and likely[start - 1] >= _MUCH and is_name(chunk[start - 1 : end])
    after = (
        end - start < full
        and last > end
        and (likely[end] >= _MUCH or not FOLLOWS.match(chunk, end))
    )
    return start - before, end + after


def _complete(chunk: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the name at the head of a run that goes on into the predicate: 游书琴|家."""
    if end - start > _TWO and chunk[start] in _CALLS and not is_name(chunk[start:end]):
        return start + 1, end
    for length in (_THREE, _TWO):
        stop = start + length + (chunk[start : start + _TWO] in COMPOUND)
        if end - start > _TWO and stop <= end and FOLLOWS.match(chunk, stop):
            return (start, stop) if is_name(chunk[start:stop]) else None
    return None


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
