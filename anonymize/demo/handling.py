"""Who handled it and how it got there: units, dispatch, objections, joint work, whistles."""

import numpy as np

from anonymize.demo.city import City
from anonymize.demo.draw import Flags, Ints, happens
from anonymize.demo.plan import DAY, HOUR, SECOND, Plan
from anonymize.demo.rows import NEVER, NOTHING, Rows, only, pick


def dispatch(rng: np.random.Generator, city: City, plan: Plan, rows: Rows) -> None:
    """Draw units, route, hand-overs, objections and joint work of the dispatched tickets."""
    size = len(rows["leaf"])
    dispatched = rows["dispatched"]
    unit = city.units.handling(
        rows["place"], city.places.district[rows["place"]], rows["leaf"], rng.random(size)
    )
    rows["main_unit"] = unit
    rows["dispatch_route"] = _route(city, rows)
    moved = dispatched & happens(rng, 0.06, size)
    rows["redispatch_count"] = np.where(moved, 1 + rng.poisson(0.25, size), 0)
    other = rng.integers(0, len(city.units.labels), size)
    rows["first_unit"] = np.where(moved, other, unit)
    joint = dispatched & happens(rng, 0.07, size)
    rows["co_first"] = only(rng.integers(0, len(city.units.labels), size), joint)
    rows["co_second"] = only(
        rng.integers(0, len(city.units.labels), size), joint & happens(rng, 0.3, size)
    )
    rows["pre_consulted"] = (dispatched & happens(rng, 0.02, size)).astype(np.int8)
    _objections(rng, city, rows, dispatched & happens(rng, 0.015, size))
    _whistles(rng, rows, dispatched & happens(rng, 0.008, size))
    _elsewhere(rng, plan, rows)
    rows["handler"] = rng.integers(0, len(city.pools.people), size)
    rows["agent"] = rng.integers(1000, 9999, size)


def _route(city: City, rows: Rows) -> Ints:
    """Return the route that fits the class of the unit, in the order of the classes."""
    listed = city.lists.get("dispatch_route")
    if listed is None:
        return np.full(len(rows["leaf"]), NOTHING)
    of_class = city.units.of_class[rows["main_unit"]]
    return only(np.minimum(of_class, len(listed) - 1), rows["dispatched"])


def _between(rng: np.random.Generator, rows: Rows, wait: int) -> Ints:
    """Return a moment between dispatch and closing, at most *wait* after the dispatch."""
    start = np.where(rows["dispatched"], rows["dispatched_at"], rows["received_at"])
    room = np.minimum(rows["closed_at"] - start, wait)
    return np.asarray(start + (rng.random(len(start)) * room).astype(np.int64) // SECOND * SECOND)


def _objections(rng: np.random.Generator, city: City, rows: Rows, raised: Flags) -> None:
    size = len(raised)
    rows["objection_raised_at"] = only(_between(rng, rows, 20 * HOUR), raised, NEVER)
    for field in ("objection_outcome", "objection_reason_code"):
        rows[field] = only(pick(rng, city.lists.get(field), size), raised)


def _whistles(rng: np.random.Generator, rows: Rows, blown: Flags) -> None:
    size = len(blown)
    called = 1 + rng.poisson(0.9, size)
    rows["whistle_at"] = only(_between(rng, rows, 3 * DAY), blown, NEVER)
    rows["called_units"] = only(called, blown)
    rows["arrived_units"] = only(called - happens(rng, 0.1, size), blown)
    rows["dual_score_whistle"] = only(rng.integers(70, 101, size), blown)
    rows["dual_score_arrive"] = only(rng.integers(70, 101, size), blown)


def _elsewhere(rng: np.random.Generator, plan: Plan, rows: Rows) -> None:
    """Draw the moments of transfers to other regions and to central units."""
    for mark, field in (("transfer_kind", "transfer_at"), ("central_unit_kind", "referred_at")):
        rows[field] = only(_between(rng, rows, 2 * DAY), rows[mark] >= 0, NEVER)
    answered = rows["transfer_at"] + (1 + rng.integers(0, 12, len(rows["leaf"]))) * DAY
    known = (rows["transfer_kind"] >= 0) & (answered < plan.export)
    rows["answered_at"] = only(answered, known, NEVER)
