"""The figures: intervals, readable secrets, and the same answers as the command line gives."""

import subprocess
from typing import Final

import pytest

from anonymize.findings import Finding
from anonymize.verdict import Cleared
from tests.evaluation import generate, report
from tests.evaluation.binomial import interval
from tests.evaluation.item import Item, Span
from tests.evaluation.measure import disagreements, engine, judged
from tests.evaluation.score import Listed, score
from tests.evaluation.summary import Share, judge, row, state

_SAMPLE: Final = (
    "name_3char",
    "mobile_mixed",
    "door",
    "firm",
    "N09_dates",
    "plain_text",
    "name_known",
)


class Says:
    """An engine that finds what it is told to find."""

    def __init__(self, *found: Finding, shown: str) -> None:
        self._found = found
        self._shown = shown

    def process(self, *_: object) -> Cleared:
        return Cleared({"text": self._shown}, "v", {"text": self._found})


_ANSWER: Final = (
    b'{"findings": [{"start": 0, "end": 1, "entity": "URL", "score": 1.0}],'
    b' "verdict": "publishable"}\n'
)
ITEM: Final = Item(
    "k", "name_3char", "names", "dev", {"text": "我叫王小禾，住这儿"},
    (Span("text", 2, 5, "name", focal=True),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (300, 300, 0.98778, 1.0),
        (0, 300, 0.0, 0.01222),
        (95, 100, 0.88716, 0.98357),
        (5, 10, 0.18709, 0.81291),
        (1, 1, 0.025, 1.0),
    ],
)
def test_the_interval_is_the_exact_one(hits: int, n: int, low: float, high: float) -> None:
    assert interval(hits, n) == pytest.approx((low, high), abs=1e-4)


def test_met_is_the_point_and_proven_is_the_bound() -> None:
    assert state(Share(300, 300), 0.98, least=True) == "proven"
    assert state(Share(99, 100), 0.98, least=True) == "met"
    assert state(Share(97, 100), 0.98, least=True) == "missed"
    assert state(Share(0, 1000), 0.01, least=False) == "proven"
    assert state(Share(1, 1000), 0.001, least=False) == "met"
    assert state(Share(2, 1000), 0.001, least=False) == "missed"
    assert state(Share(0, 0), 0.5, least=True) == "–"


@pytest.mark.parametrize(
    ("found", "shown", "full", "readable"),
    [
        (Finding(2, 5, "PERSON", 0.9), "我叫⟦person:A⟧，住这儿", True, False),
        (Finding(2, 4, "PERSON", 0.9), "我叫⟦person:A⟧禾，住这儿", False, False),
        (Finding(2, 3, "PERSON", 0.9), "我叫⟦person:A⟧小禾，住这儿", False, True),
        (Finding(6, 7, "PERSON", 0.9), "我叫王小禾，⟦person:A⟧这儿", False, True),
        # Covered, but the redaction says it all the same.
        (Finding(2, 5, "PERSON", 0.9), "我叫⟦person:A⟧王小禾", True, True),
    ],
)
def test_a_secret_is_readable_when_two_characters_of_it_are(
    found: Finding, shown: str, full: bool, readable: bool
) -> None:
    told = score(ITEM, Says(found, shown=shown), Listed(""))  # type: ignore[arg-type]  # a double
    (span,) = told.spans
    assert span.full is full
    assert (span.readable_whole or span.readable_part) is readable
    assert row("one", [told]).readable == Share(int(readable), 1)


def test_a_listed_value_is_counted_apart() -> None:
    says = Says(Finding(2, 5, "PERSON", 0.9), shown="")
    for known, listed in (("…王小禾…", 1), ("…", 0)):
        told = row("one", [score(ITEM, says, Listed(known))])  # type: ignore[arg-type]  # a double
        assert told.listed == Share(listed, listed)
        assert told.unlisted == Share(1 - listed, 1 - listed)


def test_the_command_line_says_what_the_harness_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [item for name in _SAMPLE for item in generate.items(name, 4, 3)]
    own = engine()
    assert not disagreements(every, own)
    # And it would tell: an engine that finds nothing is not the one of the command line.
    monkeypatch.setattr(own, "process", lambda *_: Cleared({}, "", {}))
    monkeypatch.setattr(
        "tests.evaluation.measure.subprocess.run",
        lambda *_, **__: subprocess.CompletedProcess((), 0, _ANSWER),
    )
    assert disagreements(every[:1], own) == [every[0].key]


def test_the_report_names_every_class_and_bar_and_shows_no_text() -> None:
    own, listed = engine(), Listed("")
    every = [s for n in _SAMPLE for s in judged(generate.items(n, 4, 3), own, listed)]
    rows = [(s.group, row(n, [x for x in every if x.name == n])) for n in _SAMPLE
            for s in [next(x for x in every if x.name == n)]]  # fmt: skip
    text = report.document(rows, judge(rows, every), "how")
    for name in _SAMPLE:
        assert f"| {name} |" in text
    for item in generate.items("name_3char", 4, 3):
        assert all(item.value(span) not in text for span in item.spans)
