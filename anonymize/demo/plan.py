"""What is to be made: how many tickets, which months, and where each month begins and ends.

A month is a whole number, months since 2000-01, as everywhere in the product. Moments are
microseconds since 1970 in UTC.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

DAY: Final = 86_400_000_000
HOUR: Final = 3_600_000_000
MINUTE: Final = 60_000_000
SECOND: Final = 1_000_000
COHORTS: Final = 37
_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One order of demo data. ``until`` is the last cohort, which must be frozen by then."""

    tickets: int
    seed: int
    until: int
    zone: str
    text_months: int = 3
    cohorts: int = COHORTS
    final_window_days: int = 15
    freeze_days: int = 5

    @property
    def months(self) -> tuple[int, ...]:
        """The cohorts, oldest first."""
        return tuple(range(self.until - self.cohorts + 1, self.until + 1))

    def has_text(self, month: int) -> bool:
        """Whether the tickets of *month* come with texts."""
        return self.text_months > 0 and month > self.until - self.text_months

    def start(self, month: int) -> int:
        """Return the first moment of *month*, local time."""
        return moment(first_day(month), self.zone)

    @property
    def export(self) -> int:
        """The moment the file was exported: no date in it is later. The last cohort is frozen."""
        return moment(first_day(self.until + 1) + timedelta(days=self.freeze_days), self.zone)

    @property
    def export_day(self) -> date:
        """The first day on which the last cohort is frozen."""
        return first_day(self.until + 1) + timedelta(days=self.freeze_days)


def first_day(month: int) -> date:
    """Return the first day of *month*."""
    return date(2000 + month // 12, month % 12 + 1, 1)


def moment(day: date, zone: str) -> int:
    """Return the local midnight that begins *day*."""
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return round((local - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))


def name(month: int) -> str:
    """Return ``2026-09`` for 320."""
    return f"{2000 + month // 12}-{month % 12 + 1:02d}"


def parse(text: str) -> int | None:
    """Return the month that ``2026-09`` names, or None."""
    match = _MONTH.fullmatch(text)
    return (int(match[1]) - 2000) * 12 + int(match[2]) - 1 if match else None


def last_frozen(as_of: date, freeze_days: int) -> int:
    """Return the last month that is frozen at *as_of*."""
    day = as_of - timedelta(days=freeze_days)
    return (day.year - 2000) * 12 + day.month - 2
