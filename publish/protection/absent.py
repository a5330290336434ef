"""Cells that are null whatever was counted: what nobody collected, codes not in force.

Both are decided by public declarations, never by a count. They are stored rows, because
a cell without a row reads as zero, and silence would look like good service.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from publish.profile import Code, Codelist, Profile
from publish.protection.lattice import AxisPlan, Plan
from publish.protection.place import AREA
from publish.release.model import TOTAL, Absence

_MONTH_CHARACTERS: Final = len("2026-09")


def absent_cells(
    profile: Profile,
    plan: Plan,
    period: str,
    *,
    districts: tuple[str, ...],
    lacking: frozenset[str] = frozenset(),
) -> dict[Absence, npt.NDArray[np.int64]]:
    """Return the ranks of cells that are null in *period*, ascending, by kind.

    *districts* were released without: they and all places under them are not collected.
    Of dimensions that the source is *lacking* no code but the total was collected. A
    code outside its time of validity is not applicable, which goes first.
    """
    inapplicable: list[npt.NDArray[np.int64]] = []
    uncollected: list[npt.NDArray[np.int64]] = []
    for axis, one in enumerate(plan.axes):
        codelist = profile.codelists[one.axis.codelist]
        spots = [spot for spot, code in _codes(codelist, one) if not in_force(code, period)]
        inapplicable.append(_ranks(plan, axis, spots))
        if one.axis.dimension in lacking:
            spots = [spot for spot, _ in _codes(codelist, one)]
            uncollected.append(_ranks(plan, axis, spots))
        if one.axis.dimension == AREA:
            known = [district for district in districts if district in codelist]
            spots = [
                spot
                for spot, code in _codes(codelist, one)
                if any(codelist.under(code.code, district) for district in known)
            ]
            uncollected.append(_ranks(plan, axis, spots))
    first = _distinct(inapplicable)
    return {
        Absence.NOT_APPLICABLE: first,
        Absence.NOT_COLLECTED: np.setdiff1d(_distinct(uncollected), first),
    }


def in_force(code: Code, period: str) -> bool:
    """Tell whether *code* holds at any time of *period*, a month or a year."""
    length = min(len(period), _MONTH_CHARACTERS)
    begun = code.valid_from is None or code.valid_from[:length] <= period
    return begun and (code.valid_to is None or code.valid_to[:length] >= period)


def _codes(codelist: Codelist, one: AxisPlan) -> Iterable[tuple[int, Code]]:
    for spot, code in enumerate(one.axis.codes):
        if code != TOTAL:
            yield spot, codelist.get(code)


def _ranks(plan: Plan, axis: int, spots: list[int]) -> npt.NDArray[np.int64]:
    """Return every rank whose position on *axis* is one of *spots*."""
    found = np.array(spots, dtype=np.int64) * plan.strides[axis]
    for other, (one, step) in enumerate(zip(plan.axes, plan.strides, strict=True)):
        if other != axis:
            steps = np.arange(len(one.axis.codes), dtype=np.int64) * step
            found = np.add.outer(found, steps).reshape(-1)
    return found


def _distinct(parts: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))
