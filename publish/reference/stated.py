"""Figures that an office states of itself: kept by month, told as they stand.

No ticket and no event stands behind a row here, but a published figure whose basis the
schema names. There is no road from tickets into this module: its rows come from a
reference file alone, its keys are no finer than a district, and the profile's check holds
both. A key that a signed month does not state is not collected, never zero.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import polars as pl

from publish.exports import IN_PERIOD, STATUS
from publish.precision import published_axis
from publish.profile import Dataset, Ledger, Profile, View
from publish.protection.lattice import Plan, plan
from publish.reference.lens import seen_by
from publish.reference.reading import Row
from publish.release.model import Absence, Error
from publish.store import write

_EXACT: Final = Error(variance=0.0, half95=0.0)


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """What was stated of one month; None where nobody signed for it."""

    rows: tuple[dict[str, str | int | None], ...] | None


def keep(home: Path, dataset: str, month: str, rows: tuple[Row, ...] | None) -> None:
    """Remember what was stated of *month*, in an order that the file's does not change."""
    ordered = None if rows is None else tuple(sorted(rows, key=_order))
    write(_path(home, dataset, month), msgspec.json.encode(Month(rows=ordered), order="sorted"))


def recall(home: Path, dataset: str, month: str) -> Month:
    """Return what was stated of *month*; nothing where the series began without the ledger."""
    try:
        return msgspec.json.decode(_path(home, dataset, month).read_bytes(), type=Month)
    except FileNotFoundError:
        return Month(rows=None)


def measures(ledger: Ledger) -> tuple[str, ...]:
    """Return the figures that a row states."""
    return tuple(column.name for column in ledger.columns if column.type == "count")


def axes_of(profile: Profile, dataset: Dataset, view: View) -> Plan:
    """Return the plan of *view*'s axes; its measures are the ledger's own."""
    bare = msgspec.structs.replace(view, measures=("n",))
    return plan(seen_by(profile, dataset), bare)


def precision(worked_out: Plan, view: View) -> dict[str, dict[str, Error]]:
    """Return for each signature of *view* that its figures are exact."""
    signatures = list(view.periods)
    for one in worked_out.axes:
        levels = list(dict.fromkeys(published_axis(one).signature_levels))
        signatures = [f"{known}|{level}" for known in signatures for level in levels]
    return {signature: dict.fromkeys(view.measures, _EXACT) for signature in signatures}


def frame(worked_out: Plan, view: View, months: Mapping[str, Month]) -> pl.DataFrame | None:
    """Return the rows of one period, the sum of *months*; None where any was not collected."""
    sums: dict[int, list[int]] = {}
    stated: dict[int, int] = {}
    for month in months.values():
        if month.rows is None:
            return None
        for row in month.rows:
            rank = _rank(worked_out, row)
            if rank is None:
                continue  # a key that this view does not show
            figures = [int(row[name] or 0) for name in view.measures]
            known = sums.setdefault(rank, [0] * len(figures))
            sums[rank] = [a + b for a, b in zip(known, figures, strict=True)]
            stated[rank] = stated.get(rank, 0) + 1
    whole = {rank for rank, times in stated.items() if times == len(months)}
    missing = json.dumps({"*": Absence.NOT_COLLECTED.value}, separators=(",", ":"))
    ranks = np.arange(worked_out.cells, dtype=np.int64)
    return pl.DataFrame(
        [
            pl.Series(IN_PERIOD, ranks, dtype=pl.Int64),
            *(
                pl.Series(
                    name,
                    [sums[rank][place] if rank in whole else None for rank in range(len(ranks))],
                    dtype=pl.Int32,
                )
                for place, name in enumerate(view.measures)
            ),
            pl.Series(
                STATUS,
                [None if rank in whole else missing for rank in range(len(ranks))],
                dtype=pl.String,
            ),
        ]
    )


def _rank(worked_out: Plan, row: Mapping[str, str | int | None]) -> int | None:
    rank = 0
    for one, step in zip(worked_out.axes, worked_out.strides, strict=True):
        code = row[one.axis.dimension]
        if code not in one.axis.codes:
            return None
        rank += one.axis.codes.index(str(code)) * step
    return rank


def _order(row: Row) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=True)


def _path(home: Path, dataset: str, month: str) -> Path:
    return home / "work" / "stated" / dataset / f"{month}.json"
