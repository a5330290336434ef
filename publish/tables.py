"""Write the SQLite file of a release: the same rows give the same bytes.

One table per dataset and view, keyed by the cell's number; a cell without a row is zero
in every measure. Beside each table lies a view that shows codes, for people with a
database browser. The file that is published is the output of VACUUM INTO: nothing that
was ever written and removed is in it, and pages lie in one order.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from publish.release.model import Catalogue, View
from publish.release.product import period_position, strides

PAGE_BYTES: Final = 8192
_SCRATCH: Final = (
    "journal_mode=OFF",
    "synchronous=OFF",
    "locking_mode=EXCLUSIVE",
    "temp_store=MEMORY",
    "cache_size=-65536",
)
Row = tuple[int | str | None, ...]


def write_sqlite(
    path: Path, scratch: Path, catalogue: Catalogue, rows: Mapping[str, Iterable[Row]]
) -> None:
    """Write the tables of *catalogue* to *path*, which must not exist; *scratch* is removed.

    *rows* holds for a view's table its rows (cell, measures in the view's order, status) in
    ascending order of cells; a table that it lacks stays empty.
    """
    scratch.unlink(missing_ok=True)
    connection = sqlite3.connect(scratch, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
        for pragma in _SCRATCH:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        _write_axes(connection, catalogue)
        for view in (view for dataset in catalogue.datasets for view in dataset.views):
            _write_view(connection, view, rows.get(view.table, ()))
        connection.execute("COMMIT")
        connection.execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()
        scratch.unlink(missing_ok=True)


def _write_axes(connection: sqlite3.Connection, catalogue: Catalogue) -> None:
    connection.execute("CREATE TABLE period(position INTEGER PRIMARY KEY, time TEXT NOT NULL)")
    connection.executemany(
        "INSERT INTO period VALUES (?, ?)",
        [(period_position(period), period) for period in catalogue.periods],
    )
    connection.execute(
        "CREATE TABLE axis(view TEXT, dimension TEXT, position INTEGER, code TEXT NOT NULL, "
        "PRIMARY KEY (view, dimension, position)) WITHOUT ROWID"
    )
    connection.executemany(
        "INSERT INTO axis VALUES (?, ?, ?, ?)",
        sorted(
            (view.table, axis.dimension, position, code)
            for dataset in catalogue.datasets
            for view in dataset.views
            for axis in view.axes
            for position, code in enumerate(axis.codes)
        ),
    )


def _write_view(connection: sqlite3.Connection, view: View, rows: Iterable[Row]) -> None:
    measures = "".join(f', "{name}" INTEGER' for name in view.measures)
    connection.execute(
        f'CREATE TABLE "{view.table}"(cell INTEGER PRIMARY KEY{measures}, status TEXT)'
    )
    marks = ",".join("?" * (len(view.measures) + 2))
    statement = f'INSERT INTO "{view.table}" VALUES ({marks})'  # noqa: S608 -- declared names
    connection.executemany(statement, rows)
    connection.execute(_coded_view(view))


def _coded_view(view: View) -> str:
    """Return the statement that shows the table of *view* with codes in place of numbers."""
    steps = strides(view)
    columns = ["p.time"]
    joins = [f"JOIN period p ON p.position = c.cell / {steps[0]}"]
    for number, (axis, step) in enumerate(zip(view.axes, steps[1:], strict=True)):
        alias = f"a{number}"
        columns.append(f'{alias}.code AS "{axis.dimension}"')
        joins.append(
            f"JOIN axis {alias} ON {alias}.view = '{view.table}' "
            f"AND {alias}.dimension = '{axis.dimension}' "
            f"AND {alias}.position = c.cell / {step} % {len(axis.codes)}"
        )
    columns += [f'c."{name}"' for name in view.measures] + ["c.status"]
    select = f"SELECT {', '.join(columns)} FROM"
    return f'CREATE VIEW "{view.table}/codes" AS {select} "{view.table}" c {" ".join(joins)}'
