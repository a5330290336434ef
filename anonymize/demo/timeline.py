"""When things happened: built backwards from the moment that makes a ticket final.

A ticket belongs to the month in which it became final: called back within the window after
closing, or the window over (the end of its last day). So the call-back, or the closing a
window earlier, is drawn inside the month, and all before it falls out of that.
"""

import numpy as np

from anonymize.demo.city import City
from anonymize.demo.draw import Flags, Floats, Ints, happens
from anonymize.demo.plan import DAY, HOUR, MINUTE, SECOND, Plan
from anonymize.demo.rows import NEVER, Rows, only, pick

_URGENCY = {"2h": 0.03, "24h": 0.15, "7d": 0.70, "15d": 0.12}
_LIMITS = {"2h": 2 * HOUR, "24h": DAY, "7d": 7 * DAY, "15d": 15 * DAY}
_WEEKEND = 0.55  # calls back on a Saturday or Sunday, against a working day


def closing(rng: np.random.Generator, plan: Plan, rows: Rows, month: int, size: int) -> None:
    """Draw the call-backs and closings of a cohort."""
    begin, end = plan.start(month), plan.start(month + 1)
    days = _days(rng, begin, end, size)
    called = happens(rng, np.where(rows["dispatched"], 0.9, 0.3), size)
    moment = begin + days * DAY + _office_hours(rng, size)
    gap = np.minimum(
        20 * MINUTE + rng.exponential(2.2, size) * DAY, (plan.final_window_days - 1) * DAY
    )
    closed_day = begin + (days - plan.final_window_days) * DAY
    rows["closed_at"] = np.where(
        called, moment - gap.astype(int), closed_day + _office_hours(rng, size)
    )
    rows["callback_at"] = only(moment, called, NEVER)
    _late_calls(rng, plan, rows, ~called, size)
    rows["final"] = np.full(size, month)


def closing_after(rng: np.random.Generator, plan: Plan, rows: Rows, size: int) -> None:
    """Draw closings of tickets that are not final yet when the file is exported."""
    end = plan.start(plan.until + 1)
    first = end - plan.final_window_days * DAY
    span = (plan.export - first) // DAY
    rows["closed_at"] = first + rng.integers(0, span, size) * DAY + _office_hours(rng, size)
    rows["callback_at"] = np.full(size, NEVER)
    rows["final"] = np.full(size, plan.until + 1)


def _late_calls(
    rng: np.random.Generator,
    plan: Plan,
    rows: Rows,
    uncalled: Flags,
    size: int,
) -> None:
    """Add a few call-backs after the window: they move nothing."""
    late = rows["closed_at"] + (plan.final_window_days + 2 + rng.integers(0, 9, size)) * DAY
    kept = uncalled & happens(rng, 0.04, size) & (late < plan.export)
    rows["callback_at"] = np.where(kept, late, rows["callback_at"])


def _days(rng: np.random.Generator, begin: int, end: int, size: int) -> Ints:
    count = (end - begin + DAY // 2) // DAY
    # 1970-01-01 was a Thursday; half a day clears any offset of the zone.
    weekday = ((begin + DAY // 2) // DAY + 3 + np.arange(count)) % 7
    weights = np.where(weekday >= 5, _WEEKEND, 1.0)
    return rng.choice(count, size=size, p=weights / weights.sum()).astype(np.int64)


def _office_hours(rng: np.random.Generator, size: int) -> Ints:
    """Return times of day between 8:30 and 20:30, most about the middle, in whole seconds."""
    hours = 8.5 + 12 * rng.beta(2.0, 2.4, size)
    return (hours * 3600).astype(np.int64) * SECOND


def before(rng: np.random.Generator, city: City, rows: Rows, size: int) -> None:
    """Draw all that happened before the closing, and the limits that held."""
    urgency = pick(rng, city.lists.get("urgency_class"), size, _URGENCY)
    limit = _limits(city, urgency)
    dispatched = rows["dispatched"]
    rows["urgency_class"] = urgency
    extended = dispatched & happens(rng, 0.025, size)
    days = np.where(extended, 5 * (1 + rng.poisson(1.2, size)), 0)
    allowed = limit + days * DAY
    # Most within the limit, about three in a hundred after it.
    share = np.minimum(rng.lognormal(-1.15, 0.62, size), 6.0)
    taken = np.where(dispatched, share * allowed, (2 + rng.exponential(9, size)) * MINUTE)
    long = dispatched & happens(rng, 0.004, size)
    taken = np.where(long, taken + (150 + rng.random(size) * 500) * DAY, taken).astype(np.int64)
    taken = taken // SECOND * SECOND
    start = rows["closed_at"] - np.maximum(taken, 90 * SECOND)
    waited = (MINUTE * (3 + rng.exponential(38, size))).astype(np.int64) // SECOND * SECOND
    rows["received_at"] = np.where(dispatched, start - waited, start)
    rows["dispatched_at"] = only(start, dispatched, NEVER)
    rows["due_at"] = only(start + allowed, dispatched, NEVER)
    rows["extended"] = extended.astype(np.int8)
    rows["extension_days"] = only(days, extended)
    rows["extension_reason_code"] = only(
        pick(rng, city.lists.get("extension_reason_code"), size), extended
    )
    _contact(rng, rows, start, rows["closed_at"] - start, size)


def _limits(city: City, urgency: Ints) -> Ints:
    listed = city.lists.get("urgency_class")
    if listed is None:
        return np.full(len(urgency), 7 * DAY)
    return np.array([_LIMITS.get(code, 7 * DAY) for code in listed.codes])[urgency]


def _contact(rng: np.random.Generator, rows: Rows, start: Ints, taken: Ints, size: int) -> None:
    """Draw the first contact: within a day, in nearly all cases; before the closing, always."""
    dispatched = rows["dispatched"]
    due = start + DAY
    wait: Floats = np.minimum(rng.exponential(5.5, size) * HOUR, taken * 0.9)
    reached = dispatched & ~happens(rng, 0.012, size)
    contact = start + wait.astype(np.int64) // SECOND * SECOND
    rows["first_contact_at"] = only(contact, reached, NEVER)
    rows["due_contact_at"] = only(due, dispatched, NEVER)
    rows["responded"] = np.where(dispatched, (reached & (contact <= due)).astype(int), 1)
    overdue = dispatched & (rows["closed_at"] > rows["due_at"])
    reported = overdue & happens(rng, 0.7, size)
    rows["interim_report_at"] = only(
        np.minimum(rows["due_at"] - HOUR, rows["closed_at"]), reported, NEVER
    )
