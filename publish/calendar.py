"""Cohorts in time: which are frozen, what follows what, when the next is due.

A cohort is the month in which tickets became final; it is frozen, and may be drawn, once
``freeze_days`` have passed after its month's end (``protection.md`` §6).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from publish.profile import Profile

_MONTHS: Final = 12


def number(month: str) -> int:
    """Return the number of months from year 0 to *month*, ``YYYY-MM``."""
    return int(month[:4]) * _MONTHS + int(month[5:]) - 1


def month_of(count: int) -> str:
    """Return the month with that number, the inverse of ``number``."""
    return f"{count // _MONTHS:04d}-{count % _MONTHS + 1:02d}"


def span(first: str, last: str) -> tuple[str, ...]:
    """Return the months from *first* to *last*, both in."""
    return tuple(month_of(count) for count in range(number(first), number(last) + 1))


def frozen_on(profile: Profile, month: str) -> date:
    """Return the first day on which the cohort *month* is frozen."""
    following = number(month) + 1
    begins = date(following // _MONTHS, following % _MONTHS + 1, 1)
    return begins + timedelta(days=profile.freeze_days - 1)


def is_frozen(profile: Profile, month: str, as_of: date) -> bool:
    """Tell whether the cohort *month* is frozen at *as_of*."""
    return as_of >= frozen_on(profile, month)


def last_frozen(profile: Profile, as_of: date) -> str:
    """Return the newest cohort that is frozen at *as_of*."""
    month = as_of.year * _MONTHS + as_of.month - 1
    while not is_frozen(profile, month_of(month), as_of):
        month -= 1
    return month_of(month)


def complete_years(months: Sequence[str]) -> tuple[str, ...]:
    """Return the years all of whose months are in *months*, ascending."""
    have: dict[str, int] = {}
    for month in dict.fromkeys(months):
        have[month[:4]] = have.get(month[:4], 0) + 1
    return tuple(sorted(year for year, count in have.items() if count == _MONTHS))


def next_due(profile: Profile, newest: str) -> str:
    """Return the day on which the cohort after *newest* is to be released."""
    due = number(newest) + 1 + profile.calendar.release_months_after
    day = min(profile.calendar.release_day, 28)
    return date(due // _MONTHS, due % _MONTHS + 1, day).isoformat()
