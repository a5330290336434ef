"""From scores to figures: per class, per group, and bar by bar."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from tests.evaluation.binomial import interval
from tests.evaluation.classes import BARS
from tests.evaluation.score import Score, SpanScore

# With fewer unlisted secrets than this a class is judged on all of its secrets.
FEWEST: Final = 30


class Share(msgspec.Struct, frozen=True):
    """Hits of n, with the exact interval."""

    hits: int
    n: int

    @property
    def point(self) -> float:
        return self.hits / self.n if self.n else 1.0

    @property
    def low(self) -> float:
        return interval(self.hits, self.n)[0]

    @property
    def high(self) -> float:
        return interval(self.hits, self.n)[1]


class Row(msgspec.Struct, frozen=True):
    """The figures of some scores."""

    name: str
    items: int
    recall: Share
    unlisted: Share
    listed: Share
    dev: Share
    held: Share
    overlap: Share
    precision: Share
    publishable: Share
    readable: Share
    readable_whole: Share
    uncovered: Share
    withheld: Share
    touched: Share
    masked: Share


def row(name: str, scores: Iterable[Score]) -> Row:
    """Work out the figures of *scores*."""
    some = list(scores)
    focal = [(one.part, span) for one in some for span in one.spans if span.focal]
    shown = [span for one in some if one.verdict == "publishable" for span in one.spans]
    clean = [one for one in some if not one.spans]
    return Row(
        name=name,
        items=len(some),
        recall=_full([span for _, span in focal]),
        unlisted=_full([span for _, span in focal if not span.listed]),
        listed=_full([span for _, span in focal if span.listed]),
        dev=_full([span for part, span in focal if part == "dev"]),
        held=_full([span for part, span in focal if part == "held"]),
        overlap=Share(sum(span.covered > 0 for _, span in focal), len(focal)),
        precision=Share(sum(one.masked_secret for one in some), sum(one.masked for one in some)),
        publishable=Share(sum(one.verdict == "publishable" for one in some), len(some)),
        readable=Share(sum(s.readable_whole or s.readable_part for s in shown), len(shown)),
        readable_whole=Share(sum(s.readable_whole for s in shown), len(shown)),
        uncovered=Share(sum(not s.full for s in shown), len(shown)),
        withheld=Share(sum(one.verdict == "withheld" for one in some), len(some)),
        touched=Share(sum(one.findings > 0 for one in clean), len(clean)),
        masked=Share(sum(one.masked for one in clean), sum(one.characters for one in clean)),
    )


def _full(spans: Sequence[SpanScore]) -> Share:
    return Share(sum(span.full for span in spans), len(spans))


class Judgement(msgspec.Struct, frozen=True):
    """One bar of the issue: what was measured, and whether it is met or proven."""

    what: str
    bar: str
    measured: Share
    worst: str
    state: str


def state(share: Share, bar: float, *, least: bool) -> str:
    """Say proven (the interval clears the bar), met (the point does), missed, or nothing tried."""
    if share.n == 0:
        return "–"
    if least:
        return "proven" if share.low >= bar else "met" if share.point >= bar else "missed"
    return "proven" if share.high <= bar else "met" if share.point <= bar else "missed"


def judged_on(one: Row) -> Share:
    """Return the recall that a bar looks at: that of unlisted values, where there are enough."""
    return one.unlisted if one.unlisted.n >= FEWEST else one.recall


def judge(rows: Sequence[tuple[str, Row]], scores: Sequence[Score]) -> list[Judgement]:
    """Hold the class *rows*, each with its group, and all *scores* against the issue's bars."""
    told = []
    for group, bar in BARS.items():
        of_group = [one for own, one in rows if own == group]
        if not of_group:
            continue
        whole = judged_on(row(group, (one for one in scores if one.group == group)))
        worst = min(of_group, key=lambda one: judged_on(one).point)
        told.append(_least(bar.title, whole, bar.overall, worst.name, judged_on(worst).point))
        if group == "names":
            told.append(
                _least(f"{bar.title}, worst class", judged_on(worst), bar.worst, worst.name,
                       judged_on(worst).point)
            )  # fmt: skip
    return told + _of_verdicts(rows, scores)


def _least(what: str, share: Share, bar: float, worst: str, point: float) -> Judgement:
    return Judgement(what, f"≥ {bar:.0%}", share, f"{worst} {point:.1%}",
                     state(share, bar, least=True))  # fmt: skip


def _of_verdicts(rows: Sequence[tuple[str, Row]], scores: Sequence[Score]) -> list[Judgement]:
    secret = row("secret", (one for one in scores if one.spans))
    clean = row("clean", (one for one in scores if not one.spans))
    negative = row("negative", (one for one in scores if one.group == "negatives"))
    of_secrets = [one for group, one in rows if group in BARS]
    told = []
    if secret.items:
        worst = min(of_secrets, key=lambda one: one.publishable.point, default=secret)
        readable = max(of_secrets, key=lambda one: one.readable.point, default=secret)
        uncovered = max(of_secrets, key=lambda one: one.uncovered.point, default=secret)
        told += [
            _most("secrets readable in publishable (whole or telling part)", secret.readable,
                  0.001, f"{readable.name} {readable.readable.point:.1%}"),
            _most("secrets readable in publishable (whole string)", secret.readable_whole,
                  0.001, ""),
            _most("secrets not wholly covered in publishable", secret.uncovered, 0.01,
                  f"{uncovered.name} {uncovered.uncovered.point:.1%}"),
            _least("items with secrets that come out publishable", secret.publishable, 0.60,
                   worst.name, worst.publishable.point),
            _least("the same, worst class", worst.publishable, 0.30, worst.name,
                   worst.publishable.point),
        ]  # fmt: skip
    if clean.items:
        families = [one for group, one in rows if group == "negatives"]
        worst = max(families, key=lambda one: one.touched.point, default=negative)
        told += [
            _least("hard negatives that come out publishable", negative.publishable, 0.97,
                   worst.name, worst.publishable.point),
            _most("hard negatives touched", negative.touched, 0.02,
                  f"{worst.name} {worst.touched.point:.1%}"),
            _most("characters masked where nothing is secret", clean.masked, 0.015, ""),
        ]  # fmt: skip
    return told


def _most(what: str, share: Share, bar: float, worst: str) -> Judgement:
    return Judgement(what, f"≤ {bar:.1%}", share, worst, state(share, bar, least=False))


def by_slot(scores: Iterable[Score]) -> dict[str, Share]:
    """Return the full-cover recall of the secrets in *scores* by what they are."""
    found: dict[str, list[SpanScore]] = defaultdict(list)
    for one in scores:
        for span in one.spans:
            found[span.slot].append(span)
    return {slot: _full(found[slot]) for slot in sorted(found)}
