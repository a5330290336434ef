"""Add up counts and keys over equal ranks. Sums of uint32 wrap, which for keys is the point."""

import numpy as np
import numpy.typing as npt

Ranks = npt.NDArray[np.int64]
Sums = npt.NDArray[np.uint32]
_DENSE = 1 << 23  # up to here a table of flags beats a sort


def group(ranks: Ranks, size: int) -> tuple[Ranks, npt.NDArray[np.int64]]:
    """Return the distinct *ranks*, ascending, and for each rank its place among them.

    All ranks lie in ``0 <= rank < size``.
    """
    if size > _DENSE:
        distinct, places = np.unique(ranks, return_inverse=True)
        return distinct, places
    seen = np.zeros(size, dtype=np.bool_)
    seen[ranks] = True
    lookup = np.cumsum(seen, dtype=np.int64) - 1
    return np.flatnonzero(seen), lookup[ranks]


def add_up(values: Sums, places: npt.NDArray[np.int64], groups: int) -> Sums:
    """Return the sum of the rows of *values* that share a place, one row for each group.

    Every place from 0 to ``groups - 1`` occurs. The dtype is passed: numpy would widen.
    """
    if groups == 0:
        return np.zeros((0, values.shape[1]), dtype=np.uint32)
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(groups))
    return np.add.reduceat(values[order], starts, axis=0, dtype=np.uint32)
