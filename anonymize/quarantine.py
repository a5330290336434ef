"""Rows in quarantine: which row, which field, which rule. Never the value.

One row of the file ``rows.jsonl`` is one row of the source, told by the source's digest and
the row's number as a spreadsheet shows it (the header is row 1). The rule table says, in both
languages, what is wrong and how to mend it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from anonymize.ticket import label
from publish.settings import text

SCHEMA: Final = pl.Schema(
    {
        "source": pl.UInt16,
        "row": pl.UInt64,
        "field": pl.String,
        "rule": pl.String,
        "district": pl.String,  # our code; null where the row has none that we know
        "month": pl.Int32,  # of the final moment, months since 2000-01; null where unknown
    }
)
BY: Final = ("reason", "field", "source", "district")


class Rule(msgspec.Struct, frozen=True):
    """One reason for quarantine: what it is and how it is mended."""

    zh: str
    en: str
    mend_zh: str
    mend_en: str


_ALIAS: Final = (
    "在映射的 [values] 或 [aliases] 中补上该写法，或用 --aliases 文件",
    "add the spelling to [values] or [aliases] of the mapping, or to an --aliases file",
)
_AT_SOURCE: Final = (
    "请在来源系统中核对并更正该行",
    "check the row in the source system and correct it there",
)
_EXPORT: Final = ("请重新导出该文件", "export the file again")

RULES: Final[dict[str, Rule]] = {
    "undecodable": Rule(
        "字节不合声明的编码", "bytes that the declared encoding does not allow",
        "核对 --encoding，或重新导出该行", "check --encoding, or export the row again",
    ),
    "nul": Rule("含 NUL 字节", "holds a NUL byte", *_EXPORT),
    "too_long": Rule(
        "字段超过长度上限", "a field longer than the limit",
        "多为引号错误；如确有此长文，调高设置 field_limit",
        "mostly a wrong quote; if the text is real, raise the setting field_limit",
    ),
    "unclosed_quote": Rule("引号未闭合", "a quote that is never closed", *_EXPORT),
    "column_count": Rule(
        "列数与表头不同", "not as many columns as the header", *_EXPORT
    ),
    "truncated": Rule("文件在此行中断", "the file is cut off in this row", *_EXPORT),
    "bad_json": Rule("不是合法的 JSON 对象", "not a JSON object", *_EXPORT),
    "missing": Rule("必填字段为空", "an essential field is empty", *_AT_SOURCE),
    "unknown_code": Rule("代码表不认识此值", "a value that no codelist knows", *_ALIAS),
    "unreadable_date": Rule(
        "日期不存在或格式未声明", "no such date, or a form that is not declared",
        "在映射的 date_formats 中补上该格式，或更正该行",
        "add the form to date_formats of the mapping, or correct the row",
    ),
    "unreadable_number": Rule("不是整数或数值", "not a number", *_AT_SOURCE),
    "date_out_of_range": Rule(
        "日期早于 2000 年或晚于 --as-of", "a date before 2000 or after --as-of", *_AT_SOURCE
    ),
    "closed_before_received": Rule("办结早于受理", "closed before it was received", *_AT_SOURCE),
    "callback_before_closing": Rule("回访早于办结", "called back before closing", *_AT_SOURCE),
    "closed_without_time": Rule("已办结而无办结时间", "closed without a closing time", *_AT_SOURCE),
    "conflict": Rule(
        "编号与办结时间相同而内容不同", "same id and closing time, other content", *_AT_SOURCE
    ),
}  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """One line of ``rows.jsonl``."""

    source: str  # sha256 of the file
    row: int
    field: str
    rule: str
    district: str | None = None
    month: int | None = None
    name: str = ""  # of the file, without its folder


def empty() -> pl.DataFrame:
    """Return a quarantine without rows."""
    return pl.DataFrame(schema=SCHEMA)


def entries_frame(source: int, rows: Iterable[tuple[int, str, str]]) -> pl.DataFrame:
    """Return a quarantine of ``(row, field, rule)`` of which nothing else is known."""
    listed = list(rows)
    return pl.DataFrame(
        {
            "source": [source] * len(listed),
            "row": [row for row, _, _ in listed],
            "field": [field for _, field, _ in listed],
            "rule": [rule for _, _, rule in listed],
            "district": [None] * len(listed),
            "month": [None] * len(listed),
        },
        schema=SCHEMA,
    )


def write(
    path: Path, frame: pl.DataFrame, digests: Sequence[str], names: Sequence[str] = ()
) -> None:
    """Write *frame* to ``rows.jsonl`` at *path*, and for people to a table beside it.

    *digests* are the sha256 of each source, *names* what people call it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f".{path.name}.partial")
    table = path.with_suffix(".csv")
    with partial.open("wb") as file, table.open("w", encoding="utf-8-sig", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(_HEADER)
        for source, *rest in frame.sort("source", "row").select(SCHEMA.names()).iter_rows():
            row, field, rule, district, month = rest
            entry = Entry(
                digests[source], row, field, rule, district, month, names[source] if names else ""
            )
            file.write(msgspec.json.encode(entry) + b"\n")
            writer.writerow(_for_people(source, entry))
    partial.replace(path)


_HEADER: Final = (
    "来源 source", "行 row", "字段 field", "区 district", "原因与更正办法", "reason and mend",
)  # fmt: skip


def _for_people(source: int, entry: Entry) -> tuple[str | int, ...]:
    """Return the row of the table that is opened in a spreadsheet; it is never read back."""
    named = f"{label(entry.field, 'zh')} {entry.field}".strip()
    reasons = (say(entry.rule, "zh"), say(entry.rule, "en"))
    # The number in front keeps a name from being taken for a formula.
    called = f"{source + 1}: {entry.name or entry.source[:16]}"
    return (called, entry.row, named, entry.district or "", *reasons)


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries of the file ``rows.jsonl`` at *path*."""
    decoder = msgspec.json.Decoder(Entry)
    with path.open("rb") as file:
        for line in file:
            yield decoder.decode(line)


class Count(msgspec.Struct, frozen=True):
    """How many rows one reason, field, source or district has in quarantine."""

    key: str
    rows: int


def summary(entries: Iterable[Entry], by: str) -> list[Count]:
    """Return counts by ``reason``, ``field``, ``source`` or ``district``, the largest first."""
    found: dict[str, int] = {}
    for entry in entries:
        key = _KEYS[by](entry)
        found[key] = found.get(key, 0) + 1
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Count(key, rows) for key, rows in ordered]


_KEYS: Final[dict[str, Callable[[Entry], str]]] = {
    "reason": lambda entry: entry.rule,
    "field": lambda entry: entry.field or "-",
    "source": lambda entry: f"{entry.name} {entry.source[:16]}".strip(),
    "district": lambda entry: entry.district or "-",
}


def say(rule: str, lang: str) -> str:
    """Return what *rule* says, and how to mend it."""
    known = RULES[rule]
    return text(lang, f"{known.zh}：{known.mend_zh}", f"{known.en}: {known.mend_en}")
