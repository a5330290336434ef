"""Parquet, a batch of rows at a time. Rows are numbered from 1."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from anonymize.errors import Hopeless
from anonymize.sources.batch import Options, RawBatch, batch, numbered, wanted


def read(path: Path, options: Options) -> Iterator[RawBatch]:
    """Yield the rows of the Parquet file at *path*. Raises Hopeless."""
    file = _open(path)
    columns = wanted(options.mapping, list(file.schema_arrow.names))
    first = 1
    try:
        for part in file.iter_batches(batch_size=options.batch_rows, columns=columns):
            frame = pl.from_arrow(part)
            if isinstance(frame, pl.DataFrame):
                yield batch(options, numbered(first, frame.height), frame.select(columns))
                first += frame.height
    except (pa.ArrowException, OSError, pl.exceptions.PolarsError):
        raise _broken(path.name, first) from None


def header(path: Path, _options: Options) -> list[str]:
    """Return the columns of the Parquet file at *path*. Raises Hopeless."""
    return list(_open(path).schema_arrow.names)


def _open(path: Path) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        raise _broken(path.name, None) from None
    if file.metadata.num_rows == 0:
        raise Hopeless(
            f"{path.name} 没有数据行，请重新导出", f"{path.name} has no rows: export it again"
        )
    return file


def _broken(name: str, row: int | None) -> Hopeless:
    zh = f"第 {row} 行以后读不出" if row else "不是完整的 Parquet 文件"
    en = f"cannot be read from row {row} on" if row else "is not a whole Parquet file"
    return Hopeless(
        f"{name} {zh}：可能被截断或损坏，请重新导出或重新传输",
        f"{name} {en}: it is cut off or damaged; export or copy it again",
    )
