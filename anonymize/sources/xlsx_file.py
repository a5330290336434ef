"""XLSX, one sheet. The header is row 1, as Excel shows it.

A workbook is a compressed archive that no library reads piecewise: the one sheet (at most
1,048,576 rows) is held in memory as it is read, which is the limit of this format. Larger
exports belong in CSV or Parquet.
"""

from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from anonymize.errors import Hopeless
from anonymize.sources.batch import Options, RawBatch, batch, numbered, wanted


def read(path: Path, options: Options) -> Iterator[RawBatch]:
    """Yield the rows of the sheet. Rows that are empty throughout are no rows. Raises Hopeless."""
    frame = _sheet(path, options)
    columns = wanted(options.mapping, frame.columns)
    filled = frame.select(~pl.all_horizontal(pl.all().is_null())).to_series()
    if not filled.any():
        raise Hopeless(
            f"{path.name} 没有数据行，请重新导出", f"{path.name} has no rows: export it again"
        )
    rows = numbered(2, frame.height).filter(filled)
    frame = frame.select(columns).filter(filled)
    for start in range(0, frame.height, options.batch_rows):
        size = options.batch_rows
        yield batch(options, rows.slice(start, size), frame.slice(start, size))


def header(path: Path, options: Options) -> list[str]:
    """Return the header of the sheet. Raises Hopeless."""
    return _sheet(path, options, rows=0).columns


def _sheet(path: Path, options: Options, rows: int | None = None) -> pl.DataFrame:
    try:
        book = fastexcel.read_excel(path)
        names = list(book.sheet_names)
    except (fastexcel.FastExcelError, OSError):
        raise Hopeless(
            f"{path.name} 不是完整的 XLSX 文件：请重新另存或重新传输",
            f"{path.name} is not a whole XLSX file: save or copy it again",
        ) from None
    sheet = options.mapping.sheet
    if sheet is not None and sheet not in names:
        raise Hopeless(
            f"{path.name} 没有名为 {sheet} 的工作表：改正映射的 [source] sheet",
            f"{path.name} has no sheet {sheet}: mend sheet in [source] of the mapping",
        )
    try:
        loaded = book.load_sheet(sheet or 0, header_row=0, n_rows=rows, dtypes="string")
        frame = loaded.to_polars()
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError):
        raise Hopeless(
            f"{path.name} 的工作表读不出：请确认第 1 行是表头",
            f"the sheet of {path.name} cannot be read: make sure that row 1 is the header",
        ) from None
    return frame.cast(pl.String)
