"""One cohort's rows, from a generator of its own: no cohort depends on another."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from anonymize.demo import again, answers, bad_rows, handling, intake, timeline
from anonymize.demo.city import City
from anonymize.demo.draw import Ints, happens, shares
from anonymize.demo.plan import Plan
from anonymize.demo.rows import ENTERS, FATES, NEVER, NOTHING, Rows

TAIL_SHARE: Final = 0.012  # rows not final yet when the file is exported: closed late, or open
_OPEN_SHARE: Final = 0.004  # rows of a cohort that were passed on to another system
_CLOSED, _IN_PROGRESS, _PASSED_ON = 0, 1, 2


def sizes(city: City, plan: Plan) -> Ints:
    """Return how many rows each cohort has, and last those that are not final yet."""
    volumes = [city.categories.volume(month, plan.until) for month in plan.months]
    weights = np.array([*volumes, sum(volumes) * TAIL_SHARE / (1 - TAIL_SHARE)])
    return shares(plan.tickets, weights)


def cohorts(city: City, plan: Plan) -> Iterator[tuple[int, Rows]]:
    """Yield each month's rows; the month after the last holds what is not final yet."""
    ends = np.cumsum(sizes(city, plan)).tolist()
    for month, start, end in zip((*plan.months, plan.until + 1), [0, *ends], ends, strict=False):
        if end > start:
            yield month, _rows(city, plan, month, start, end)


def _rows(city: City, plan: Plan, month: int, start: int, end: int) -> Rows:
    rng = np.random.Generator(np.random.PCG64((plan.seed, month)))
    size = end - start
    rows = intake.who_and_where(rng, city, plan, month, size)
    intake.how(rng, city, rows, size)
    intake.marks(rng, city, rows, size)
    if month > plan.until:
        timeline.closing_after(rng, plan, rows, size)
    else:
        timeline.closing(rng, plan, rows, month, size)
    timeline.before(rng, city, rows, size)
    handling.dispatch(rng, city, plan, rows)
    answers.answer(rng, city, plan, rows, month)
    _fates(rng, city, rows, size, tail=month > plan.until)
    rows["month"] = np.full(size, month)
    if month > plan.until:
        return rows
    rows = bad_rows.spoil(rng, plan, rows, bad_rows.wanted(start, end))
    return again.add_related(rng, plan, rows, again.wanted(start, end), month)


def _fates(rng: np.random.Generator, city: City, rows: Rows, size: int, *, tail: bool) -> None:
    """Set status, role and fate of the plain rows: some are open, some secret, most enter."""
    is_open = happens(rng, 0.5 if tail else _OPEN_SHARE, size)
    listed = city.lists.get("secrecy_class")
    secret = np.zeros(size, dtype=bool)
    for code in ("state", "military"):
        place = listed.place(code) if listed else NOTHING
        secret |= (rows["secrecy_class"] == place) & (place >= 0)
    if tail:
        rows["secrecy_class"] = np.where(secret, NOTHING, rows["secrecy_class"])
        secret[:] = False
    rows["secrecy_class"] = np.where(is_open, NOTHING, rows["secrecy_class"])
    fate = np.where(secret & ~is_open, FATES.index("secrecy"), ENTERS)
    fate = np.where(is_open, FATES.index("not_closed"), fate)
    waiting = FATES.index("waiting") if tail else ENTERS
    rows["fate"] = np.where(fate == ENTERS, waiting, fate)
    passed_on = np.where(happens(rng, 0.5, size), _PASSED_ON, _IN_PROGRESS)
    closed = np.where(happens(rng, 0.02, size), NOTHING, _CLOSED)
    rows["status"] = np.where(is_open, passed_on, closed)
    for field in ("closed_at", "callback_at", "interim_report_at"):
        rows[field] = np.where(is_open, NEVER, rows[field])
    for field in ("resolved", "satisfied", "outcome_class", "excluded_reason_code"):
        rows[field] = np.where(is_open, NOTHING, rows[field])
    role = np.where(happens(rng, 0.05, size), NOTHING, again.MAIN)
    # A few joint rows come without the leading one: each stands for its ticket.
    rows["role"] = np.where(happens(rng, 0.001, size), again.ASSISTING, role)
    rows["bad"] = np.full(size, NOTHING, dtype=np.int64)
