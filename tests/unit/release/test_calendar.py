"""When a cohort is frozen, which years are whole, and when the next month is due."""

from datetime import date

import pytest

from publish.calendar import (
    complete_years,
    is_frozen,
    last_frozen,
    month_of,
    next_due,
    number,
    span,
)
from publish.profile import load_profile

PROFILE = load_profile("beijing-demo")


@pytest.mark.parametrize("month", ["2026-01", "2026-12", "2027-01"])
def test_months_are_numbered(month: str) -> None:
    assert month_of(number(month)) == month


def test_a_span_holds_both_ends_and_passes_the_year() -> None:
    assert span("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert span("2026-02", "2026-01") == ()


@pytest.mark.parametrize(
    ("as_of", "frozen"), [(date(2026, 10, 4), False), (date(2026, 10, 5), True)]
)
def test_a_cohort_is_frozen_five_days_after_its_month(as_of: date, *, frozen: bool) -> None:
    assert is_frozen(PROFILE, "2026-09", as_of) is frozen
    assert last_frozen(PROFILE, as_of) == ("2026-09" if frozen else "2026-08")


def test_the_last_frozen_passes_the_year() -> None:
    assert last_frozen(PROFILE, date(2027, 1, 2)) == "2026-11"


def test_a_year_needs_twelve_cohorts() -> None:
    assert complete_years(span("2024-12", "2026-11")) == ("2025",)
    assert complete_years(span("2025-01", "2025-11")) == ()


def test_the_next_month_is_due_on_the_calendars_day() -> None:
    day = PROFILE.calendar.release_day
    assert next_due(PROFILE, "2026-11") == f"2027-01-{min(day, 28):02d}"
