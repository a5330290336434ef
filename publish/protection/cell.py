"""Cells before and after protection: two worlds that share nothing.

``ConfidentialCells`` hold true counts and keys and show neither; ``ReleasedCells`` hold
what may be published. Only ``publish.protection.protect`` turns the one into the other,
and no frame anywhere holds a true count beside its published one.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

CELL: Final = "cell_in_period"
STATUS: Final = "status"


class ConfidentialView:
    """True counts and keys of one view: only cells that hold a ticket, in order of rank.

    ``ranks`` (int64, ascending) number the cells on the view's axes; ``counts`` and
    ``keys`` (uint32, one row a cell) have one column for each of ``coordinates``: ``n``
    and every drawn part, as ``<family>_<part>``.
    """

    __slots__ = ("coordinates", "counts", "keys", "ranks")

    def __init__(
        self,
        *,
        coordinates: tuple[str, ...],
        ranks: npt.NDArray[np.int64],
        counts: npt.NDArray[np.uint32],
        keys: npt.NDArray[np.uint32],
    ) -> None:
        """Keep the arrays; raises ValueError where their shapes or types do not fit."""
        shape = (len(ranks), len(coordinates))
        if counts.shape != shape or keys.shape != shape:
            raise ValueError("counts and keys need one row a cell and one column a coordinate")
        if counts.dtype != np.uint32 or keys.dtype != np.uint32:
            # numpy widens sums of uint32 silently; a wider key would change every draw.
            raise ValueError("counts and keys are uint32")
        self.coordinates = coordinates
        self.ranks = ranks
        self.counts = counts
        self.keys = keys

    def __repr__(self) -> str:
        """Show nothing."""
        return "ConfidentialView(confidential)"


class ConfidentialCells:
    """The cells of one dataset in one period, a cohort or a year of twelve.

    ``not_collected`` names columns of the ticket that the source lacks;
    ``districts_not_collected`` the districts that a named person released without.
    """

    __slots__ = ("dataset", "districts_not_collected", "not_collected", "period", "views")

    def __init__(
        self,
        *,
        dataset: str,
        period: str,
        views: Mapping[str, ConfidentialView],
        not_collected: frozenset[str] = frozenset(),
        districts_not_collected: tuple[str, ...] = (),
    ) -> None:
        """Keep the views by id."""
        self.dataset = dataset
        self.period = period
        self.views = dict(views)
        self.not_collected = not_collected
        self.districts_not_collected = districts_not_collected

    def __repr__(self) -> str:
        """Show nothing but which cells they are."""
        return f"ConfidentialCells({self.dataset} {self.period}, confidential)"


class ReleasedCells:
    """What is published of one view in one period.

    ``frame``: ``cell_in_period`` (int64, ascending: the rank on the view's axes), one
    nullable int32 column for each of the view's measures, ``status`` (null, or JSON from
    measure or ``*`` to the kind of absence). A cell without a row is zero in every
    measure. ``not_collected_measures`` are null everywhere and have no status in rows;
    ``not_collected`` says the same of the whole view, whose frame is then empty.
    """

    __slots__ = (
        "dataset",
        "frame",
        "measures",
        "not_collected",
        "not_collected_measures",
        "period",
        "view",
    )

    def __init__(
        self,
        *,
        dataset: str,
        view: str,
        period: str,
        measures: tuple[str, ...],
        frame: pl.DataFrame,
        not_collected: bool = False,
        not_collected_measures: frozenset[str] = frozenset(),
    ) -> None:
        """Keep the frame and the two flags."""
        self.dataset = dataset
        self.view = view
        self.period = period
        self.measures = measures
        self.frame = frame
        self.not_collected = not_collected
        self.not_collected_measures = not_collected_measures

    def __repr__(self) -> str:
        """Name the view and say how many rows it has."""
        return f"ReleasedCells({self.dataset}/{self.view} {self.period}, {self.frame.height} rows)"
