"""The error of every published value, by the levels of its key.

What table a cell is drawn from follows from ``publish.protection.rules``; here it is told
to readers. What is derived is told with the root of the summed variances: a family's
reference part and an attribute's reference code are a difference of one drawn cell and
all the others.
"""

import math
from itertools import product
from typing import Final

import numpy as np

from publish.profile import Family, Profile, View
from publish.protection.lattice import REFERENCE, REPEAT_EXCESS, AxisPlan, plan
from publish.protection.ptable import DESIGNS, FINE, WIDE, half95
from publish.protection.rules import Rules, rules
from publish.release.model import TOTAL, Axis, Error

_Z95: Final = 1.96
_EXACT: Final = Error(variance=0.0, half95=0.0)
Positions = tuple[int, ...]


def published_axis(one: AxisPlan) -> Axis:
    """Return the axis as a release shows it: a code that is its parent errs like its parent."""
    usual: dict[str, int] = {}
    for place in one.places:
        usual[place.level] = max(place.depth, usual.get(place.level, 0))
    levels = []
    for code, level, place in zip(one.axis.codes, one.axis.levels, one.places, strict=True):
        if code == TOTAL or level == REFERENCE:
            levels.append(level)
        elif place.depth == usual[place.level]:
            levels.append(place.level)
        else:
            levels.append(f"{place.level}@{place.depth}")
    same = tuple(levels) == one.axis.levels
    return Axis(
        dimension=one.axis.dimension,
        codelist=one.axis.codelist,
        codes=one.axis.codes,
        levels=one.axis.levels,
        error_levels=() if same else tuple(levels),
    )


def precision(profile: Profile, view: View) -> dict[str, dict[str, Error]]:
    """Return for each signature of *view* the error of each of its measures."""
    worked_out = plan(profile, view)
    axes = [published_axis(one) for one in worked_out.axes]
    lattice = _Lattice(rules(profile, worked_out), axes)
    choices = [list(dict.fromkeys(axis.signature_levels)) for axis in axes]
    stated: dict[str, dict[str, Error]] = {}
    for levels in product(*choices):
        at = tuple(
            axis.signature_levels.index(level) for axis, level in zip(axes, levels, strict=True)
        )
        errors = _of_cell(profile, view, lattice, at)
        for time in view.periods:
            stated["|".join([time, *levels])] = errors
    return stated


class _Lattice:
    """The drawn cells of a view and, by difference, those that are not."""

    def __init__(self, found: Rules, axes: list[Axis]) -> None:
        self._rules = found
        self._axes = axes

    def error(self, at: Positions, family: Family | None, *, wide: bool = False) -> Error:
        """Return the error of ``n`` or of a drawn part in the cell at those positions."""
        for number, axis in enumerate(self._axes):
            if axis.levels[at[number]] == REFERENCE:
                return derived(self._others(at, number, family))
        spots = [np.array([position]) for position in at]
        if family is None and not wide and bool(self._rules.exact(spots)[0]):
            return _EXACT
        process = wide or (family is not None and family.process)
        name = WIDE if process or bool(self._rules.wide(spots)[0]) else FINE
        design = DESIGNS[name]
        return Error(variance=design.variance, half95=half95(design))

    def _others(self, at: Positions, number: int, family: Family | None) -> float:
        """Sum the variances of the total and of every code but the reference."""
        axis = self._axes[number]
        return sum(
            self.error((*at[:number], position, *at[number + 1 :]), family).variance
            for position, level in enumerate(axis.levels)
            if level != REFERENCE
        )


def _of_cell(profile: Profile, view: View, lattice: _Lattice, at: Positions) -> dict[str, Error]:
    whole = lattice.error(at, None)
    errors: dict[str, Error] = {}
    for name in view.measures:
        if name == REPEAT_EXCESS:
            errors[name] = lattice.error(at, None, wide=True)
        elif name in profile.families:
            family = profile.families[name]
            drawn = lattice.error(at, family)
            rest = derived(whole.variance + (len(family.parts) - 1) * drawn.variance)
            for part in family.parts:
                errors[family.measure(part)] = rest if part == family.reference else drawn
        else:
            errors[name] = whole
    return errors


def derived(variance: float) -> Error:
    """Return the error of a difference: the half-width is that of a normal law, rounded up."""
    return Error(variance=variance, half95=math.ceil(_Z95 * math.sqrt(variance) * 10) / 10)
