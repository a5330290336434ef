"""Write the tickets, a cohort at a time, in one of four formats. Same rows, same bytes.

Moments are written with their zone in Parquet, and as ``2026-09-01 08:00:00+08:00`` in the
text formats.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

import polars as pl
import pyarrow.parquet as pq
import xlsxwriter

XLSX_ROWS: Final = 1_048_575
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_DISTINCT: Final = frozenset(
    ("ticket_id", "caller_name", "caller_phone", "location_point", "incident_address", "call_id")
)
_DATE: Final = "%Y-%m-%d %H:%M:%S%:z"


class TooManyRows(Exception):
    """More rows than a sheet of a workbook holds; ``zh`` and ``en`` say so."""

    def __init__(self, rows: int) -> None:
        """Name the number of rows."""
        super().__init__(rows)
        self.zh = (
            f"XLSX 工作表最多 {XLSX_ROWS:,} 行数据，要求 {rows:,} 行："
            "请减少工单数或改用 parquet、csv、jsonl"
        )
        self.en = (
            f"an XLSX sheet holds {XLSX_ROWS:,} rows, {rows:,} were asked for: "
            "ask for fewer tickets, or for parquet, csv or jsonl"
        )


def _repeats(name: str, kind: pl.DataType) -> bool:
    """Tell whether the values of a column come again and again: then a dictionary pays."""
    return not isinstance(kind, pl.Datetime) and name not in _DISTINCT


class Writer(Protocol):
    """Takes one cohort after another; ``close`` finishes the file."""

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of *frame*."""

    def close(self) -> None:
        """Finish the file."""


class ParquetFile:
    """One row group a cohort."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        self._path = path
        self._writer: Any = None

    def write(self, frame: pl.DataFrame) -> None:
        """Write *frame* as one row group."""
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._path,
                table.schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=[n for n, kind in frame.schema.items() if _repeats(n, kind)],
            )
        self._writer.write_table(table)

    def close(self) -> None:
        """Write the footer."""
        if self._writer is not None:
            self._writer.close()


class TextFile:
    """CSV (a header, then rows) or JSONL (nulls left out of no row)."""

    def __init__(self, path: Path, *, jsonl: bool) -> None:
        """Open the file."""
        self._file = path.open("wb")
        self._jsonl = jsonl
        self._first = True

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of *frame*."""
        plain = dated(frame)
        if self._jsonl:
            plain.write_ndjson(self._file)
        else:
            plain.write_csv(self._file, include_header=self._first)
        self._first = False

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Workbook:
    """One sheet, written row by row in constant memory."""

    def __init__(self, path: Path) -> None:
        """Open the workbook."""
        options = {"constant_memory": True, "strings_to_numbers": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        # The day of creation would be the only thing that differs between two runs.
        self._book.set_properties({"created": _CREATED})
        self._sheet = self._book.add_worksheet("tickets")
        self._row = 0

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of *frame*."""
        if self._row == 0:
            self._sheet.write_row(0, 0, frame.columns)
            self._row = 1
        for row in dated(frame).iter_rows():
            for place, value in enumerate(row):
                if value is not None:
                    self._sheet.write(self._row, place, value)
            self._row += 1

    def close(self) -> None:
        """Write the workbook."""
        self._book.close()


def dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Return *frame* with its moments as texts."""
    moments = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Datetime)]
    return frame.with_columns(pl.col(moments).dt.strftime(_DATE))


FORMATS: Final[dict[str, Callable[[Path], Writer]]] = {
    "parquet": ParquetFile,
    "csv": lambda path: TextFile(path, jsonl=False),
    "jsonl": lambda path: TextFile(path, jsonl=True),
    "xlsx": Workbook,
}


def open_writer(directory: Path, form: str, rows: int) -> Writer:
    """Open ``tickets.<form>`` in *directory*; raises TooManyRows for a workbook too long."""
    if form == "xlsx" and rows > XLSX_ROWS:
        raise TooManyRows(rows)
    return FORMATS[form](directory / f"tickets.{form}")
