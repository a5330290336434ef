"""The rows of a CSV file on their way to a batch: well-formed ones to polars, others one by one."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from anonymize.sources.batch import Options, RawBatch, batch, field_of, wanted
from anonymize.sources.csv_records import Places, scan

Flags = NDArray[np.bool_]
Numbers = NDArray[np.uint64]
_ENOUGH: Final = 16 * 1024 * 1024


class Rows:
    """Rows of one file that wait to be yielded. Raises Hopeless for a header that does not fit."""

    def __init__(self, header: list[str], options: Options) -> None:
        self.header = header
        self.options = options
        self.columns = wanted(options.mapping, header)
        self._indexes = [header.index(column) for column in self.columns]
        self._delimiter = ord(options.mapping.delimiter)
        self._encoding = options.mapping.encoding
        self._waiting: list[tuple[Numbers, bytes, Places]] = []
        self._size = 0
        self._frames: list[tuple[pl.Series, pl.DataFrame]] = []
        self._slow: list[tuple[int, list[str | None]]] = []
        self._rejected: list[tuple[int, str, str]] = []

    def pending(self) -> int:
        """How many rows wait."""
        waiting = sum(len(rows) for rows, _, _ in self._waiting)
        read = sum(len(rows) for rows, _ in self._frames)
        return waiting + read + len(self._slow) + len(self._rejected)

    def reject(self, row: int, place: int | None, rule: str) -> None:
        """Quarantine *row* for *rule*, broken in the field at *place* or in the whole row."""
        self._rejected.append((row, "" if place is None else self.name(place), rule))

    def name(self, place: int) -> str:
        """Return the field that is read from the column at *place*, else ``#`` and its number."""
        if place >= len(self.header):
            return f"#{place + 1}"
        return field_of(self.options.mapping, self.header, self.header[place])

    def fast(self, rows: Numbers, records: bytes, lengths: Places) -> None:
        """Keep well-formed *records* of these *lengths* in bytes for polars to read."""
        self._waiting.append((rows, records, lengths))
        self._size += len(records)
        if self._size >= _ENOUGH:
            self._read_waiting()

    def _read_waiting(self) -> None:
        """Read what waits in one go: a reading costs as much as some hundred rows."""
        if not self._waiting:
            return
        rows = np.concatenate([rows for rows, _, _ in self._waiting])
        records = b"".join(records for _, records, _ in self._waiting)
        ends = np.cumsum(np.concatenate([lengths for _, _, lengths in self._waiting]))
        self._waiting, self._size = [], 0
        text, good = self._decoded(rows, records, ends)
        if not text:
            return
        try:
            frame = pl.read_csv(
                io.BytesIO(text),
                has_header=False,
                columns=self._indexes,
                new_columns=self.columns,
                separator=self.options.mapping.delimiter,
                infer_schema=False,
            )
        except pl.exceptions.PolarsError:
            frame = pl.DataFrame()
        if frame.height == int(good.sum()):
            self._frames.append((pl.Series("row", rows[good]), frame))
        else:
            self._one_by_one(rows, records, ends, good)

    def _decoded(self, rows: Numbers, records: bytes, ends: Places) -> tuple[bytes, Flags]:
        """Return the records that can be decoded, in UTF-8, and which they are; reject others."""
        good = np.ones(len(rows), dtype=np.bool_)
        view, parts, place = memoryview(records), [], 0
        while place < len(records):
            try:
                parts.append(str(view[place:], self._encoding))
                break
            except UnicodeDecodeError as error:
                at = int(np.searchsorted(ends, place + error.start, side="right"))
            start = int(ends[at - 1]) if at else 0
            parts.append(str(view[place:start], self._encoding))
            self.single(int(rows[at]), scan(records, start, self._delimiter).values)
            good[at] = False
            place = int(ends[at])
        return "".join(parts).encode(), good

    def _one_by_one(self, rows: Numbers, records: bytes, ends: Places, chosen: Flags) -> None:
        for at in np.flatnonzero(chosen).tolist():
            start = int(ends[at - 1]) if at else 0
            self.single(int(rows[at]), scan(records, start, self._delimiter).values)

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
        self._read_waiting()
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
