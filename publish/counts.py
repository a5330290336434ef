"""One cohort's tickets → confidential cells: a count and a sum of keys for each.

Tickets are first reduced to the distinct combinations that a view can tell apart; its
margins (one choice of level for each axis) are sums of those. Pure and in columns: which
file a ticket came from, or in which row it stood, changes nothing.
"""

from collections.abc import Sequence
from itertools import product

import msgspec
import numpy as np
import numpy.typing as npt

from publish.errors import LatticeRefused
from publish.profile import Dataset, Profile, View
from publish.protection.callers import counted_in_streets
from publish.protection.cell import ConfidentialCells, ConfidentialView
from publish.protection.lattice import (
    REPEAT_EXCESS,
    AxisPlan,
    Coordinate,
    N,
    Plan,
    at_total,
    plan,
)
from publish.protection.place import TOTAL_LEVEL
from publish.protection.rollup import Ranks, Sums, add_up, group
from publish.protection.rules import rules
from publish.tickets import Cohort, allowed_codes, positions

_MONTHS = 12


def count(cohort: Cohort, profile: Profile, dataset: Dataset) -> ConfidentialCells:
    """Return the cells of *dataset* in *cohort*.

    A dimension that the source lacks is counted at its total alone, and a view without that
    total has no cells at all; a family that it lacks has no coordinates. Raises
    UnknownCode, LatticeRefused.
    """
    counted = counted_in_streets(cohort.tickets, profile)
    views = {
        view.id: _count_view(cohort, profile, view, counted)
        for view in dataset.views
        if at_total(plan(profile, view), cohort.not_collected) is not None
    }
    return ConfidentialCells(
        dataset=dataset.id,
        period=cohort.month,
        views=views,
        not_collected=cohort.not_collected,
        districts_not_collected=cohort.districts_not_collected,
    )


def uncollected(profile: Profile, dataset: Dataset, month: str) -> ConfidentialCells:
    """Return the cells of *dataset* in a *month* in which nobody collected anything of it."""
    families = {family.column for family in profile.families.values()}
    return ConfidentialCells(
        dataset=dataset.id,
        period=month,
        views={},
        not_collected=frozenset(profile.dimensions) | families,
    )


def year_cells(months: Sequence[ConfidentialCells]) -> ConfidentialCells:
    """Return the cells of the year whose twelve cohorts *months* are.

    Counts and keys add up, so a year has a draw of its own; what one month lacks, the
    year lacks. Raises LatticeRefused where they are not the twelve of one dataset.
    """
    years = {cells.period[:4] for cells in months}
    names = {cells.dataset for cells in months}
    if len({cells.period for cells in months}) != _MONTHS or len(months) != _MONTHS:
        raise LatticeRefused(
            "一年的单元格由十二个批次合成", "a year's cells are made of twelve cohorts"
        )
    if len(years) != 1 or len(names) != 1:
        raise LatticeRefused(
            "批次须同属一年一个数据集", "the cohorts are of one year and one dataset"
        )
    shared = [view for view in months[0].views if all(view in cells.views for cells in months)]
    districts = {code for cells in months for code in cells.districts_not_collected}
    return ConfidentialCells(
        dataset=names.pop(),
        period=years.pop(),
        views={view: _add_views([cells.views[view] for cells in months]) for view in shared},
        not_collected=frozenset().union(*(cells.not_collected for cells in months)),
        districts_not_collected=tuple(sorted(districts)),
    )


def _add_views(parts: Sequence[ConfidentialView]) -> ConfidentialView:
    names = tuple(
        name for name in parts[0].coordinates if all(name in part.coordinates for part in parts)
    )
    columns = [[part.coordinates.index(name) for name in names] for part in parts]
    ranks, places = np.unique(np.concatenate([part.ranks for part in parts]), return_inverse=True)
    pairs = list(zip(parts, columns, strict=True))
    counts = np.concatenate([part.counts[:, picked] for part, picked in pairs])
    keys = np.concatenate([part.keys[:, picked] for part, picked in pairs])
    return ConfidentialView(
        coordinates=names,
        ranks=ranks,
        counts=add_up(counts, places, len(ranks)),
        keys=add_up(keys, places, len(ranks)),
    )


class _Leaves(msgspec.Struct, frozen=True):
    """The distinct combinations of a view: where each counts by axis and level, and its sums."""

    at: list[dict[str, npt.NDArray[np.int32]]]
    in_streets: npt.NDArray[np.bool_]
    counts: Sums
    keys: Sums


def _count_view(
    cohort: Cohort, profile: Profile, view: View, counted: npt.NDArray[np.bool_]
) -> ConfidentialView:
    worked_out = plan(profile, view)
    coordinates = tuple(
        one
        for one in worked_out.coordinates
        if one.family is None or profile.families[one.family].column not in cohort.not_collected
    )
    leaves = _leaves(cohort, profile, worked_out, coordinates, counted)
    capped = rules(profile, worked_out).capped
    found: list[tuple[Ranks, Sums, Sums]] = []
    for levels in product(*leaves.at):
        at = [spots[level] for spots, level in zip(leaves.at, levels, strict=True)]
        there = np.logical_and.reduce([spot >= 0 for spot in at], initial=True)
        there &= leaves.in_streets | ~capped(at)
        ranks = sum(
            (
                spot.astype(np.int64) * step
                for spot, step in zip(at, worked_out.strides, strict=True)
            ),
            start=np.zeros(len(leaves.in_streets), dtype=np.int64),
        )
        cells, places = group(ranks[there], worked_out.cells)
        found.append(
            (
                cells,
                add_up(leaves.counts[there], places, len(cells)),
                add_up(leaves.keys[there], places, len(cells)),
            )
        )
    ranks = np.concatenate([cells for cells, _, _ in found])
    order = np.argsort(ranks)
    return ConfidentialView(
        coordinates=tuple(one.id for one in coordinates),
        ranks=ranks[order],
        counts=np.concatenate([counts for _, counts, _ in found])[order],
        keys=np.concatenate([keys for _, _, keys in found])[order],
    )


def _leaves(
    cohort: Cohort,
    profile: Profile,
    worked_out: Plan,
    coordinates: tuple[Coordinate, ...],
    counted: npt.NDArray[np.bool_],
) -> _Leaves:
    tickets = cohort.tickets
    ranks = counted.astype(np.int64)
    size, folded = 2, []
    for one in worked_out.axes:
        if one.axis.dimension in cohort.not_collected:
            # Its total stands first on the axis, and every ticket is in it.
            folded.append(({TOTAL_LEVEL: np.zeros(1, dtype=np.int32)}, size, 1))
            continue
        codes = allowed_codes(profile, one.axis.dimension)
        leaf_of, spots = _fold(one)
        ranks += leaf_of[positions(tickets, one.axis.dimension, codes)] * size
        folded.append((spots, size, len(next(iter(spots.values())))))
        size *= folded[-1][2]
    cells, places = group(ranks, size)
    spread = _Spread(tickets.get_column("record_key").to_numpy(), places, len(cells))
    counts, keys = _sums(cohort, profile, coordinates, counted, spread)
    return _Leaves(
        at=[
            {level: spot[cells // step % many] for level, spot in spots.items()}
            for spots, step, many in folded
        ],
        in_streets=(cells % 2).astype(np.bool_),
        counts=counts,
        keys=keys,
    )


def _fold(one: AxisPlan) -> tuple[npt.NDArray[np.int64], dict[str, npt.NDArray[np.int32]]]:
    """Number the codes that a view can tell apart; return code → number, level → positions."""
    stack = np.stack(list(one.levels.values()))
    distinct, leaf_of = np.unique(stack, axis=1, return_inverse=True)
    return leaf_of.astype(np.int64).reshape(-1), dict(zip(one.levels, distinct, strict=True))


class _Spread(msgspec.Struct, frozen=True):
    """Where each ticket counts, and its record key."""

    record_keys: npt.NDArray[np.uint32]
    places: npt.NDArray[np.int64]
    groups: int

    def all(self) -> tuple[Sums, Sums]:
        """Return count and Σ key of each place."""
        return _count_and_key(self.places, self.record_keys, self.groups)

    def some(self, chosen: npt.NDArray[np.bool_]) -> tuple[Sums, Sums]:
        """Return the same of the *chosen* tickets."""
        return _count_and_key(self.places[chosen], self.record_keys[chosen], self.groups)

    def by_part(self, parts: npt.NDArray[np.int64], many: int) -> tuple[Sums, Sums]:
        """Return the same for each place and part: one row a place, one column a part."""
        counts, keys = _count_and_key(
            self.places * many + parts, self.record_keys, self.groups * many
        )
        return counts.reshape(self.groups, many), keys.reshape(self.groups, many)


def _count_and_key(
    places: npt.NDArray[np.int64], record_keys: npt.NDArray[np.uint32], groups: int
) -> tuple[Sums, Sums]:
    counts = np.bincount(places, minlength=groups).astype(np.uint32)
    keys = np.zeros(groups, dtype=np.uint32)
    np.add.at(keys, places, record_keys)  # uint32 in, uint32 out: wraps modulo 2³²
    return counts, keys


def _sums(
    cohort: Cohort,
    profile: Profile,
    coordinates: tuple[Coordinate, ...],
    counted: npt.NDArray[np.bool_],
    spread: _Spread,
) -> tuple[Sums, Sums]:
    """Return count and Σ key of every coordinate (columns) for every place (rows)."""
    tables: dict[str, tuple[Sums, Sums]] = {}
    counts = np.zeros((spread.groups, len(coordinates)), dtype=np.uint32)
    keys = np.zeros((spread.groups, len(coordinates)), dtype=np.uint32)
    for column, one in enumerate(coordinates):
        if one.id == N:
            counts[:, column], keys[:, column] = spread.all()
        elif one.id == REPEAT_EXCESS:
            counts[:, column], keys[:, column] = spread.some(~counted)
        elif one.family is not None and one.part is not None:
            family = profile.families[one.family]
            if one.family not in tables:
                parts = positions(cohort.tickets, family.column, family.parts)
                tables[one.family] = spread.by_part(parts, len(family.parts))
            part = family.parts.index(one.part)
            counts[:, column] = tables[one.family][0][:, part]
            keys[:, column] = tables[one.family][1][:, part]
    return counts, keys
