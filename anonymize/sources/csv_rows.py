"""The rows of a CSV file on their way to a batch: well-formed ones to polars, others one by one."""

import io
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from anonymize.sources.batch import Options, RawBatch, batch, field_of, wanted
from anonymize.sources.csv_records import scan

Numbers = NDArray[np.uint64]


class Rows:
    """Rows of one file that wait to be yielded. Raises Hopeless for a header that does not fit."""

    def __init__(self, header: list[str], options: Options) -> None:
        self.header = header
        self.options = options
        self.columns = wanted(options.mapping, header)
        self._indexes = [header.index(column) for column in self.columns]
        self._delimiter = ord(options.mapping.delimiter)
        self._encoding = options.mapping.encoding
        self._frames: list[tuple[pl.Series, pl.DataFrame]] = []
        self._slow: list[tuple[int, list[str | None]]] = []
        self._rejected: list[tuple[int, str, str]] = []

    def pending(self) -> int:
        """How many rows wait."""
        return sum(len(rows) for rows, _ in self._frames) + len(self._slow) + len(self._rejected)

    def reject(self, row: int, place: int | None, rule: str) -> None:
        """Quarantine *row* for *rule*, broken in the field at *place* or in the whole row."""
        self._rejected.append((row, "" if place is None else self.name(place), rule))

    def name(self, place: int) -> str:
        """Return the field that is read from the column at *place*, else ``#`` and its number."""
        if place >= len(self.header):
            return f"#{place + 1}"
        return field_of(self.options.mapping, self.header, self.header[place])

    def fast(self, rows: Numbers, records: bytes) -> None:
        """Let polars read well-formed *records*."""
        text = records
        if self._encoding != "utf-8":
            try:
                text = records.decode(self._encoding).encode()
            except UnicodeDecodeError:
                return self._one_by_one(rows, records)
        try:
            text.decode()
            frame = pl.read_csv(
                io.BytesIO(text),
                has_header=False,
                columns=self._indexes,
                new_columns=self.columns,
                separator=self.options.mapping.delimiter,
                infer_schema=False,
            )
        except (UnicodeDecodeError, pl.exceptions.PolarsError):
            return self._one_by_one(rows, records)
        if frame.height != len(rows):
            return self._one_by_one(rows, records)
        self._frames.append((pl.Series("row", rows), frame))
        return None

    def _one_by_one(self, rows: Numbers, records: bytes) -> None:
        place = 0
        for row in rows.tolist():
            found = scan(records, place, self._delimiter)
            self.single(row, found.values)
            place = found.end

    def single(self, row: int, values: list[bytes]) -> None:
        """Keep one row of as many *values* as the header has, or say what is wrong with it."""
        texts: list[str | None] = []
        for index in self._indexes:
            rule, value = self._value(values[index])
            if rule is not None:
                self.reject(row, index, rule)
                return
            texts.append(value or None)
        for index, raw in enumerate(values):
            rule, _ = self._value(raw)
            if rule is not None:
                self.reject(row, index, rule)
                return
        self._slow.append((row, texts))

    def _value(self, raw: bytes) -> tuple[str | None, str]:
        """Return the rule that *raw* breaks, if any, and its text."""
        if b"\0" in raw:
            return "nul", ""
        try:
            value = raw.decode(self._encoding)
        except UnicodeDecodeError:
            return "undecodable", ""
        return ("too_long" if len(value) > self.options.field_limit else None), value

    def flush(self) -> Iterator[RawBatch]:
        """Yield what waits, in the order of the file."""
        frames = list(self._frames)
        if self._slow:
            slow = pl.DataFrame(
                [values for _, values in self._slow],
                schema=dict.fromkeys(self.columns, pl.String),
                orient="row",
            )
            frames.append((pl.Series("row", [row for row, _ in self._slow], pl.UInt64), slow))
        rejected, self._frames, self._slow = self._rejected, [], []
        self._rejected = []
        if not frames and not rejected:
            return
        if not frames:
            nothing = pl.DataFrame(schema=dict.fromkeys(self.columns, pl.String))
            frames = [(pl.Series("row", [], pl.UInt64), nothing)]
        rows = pl.concat([rows for rows, _ in frames])
        frame = pl.concat([frame for _, frame in frames])
        if _out_of_order(frames):
            order = rows.arg_sort()
            rows, frame = rows.gather(order), frame[order]
        size = self.options.batch_rows
        for start in range(0, max(len(rows), 1), size):
            part = rejected if start == 0 else []
            yield batch(
                self.options, rows.slice(start, size), frame.slice(start, size), sorted(part)
            )


def _out_of_order(frames: list[tuple[pl.Series, pl.DataFrame]]) -> bool:
    bounds = [(rows[0], rows[-1]) for rows, _ in frames if len(rows)]
    return any(first[1] > second[0] for first, second in pairwise(bounds))
