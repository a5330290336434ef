"""Read the codelists of a profile: one CSV each, with titles and levels in codelists.toml."""

import csv
import io
from pathlib import Path
from typing import Final

import msgspec

from publish.profile_codelist import KINDS, Code, Codelist
from publish.profile_files import Files

COLUMNS: Final = (
    "code",
    "parent",
    "level",
    "zh",
    "en",
    "aliases",
    "valid_from",
    "valid_to",
    "kind",
)


class _CodelistNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of codelists.toml: title and levels of a codelist."""

    zh: str
    en: str
    levels: tuple[str, ...] = ("code",)


def read_codelists(files: Files) -> dict[str, Codelist]:
    """Read every codelist; rows that cannot be used are noted and left out."""
    table = files.table("codelists.toml") or {}
    found: dict[str, Codelist] = {}
    for name in files.names("codelists", ".csv"):
        ident = Path(name).stem
        if ident not in table:
            files.note(
                "codelists.toml",
                1,
                "codelist-untitled",
                f"没有 [{ident}] 一节；请写明 {name} 的中英文名称与层级",
                f"no table [{ident}]; give {name} its zh, en and levels",
            )
            continue
        note = files.convert("codelists.toml", table[ident], _CodelistNote, ident)
        if note is not None:
            found[ident] = Codelist(
                id=ident, zh=note.zh, en=note.en, levels=note.levels, codes=_codes(files, name)
            )
    for ident in table:
        if f"codelists/{ident}.csv" not in files.names("codelists", ".csv"):
            files.text(f"codelists/{ident}.csv")  # notes that it is missing
    return found


def _codes(files: Files, name: str) -> tuple[Code, ...]:
    """Read one CSV; rows that cannot be used are noted and left out."""
    reader = csv.reader(io.StringIO(files.text(name) or ""), strict=True)
    codes: list[Code] = []
    try:
        header = next(reader, [])
        if tuple(header[: len(COLUMNS)]) != COLUMNS:
            files.note(
                name,
                1,
                "bad-header",
                f"首行须为 {','.join(COLUMNS)}（其后可加属性列）",
                f"the first line must be {','.join(COLUMNS)} (attribute columns may follow)",
            )
            return ()
        for row in reader:
            if not row:  # an empty line, as editors leave at the end
                continue
            code = _code(files, name, reader.line_num, header, row)
            if code is not None and _first(files, name, reader.line_num, code.code):
                codes.append(code)
    except csv.Error:
        files.note(
            name,
            reader.line_num,
            "bad-csv",
            "不是合法的 CSV（引号未闭合？），请改正此行",
            "not valid CSV (an open quote?); mend this line",
        )
    return tuple(codes)


def _first(files: Files, name: str, line: int, code: str) -> bool:
    """Keep the line of *code*; tell whether it is the first of its list."""
    known = files.code_lines.setdefault((name, code), line)
    if known != line:
        files.note(
            name,
            line,
            "duplicate-code",
            f"代码 {code} 已在第 {known} 行出现；请删去一行或改用新代码",
            f"code {code} stands on line {known} already; remove one or give a new code",
        )
    return known == line


def _code(files: Files, name: str, line: int, header: list[str], row: list[str]) -> Code | None:
    if len(row) != len(header):
        files.note(
            name,
            line,
            "bad-csv",
            f"有 {len(row)} 列，首行有 {len(header)} 列；请补齐逗号",
            f"{len(row)} columns where the first line has {len(header)}; mend the commas",
        )
        return None
    cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
    if cells["kind"] not in KINDS:
        files.note(
            name,
            line,
            "unknown-kind",
            f"kind 须为空或 {'、'.join(KINDS[1:])}",
            f"kind must be empty or one of {', '.join(KINDS[1:])}",
        )
        return None
    return Code(
        code=cells["code"],
        level=cells["level"],
        zh=cells["zh"],
        en=cells["en"],
        parent=cells["parent"] or None,
        aliases=tuple(alias.strip() for alias in cells["aliases"].split(";") if alias.strip()),
        valid_from=cells["valid_from"] or None,
        valid_to=cells["valid_to"] or None,
        kind=cells["kind"],
        attributes={key: cells[key] for key in header[len(COLUMNS) :] if cells[key]},
    )
