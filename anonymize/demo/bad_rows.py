"""Rows that cannot be right, a handful of each kind, so that a quarantine has something to show.

They are spread evenly over the districts, so that no district passes the limit.
"""

from typing import Final

import numpy as np

from anonymize.demo.draw import Flags, Ints, evenly
from anonymize.demo.plan import DAY, HOUR, Plan
from anonymize.demo.rows import ENTERS, FATES, NEVER, Rows, stack, take

SHARE: Final = 0.0024
# Kind -> the field at fault. The order is the order in which they turn up.
KINDS: Final[dict[str, str]] = {
    "unknown_street": "street_code",
    "closed_before_received": "closed_at",
    "unknown_status": "status",
    "callback_before_closing": "callback_at",
    "unknown_channel": "channel",
    "unknown_district": "district_code",
    "closed_without_time": "closed_at",
    "date_after_export": "closed_at",
    "date_before_2000": "received_at",
    "unknown_category": "category_l1",
    "conflict": "ticket_id",
}
NAMES: Final = tuple(KINDS)
_UNKNOWN_STATUS: Final = 3
_LONG_AGO: Final = -2208988800 * 1_000_000  # 1900-01-01


def wanted(start: int, end: int) -> range:
    """Return the running numbers of the bad rows among the rows from *start* to *end*."""
    return range(int(start * SHARE + 1e-6), int(end * SHARE + 1e-6))


def spoil(rng: np.random.Generator, plan: Plan, rows: Rows, numbers: range) -> Rows:
    """Spoil as many rows as *numbers* has, each in the way of its kind; conflicts come in twos."""
    sound = np.flatnonzero(
        (rows["fate"] == ENTERS) & (rows["street"] >= 0) & (rows["callback_at"] != NEVER)
    )
    sound = sound[np.argsort(rows["district"][sound], kind="stable")]
    chosen = evenly(len(sound), len(numbers), rng)
    kinds = np.array(list(numbers), dtype=np.int64)[: len(chosen)] % len(NAMES)
    chosen = sound[chosen]
    rows["bad"][chosen] = kinds
    rows["fate"][chosen] = FATES.index("quarantined")
    _spoil_dates(plan, rows)
    twins = chosen[kinds == NAMES.index("conflict")]
    spare = np.setdiff1d(sound, chosen)[: len(twins)]
    return _with_twins(rows, twins[: len(spare)], spare)


def _spoil_dates(plan: Plan, rows: Rows) -> None:
    bad = rows["bad"]

    def of(kind: str) -> Flags:
        return np.asarray(bad == NAMES.index(kind))

    received = rows["received_at"]
    rows["closed_at"] = np.select(
        [
            of("closed_before_received"),
            of("date_after_export"),
            of("unknown_status") | of("closed_without_time"),
        ],
        [received - 2 * DAY, plan.export + 400 * DAY, NEVER],
        rows["closed_at"],
    )
    rows["callback_at"] = np.select(
        [
            of("callback_before_closing"),
            of("date_after_export") | of("unknown_status") | of("closed_without_time"),
        ],
        [rows["closed_at"] - HOUR, NEVER],
        rows["callback_at"],
    )
    rows["received_at"] = np.where(of("date_before_2000"), _LONG_AGO, received)
    rows["status"] = np.where(of("unknown_status"), _UNKNOWN_STATUS, rows["status"])
    rows["status"] = np.where(of("closed_without_time"), 0, rows["status"])


def _with_twins(rows: Rows, twins: Ints, spare: Ints) -> Rows:
    """Give each of *twins* a second row with another answer, in the place of a *spare* row."""
    part = take(rows, twins)
    part["resolved"] = (part["resolved"] + 1) % 3
    kept = np.setdiff1d(np.arange(len(rows["bad"])), spare)
    return stack([take(rows, kept), part])
