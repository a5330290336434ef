"""JSON Lines: one object a line. Row numbers are line numbers.

The header is every key of the mapping that occurs in the file at all, since exports leave
out what is empty: the file is looked through once before it is read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from anonymize.errors import Hopeless
from anonymize.mapping import Mapping
from anonymize.sources.batch import LIST_MARK, Options, RawBatch, batch, wanted

_BLOCK: Final = 8 * 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"


def read(path: Path, options: Options) -> Iterator[RawBatch]:
    """Yield the rows of the JSONL file at *path*. Raises Hopeless."""
    columns = wanted(options.mapping, header(path, options))
    decoder = _decoder(columns)
    rows: list[int] = []
    values: list[list[str | None]] = []
    rejected: list[tuple[int, str, str]] = []
    for row, line, whole in _lines(path):
        if not line.strip():
            continue
        rule, record = _record(line, decoder, options)
        if rule == "bad_json" and not whole:
            rule = _cut(path.name, row, options)
        if record is None:
            rejected.append((row, "", str(rule)))
        else:
            rows.append(row)
            values.append(record)
        if len(rows) + len(rejected) >= options.batch_rows:
            yield _batch(options, columns, rows, values, rejected)
            rows, values, rejected = [], [], []
    if rows or rejected:
        yield _batch(options, columns, rows, values, rejected)


def header(path: Path, options: Options) -> list[str]:
    """Return the keys that the mapping knows and the file has. Raises Hopeless for none."""
    missing = _keys(options.mapping)
    found: dict[str, None] = {}
    decoder = _decoder(missing)
    seen = False
    for _row, line, _whole in _lines(path):
        seen = seen or bool(line.strip())
        _, record = _record(line, decoder, options)
        if record is None:
            continue
        new = [key for key, value in zip(missing, record, strict=True) if value is not _ABSENT]
        if new:
            found.update(dict.fromkeys(new))
            missing = [key for key in missing if key not in found]
            decoder = _decoder(missing)
    if not seen:
        raise Hopeless(
            f"{path.name} 是空文件，请重新导出", f"{path.name} is empty: export it again"
        )
    return [key for key in _keys(options.mapping) if key in found]


def _keys(mapping: Mapping) -> list[str]:
    names = [name for names in mapping.fields.values() for name in names]
    return list(dict.fromkeys([*names, *(split.header for split in mapping.splits)]))


# A string that no value can be: told apart by identity.
_ABSENT: Final = f"absent{LIST_MARK}"


def _decoder(columns: list[str]) -> msgspec.json.Decoder[Any]:
    fields: list[Any] = [
        (f"c{place}", Any, msgspec.field(name=column, default=_ABSENT))
        for place, column in enumerate(columns)
    ]
    return msgspec.json.Decoder(msgspec.defstruct("Line", fields))


def _record(
    line: bytes, decoder: msgspec.json.Decoder[Any], options: Options
) -> tuple[str | None, list[str | None] | None]:
    """Return the rule that *line* breaks, or its values."""
    try:
        text = line if options.mapping.encoding == "utf-8" else line.decode("gb18030").encode()
        text.decode()
    except UnicodeDecodeError:
        return "undecodable", None
    try:
        record = decoder.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return "bad_json", None
    return None, [_text(value) for value in msgspec.structs.astuple(record)]


def _text(value: object) -> str | None:
    """Return one JSON value as the text that a CSV file would hold."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return LIST_MARK.join(_text(item) or "" for item in value)
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _lines(path: Path) -> Iterator[tuple[int, bytes, bool]]:
    """Yield row number, line, and whether the line was ended."""
    with path.open("rb", buffering=_BLOCK) as file:
        for row, line in enumerate(file, 1):
            yield row, line.removeprefix(_BOM) if row == 1 else line, line.endswith(b"\n")


def _cut(name: str, row: int, options: Options) -> str:
    if not options.accept_truncated:
        raise Hopeless(
            f"{name} 在第 {row} 行中断，其后的行已丢失：请重新导出；"
            "确需先用已有各行时加 --accept-truncated",
            f"{name} is cut off in row {row} and what came after is lost: export it again, "
            "or add --accept-truncated to go on with the rows before",
        )
    options.note(
        f"{name} 在第 {row} 行中断：已接受之前各行",
        f"{name} is cut off in row {row}: the rows before it were accepted",
    )
    return "truncated"


def _batch(
    options: Options,
    columns: list[str],
    rows: list[int],
    values: list[list[str | None]],
    rejected: list[tuple[int, str, str]],
) -> RawBatch:
    texts = [[None if value is _ABSENT else value for value in record] for record in values]
    frame = pl.DataFrame(texts, schema=dict.fromkeys(columns, pl.String), orient="row")
    return batch(options, pl.Series("row", rows, pl.UInt64), frame, rejected)
