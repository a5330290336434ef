"""CSV, a block at a time: whole blocks to polars, a suspicious record by itself.

The law (``domain.md``, fates of a row): a record that cannot be read is quarantined where
the next whole row can be found; a file whose end is missing is refused whole.
"""

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from anonymize.errors import Hopeless
from anonymize.sources.batch import Options, RawBatch, batch, field_of, wanted
from anonymize.sources.csv_records import Layout, Places, Scan, lay_out, scan

BLOCK: Final = 16 * 1024 * 1024
WINDOW: Final = 16 * 1024  # after a fault: look a little way, then further
RECORD_LIMIT: Final = 64 * 1024 * 1024
_MARKS: Final = (
    (b"PK\x03\x04", "XLSX", ".xlsx"),
    (b"PAR1", "Parquet", ".parquet"),
    (b"\xff\xfe", "UTF-16", ""),
    (b"\xfe\xff", "UTF-16", ""),
)
Flags = NDArray[np.bool_]
Numbers = NDArray[np.uint64]
Octets = NDArray[np.uint8]
_BOM: Final = b"\xef\xbb\xbf"


def read(path: Path, options: Options) -> Iterator[RawBatch]:
    """Yield the rows of the CSV file at *path*. The header is row 1. Raises Hopeless."""
    with path.open("rb") as file:
        yield from CsvReader(path.name, file, options).batches()


def header(path: Path, options: Options) -> list[str]:
    """Return the header of the CSV file at *path*. Raises Hopeless."""
    with path.open("rb") as file:
        return CsvReader(path.name, file, options).header


class CsvReader:
    """One CSV file being read: a buffer, a place in it, and the rows not yet yielded."""

    def __init__(self, name: str, file: BinaryIO, options: Options) -> None:
        self.name = name
        self.options = options
        self._file = file
        self._delimiter = ord(options.mapping.delimiter)
        self._encoding = options.mapping.encoding
        self._buffer = b""
        self._place = 0
        self._ended = False
        self._cut = False  # the file does not end with a line end
        self._row = 1
        self._frames: list[tuple[pl.Series, pl.DataFrame]] = []
        self._slow: list[tuple[int, list[str | None]]] = []
        self._rejected: list[tuple[int, str, str]] = []
        self.header = self._read_header()
        self.columns = wanted(options.mapping, self.header)
        self._indexes = [self.header.index(column) for column in self.columns]

    def _refill(self) -> bool:
        """Read on, forgetting what lies before the place; False where the file has ended."""
        if self._ended:
            return False
        block = self._file.read(BLOCK)
        self._buffer = self._buffer[self._place :] + block
        self._place = 0
        if len(block) < BLOCK:
            self._ended = True
            if self._buffer and not self._buffer.endswith(b"\n"):
                self._cut = True
                self._buffer += b"\n"
        return True

    def _read_header(self) -> list[str]:
        self._refill()
        for mark, form, suffix in _MARKS:
            if self._buffer.startswith(mark):
                raise Hopeless(
                    f"{self.name} 是 {form}，不是 UTF-8 或 GB18030 的 CSV：请改扩展名"
                    f"{suffix or '，或另存为 UTF-8'}",
                    f"{self.name} is {form}, not a CSV file in UTF-8 or GB18030: "
                    f"{'name it ' + suffix if suffix else 'save it as UTF-8'}",
                )
        self._place = len(_BOM) if self._buffer.startswith(_BOM) else 0
        if not self._buffer[self._place :].strip():
            raise Hopeless(
                f"{self.name} 是空文件，请重新导出", f"{self.name} is empty: export it again"
            )
        found = scan(self._buffer, self._place, self._delimiter)
        while found.end >= len(self._buffer) <= RECORD_LIMIT and self._refill():
            found = scan(self._buffer, self._place, self._delimiter)
        try:
            names = [value.decode(self._encoding) for value in found.values]
        except UnicodeDecodeError:
            names = []
        if found.fault is not None or not names:
            raise Hopeless(
                f"{self.name} 的表头无法按 {self._encoding} 读取："
                "核对 --encoding（utf-8 或 gb18030）与引号",
                f"the header of {self.name} cannot be read as {self._encoding}: "
                "check --encoding (utf-8 or gb18030) and the quotes",
            )
        self._place = found.end
        self._row = 2
        return names

    def batches(self) -> Iterator[RawBatch]:
        """Yield all rows."""
        window = BLOCK
        while True:
            layout = lay_out(self._buffer[self._place : self._place + window], self._delimiter)
            broken = self._take(layout)
            if self._pending() >= self.options.batch_rows:
                yield from self._flush()
            if broken:
                self._mend()
                window = WINDOW
            elif len(layout.ends):
                window = min(window * 2, BLOCK)
            elif self._place + window < len(self._buffer) and window < RECORD_LIMIT:
                window *= 2
            elif len(self._buffer) - self._place > RECORD_LIMIT:
                self._recover(self._fault_here())
            elif not self._refill():
                if self._place >= len(self._buffer):
                    break
                self._recover(self._fault_here())
            else:
                window = max(window, len(self._buffer))
        if self._cut:
            self.options.note(
                f"{self.name} 末行没有换行符：请确认导出完整",
                f"{self.name} does not end with a line end: make sure that the export is whole",
            )
        yield from self._flush()

    def _pending(self) -> int:
        return sum(len(rows) for rows, _ in self._frames) + len(self._slow) + len(self._rejected)

    def _take(self, layout: Layout) -> bool:
        """Take the whole records of *layout*; tell whether the next one needs mending."""
        if not len(layout.ends):
            return layout.broken is not None
        base = self._place
        piece = self._buffer[base : base + int(layout.ends[-1])]
        lengths = layout.ends - layout.starts
        data = np.frombuffer(piece, dtype=np.uint8)
        blank = (lengths == 1) | ((lengths == 2) & (data[layout.starts] == ord("\r")))  # noqa: PLR2004 - CR LF
        fits = layout.delimiters == len(self.header) - 1
        swallowed = self._swallowed(piece, layout, fits | blank)
        count = len(layout.ends) if swallowed is None else swallowed
        rows = np.arange(self._row, self._row + count, dtype=np.uint64)
        last = swallowed is None and layout.broken is None and self._ended
        last = last and base + len(piece) == len(self._buffer)
        suspicious = self._suspicious(data, layout, lengths)[:count]
        blank, fits = blank[:count], fits[:count]
        good = fits & ~blank & ~suspicious
        for place in np.flatnonzero(~good & ~blank).tolist():
            record = piece[int(layout.starts[place]) : int(layout.ends[place])]
            self._single(int(rows[place]), record, cut=self._cut and last and place == count - 1)
        if good.any():
            self._fast(rows[good], _joined(piece, layout, good, count))
        self._row += count
        self._place = base + (int(layout.ends[count - 1]) if count else 0)
        return swallowed is not None or layout.broken is not None

    def _swallowed(self, piece: bytes, layout: Layout, fine: Flags) -> int | None:
        """Return the first record that seems to have swallowed others through a lost quote."""
        for place in np.flatnonzero(~fine).tolist():
            record = piece[int(layout.starts[place]) : int(layout.ends[place])]
            if record.count(b"\n") > 1:
                return int(place)
        return None

    def _suspicious(
        self,
        data: Octets,
        layout: Layout,
        lengths: Places,
    ) -> Flags:
        """Tell which records need a closer look: a NUL, or so long that a field may be too long."""
        found = lengths > self.options.field_limit
        nuls = np.flatnonzero(data == 0)
        if len(nuls):
            found[np.searchsorted(layout.ends, nuls, side="right")] = True
        return found

    def _fast(self, rows: Numbers, records: bytes) -> None:
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
            end = scan(records, place, self._delimiter).end
            self._single(row, records[place:end])
            place = end

    def _single(self, row: int, record: bytes, *, cut: bool = False) -> None:
        """Read one record by itself and keep it, or say what is wrong with it."""
        values = scan(record, 0, self._delimiter).values
        if len(values) != len(self.header):
            self._short(row, values, cut=cut)
            return
        texts: list[str | None] = []
        for column, index in zip(self.columns, self._indexes, strict=True):
            rule, value = self._value(values[index])
            if rule is not None:
                self._rejected.append((row, self._field(column), rule))
                return
            texts.append(value or None)
        for index, raw in enumerate(values):
            rule, _ = self._value(raw)
            if rule is not None:
                self._rejected.append((row, f"#{index + 1}", rule))
                return
        self._slow.append((row, texts))

    def _short(self, row: int, values: list[bytes], *, cut: bool) -> None:
        if not cut or len(values) > len(self.header):
            self._rejected.append((row, "", "column_count"))
            return
        self._end_missing(row)

    def _value(self, raw: bytes) -> tuple[str | None, str]:
        """Return the rule that *raw* breaks, if any, and its text."""
        if b"\0" in raw:
            return "nul", ""
        try:
            value = raw.decode(self._encoding)
        except UnicodeDecodeError:
            return "undecodable", ""
        return ("too_long" if len(value) > self.options.field_limit else None), value

    def _field(self, column: str) -> str:
        return field_of(self.options.mapping, self.header, column)

    def _end_missing(self, row: int) -> None:
        """The file stops inside *row*: refuse it, or say so where the user accepts that."""
        if not self.options.accept_truncated:
            raise Hopeless(
                f"{self.name} 在第 {row} 行中断，其后的行已丢失：请重新导出；"
                "确需先用已有各行时加 --accept-truncated",
                f"{self.name} is cut off in row {row} and what came after is lost: export it "
                "again, or add --accept-truncated to go on with the rows before",
            )
        self._rejected.append((row, "", "truncated"))
        self.options.note(
            f"{self.name} 在第 {row} 行中断：已接受之前各行",
            f"{self.name} is cut off in row {row}: the rows before it were accepted",
        )

    def _mend(self) -> None:
        """Read the record at the place the slow way, or find the next whole row after it."""
        found = scan(self._buffer, self._place, self._delimiter)
        while found.end >= len(self._buffer) and len(self._buffer) - self._place <= RECORD_LIMIT:
            if not self._refill():
                break
            found = scan(self._buffer, self._place, self._delimiter)
        lines = self._buffer.count(b"\n", self._place, found.end)
        whole = len(found.values) == len(self.header) or lines <= 1
        if found.fault is not None or not whole:
            self._recover(self._fault_of(found))
            return
        last = self._ended and found.end >= len(self._buffer)
        record = self._buffer[self._place : found.end]
        self._single(self._row, record, cut=self._cut and last)
        self._row += 1
        self._place = found.end

    def _fault_here(self) -> int:
        return self._fault_of(scan(self._buffer, self._place, self._delimiter))

    @staticmethod
    def _fault_of(found: Scan) -> int:
        """Return the field whose quote seems lost: the faulty one, else the first of many lines."""
        if found.fault is not None:
            return found.fault
        return next((place for place, value in enumerate(found.values) if b"\n" in value), 0)

    def _recover(self, fault: int) -> None:
        """Quarantine the record at the place and go on at the next line that is a whole row."""
        offset = 0  # from the place, which refilling moves to the head of the buffer
        while True:
            newline = self._buffer.find(b"\n", self._place + offset)
            if newline < 0 or newline + 1 >= len(self._buffer):
                # What was skipped is never read again: forget it, however long it is.
                self._place = newline if newline >= 0 else len(self._buffer)
                offset = 0
                if not self._refill():
                    self._lost(fault)
                    return
                continue
            offset = newline + 1 - self._place
            if self._whole_row_at(offset):
                break
        self._rejected.append((self._row, self._place_name(fault), "unclosed_quote"))
        self._row += 1
        self._place += offset

    def _whole_row_at(self, offset: int) -> bool:
        found = scan(self._buffer, self._place + offset, self._delimiter)
        while found.end >= len(self._buffer) and len(self._buffer) - self._place <= RECORD_LIMIT:
            if not self._refill():
                break
            found = scan(self._buffer, self._place + offset, self._delimiter)
        return found.fault is None and len(found.values) == len(self.header)

    def _lost(self, fault: int) -> None:
        """No whole row follows the lost quote: the rest of the file cannot be told apart."""
        if self._cut and self.options.accept_truncated:
            self._end_missing(self._row)
            self._row += 1
            self._place = len(self._buffer)
            return
        name = self._place_name(fault)
        raise Hopeless(
            f"{self.name} 第 {self._row} 行（{name}）有一个引号未闭合，其后再没有完整的行："
            "请在该行补上引号，或重新导出",
            f"in {self.name} a quote opens in row {self._row} ({name}) and never closes, and no "
            "whole row follows: mend the quote there or export the file again",
        )

    def _place_name(self, place: int) -> str:
        if place >= len(self.header):
            return f"#{place + 1}"
        return self._field(self.header[place])

    def _flush(self) -> Iterator[RawBatch]:
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
        if self._out_of_order(frames):
            order = rows.arg_sort()
            rows, frame = rows.gather(order), frame[order]
        size = self.options.batch_rows
        for start in range(0, max(len(rows), 1), size):
            part = rejected if start == 0 else []
            yield batch(
                self.options, rows.slice(start, size), frame.slice(start, size), sorted(part)
            )

    @staticmethod
    def _out_of_order(frames: list[tuple[pl.Series, pl.DataFrame]]) -> bool:
        bounds = [(rows[0], rows[-1]) for rows, _ in frames if len(rows)]
        return any(first[1] > second[0] for first, second in pairwise(bounds))


def _joined(piece: bytes, layout: Layout, good: Flags, count: int) -> bytes:
    """Return the bytes of the good ones of the first *count* records."""
    if good.all():
        return piece[: int(layout.ends[count - 1])]
    edges = np.diff(good.astype(np.int8), prepend=0, append=0)
    runs = zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
    return b"".join(
        piece[int(layout.starts[first]) : int(layout.ends[last - 1])] for first, last in runs
    )
