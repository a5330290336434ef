from datetime import date

import pytest

from anonymize.demo.plan import DAY, HOUR, Plan, last_frozen, moment, name, parse


def plan(until: str = "2026-09", zone: str = "Asia/Shanghai") -> Plan:
    month = parse(until)
    assert month is not None
    return Plan(tickets=10, seed=1, until=month, zone=zone)


def test_months_have_names_and_names_months() -> None:
    assert parse("2026-09") == 320
    assert name(320) == "2026-09"
    assert parse("2000-01") == 0


@pytest.mark.parametrize("text", ["2026-13", "2026-9", "1999-01", "2026-00", "", "2026-09-01"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-10-06", "2026-09"),
        ("2026-10-05", "2026-08"),
        ("2026-11-05", "2026-09"),
        ("2026-01-06", "2025-12"),
        ("2026-01-05", "2025-11"),
    ],
)
def test_a_month_is_frozen_five_days_after_its_end(day: str, last: str) -> None:
    assert name(last_frozen(date.fromisoformat(day), 5)) == last


def test_a_demo_has_37_cohorts_and_three_heating_seasons() -> None:
    months = [name(month) for month in plan().months]
    assert len(months) == 37
    assert (months[0], months[-1]) == ("2023-09", "2026-09")


def test_midnight_is_local() -> None:
    assert moment(date(1970, 1, 1), "Asia/Shanghai") == -8 * HOUR
    assert moment(date(1970, 1, 2), "UTC") == DAY


def test_a_month_of_changing_clocks_is_an_hour_shorter() -> None:
    here = plan("2026-06", "America/New_York")
    march = parse("2026-03")
    assert march is not None
    assert here.start(march + 1) - here.start(march) == 31 * DAY - HOUR


def test_the_export_is_on_the_day_the_last_cohort_freezes() -> None:
    assert plan().export_day == date(2026, 10, 6)
    assert plan().export == moment(date(2026, 10, 6), "Asia/Shanghai")


def test_no_text_months_means_no_texts() -> None:
    given = plan()
    assert [given.has_text(month) for month in (317, 318, 320, 321)] == [False, True, True, True]
    without = Plan(tickets=1, seed=1, until=320, zone="UTC", text_months=0)
    assert not any(without.has_text(month) for month in (320, 321))
