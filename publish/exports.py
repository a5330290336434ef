"""The bulk files: one dataset's released cells as columns of codes, labels, values and rates.

A *leaf* is one dataset in one period. It is written once, as Parquet and as the lines of
a CSV file without their header; whole histories are leaves laid end to end, so a new month
costs the same after any number of months. Zeros have no row: a key of the declared product
that is not there is zero in every measure that its view publishes.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from publish.rates import SUFFIXES, evaluate_columns
from publish.release.catalogue import Vocabulary
from publish.release.model import TOTAL, Axis, Dataset, View
from publish.release.product import period_level, period_position, strides
from publish.release.rulebook import Parts, in_force, published_in
from publish.tables import Row

IN_PERIOD: Final = "cell_in_period"
STATUS: Final = "status"
TOTAL_LABEL: Final = "合计"
_ALL: Final = "*"
_ROW_GROUP: Final = 131_072
_CHUNK: Final = 1 << 20


class Cells(msgspec.Struct, frozen=True, kw_only=True):
    """Released cells of one view in one period.

    ``gaps`` are measures that nobody collected, ``references`` those that are a difference,
    ``exact`` the cells whose ``n`` is published as it is.
    """

    view: View
    period: str
    frame: pl.DataFrame  # IN_PERIOD, the view's measures, STATUS
    gaps: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    exact: NDArray[np.bool_] | None = None


def dimensions(dataset: Dataset) -> tuple[str, ...]:
    """Return the dimensions of all views of *dataset*, in the order they first appear."""
    return tuple(dict.fromkeys(axis.dimension for view in dataset.views for axis in view.axes))


def error_columns(dataset: Dataset) -> dict[str, str]:
    """Return the columns of standard errors and the measure that each is read from.

    All drawn parts of a family share one error; the derived part has its own.
    """
    found = {"n_se": "n"} if any(measure.id == "n" for measure in dataset.measures) else {}
    for measure in dataset.measures:
        if measure.family and measure.reference:
            found[f"{measure.id}_se"] = measure.id
        elif measure.family:
            found.setdefault(f"{measure.family}_se", measure.id)
    return found


def columns(dataset: Dataset) -> tuple[str, ...]:
    """Return the names of all columns of the files of *dataset*, in order."""
    names = ["view", "cell", "time"]
    for dimension in dimensions(dataset):
        names += [dimension, f"{dimension}_zh"]
    names += [measure.id for measure in dataset.measures]
    names += [*error_columns(dataset), STATUS]
    for rate in dataset.rates:
        names += [f"{rate.id}_rate{suffix}" for suffix in SUFFIXES]
    return tuple(names)


def leaf(vocabulary: Vocabulary, dataset: Dataset, cells: Sequence[Cells]) -> pl.DataFrame:
    """Return the table of *dataset* in one period, by view in declared order, then by cell.

    A period in which no view speaks (a dataset of years, in a month) has no rows.
    """
    if not cells:
        cells = [_nothing(dataset.views[0])]
    order = {view.id: number for number, view in enumerate(dataset.views)}
    tables = [
        _of_view(vocabulary, dataset, part)
        for part in sorted(cells, key=lambda part: order[part.view.id])
    ]
    return pl.concat(tables).select(columns(dataset))


def _nothing(view: View) -> Cells:
    names = {IN_PERIOD: pl.Int64, **dict.fromkeys(view.measures, pl.Int32), STATUS: pl.String}
    # Any period of a kind that the view has: no row will say it.
    period = "2000-01" if "month" in view.periods else "2000"
    return Cells(view=view, period=period, frame=pl.DataFrame(schema=names))


def write_leaf(table: pl.DataFrame, parquet: Path, lines: Path) -> None:
    """Write one leaf as Parquet and as CSV lines (RFC 4180, no header)."""
    table.write_parquet(parquet, compression="zstd", compression_level=3, row_group_size=_ROW_GROUP)
    table.write_csv(lines, include_header=False, line_terminator="\r\n")


def write_history(
    leaves: Sequence[Path], lines: Sequence[Path], names: Sequence[str], parquet: Path, csv: Path
) -> None:
    """Lay leaves end to end: *leaves* into *parquet*, their *lines* under a header into *csv*."""
    pl.scan_parquet(list(leaves), glob=False).sink_parquet(
        parquet,
        compression="zstd",
        compression_level=3,
        row_group_size=_ROW_GROUP,
        maintain_order=True,
    )
    with csv.open("wb") as whole:
        whole.write(",".join(names).encode("ascii") + b"\r\n")
        for path in lines:
            with path.open("rb") as part:
                shutil.copyfileobj(part, whole, _CHUNK)


def rows(leaves: Iterable[Path], view: View) -> Iterator[Row]:
    """Yield the rows of *view* from *leaves* (ascending periods) as its SQLite table holds them.

    What the view says was not collected in a period is not repeated in every row.
    """
    names = ["cell", *view.measures, STATUS]
    for path in leaves:
        table = (
            pl.scan_parquet(path, glob=False)
            .filter(pl.col("view") == view.id)
            .select("time", *names)
            .collect()
        )
        if table.height == 0:
            continue
        gaps = frozenset(view.not_collected.get(table["time"][0], ()))
        status = table[STATUS]
        known = {
            text: _stored_status(text, gaps) for text in status.drop_nulls().unique().to_list()
        }
        if known:
            stored = [known[text] if text is not None else None for text in status.to_list()]
        else:
            stored = [None] * table.height
        yield from zip(*(table[name].to_list() for name in names[:-1]), stored, strict=True)


def _of_view(vocabulary: Vocabulary, dataset: Dataset, part: Cells) -> pl.DataFrame:
    view, frame = part.view, part.frame
    in_period = frame[IN_PERIOD].to_numpy().astype(np.int64)
    digits = axis_positions(view, in_period)
    made: dict[str, pl.Series] = {
        "view": pl.repeat(view.id, frame.height, dtype=pl.String, eager=True),
        "cell": pl.Series(in_period + period_position(part.period) * view.cells_per_period),
        "time": pl.repeat(part.period, frame.height, dtype=pl.String, eager=True),
    }
    by_dimension = dict(zip((axis.dimension for axis in view.axes), digits, strict=True))
    on_view = {axis.dimension: axis for axis in view.axes}
    for name in dimensions(dataset):
        if name in on_view:
            made |= _coded(vocabulary, on_view[name], by_dimension[name])
        else:
            made[name] = pl.repeat(TOTAL, frame.height, dtype=pl.String, eager=True)
            made[f"{name}_zh"] = pl.repeat(TOTAL_LABEL, frame.height, dtype=pl.String, eager=True)
    for measure in dataset.measures:
        made[measure.id] = (
            frame[measure.id].cast(pl.Int32)
            if measure.id in view.measures and measure.id not in part.gaps
            else pl.repeat(None, frame.height, dtype=pl.Int32, eager=True)
        )
    variances = cell_variances(view, part.period, digits)
    for column, measure_id in error_columns(dataset).items():
        known = variances.get(measure_id)
        made[column] = (
            pl.Series(np.round(np.sqrt(known), 2), dtype=pl.Float64)
            if known is not None and measure_id not in part.gaps
            else pl.repeat(None, frame.height, dtype=pl.Float64, eager=True)
        )
    made[STATUS] = _status_text(frame[STATUS], part.gaps)
    counts = pl.DataFrame([made[measure.id].alias(measure.id) for measure in dataset.measures])
    made |= _rate_columns(dataset, part, counts, variances)
    return pl.DataFrame([series.alias(name) for name, series in made.items()])


def _rate_columns(
    dataset: Dataset, part: Cells, counts: pl.DataFrame, variances: dict[str, NDArray[np.float64]]
) -> dict[str, pl.Series]:
    made: dict[str, pl.Series] = {}
    for rate in dataset.rates:
        parts = Parts(rate, dataset)
        told = published_in(part.view, parts) and in_force(rate, part.period)
        table = evaluate_columns(parts, counts, variances) if told else None
        for suffix in SUFFIXES:
            name = f"{rate.id}_rate{suffix}"
            dtype = _RATE_TYPES[suffix]
            made[name] = (
                pl.repeat(None, counts.height, dtype=dtype, eager=True)
                if table is None
                else table[f"{rate.id}{suffix}"].cast(dtype)
            )
    return made


_RATE_TYPES: Final[dict[str, type[pl.DataType]]] = {
    "": pl.Float64,
    "_numerator": pl.Float64,
    "_denominator": pl.Int32,
    "_excluded": pl.Int32,
    "_low": pl.Float64,
    "_high": pl.Float64,
    "_coded": pl.String,
}


def axis_positions(view: View, in_period: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the position on each axis of every cell."""
    return [
        in_period // step % len(axis.codes)
        for axis, step in zip(view.axes, strides(view)[1:], strict=True)
    ]


def _coded(
    vocabulary: Vocabulary, axis: Axis, positions: NDArray[np.int64]
) -> dict[str, pl.Series]:
    labels = {code.code: code.zh for code in vocabulary.codelist(axis.codelist).codes}
    taken = pl.Series(positions)
    return {
        axis.dimension: pl.Series(list(axis.codes), dtype=pl.String).gather(taken),
        f"{axis.dimension}_zh": pl.Series(
            [labels.get(code, TOTAL_LABEL) for code in axis.codes], dtype=pl.String
        ).gather(taken),
    }


def cell_variances(
    view: View, period: str, digits: Sequence[NDArray[np.int64]]
) -> dict[str, NDArray[np.float64]]:
    """Return the variance of each measure, cell by cell, as the view's precision states it."""
    signatures = [period_level(period)]
    index = np.zeros(len(digits[0]) if digits else 0, dtype=np.int64)
    for axis, position in zip(view.axes, digits, strict=True):
        levels = list(dict.fromkeys(axis.signature_levels))
        of_code = np.array([levels.index(level) for level in axis.signature_levels], dtype=np.int64)
        index = index * len(levels) + of_code[position]
        signatures = [f"{known}|{level}" for known in signatures for level in levels]
    return {
        measure: np.array(
            [view.precision[signature][measure].variance for signature in signatures]
        )[index]
        for measure in view.measures
    }


def _status_text(status: pl.Series, gaps: frozenset[str]) -> pl.Series:
    """Return statuses as a reader of a table wants them: ``suppressed`` or ``measure=kind;…``."""
    gap = [f"{name}=not_collected" for name in sorted(gaps)]
    texts = {
        stored: _joined(msgspec.json.decode(stored, type=dict[str, str]), gap)
        for stored in status.drop_nulls().unique().to_list()
    }
    nothing = ";".join(gap) or None
    if not texts:
        return pl.repeat(nothing, len(status), dtype=pl.String, eager=True)
    return pl.Series(
        [texts[stored] if stored is not None else nothing for stored in status.to_list()],
        dtype=pl.String,
    )


def _joined(kinds: dict[str, str], gap: list[str]) -> str:
    if set(kinds) == {_ALL}:
        return kinds[_ALL]
    return ";".join([f"{name}={kind}" for name, kind in sorted(kinds.items())] + gap)


def _stored_status(text: str, gaps: frozenset[str]) -> str | None:
    """Return the compact JSON of a status text without *gaps*; undoes ``_status_text``."""
    pairs = {}
    for pair in text.split(";"):
        name, _, kind = pair.rpartition("=")
        if name not in gaps:
            pairs[name or _ALL] = kind
    return msgspec.json.encode(pairs, order="sorted").decode() if pairs else None
