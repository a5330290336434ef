"""What every reader yields, and what it may be told."""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec
import polars as pl

from anonymize import quarantine
from anonymize.mapping import Mapping

# What stands between the items of a list that came as a list: no export writes it itself.
LIST_MARK: Final = "\x1f"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to read one source."""

    mapping: Mapping
    number: int = 0  # of the source in its run
    batch_rows: int = 100_000
    field_limit: int = 1_000_000  # characters
    accept_truncated: bool = False
    only_rows: frozenset[int] | None = None  # read no others
    note: Callable[[str, str], None] = lambda _zh, _en: None  # what the user should know

    def wants(self, row: int) -> bool:
        """Whether *row* is asked for."""
        return self.only_rows is None or row in self.only_rows


class RawBatch:
    """Some rows of a source as they stand there. Its repr shows their numbers alone.

    ``frame`` has the columns that the mapping reads, under their headers, as text (or as
    the source's own types); ``rows`` their row numbers, ascending; ``rejected`` the rows
    that could not be read, as ``quarantine.SCHEMA``.
    """

    __slots__ = ("frame", "rejected", "rows", "source")

    def __init__(
        self, source: int, rows: pl.Series, frame: pl.DataFrame, rejected: pl.DataFrame
    ) -> None:
        self.source = source
        self.rows = rows
        self.frame = frame
        self.rejected = rejected

    def __repr__(self) -> str:
        """Show how many rows there are, and which source they are of."""
        return f"RawBatch(source={self.source}, rows={len(self.rows)})"

    @property
    def read(self) -> int:
        """How many rows were read, rejected ones included."""
        return len(self.rows) + self.rejected.height


def batch(
    options: Options,
    rows: pl.Series,
    frame: pl.DataFrame,
    rejected: list[tuple[int, str, str]] | None = None,
) -> RawBatch:
    """Return a batch of the rows that are asked for."""
    if options.only_rows is not None:
        kept = rows.is_in(sorted(options.only_rows))
        rows, frame = rows.filter(kept), frame.filter(kept)
        rejected = [entry for entry in rejected or [] if entry[0] in options.only_rows]
    bad = quarantine.entries_frame(options.number, rejected or [])
    return RawBatch(options.number, rows.cast(pl.UInt64), frame, bad)


def numbered(first: int, height: int) -> pl.Series:
    """Return *height* row numbers from *first*."""
    return pl.int_range(first, first + height, dtype=pl.UInt64, eager=True).alias("row")


def wanted(mapping: Mapping, header: list[str]) -> list[str]:
    """Return the columns of *header* that the mapping reads, in their order there.

    Raises Hopeless where an essential one is lacking.
    """
    mapping.collected(header)
    read = set(mapping.headers(header).values())
    read |= {split.header for split in mapping.split_headers(header)}
    return [column for column in header if column in read]


def field_of(mapping: Mapping, header: list[str], column: str) -> str:
    """Return the field that is read from *column*; else its place, as ``#7``."""
    for field, name in mapping.headers(header).items():
        if name == column:
            return field
    for split in mapping.split_headers(header):
        if split.header == column:
            return split.into[0]
    return f"#{header.index(column) + 1}"


def slices(options: Options, first: int, frame: pl.DataFrame) -> Iterator[RawBatch]:
    """Yield *frame*, whose first row is *first*, in batches."""
    for start in range(0, frame.height, options.batch_rows):
        part = frame.slice(start, options.batch_rows)
        yield batch(options, numbered(first + start, part.height), part)
