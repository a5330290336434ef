"""Dates in every form, local hours that the clocks skip or tell twice."""

from collections.abc import Sequence

import polars as pl
import pytest

from anonymize.typed.moments import moments

FORMS = ("iso", "%m/%d/%Y %I:%M:%S %p", "%Y年%m月%d日 %H:%M")
READ = {
    "2026-09-01 10:00:05": "2026-09-01T02:00:05+00:00",
    "2026-09-01T10:00:05": "2026-09-01T02:00:05+00:00",
    "2026-09-01 10:00": "2026-09-01T02:00:00+00:00",
    "2026-09-01": "2026-08-31T16:00:00+00:00",
    "2026-09-01T10:00:05Z": "2026-09-01T10:00:05+00:00",
    "2026-09-01 10:00:05.250000+0000": "2026-09-01T10:00:05.250000+00:00",
    "2026-09-01 10:00:05-07:00": "2026-09-01T17:00:05+00:00",
    "09/01/2026 10:00:05 PM": "2026-09-01T14:00:05+00:00",
    "2026年9月1日 10:00": "2026-09-01T02:00:00+00:00",
    "2026-02-30 10:00:00": None,
    "2026-09-01 25:00:00": None,
    "yesterday": None,
}


def told(
    texts: Sequence[str | None], zone: str = "Asia/Shanghai", ambiguous: str = "earliest"
) -> list[str | None]:
    found = moments(pl.Series("a", texts, pl.String), FORMS, zone, ambiguous=ambiguous)  # type: ignore[arg-type]  # one of two
    return [moment and moment.isoformat() for moment in found.to_list()]


@pytest.mark.parametrize("text", READ)
def test_a_form_is_read_or_not(text: str) -> None:
    assert told([text]) == [READ[text]]


def test_forms_may_be_mixed_in_one_column() -> None:
    assert told([None, *READ]) == [None, *READ.values()]


def test_an_hour_that_was_skipped_counts_on() -> None:
    assert told(["2026-03-08 02:30:00"], "America/New_York") == ["2026-03-08T07:30:00+00:00"]
    assert told(["2026-03-08 01:59:59"], "America/New_York") == ["2026-03-08T06:59:59+00:00"]
    assert told(["2026-03-08 03:00:00"], "America/New_York") == ["2026-03-08T07:00:00+00:00"]


def test_an_hour_that_was_told_twice_is_the_one_asked_for() -> None:
    text = ["2026-11-01 01:30:00"]
    assert told(text, "America/New_York") == ["2026-11-01T05:30:00+00:00"]
    assert told(text, "America/New_York", "latest") == ["2026-11-01T06:30:00+00:00"]


def test_dates_of_the_source_itself() -> None:
    days = pl.Series("a", ["2026-09-01"]).str.to_date()
    expected = moments(pl.Series("a", ["2026-09-01"]), FORMS, "Asia/Shanghai", ambiguous="earliest")
    found = moments(days, FORMS, "Asia/Shanghai", ambiguous="earliest")
    assert found.to_list() == expected.to_list()


def test_the_first_form_that_fits_counts() -> None:
    both = ("%d/%m/%Y", "%m/%d/%Y")
    found = moments(pl.Series("a", ["03/04/2026", "03/28/2026"]), both, "UTC", ambiguous="earliest")
    assert [moment.date().isoformat() for moment in found.to_list()] == ["2026-04-03", "2026-03-28"]
