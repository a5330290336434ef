"""What came of it: solved or not, satisfied or not, left out of the assessment, and why.

The answers are given at the call-back; without one most are unknown. The rates rise slowly
over the three years and differ by district and category (domain.md §11: 95–97 %).
"""

import numpy as np

from anonymize.demo.city import City
from anonymize.demo.draw import Floats, Ints, Wheel, happens, uniform
from anonymize.demo.plan import DAY, Plan
from anonymize.demo.rows import NEVER, NOTHING, Rows, only, pick

RESOLUTION = ("resolved", "partly", "unresolved", "unknown")
SATISFACTION = ("satisfied", "fairly", "neutral", "dissatisfied", "unrated")
_BY_ANSWER = np.array([
    (0.86, 0.09, 0.03, 0.01, 0.01),
    (0.25, 0.35, 0.25, 0.12, 0.03),
    (0.06, 0.12, 0.22, 0.55, 0.05),
    (0.40, 0.15, 0.10, 0.05, 0.30),
])  # fmt: skip
_OUTCOMES = {
    "resolved": {
        "rectified": 0.47, "explained": 0.24, "coordinated": 0.19, "transferred": 0.05,
        "unfounded": 0.03, "policy_unsupported": 0.01, "out_of_scope": 0.01, "not_now": 0.0,
    },
    "unresolved": {
        "rectified": 0.02, "explained": 0.30, "coordinated": 0.08, "transferred": 0.06,
        "unfounded": 0.08, "policy_unsupported": 0.16, "out_of_scope": 0.08, "not_now": 0.22,
    },
}  # fmt: skip


def answer(rng: np.random.Generator, city: City, plan: Plan, rows: Rows, month: int) -> None:
    """Draw the answers of the call-backs and the outcome of each ticket."""
    size = len(rows["leaf"])
    told = rows["callback_at"] != NEVER
    told = told & (rows["callback_at"] < rows["closed_at"] + (plan.final_window_days + 1) * DAY)
    good = _chance_resolved(city, plan, rows, month)
    chance = rng.random(size)
    rest = 1 - good
    resolved = np.select([chance < good, chance < good + 0.45 * rest], [0, 1], 2)
    silent = ~told & happens(rng, 0.8, size)
    rows["resolved"] = np.where(silent, 3, resolved)
    rows["satisfied"] = np.where(told, _satisfied(rng, rows["resolved"]), 4)
    bad = rows["resolved"] > 0
    left_out = rows["dispatched"] & happens(rng, np.where(bad, 0.10, 0.02), size)
    rows["excluded_reason_code"] = only(
        pick(rng, city.lists.get("excluded_reason_code"), size), left_out
    )
    fine = pick(rng, city.lists.get("outcome_class"), size, _OUTCOMES["resolved"])
    poor = pick(rng, city.lists.get("outcome_class"), size, _OUTCOMES["unresolved"])
    rows["outcome_class"] = np.where((resolved == 2), poor, fine)
    stuck = rows["outcome_class"] == _place(city, "outcome_class", "not_now")
    rows["unresolvable_reason_code"] = only(
        pick(rng, city.lists.get("unresolvable_reason_code"), size), stuck
    )
    rows["legal"] = only(rng.integers(0, 4, size), happens(rng, 0.12, size))


def _chance_resolved(city: City, plan: Plan, rows: Rows, month: int) -> Floats:
    progress = 1 - min(1.0, (plan.until - month) / 48)
    base = 0.925 + 0.045 * progress
    of_place = uniform(np.arange(len(city.places.district_codes)), 61) * 0.04 - 0.02
    lean = of_place[np.maximum(rows["district"], 0)] + 0.03 * city.categories.lean(62)[rows["leaf"]]
    answered = np.where(rows["dispatched"], 0.0, 0.02)
    return np.asarray(np.clip(base + lean + answered, 0.5, 0.995))


def _satisfied(rng: np.random.Generator, resolved: Ints) -> Ints:
    chance = rng.random(len(resolved))
    drawn = np.stack([Wheel(weights).at(chance) for weights in _BY_ANSWER])
    return np.asarray(drawn[resolved, np.arange(len(resolved))])


def _place(city: City, field: str, code: str) -> int:
    """Return the place of *code*, or one that no row has where the list lacks it."""
    listed = city.lists.get(field)
    place = listed.place(code) if listed else NOTHING
    return place if place >= 0 else NOTHING - 1
