"""The true counts of what was made: by cohort, district, category, channel and answer.

They are counted from the rows in the making, not from the file, so that a recount of the
file can be held against them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anonymize.demo import bad_rows
from anonymize.demo.answers import RESOLUTION, SATISFACTION
from anonymize.demo.city import City
from anonymize.demo.draw import Flags
from anonymize.demo.plan import Plan, name
from anonymize.demo.rows import ENTERS, FATES, Rows, count, take

_NOT_STATED = "none"


class Truth:
    """Counts that grow with every cohort made."""

    def __init__(self, city: City, plan: Plan) -> None:
        """Begin with nothing counted."""
        self._city = city
        self._plan = plan
        self._fates = np.zeros(len(FATES), dtype=np.int64)
        self._bad = np.zeros(len(bad_rows.NAMES), dtype=np.int64)
        self._cohorts: dict[str, dict[str, Any]] = {}
        self.texts = 0
        self.texts_consented = 0

    def add(self, rows: Rows) -> None:
        """Count *rows*."""
        self._fates += np.bincount(rows["fate"], minlength=len(FATES))
        bad = rows["bad"]
        self._bad += np.bincount(bad[bad >= 0], minlength=len(bad_rows.NAMES))
        entering = take(rows, np.flatnonzero(rows["fate"] == ENTERS))
        for month in np.unique(entering["final"]).tolist():
            told = self._cohort(take(entering, np.flatnonzero(entering["final"] == month)))
            _merge(self._cohorts.setdefault(name(month), {}), told)
        if self._plan.has_text(int(rows["month"][0])):
            self.texts += count(rows)
            self.texts_consented += int((rows["publish_consent"] == 1).sum())

    def _cohort(self, rows: Rows) -> dict[str, Any]:
        city = self._city
        districts = (*city.places.district_codes, city.places.unlocated or "unlocated")
        district = np.where(rows["district"] < 0, len(districts) - 1, rows["district"])
        first = city.categories.first[rows["leaf"]]
        told: dict[str, Any] = {
            "n": count(rows),
            "districts": {
                code: {
                    "n": int(inside.sum()),
                    "category_l1": _parts(first[inside], city.categories.top_codes),
                }
                for number, code in enumerate(districts)
                if (inside := district == number).any()
            },
            "resolution": _answers(rows["resolved"], RESOLUTION, rows["excluded_reason_code"] >= 0),
            "satisfaction": _answers(rows["satisfied"], SATISFACTION, None),
            "dispatched": int(rows["dispatched"].sum()),
            "responded": int((rows["responded"] == 1).sum()),
        }
        for field in ("channel", "demand_type", "outcome_class"):
            if field in city.lists:
                told[field] = _parts(rows[field], city.lists[field].codes)
        return told

    def document(self) -> dict[str, Any]:
        """Return all that truth.json says."""
        plan = self._plan
        fates = dict(zip(FATES, self._fates.tolist(), strict=True))
        entered, quarantined = fates.pop("enters"), fates.pop("quarantined")
        return {
            "format": 1,
            "profile": self._city.profile.id,
            "profile_digest": self._city.profile.digest,
            "seed": plan.seed,
            "until": name(plan.until),
            # The fates hold for a first run from this day on, until the next month is frozen.
            "as_of": plan.export_day.isoformat(),
            "rows": int(self._fates.sum()),
            "accepted": entered,
            "set_aside": fates,
            "quarantined": quarantined,
            "quarantined_by_kind": {
                kind: {"field": bad_rows.KINDS[kind], "rows": number}
                for kind, number in zip(bad_rows.NAMES, self._bad.tolist(), strict=True)
                if number
            },
            "texts": {"tickets": self.texts, "consented": self.texts_consented},
            "cohorts": dict(sorted(self._cohorts.items())),
        }


def _answers(answers: NDArray[Any], parts: Sequence[str], left_out: Flags | None) -> dict[str, int]:
    if left_out is None:
        return _parts(answers, parts)
    counted = np.where(left_out, len(parts), answers)
    return _parts(counted, (*parts, "excluded"))


def _parts(places: NDArray[Any], codes: Sequence[str]) -> dict[str, int]:
    """Return how often each code occurs, those that do not left out."""
    counts = np.bincount(places[places >= 0], minlength=len(codes)).tolist()
    told = {code: number for code, number in zip(codes, counts, strict=True) if number}
    nothing = int((places < 0).sum())
    return told | ({_NOT_STATED: nothing} if nothing else {})


def _merge(into: dict[str, Any], told: dict[str, Any]) -> None:
    """Add the counts of *told* to those of *into*, at any depth."""
    for key, value in told.items():
        if isinstance(value, dict):
            _merge(into.setdefault(key, {}), value)
        else:
            into[key] = into.get(key, 0) + value
