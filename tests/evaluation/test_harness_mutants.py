"""The engine is broken on purpose, and the harness must see each break as a missed bar."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NoReturn

import pytest

from anonymize.known import Known
from anonymize.normalize import View, views
from anonymize.recognizers import declared
from anonymize.recognizers.presidio import Detector
from anonymize.text_pipeline import TextEngine
from anonymize.verdict import Cleared, Quarantined, Verdict
from tests.evaluation import generate
from tests.evaluation.classes import BARS
from tests.evaluation.measure import engine, judged
from tests.evaluation.score import Listed
from tests.evaluation.summary import Row, row

_ITEMS: Final = 12
# Recall that a break costs at least, so that no class passes by being bad already.
_FELL: Final = 0.2


@lru_cache(maxsize=1)
def whole() -> TextEngine:
    return engine()


def figures(name: str, own: TextEngine | None = None) -> Row:
    """Return the figures of a few items of class *name*."""
    some = judged(generate.items(name, _ITEMS, 11), own or whole(), Listed(""))
    return row(name, some)


def missed(before: Row, after: Row) -> bool:
    """Tell whether the bar of a class is missed now, and by far more than before."""
    group = next(s.group for s in generate.items(before.name, 1, 1))
    fell = before.recall.point - after.recall.point
    return after.recall.point < BARS[group].worst and fell >= _FELL


@pytest.mark.parametrize(
    ("recogniser", "name"),
    [
        ("lac", "name_bare"),
        ("plate", "plate_green"),
        ("email", "email"),
        ("url", "url"),
        ("court_number", "court"),
        ("property_number", "property"),
        ("address", "door_chinese"),
        ("number_tail", "phone_tail"),
        ("mask_residue", "stars"),
        ("bank_account", "bank_spaced"),
        ("coordinates", "coordinates"),
        ("staff_number", "staff"),
    ],
)
def test_a_silent_recogniser_misses_a_bar(
    recogniser: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = figures(name)
    module = next(one for one in declared.MODULES if one.__name__.endswith(f".{recogniser}"))
    monkeypatch.setattr(module, "find", lambda *_: iter(()))
    assert missed(before, figures(name))


@pytest.mark.parametrize(
    ("skipped", "name"),
    [
        ({"plain"}, "name_traditional"),
        ({"plain"}, "door_compact"),
        # One number form is read in more than one view: a single one may go unmissed.
        ({"tight", "digits", "close"}, "mobile_chinese"),
        ({"tight", "digits", "close"}, "id18_chinese"),
        ({"plain", "tight", "digits", "close"}, "mobile_full_width"),
    ],
)
def test_a_skipped_view_misses_a_bar(
    skipped: set[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blind(given: str) -> list[View]:
        return [
            View(one.name, "。" * len(one.text), one.starts, one.ends)
            if one.name in skipped
            else one
            for one in views(given)
        ]

    before = figures(name)
    monkeypatch.setattr("anonymize.text_pipeline.views", blind)
    assert missed(before, figures(name))


def test_an_engine_that_finds_nothing_misses_every_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("name_3char", "door", "firm", "mobile", "name_in_reply")
    before = [figures(name) for name in names]
    monkeypatch.setattr(Detector, "find", lambda *_: [])
    assert all(missed(one, figures(one.name)) for one in before)


class Swallows:
    """An engine that shows the text as it is when something goes wrong."""

    def __init__(self, own: TextEngine) -> None:
        self._own = own
        self.read_ahead: Callable[[object], None] = lambda _: None

    def process(self, texts: Mapping[str, str], known: Known = Known()) -> Verdict:  # noqa: B008
        verdict = self._own.process(texts, known)
        if verdict == Quarantined("failure"):
            return Cleared(dict(texts), "", dict.fromkeys(texts, ()))
        return verdict


def test_a_swallowed_exception_leaves_secrets_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> NoReturn:
        raise RuntimeError

    monkeypatch.setattr(Detector, "find", fails)
    # As it should be: nothing is shown, and the share of publishable items tells.
    closed = figures("name_3char")
    assert closed.readable.n == 0
    assert closed.withheld.point == 1.0
    open_ = figures("name_3char", Swallows(whole()))  # type: ignore[arg-type]  # a double
    assert open_.readable.point == 1.0


def test_a_text_put_back_after_redaction_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    process = whole().process

    def leaks(texts: Mapping[str, str], known: Known = Known()) -> Verdict:  # noqa: B008
        verdict = process(texts, known)
        if isinstance(verdict, Cleared):
            return Cleared(dict(texts), verdict.policy_version, verdict.findings)
        return verdict

    assert figures("mobile").readable.point == 0.0
    monkeypatch.setattr(whole(), "process", leaks)
    assert figures("mobile").readable.point > 0.5
