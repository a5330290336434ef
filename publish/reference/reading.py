"""One reference file → its good rows, and a fault for each row that is not.

A CSV in UTF-8, with or without a mark at its start, as Excel's "CSV UTF-8" writes it. The
headings are the schema's names or their Chinese or English titles, in any order.
"""

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from publish.profile import Ledger, LedgerColumn, Profile, fold
from publish.reference.faults import Fault, ReferenceBroken
from publish.reference.values import Broken, Value, value

LARGEST: Final = 64 << 20
Row = dict[str, Value]
_Known = dict[tuple[str, str], Value]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What one file holds: good rows with the line each stood on, and the faults of the rest."""

    ledger: str
    read: int
    rows: tuple[tuple[int, Row], ...]
    faults: tuple[Fault, ...]

    @property
    def quarantined(self) -> int:
        """How many rows are not good: read = good + quarantined."""
        return self.read - len(self.rows)


def read_table(path: Path, ledger: Ledger, profile: Profile) -> Table:
    """Read the file *path* by the schema *ledger*; raises ReferenceBroken where it is hopeless."""
    name = f"{ledger.id}.csv"
    rows = _records(_text(path, name), name)
    header = next(rows, (1, []))[1]
    columns = _headings(header, ledger, name)
    read, good, faults = 0, list[tuple[int, Row]](), list[Fault]()
    known: _Known = {}
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue  # the empty lines that Excel leaves at the end
        read += 1
        row, found = _row(line, cells, columns, name, partial(_value, known, ledger, profile))
        faults += found
        if not found:
            good.append((line, row))
    twice = _duplicates(good, ledger)
    faults += [Fault(file=name, row=line, column=ledger.key[0], rule="duplicate") for line in twice]
    return Table(
        ledger=ledger.id,
        read=read,
        rows=tuple((line, row) for line, row in good if line not in twice),
        faults=tuple(sorted(faults)),
    )


def _text(path: Path, name: str) -> str:
    try:
        if path.is_symlink() or not path.is_file():
            raise _broken(name, "不是普通文件", "is not a regular file")
        if path.stat().st_size > LARGEST:
            raise _broken(name, "超过 64 MB", "is larger than 64 MB")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _broken(
            name,
            "不是 UTF-8；请在 Excel 中另存为「CSV UTF-8（逗号分隔）」",
            "is not UTF-8; save it from Excel as 'CSV UTF-8 (comma delimited)'",
        ) from None
    except OSError:
        raise _broken(name, "无法读取", "cannot be read") from None


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            yield reader.line_num + 1, next(reader)
        except StopIteration:
            return
        except csv.Error:
            line = reader.line_num
            raise _broken(
                name,
                f"第 {line} 行起不是合法的 CSV（引号未闭合？），请改正",
                f"is no valid CSV from row {line} on (an open quote?); mend it",
            ) from None


def _headings(header: list[str], ledger: Ledger, name: str) -> list[LedgerColumn]:
    """Return the column of each heading; raises ReferenceBroken for one that is not known."""
    known = {
        fold(title): column
        for column in ledger.columns
        for title in (column.name, column.zh, column.en)
    }
    found: list[LedgerColumn] = []
    for place, heading in enumerate(header, start=1):
        column = known.get(fold(heading))
        if column is None:
            # A heading may itself be data; its place is told instead.
            raise _broken(
                name,
                f"第 {place} 列的表头不在格式中；请用模板的表头",
                f"has a heading (column {place}) that its schema lacks; use the template's",
            )
        found.append(column)
    names = [column.name for column in found]
    lacking = [column.zh for column in ledger.columns if column.name not in names]
    lacking_en = [column.en for column in ledger.columns if column.name not in names]
    if lacking or len(set(names)) != len(names):
        raise _broken(
            name,
            f"表头缺少或重复；缺少：{'、'.join(lacking) or '无'}",
            f"lacks headings or has one twice; lacking: {', '.join(lacking_en) or 'none'}",
        )
    return found


def _value(
    known: _Known, ledger: Ledger, profile: Profile, column: LedgerColumn, cell: str
) -> Value:
    """Read a cell; what a code means is looked up once in a file."""
    if column.type != "code":
        return value(column, cell, profile, ledger)
    if (column.name, cell) not in known:
        known[column.name, cell] = value(column, cell, profile, ledger)
    return known[column.name, cell]


def _row(
    line: int,
    cells: list[str],
    columns: list[LedgerColumn],
    name: str,
    read: Callable[[LedgerColumn, str], Value],
) -> tuple[Row, list[Fault]]:
    if len(cells) != len(columns):
        return {}, [Fault(file=name, row=line, column="*", rule="cells")]
    row: Row = {}
    faults = []
    for column, cell in zip(columns, cells, strict=True):
        try:
            row[column.name] = read(column, cell)
        except Broken as broken:
            faults.append(Fault(file=name, row=line, column=column.name, rule=broken.rule))
    for column in columns:
        before, after = row.get(column.not_before or ""), row.get(column.name)
        # Dates are ISO here, so that text order is the order of days.
        if isinstance(before, str) and isinstance(after, str) and after < before:
            faults.append(Fault(file=name, row=line, column=column.name, rule="order"))
    return row, faults


def _duplicates(rows: list[tuple[int, Row]], ledger: Ledger) -> set[int]:
    """Return the lines of all rows whose key is not theirs alone: nobody knows which is right."""
    seen: dict[tuple[Value, ...], list[int]] = {}
    for line, row in rows:
        seen.setdefault(tuple(row[name] for name in ledger.key), []).append(line)
    return {line for lines in seen.values() if len(lines) > 1 for line in lines}


def _broken(name: str, zh: str, en: str) -> ReferenceBroken:
    return ReferenceBroken(f"参考文件 {name} {zh}", f"the reference file {name} {en}")
