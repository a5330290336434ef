"""CSV, a block at a time: whole blocks to polars, a suspicious record by itself.

The law (``domain.md``, fates of a row): a record that cannot be read is quarantined where
the next whole row can be found; a file whose end is missing is refused whole.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from anonymize.errors import Hopeless
from anonymize.sources.batch import Options, RawBatch
from anonymize.sources.csv_records import Layout, Places, Scan, lay_out, scan, swallowing
from anonymize.sources.csv_rows import Rows

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
        self._swallowed = False  # the record at the place seems to hold others
        self._cut = False  # the file does not end with a line end
        self._row = 1
        self.header = self._read_header()

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
        """Yield all rows. Raises Hopeless."""
        self._rows = Rows(self.header, self.options)
        window = BLOCK
        while True:
            layout = lay_out(self._buffer[self._place : self._place + window], self._delimiter)
            broken = self._take(layout)
            if self._rows.pending() >= self.options.batch_rows:
                yield from self._rows.flush()
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
        yield from self._rows.flush()

    def _take(self, layout: Layout) -> bool:
        """Take the whole records of *layout*; tell whether the next one needs mending."""
        self._swallowed = False
        if not len(layout.ends):
            return layout.broken is not None
        base = self._place
        piece = self._buffer[base : base + int(layout.ends[-1])]
        lengths = layout.ends - layout.starts
        data = np.frombuffer(piece, dtype=np.uint8)
        blank = (lengths == 1) | ((lengths == 2) & (data[layout.starts] == ord("\r")))  # noqa: PLR2004 - CR LF
        fits = layout.delimiters == len(self.header) - 1
        swallowed = swallowing(piece, layout, self._delimiter, len(self.header))
        count = len(layout.ends) if swallowed is None else swallowed
        rows = np.arange(self._row, self._row + count, dtype=np.uint64)
        last = swallowed is None and layout.broken is None and self._ended
        last = last and base + len(piece) == len(self._buffer)
        suspicious = self._suspicious(data, layout, lengths)[:count]
        blank, fits = blank[:count], fits[:count]
        good = fits & ~blank & ~suspicious
        for place in np.flatnonzero(~good & ~blank).tolist():
            values = scan(piece, int(layout.starts[place]), self._delimiter).values
            self._single(int(rows[place]), values, cut=self._cut and last and place == count - 1)
        if good.any():
            self._rows.fast(rows[good], _joined(piece, layout, good, count), lengths[:count][good])
        self._row += count
        self._place = base + (int(layout.ends[count - 1]) if count else 0)
        self._swallowed = swallowed is not None
        return self._swallowed or layout.broken is not None

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

    def _single(self, row: int, values: list[bytes], *, cut: bool) -> None:
        """Keep one row by itself; *cut*: it is the last and the file may stop inside it."""
        if len(values) == len(self.header):
            self._rows.single(row, values)
        elif cut and len(values) < len(self.header):
            self._end_missing(row)
        else:
            self._rows.reject(row, None, "column_count")

    def _end_missing(self, row: int) -> None:
        """The file stops inside *row*: refuse it, or say so where the user accepts that."""
        if not self.options.accept_truncated:
            raise Hopeless(
                f"{self.name} 在第 {row} 行中断，其后的行已丢失：请重新导出；"
                "确需先用已有各行时加 --accept-truncated",
                f"{self.name} is cut off in row {row} and what came after is lost: export it "
                "again, or add --accept-truncated to go on with the rows before",
            )
        self._rows.reject(row, None, "truncated")
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
        if found.fault is not None or not whole or self._swallowed:
            self._recover(self._fault_of(found))
            return
        last = self._ended and found.end >= len(self._buffer)
        self._single(self._row, found.values, cut=self._cut and last)
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
        self._rows.reject(self._row, fault, "unclosed_quote")
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
        name = self._rows.name(fault)
        raise Hopeless(
            f"{self.name} 第 {self._row} 行（{name}）有一个引号未闭合，其后再没有完整的行："
            "请在该行补上引号，或重新导出",
            f"in {self.name} a quote opens in row {self._row} ({name}) and never closes, and no "
            "whole row follows: mend the quote there or export the file again",
        )


def _joined(piece: bytes, layout: Layout, good: Flags, count: int) -> bytes:
    """Return the bytes of the good ones of the first *count* records."""
    if good.all():
        return piece[: int(layout.ends[count - 1])]
    edges = np.diff(good.astype(np.int8), prepend=0, append=0)
    runs = zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
    return b"".join(
        piece[int(layout.starts[first]) : int(layout.ends[last - 1])] for first, last in runs
    )
