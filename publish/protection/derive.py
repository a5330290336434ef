"""Reference parts: never drawn, derived from published numbers by inclusion and exclusion.

The reference code of an attribute is the total less the other codes, the reference part
of a family is ``n`` less the other parts, and crossings are both. Parts therefore add up
to their whole by construction. For display a derived number is clipped to ``[0, n̂]``,
n̂ being the published ``n`` of the cell that it is part of.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from publish.profile import Profile
from publish.protection.lattice import N, Plan

Ranks = npt.NDArray[np.int64]
Values = npt.NDArray[np.int64]


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """The drawn numbers of a view: one row a cell, in order of rank, one column a coordinate."""

    coordinates: tuple[str, ...]
    ranks: Ranks
    values: Values


def derive(
    profile: Profile, plan: Plan, drawn: Drawn
) -> tuple[Ranks, dict[str, npt.NDArray[np.int64]]]:
    """Return the ranks of all cells, ascending, and the published measures that can be told.

    A measure whose family has no coordinates (the source lacks it) is left out.
    """
    ranks, values = _reference_cells(plan, drawn.ranks, drawn.values)
    order = np.argsort(ranks)
    ranks, values = ranks[order], values[order]
    whole = _whole(plan, ranks)
    most = _look_up(drawn, whole)
    derived = whole != ranks
    column = {name: values[:, i] for i, name in enumerate(drawn.coordinates)}
    found: dict[str, npt.NDArray[np.int64]] = {}
    for measure, others in _measures(profile, plan, drawn.coordinates).items():
        if others is None:
            clipped = np.clip(column[measure], 0, most)
            found[measure] = np.where(derived, clipped, column[measure])
        else:
            rest = column[N] - sum((column[other] for other in others), start=0 * column[N])
            found[measure] = np.clip(rest, 0, most)
    return ranks, found


def _measures(
    profile: Profile, plan: Plan, coordinates: tuple[str, ...]
) -> dict[str, tuple[str, ...] | None]:
    """Return the measures to publish: None where drawn, the other parts where derived."""
    references = {
        family.measure(family.reference): tuple(
            family.measure(part) for part in family.parts if part != family.reference
        )
        for family in profile.families.values()
    }
    found: dict[str, tuple[str, ...] | None] = {}
    for measure in plan.measures:
        if measure in coordinates:
            found[measure] = None
        elif measure in references and set(references[measure]) <= set(coordinates):
            found[measure] = references[measure]
    return found


def _reference_cells(plan: Plan, ranks: Ranks, values: Values) -> tuple[Ranks, Values]:
    """Add the cells of reference codes, one attribute after the other.

    The second attribute works on the derived cells of the first as well, which is
    inclusion and exclusion. Nothing is clipped here.
    """
    for one, step in zip(plan.axes, plan.strides, strict=True):
        if one.reference < 0:
            continue
        spots = ranks // step % len(one.axis.codes)
        signs = np.where(spots == 0, 1, -1)  # the total less every drawn code
        bases, places = np.unique(ranks - spots * step, return_inverse=True)
        rest = np.zeros((len(bases), values.shape[1]), dtype=np.int64)
        np.add.at(rest, places, values * signs[:, None])
        ranks = np.concatenate([ranks, bases + one.reference * step])
        values = np.concatenate([values, rest])
    return ranks, values


def _whole(plan: Plan, ranks: Ranks) -> Ranks:
    """Return for each cell the drawn cell it is part of: reference codes become the total."""
    whole = ranks
    for one, step in zip(plan.axes, plan.strides, strict=True):
        if one.reference >= 0:
            spots = ranks // step % len(one.axis.codes)
            whole = np.where(spots == one.reference, whole - one.reference * step, whole)
    return whole


def _look_up(drawn: Drawn, ranks: Ranks) -> npt.NDArray[np.int64]:
    """Return the drawn ``n`` of each rank; 0 where no such cell is."""
    if len(drawn.ranks) == 0:
        return np.zeros(len(ranks), dtype=np.int64)
    places = np.minimum(np.searchsorted(drawn.ranks, ranks), len(drawn.ranks) - 1)
    found = drawn.values[places, drawn.coordinates.index(N)]
    return np.where(drawn.ranks[places] == ranks, found, 0)
