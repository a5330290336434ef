"""Rows that belong to another row: copies of joint handlers, repeats, re-opened tickets.

Each kind has one fate (domain.md §4), written into ``fate`` so that the truth can be told.
"""

from typing import Final

import numpy as np

from anonymize.demo.draw import Ints
from anonymize.demo.plan import DAY, HOUR, Plan
from anonymize.demo.rows import ENTERS, FATES, NEVER, Rows, count, stack, take

# Of all rows.
SHARES: Final = {"copy": 0.012, "repeat": 0.003, "superseded": 0.004, "reopened": 0.002}
MAIN, ASSISTING, FORWARDED = 0, 1, 2


def wanted(start: int, end: int) -> dict[str, int]:
    """Return how many rows of each kind stand among the rows from *start* to *end* of the file."""
    return {kind: int(end * share) - int(start * share) for kind, share in SHARES.items()}


def add_related(
    rng: np.random.Generator, plan: Plan, rows: Rows, extra: dict[str, int], month: int
) -> Rows:
    """Return *rows* with the related rows after them, and as many others fewer.

    Only tickets that enter have related rows, so that each fate is what its kind says.
    """
    sound = np.flatnonzero((rows["fate"] == ENTERS) & rows["dispatched"])
    sound = sound[rng.permutation(len(sound))]
    if len(sound) < 2 * sum(extra.values()):
        return rows
    parts: list[Rows] = []
    taken = 0
    for kind, number in extra.items():
        chosen = sound[taken : taken + number]
        taken += len(chosen)
        parts.append(_MAKERS[kind](rng, plan, rows, chosen, month))
    made = [part for part in parts if count(part)]
    dropped = sound[len(sound) - sum(count(part) for part in made) :]
    kept = np.setdiff1d(np.arange(count(rows)), dropped)
    return stack([take(rows, kept), *made])


def _copies(rng: np.random.Generator, _plan: Plan, rows: Rows, chosen: Ints, _month: int) -> Rows:
    """Rows of those who helped: the same ticket under another role and unit."""
    part = take(rows, chosen)
    part["role"] = np.where(rng.random(len(chosen)) < 0.8, ASSISTING, FORWARDED)
    part["main_unit"] = rng.permutation(part["main_unit"])
    part["fate"] = np.full(len(chosen), FATES.index("copy"))
    return part


def _repeats(_rng: np.random.Generator, _plan: Plan, rows: Rows, chosen: Ints, _month: int) -> Rows:
    """Rows delivered twice, the same in every column."""
    part = take(rows, chosen)
    part["fate"] = np.full(len(chosen), FATES.index("repeat"))
    return part


def _superseded(rng: np.random.Generator, plan: Plan, rows: Rows, chosen: Ints, month: int) -> Rows:
    """Earlier closings, final in the same month, of tickets that were closed again later.

    The earlier closing was called back within the hour and the answer was no: both events
    are final in one month, so the later one stands.
    """
    begin, end = plan.start(month), plan.start(month + 1)
    floor = np.maximum(begin, rows["dispatched_at"] + HOUR)
    # A call-back at a full hour, an hour after the earlier closing, both before the later one.
    room = (rows["closed_at"] - 2 * HOUR - floor) // HOUR
    fits = (rows["callback_at"] >= begin) & (rows["callback_at"] < end) & (room > 3)
    kept = chosen[fits[chosen]]
    part = take(rows, kept)
    back = floor[kept] + HOUR + (room[kept] * rng.random(len(kept))).astype(np.int64) * HOUR
    part["callback_at"] = back
    part["closed_at"] = back - HOUR // 2
    dispatched = part["dispatched_at"]
    for field in ("first_contact_at", "objection_raised_at", "whistle_at"):
        part[field] = np.where(part[field] == NEVER, NEVER, dispatched)
    for field in ("interim_report_at", "answered_at"):
        part[field] = np.full(len(kept), NEVER)
    part["resolved"] = np.full(len(kept), 2)
    part["satisfied"] = np.full(len(kept), 3)
    part["fate"] = np.full(len(kept), FATES.index("superseded"))
    return part


def _reopened(rng: np.random.Generator, plan: Plan, rows: Rows, chosen: Ints, month: int) -> Rows:
    """Tickets closed once more, final in the next month: new events there."""
    chosen = chosen if month < plan.until else chosen[:0]
    part = take(rows, chosen)
    begin = plan.start(month + 1)
    part["callback_at"] = begin + rng.integers(1, 26, len(chosen)) * DAY + 15 * HOUR
    part["closed_at"] = np.maximum(part["callback_at"] - 2 * DAY, begin + 10 * HOUR)
    part["resolved"] = np.zeros(len(chosen), dtype=np.int64)
    part["satisfied"] = np.zeros(len(chosen), dtype=np.int64)
    part["final"] = np.full(len(chosen), month + 1)
    return part


_MAKERS: Final = {
    "copy": _copies,
    "repeat": _repeats,
    "superseded": _superseded,
    "reopened": _reopened,
}
