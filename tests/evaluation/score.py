"""What the engine made of one item: coverage by character, and what stays readable."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from anonymize.findings import Finding
from anonymize.text_pipeline import TextEngine
from anonymize.verdict import Cleared, ForReview, Verdict
from tests.evaluation.item import Item, Span

_TELLING: Final = re.compile(r"[\u3400-\u9fff]{2}|[0-9０-９]{4}|[A-Za-z]{4}")
_SLOT: Final = re.compile("⟦[^⟧]*⟧")


class SpanScore(msgspec.Struct, frozen=True):
    """One secret: how much of it is covered, and whether a reader could still read it."""

    slot: str
    focal: bool
    listed: bool
    length: int
    covered: int
    readable_whole: bool
    readable_part: bool

    @property
    def full(self) -> bool:
        return self.covered == self.length


class Score(msgspec.Struct, frozen=True):
    """One item: verdict, secrets, and characters masked rightly and wrongly."""

    name: str
    group: str
    part: str
    verdict: str
    characters: int
    masked: int
    masked_secret: int
    findings: int
    spans: tuple[SpanScore, ...]
    miss: dict[str, object] | None


class Listed:
    """Tells whether a value stands anywhere in what the rules' authors wrote or read."""

    def __init__(self, corpus: str) -> None:
        self._corpus = corpus
        self._told: dict[str, bool] = {}

    def __call__(self, value: str) -> bool:
        if value not in self._told:
            self._told[value] = len(value) > 1 and value in self._corpus
        return self._told[value]


def verdict_name(verdict: Verdict) -> str:
    """Name a verdict as `gongkai-anonymize detect` does."""
    if isinstance(verdict, Cleared):
        return "publishable"
    return "review" if isinstance(verdict, ForReview) else "withheld"


def covered(length: int, findings: Sequence[Finding]) -> bytearray:
    """Return one byte a character of the text: 1 where a finding covers it."""
    cover = bytearray(length)
    for one in findings:
        cover[one.start : one.end] = b"\x01" * (one.end - one.start)
    return cover


def _left(item: Item, span: Span, cover: bytearray) -> bool:
    """Tell whether a telling part of the secret is uncovered: two Hanzi or four digits."""
    value = item.value(span)
    bare = "".join(
        "\n" if cover[span.start + at] else character for at, character in enumerate(value)
    )
    return _TELLING.search(bare) is not None


def score(item: Item, engine: TextEngine, listed: Listed) -> Score:
    """Let *engine* judge *item*."""
    verdict = engine.process(item.texts, item.known)
    cover = {
        field: covered(len(text), verdict.findings.get(field, ()))
        for field, text in item.texts.items()
    }
    secret = {field: bytearray(len(text)) for field, text in item.texts.items()}
    for span in item.spans:
        secret[span.field][span.start : span.end] = b"\x01" * (span.end - span.start)
    name = verdict_name(verdict)
    shown = ""
    if isinstance(verdict, Cleared):
        shown = _SLOT.sub("\n", "\n".join(verdict.texts.values()))
    spans = tuple(
        SpanScore(
            slot=span.slot,
            focal=span.focal,
            listed=listed(item.value(span)),
            length=span.end - span.start,
            covered=sum(cover[span.field][span.start : span.end]),
            readable_whole=_is_readable(item.value(span), shown),
            readable_part=bool(shown) and _left(item, span, cover[span.field]),
        )
        for span in item.spans
    )
    masked = sum(sum(one) for one in cover.values())
    inside = sum(
        sum(a & b for a, b in zip(cover[field], secret[field], strict=True)) for field in cover
    )
    found = sum(len(some) for some in verdict.findings.values())
    missed = any(one.focal and not one.full for one in spans) or (not spans and found > 0)
    return Score(
        name=item.name,
        group=item.group,
        part=item.part,
        verdict=name,
        characters=sum(len(text) for text in item.texts.values()),
        masked=masked,
        masked_secret=inside,
        findings=found,
        spans=spans,
        miss=_told(item, verdict, spans) if missed or name != "publishable" else None,
    )


def _is_readable(value: str, shown: str) -> bool:
    return bool(shown) and _TELLING.search(value) is not None and value in shown


def _told(item: Item, verdict: Verdict, spans: Sequence[SpanScore]) -> dict[str, object]:
    """Return a miss as a person would want to read it; every value is made up."""
    return {
        "class": item.name,
        "key": item.key,
        "verdict": verdict_name(verdict),
        "why": getattr(verdict, "reasons", getattr(verdict, "code", "")),
        "missed": [
            [item.value(span), span.slot, span.field, span.start]
            for span, one in zip(item.spans, spans, strict=True)
            if not one.full
        ],
        "findings": [
            [item.texts[field][one.start : one.end], one.entity, round(one.score, 2)]
            for field, some in verdict.findings.items()
            for one in some
        ],
        "texts": item.texts if sum(map(len, item.texts.values())) < 600 else "(long)",
    }
