"""Confidential cells in, released cells out: the only place where one becomes the other."""

import json

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from publish.errors import LatticeRefused
from publish.profile import Profile, View
from publish.protection.absent import absent_cells
from publish.protection.cell import (
    CELL,
    STATUS,
    ConfidentialCells,
    ConfidentialView,
    ReleasedCells,
)
from publish.protection.cell_key import noise, record_set, salt
from publish.protection.derive import Drawn, derive
from publish.protection.lattice import REPEAT_EXCESS, Plan, at_total, plan
from publish.protection.ptable import FINE, WIDE
from publish.protection.rules import rules

_Columns = dict[str, npt.NDArray[np.int64]]


def protect(cells: ConfidentialCells, profile: Profile, view: View) -> ReleasedCells:
    """Return what is published of *view* in the period of *cells*.

    A pure function of counts, keys and declarations: the same records get the same
    numbers in every view, release and rebuild. Raises LatticeRefused, TableInfeasible.
    """
    worked_out = plan(profile, view)
    confidential = cells.views.get(view.id)
    lacking = at_total(worked_out, cells.not_collected)
    if confidential is None or lacking is None:
        if not cells.not_collected.intersection(view.keys):
            raise LatticeRefused(
                f"批次中没有视图 {view.id} 的单元格", f"the cells hold no view {view.id}"
            )
        return ReleasedCells(
            dataset=cells.dataset,
            view=view.id,
            period=cells.period,
            measures=worked_out.measures,
            frame=_frame(worked_out.measures, np.zeros(0, dtype=np.int64), {}),
            not_collected=True,
            not_collected_measures=frozenset(worked_out.measures),
        )
    told = _only_totals(worked_out, lacking)
    drawn = draw(_of_totals(confidential, told, lacking), profile, told)
    ranks, columns = derive(profile, told, drawn)
    frame = _with_absent(_frame(worked_out.measures, ranks, columns), profile, worked_out, cells)
    return ReleasedCells(
        dataset=cells.dataset,
        view=view.id,
        period=cells.period,
        measures=worked_out.measures,
        frame=frame,
        not_collected_measures=frozenset(worked_out.measures) - columns.keys(),
    )


def _only_totals(worked_out: Plan, lacking: frozenset[str]) -> Plan:
    """Return the plan with nothing to derive on the axes that speak at their total alone."""
    axes = tuple(
        msgspec.structs.replace(one, reference=-1) if one.axis.dimension in lacking else one
        for one in worked_out.axes
    )
    return msgspec.structs.replace(worked_out, axes=axes)


def _of_totals(
    confidential: ConfidentialView, worked_out: Plan, lacking: frozenset[str]
) -> ConfidentialView:
    """Leave out what some months of a year counted below a total that others lack."""
    kept = np.ones(len(confidential.ranks), dtype=np.bool_)
    for one, step in zip(worked_out.axes, worked_out.strides, strict=True):
        if one.axis.dimension in lacking:
            kept &= confidential.ranks // step % len(one.axis.codes) == 0
    return ConfidentialView(
        coordinates=confidential.coordinates,
        ranks=confidential.ranks[kept],
        counts=confidential.counts[kept],
        keys=confidential.keys[kept],
    )


def draw(confidential: ConfidentialView, profile: Profile, worked_out: Plan) -> Drawn:
    """Return the published value of every drawn coordinate of every cell."""
    at = [
        confidential.ranks // step % len(one.axis.codes)
        for one, step in zip(worked_out.axes, worked_out.strides, strict=True)
    ]
    decided = rules(profile, worked_out)
    shape = confidential.counts.shape
    own = {one.id: one.wide for one in worked_out.coordinates}
    coordinate_wide = np.array([own[name] for name in confidential.coordinates])
    wide = np.broadcast_to(decided.wide(at), shape[:1])[:, None] | coordinate_wide[None, :]
    sets, conditions = _conditions(worked_out, at, shape[0])
    values = confidential.counts.astype(np.int64)
    for name, chosen in ((FINE, ~wide), (WIDE, wide)):
        salts = _salts(profile, worked_out, confidential.coordinates, conditions, name)
        row, column = np.nonzero(chosen)
        values[row, column] += noise(
            confidential.counts[row, column],
            confidential.keys[row, column],
            salts[sets[row], column],
            name,
        )
    exact = np.broadcast_to(decided.exact(at), shape[:1])
    values[exact, 0] = confidential.counts[exact, 0]  # the first coordinate is always n
    return Drawn(coordinates=confidential.coordinates, ranks=confidential.ranks, values=values)


def _conditions(
    worked_out: Plan, at: list[npt.NDArray[np.int64]], cells: int
) -> tuple[npt.NDArray[np.int64], list[dict[str, str]]]:
    """Return for each cell which set of records its attributes name, and those sets.

    Only attributes name a set; places, categories and units come in through the key.
    """
    attributes = [axis for axis, one in enumerate(worked_out.axes) if one.attribute]
    combined = np.zeros(cells, dtype=np.int64)
    for axis in attributes:
        combined = combined * len(worked_out.axes[axis].axis.codes) + at[axis]
    distinct, first, sets = np.unique(combined, return_index=True, return_inverse=True)
    named: list[dict[str, str]] = [{} for _ in distinct]
    for axis in attributes:
        shown = worked_out.axes[axis].axis
        for conditions, spot in zip(named, at[axis][first].tolist(), strict=True):
            if worked_out.axes[axis].places[spot].depth > 0:
                conditions[shown.dimension] = shown.codes[spot]
    return sets, named


def _salts(
    profile: Profile,
    worked_out: Plan,
    coordinates: tuple[str, ...],
    conditions: list[dict[str, str]],
    table_name: str,
) -> npt.NDArray[np.uint64]:
    """Return the salts of every set of records: one row a set, one column a coordinate."""
    own: dict[str, dict[str, str]] = {}
    for one in worked_out.coordinates:
        if one.family is not None and one.part is not None:
            own[one.id] = {profile.families[one.family].column: one.part}
        else:
            own[one.id] = {REPEAT_EXCESS: "yes"} if one.id == REPEAT_EXCESS else {}
    salts = np.zeros((len(conditions), len(coordinates)), dtype=np.uint64)
    for row, named in enumerate(conditions):
        for column, coordinate in enumerate(coordinates):
            records = record_set({**named, **own[coordinate]})
            salts[row, column] = salt(profile.series, table_name, records)
    return salts


def _frame(
    measures: tuple[str, ...], ranks: npt.NDArray[np.int64], columns: _Columns
) -> pl.DataFrame:
    """Return the rows that are not zero in every measure that is told."""
    told = np.zeros(len(ranks), dtype=np.bool_)
    for values in columns.values():
        told |= values != 0
    rows = int(told.sum())
    return pl.DataFrame(
        [
            pl.Series(CELL, ranks[told], dtype=pl.Int64),
            *(
                pl.Series(name, columns[name][told].astype(np.int32), dtype=pl.Int32)
                if name in columns
                else pl.Series(name, [None] * rows, dtype=pl.Int32)
                for name in measures
            ),
            pl.Series(STATUS, [None] * rows, dtype=pl.String),
        ]
    )


def _with_absent(
    frame: pl.DataFrame, profile: Profile, worked_out: Plan, cells: ConfidentialCells
) -> pl.DataFrame:
    """Put null rows with their kind where *cells* may not speak."""
    for kind, ranks in absent_cells(
        profile,
        worked_out,
        cells.period,
        districts=cells.districts_not_collected,
        lacking=at_total(worked_out, cells.not_collected) or frozenset(),
    ).items():
        if len(ranks) == 0:
            continue
        status = json.dumps({"*": kind.value}, separators=(",", ":"))
        rows = pl.DataFrame({CELL: ranks, STATUS: [status] * len(ranks)})
        frame = frame.join(rows.select(CELL), on=CELL, how="anti")
        frame = pl.concat([frame, rows], how="diagonal")
    return frame.sort(CELL)
