"""Each family's parts, from tables that a person of the hotline can check by hand.

Times are local (Asia/Shanghai). The cohort is 2026-09 unless said.
"""

from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from anonymize.families import RULES, month_index, month_name, parts
from publish.intake import FAMILY_COLUMNS

ZONE: Final = "Asia/Shanghai"
SEPTEMBER_2026: Final = 26 * 12 + 8


def at(local: str | None) -> datetime | None:
    if local is None:
        return None
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def part(family: str, fields: dict[str, Any], cohort: int = SEPTEMBER_2026) -> str | None:
    moments = {name for name in fields if name.endswith("_at")}
    values = {name: at(value) if name in moments else value for name, value in fields.items()}
    types: dict[str, Any] = {
        **dict.fromkeys(moments, pl.Datetime("us", "UTC")),
        **{
            name: pl.Boolean
            for name in ("responded", "extended", "pre_consulted")
            if name in fields
        },
        **{name: pl.List(pl.String) for name in ("co_units",) if name in fields},
        **{name: pl.String for name in ("resolved", "satisfied") if name in fields},
        **{name: pl.String for name in ("excluded_reason_code",) if name in fields},
        **{name: pl.Int64 for name in ("redispatch_count",) if name in fields},
    }
    values.setdefault("closed_at", at("2026-09-10 12:00"))
    types.setdefault("closed_at", pl.Datetime("us", "UTC"))
    frame = pl.DataFrame(
        {name: pl.Series([value], dtype=types[name]) for name, value in values.items()}
    ).with_columns(cohort=pl.lit(cohort, pl.Int32))
    found: str | None = frame.select(parts(fields, ZONE)).get_column(family).item()
    return found


@pytest.mark.parametrize(
    ("resolved", "excluded", "expected"),
    [
        ("resolved", None, "resolved"),
        ("partly", None, "partly"),
        ("unresolved", None, "unresolved"),
        ("unknown", None, "unknown"),
        (None, None, "unknown"),  # nobody answered, or nobody asked
        ("resolved", "malicious", "excluded"),  # an exclusion comes before any answer
        (None, "malicious", "excluded"),
        ("excluded", None, "excluded"),  # 退单
        ("resolved", "none", "resolved"),  # the code that says: not excluded
    ],
)
def test_resolution(resolved: str | None, excluded: str | None, expected: str) -> None:
    fields = {"resolved": resolved, "excluded_reason_code": excluded}
    assert part("resolution", fields) == expected


@pytest.mark.parametrize(
    ("satisfied", "expected"),
    [
        ("satisfied", "satisfied"),
        ("fairly", "fairly"),
        ("neutral", "neutral"),
        ("dissatisfied", "dissatisfied"),
        ("unrated", "unrated"),
        (None, "unrated"),
    ],
)
def test_satisfaction(satisfied: str | None, expected: str) -> None:
    assert part("satisfaction", {"satisfied": satisfied}) == expected


@pytest.mark.parametrize(
    ("flag", "contact", "limit", "expected"),
    [
        (True, None, None, "responded"),
        (False, "2026-09-01 09:00", "2026-09-01 10:00", "not_responded"),  # the flag decides
        (None, "2026-09-01 09:00", "2026-09-01 10:00", "responded"),
        (None, "2026-09-01 10:00", "2026-09-01 10:00", "responded"),  # on the limit is within it
        (None, "2026-09-01 10:01", "2026-09-01 10:00", "not_responded"),
        (None, "2026-09-01 09:00", None, "responded"),
        (None, None, "2026-09-01 10:00", "not_responded"),
        (None, None, None, "not_responded"),
    ],
)
def test_response(flag: bool | None, contact: str, limit: str, expected: str) -> None:
    fields = {"responded": flag, "first_contact_at": contact, "due_contact_at": limit}
    assert part("response", fields) == expected


@pytest.mark.parametrize(
    ("closed", "due", "on_time", "overdue"),
    [
        ("2026-09-10 12:00", "2026-09-10 12:00", "yes", "no"),
        ("2026-09-10 12:01", "2026-09-10 12:00", "no", "yes"),
        ("2026-09-10 12:00", None, "no_limit", "no"),
    ],
)
def test_on_time_and_overdue(closed: str, due: str | None, on_time: str, overdue: str) -> None:
    fields = {"closed_at": closed, "due_at": due}
    assert part("on_time", fields) == on_time
    assert part("overdue", fields) == overdue


@pytest.mark.parametrize(
    ("callback", "closed", "due", "expected"),
    [
        ("2026-09-11 09:00", "2026-09-10 12:00", "2026-09-12 00:00", "yes"),
        ("2026-09-12 09:00", "2026-09-10 12:00", "2026-09-12 00:00", "no"),
        (None, "2026-09-10 12:00", "2026-09-12 00:00", "yes"),
        (None, "2026-09-12 12:00", "2026-09-12 00:00", "no"),
        ("2026-09-30 09:00", "2026-09-10 12:00", None, "yes"),
    ],
)
def test_feedback(callback: str | None, closed: str, due: str | None, expected: str) -> None:
    fields = {"callback_at": callback, "closed_at": closed, "due_at": due}
    assert part("feedback", fields) == expected


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2026-09-01 08:00:00", "le_2h"),
        ("2026-09-01 10:00:00", "le_2h"),
        ("2026-09-01 10:00:01", "2h_24h"),
        ("2026-09-02 08:00:00", "2h_24h"),
        ("2026-09-02 08:00:01", "1d_3d"),
        ("2026-09-04 08:00:00", "1d_3d"),
        ("2026-09-04 08:00:01", "4d_7d"),
        ("2026-09-08 08:00:00", "4d_7d"),
        ("2026-09-08 08:00:01", "8d_15d"),
        ("2026-09-16 08:00:00", "8d_15d"),
        ("2026-09-16 08:00:01", "16d_30d"),
        ("2026-10-01 08:00:00", "16d_30d"),
        ("2026-10-01 08:00:01", "gt_30d"),
    ],
)
def test_duration_runs_from_dispatch(closed: str, expected: str) -> None:
    fields = {
        "received_at": "2026-08-01 00:00:00",
        "dispatched_at": "2026-09-01 08:00:00",
        "closed_at": closed,
    }
    assert part("duration", fields) == expected


def test_duration_runs_from_receipt_where_nothing_was_dispatched() -> None:
    fields = {
        "received_at": "2026-09-01 08:00:00",
        "dispatched_at": None,
        "closed_at": "2026-09-01 09:00:00",
    }
    assert part("duration", fields) == "le_2h"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-09-01 00:00", "m0"),
        ("2026-08-31 23:59", "m1"),
        ("2026-08-01 00:00", "m1"),
        ("2026-07-31 23:59", "m2"),
        ("2026-06-30 12:00", "m3plus"),
        ("2024-01-01 12:00", "m3plus"),
    ],
)
def test_lag_is_told_in_months_of_the_city(received: str, expected: str) -> None:
    assert part("lag", {"received_at": received}) == expected


@pytest.mark.parametrize(
    ("family", "field", "value", "expected"),
    [
        ("extended", "extended", True, "yes"),
        ("extended", "extended", False, "no"),
        ("extended", "extended", None, "no"),
        ("handed_over", "redispatch_count", 0, "no"),
        ("handed_over", "redispatch_count", 2, "yes"),
        ("handed_over", "redispatch_count", None, "no"),
        ("multi_unit", "co_units", ["U1"], "yes"),
        ("multi_unit", "co_units", [], "no"),
        ("multi_unit", "co_units", None, "no"),
        ("contacted", "first_contact_at", "2026-09-01 08:00", "yes"),
        ("contacted", "first_contact_at", None, "no"),
        ("dispatched", "dispatched_at", "2026-09-01 08:00", "yes"),
        ("dispatched", "dispatched_at", None, "no"),
        ("called_back", "callback_at", "2026-09-11 08:00", "yes"),
        ("called_back", "callback_at", None, "no"),
        ("pre_consulted", "pre_consulted", True, "yes"),
        ("pre_consulted", "pre_consulted", None, "no"),
    ],
)
def test_what_happened_on_the_way(family: str, field: str, value: Any, expected: str) -> None:
    assert part(family, {field: value}) == expected


@pytest.mark.parametrize("family", list(RULES))
def test_a_family_whose_fields_the_source_lacks_is_not_collected(family: str) -> None:
    assert not RULES[family].collected({"closed_at", "district_code"})
    assert part(family, {}) is None


def test_every_family_that_publish_accepts_has_a_rule() -> None:
    assert list(RULES) == list(FAMILY_COLUMNS)


def test_months_are_named_as_they_are_counted() -> None:
    assert month_name(SEPTEMBER_2026) == "2026-09"
    assert month_name(0) == "2000-01"
    moments = pl.DataFrame({"t": [at("2026-09-01 00:00")]})
    assert moments.select(month_index(pl.col("t"), ZONE)).item() == SEPTEMBER_2026
