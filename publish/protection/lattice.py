"""The lattice: which cells a declared view has, and which of them are drawn.

A view is a product of axes. Each axis holds the codes of the levels that the view
declares, in published order, ``_T`` first where the total is one of them. A *tree* draws
every code; an *attribute* never draws its reference code, which is derived
(``protection/derive.py``), and does not show codes that it folds into the reference.

Nothing here looks at a ticket: keys come from codelists alone.
"""

import hashlib
from collections.abc import Collection
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from publish.errors import LatticeRefused
from publish.profile import Codelist, Dimension, Profile, View
from publish.protection.place import AREA, CATEGORY, TOTAL_LEVEL, Place, places, total
from publish.reference.lens import ledger_of, seen_by
from publish.release.model import TOTAL, Axis

REFERENCE: Final = "reference"
ATTRIBUTE: Final = "attribute"
REPEAT_EXCESS: Final = "repeat_excess"
N: Final = "n"
DEEPEST: Final = 4  # place depth + category depth: street × L2 and district × L3
_CACHED: Final = 512


class AxisPlan(msgspec.Struct, frozen=True, kw_only=True):
    """One axis, and how its codes are counted.

    ``places`` is in step with the axis' codes. ``levels`` holds for each level that is
    drawn the positions on the axis of all codes of the codelist (-1: no cell there).
    """

    axis: Axis
    attribute: bool
    places: tuple[Place, ...]
    levels: dict[str, npt.NDArray[np.int32]]
    reference: int  # position of the derived code, -1 where there is none


class Coordinate(msgspec.Struct, frozen=True, kw_only=True):
    """One drawn function of a view: ``n``, a part that is no reference, ``repeat_excess``."""

    id: str
    family: str | None = None
    part: str | None = None
    wide: bool = False


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A view, worked out: its axes, what each step along them adds to a rank, its draws."""

    view: str
    axes: tuple[AxisPlan, ...]
    strides: tuple[int, ...]
    cells: int
    coordinates: tuple[Coordinate, ...]
    measures: tuple[str, ...]  # published columns, in order
    columns: tuple[str, ...]  # columns of the ticket whose lack voids the whole view


_plans: dict[tuple[int, int], tuple[Profile, View, Plan]] = {}


def plan(profile: Profile, view: View) -> Plan:
    """Return *view* worked out over the codelists of *profile*; raises LatticeRefused.

    The last few hundred answers are kept, by identity: profiles and views are frozen.
    """
    kept = _plans.get((id(profile), id(view)))
    if kept is None:
        if len(_plans) >= _CACHED:
            _plans.clear()
        kept = (profile, view, _work_out(profile, view))
        _plans[id(profile), id(view)] = kept
    return kept[2]


def at_total(worked_out: Plan, not_collected: Collection[str]) -> frozenset[str] | None:
    """Return the dimensions of a view that only speak at their total, as nobody collected them.

    ``None`` where one of them has no total in the view: then nothing of it can be told.
    """
    lacking = [one.axis for one in worked_out.axes if one.axis.dimension in not_collected]
    if any(TOTAL not in axis.codes for axis in lacking):
        return None
    return frozenset(axis.dimension for axis in lacking)


def axes(profile: Profile, view: View) -> tuple[Axis, ...]:
    """Return the axes of *view* as a release shows them; raises LatticeRefused."""
    return tuple(one.axis for one in plan(profile, view).axes)


def lattice_digest(profile: Profile) -> str:
    """Return the sha256 of every declared view: axes, drawn functions, tables, series.

    Figures that an office states are drawn from nothing and stand in no lattice.
    """
    found = hashlib.sha256(profile.series.encode())
    for name in sorted(profile.datasets):
        dataset = profile.datasets[name]
        ledger = ledger_of(profile, dataset)
        if ledger is not None and ledger.kind == "stated":
            continue
        for view in dataset.views:
            digest = view_digest(seen_by(profile, dataset), view)
            found.update(f"\0{name}\0{digest}".encode())
    return found.hexdigest()


def view_digest(profile: Profile, view: View) -> str:
    """Return the sha256 of what a rank and a coordinate of *view* mean."""
    worked_out = plan(profile, view)
    told = (worked_out.view, axes(profile, view), [c.id for c in worked_out.coordinates])
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def _work_out(profile: Profile, view: View) -> Plan:
    worked_out = tuple(
        _axis(profile, view, dimension, levels) for dimension, levels in view.keys.items()
    )
    _refuse_too_fine(view, worked_out)
    strides, cells = [], 1
    for one in reversed(worked_out):
        strides.append(cells)
        cells *= len(one.axis.codes)
    coordinates = _coordinates(profile, view)
    if any(c.id == REPEAT_EXCESS for c in coordinates):
        _refuse_below_total(view, worked_out)
    return Plan(
        view=view.id,
        axes=worked_out,
        strides=tuple(reversed(strides)),
        cells=cells,
        coordinates=coordinates,
        measures=_measures(profile, view),
        columns=tuple(view.keys),
    )


def _axis(profile: Profile, view: View, name: str, levels: tuple[str, ...]) -> AxisPlan:
    dimension = profile.dimensions.get(name)
    codelist = profile.codelists.get(dimension.codelist) if dimension else None
    if dimension is None or codelist is None:
        raise _refused(view, f"没有维度 {name}", f"there is no dimension {name}")
    unknown = set(levels) - {TOTAL_LEVEL, *codelist.levels}
    if unknown or not levels:
        raise _refused(
            view, f"维度 {name} 没有所声明的层级", f"dimension {name} lacks a declared level"
        )
    attribute = dimension.kind == ATTRIBUTE
    if attribute and TOTAL_LEVEL not in levels:
        raise _refused(
            view,
            f"属性维度 {name} 须同时声明 total，否则参照类无法推得",
            f"attribute {name} needs the level total, or its reference cannot be derived",
        )
    codes = _axis_codes(view, dimension, codelist, levels)
    found, whole = places(codelist), total(codelist)
    return AxisPlan(
        axis=Axis(
            dimension=name,
            codelist=codelist.id,
            codes=tuple(code for code, _ in codes),
            levels=tuple(level for _, level in codes),
        ),
        attribute=attribute,
        places=tuple(whole if code == TOTAL else found[code] for code, _ in codes),
        levels=_positions(codelist, codes),
        reference=next((i for i, (_, level) in enumerate(codes) if level == REFERENCE), -1),
    )


def _axis_codes(
    view: View, dimension: Dimension, codelist: Codelist, levels: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Return code and level of each place on the axis."""
    codes = [(TOTAL, TOTAL_LEVEL)] if TOTAL_LEVEL in levels else []
    for level in codelist.levels:
        if level in levels:
            codes += [(code.code, level) for code in codelist.at_level(level)]
    if dimension.kind != ATTRIBUTE:
        return codes
    if dimension.reference is None or dimension.reference not in codelist:
        raise _refused(
            view,
            f"属性维度 {dimension.id} 没有参照类",
            f"attribute {dimension.id} has no reference code",
        )
    hidden = {*dimension.undrawn, *view.fold.get(dimension.id, ())} - {dimension.reference}
    return [
        (code, REFERENCE if code == dimension.reference else level)
        for code, level in codes
        if code not in hidden
    ]


def _positions(
    codelist: Codelist, codes: list[tuple[str, str]]
) -> dict[str, npt.NDArray[np.int32]]:
    """Return, by drawn level, where on the axis each code of the codelist counts."""
    where: dict[str, dict[str, int]] = {}
    for position, (code, level) in enumerate(codes):
        if level != REFERENCE:
            where.setdefault(level, {})[code] = position
    return {
        level: np.array(
            [_position_of(codelist, code.code, level, spots) for code in codelist.codes],
            dtype=np.int32,
        )
        for level, spots in where.items()
    }


def _position_of(codelist: Codelist, code: str, level: str, spots: dict[str, int]) -> int:
    at = TOTAL if level == TOTAL_LEVEL else codelist.ancestor(code, level)
    return spots.get(at, -1) if at is not None else -1


def _coordinates(profile: Profile, view: View) -> tuple[Coordinate, ...]:
    found = [Coordinate(id=N)]  # always counted: reference parts are derived from it
    for measure in view.measures:
        if measure == REPEAT_EXCESS:
            found.append(Coordinate(id=REPEAT_EXCESS, wide=True))
        elif measure != N:
            family = profile.families.get(measure)
            if family is None or family.reference not in family.parts:
                raise _refused(
                    view, f"没有指标 {measure}", f"there is no measure or family {measure}"
                )
            found += [
                Coordinate(
                    id=family.measure(part), family=family.id, part=part, wide=family.process
                )
                for part in family.parts
                if part != family.reference
            ]
    return tuple(found)


def _measures(profile: Profile, view: View) -> tuple[str, ...]:
    found: list[str] = []
    for measure in view.measures:
        family = profile.families.get(measure)
        found += [measure] if family is None else [family.measure(p) for p in family.parts]
    return tuple(found)


def _refuse_too_fine(view: View, worked_out: tuple[AxisPlan, ...]) -> None:
    deepest = {
        one.axis.dimension: max(place.depth for place in one.places)
        for one in worked_out
        if one.axis.dimension in {AREA, CATEGORY}
    }
    if sum(deepest.values()) > DEEPEST:
        raise _refused(
            view,
            "街乡镇不得与三级分类交叉",
            "no view joins streets with categories of the third level",
        )


def _refuse_below_total(view: View, worked_out: tuple[AxisPlan, ...]) -> None:
    if any(place.depth > 0 for one in worked_out for place in one.places):
        raise _refused(
            view, "repeat_excess 只按全市公布", "repeat_excess is published for the city only"
        )


def _refused(view: View, zh: str, en: str) -> LatticeRefused:
    return LatticeRefused(f"视图 {view.id}：{zh}", f"view {view.id}: {en}")
