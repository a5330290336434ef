"""Read the files of a profile's folder into values, noting every fault on the way."""

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from publish.profile_codelist import KINDS, Code, Codelist
from publish.profile_lines import line_of, split_path
from publish.profile_types import (
    Calendar,
    Dataset,
    Dimension,
    Document,
    Family,
    Mechanism,
    Problem,
    Profile,
    Rulebook,
    Text,
)

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
_UNKNOWN: Final = re.compile(r"unknown field `([^`]+)`")
_AT: Final = re.compile(r" - at `(\$[^`]*)`$")
_T = TypeVar("_T")


class Files:
    """The folder of one profile, read once, and the problems found in it."""

    def __init__(self, root: Path) -> None:
        """Name the folder; nothing is read yet."""
        self.root = root
        self.problems: list[Problem] = []
        self.code_lines: dict[tuple[str, str], int] = {}  # (file, code) -> its first line
        self._texts: dict[str, str | None] = {}

    def note(
        self, file: str, line: int, rule: str, zh: str, en: str, *, warning: bool = False
    ) -> None:
        """Note a problem."""
        self.problems.append(
            Problem(file=file, line=line, rule=rule, zh=zh, en=en, warning=warning)
        )

    def names(self, folder: str, suffix: str) -> list[str]:
        """Return the files of *folder* with *suffix*, sorted, as paths inside the profile."""
        return sorted(f"{folder}/{path.name}" for path in (self.root / folder).glob(f"*{suffix}"))

    def text(self, name: str) -> str | None:
        """Return the text of the file *name*; notes it and returns ``None`` where unreadable."""
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def _read(self, name: str) -> str | None:
        try:
            return (self.root / name).read_bytes().decode("utf-8-sig")
        except OSError:
            self.note(
                name,
                1,
                "missing-file",
                "缺少此文件，请补上（可从 beijing-demo 照抄格式）",
                "the file is missing or cannot be read; add it (copy the form of a shipped one)",
            )
        except UnicodeDecodeError:
            self.note(
                name,
                1,
                "not-utf8",
                "不是 UTF-8 编码，请另存为 UTF-8",
                "not UTF-8; save it as UTF-8",
            )
        return None

    def table(self, name: str) -> dict[str, object] | None:
        """Return the TOML of the file *name*, or ``None`` with the problem noted."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            self.note(
                name,
                int(found[1]) if found else len(text.splitlines()) or 1,
                "bad-toml",
                f"不是合法的 TOML：{error}；请改正此行",
                f"not valid TOML: {error}; mend this line",
            )
        return None

    def line(self, name: str, *path: str) -> int:
        """Return the line of *path* in the TOML file *name*."""
        return line_of(self.text(name) or "", path)

    def convert(self, name: str, value: object, kind: type[_T], *at: str) -> _T | None:
        """Return *value*, which stood *at*, as a *kind*; ``None`` with the problem noted."""
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            message = str(error)
            where = _AT.search(message)
            unknown = _UNKNOWN.search(message)
            path = (
                *at,
                *(split_path(where[1]) if where else ()),
                *((unknown[1],) if unknown else ()),
            )
            self.note(
                name,
                self.line(name, *path),
                "bad-shape",
                f"内容不合格式：{message}；请按 beijing-demo 的同名文件改正",
                f"not of the expected form: {message}; compare the same file of a shipped profile",
            )
        return None


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """profile.toml."""

    id: str
    zh: str
    en: str
    timezone: str
    series: str
    default_mapping: str
    publisher: Text
    contact: Text
    licence: Text
    licence_url: str
    statement: Text
    languages: tuple[str, ...] = ("zh", "en")
    footer: dict[str, str] = {}
    exact: tuple[tuple[str, ...], ...] = ()
    final_window_days: int = 15
    freeze_days: int = 5
    k: int = 20
    caller_cap: int = 5
    demonstration: bool = False


class _CodelistNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of codelists.toml: title and levels of a codelist."""

    zh: str
    en: str
    levels: tuple[str, ...] = ("code",)


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str


class _Family(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of measures.toml: a family."""

    zh: str
    en: str
    reference: str
    parts: tuple[_Part, ...]
    column: str = ""
    process: bool = False


class _Dimension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of measures.toml: a dimension."""

    zh: str
    en: str
    codelist: str = ""
    kind: str = "attribute"
    reference: str | None = None
    undrawn: tuple[str, ...] = ()


class _Measures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """measures.toml."""

    dimensions: dict[str, _Dimension]
    families: dict[str, _Family]


class _Mechanisms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """mechanisms.toml."""

    mechanism: tuple[Mechanism, ...]


def digest_of(root: Path) -> str:
    """Return the sha256 over the path, length and bytes of every file below *root*, by path."""
    whole = hashlib.sha256()
    for path in sorted(_files(root), key=lambda path: path.relative_to(root).as_posix()):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith((".", "__")) for part in parts):
            yield path


def read(files: Files) -> Profile | None:
    """Read the whole folder; ``None`` where too much is missing to go on. Faults are noted."""
    head_table = files.table("profile.toml")
    head = None if head_table is None else files.convert("profile.toml", head_table, _Head)
    codelists = _codelists(files)
    measures_table = files.table("measures.toml")
    measures = (
        None
        if measures_table is None
        else files.convert("measures.toml", measures_table, _Measures)
    )
    if head is None or measures is None:
        return None
    fields = {name: getattr(head, name) for name in head.__struct_fields__}
    return Profile(
        **fields,
        root=files.root,
        digest=digest_of(files.root),
        codelists=codelists,
        dimensions=_dimensions(measures),
        families=_families(measures),
        datasets=_keyed(files, "datasets", Dataset),
        rulebooks=_keyed(files, "rulebooks", Rulebook),
        mechanisms=_mechanisms(files),
        documents=_documents(files),
        calendar=_calendar(files),
        mappings={Path(name).stem: files.root / name for name in files.names("mappings", ".toml")},
        lexicons={Path(name).stem: _words(files, name) for name in files.names("lexicons", ".txt")},
    )


def _dimensions(measures: _Measures) -> dict[str, Dimension]:
    return {
        name: Dimension(
            id=name,
            codelist=row.codelist or name,
            kind=row.kind,
            zh=row.zh,
            en=row.en,
            reference=row.reference,
            undrawn=row.undrawn,
        )
        for name, row in measures.dimensions.items()
    }


def _families(measures: _Measures) -> dict[str, Family]:
    return {
        name: Family(
            id=name,
            column=row.column or name,
            parts=tuple(part.code for part in row.parts),
            reference=row.reference,
            zh=row.zh,
            en=row.en,
            labels={part.code: Text(zh=part.zh, en=part.en) for part in row.parts},
            process=row.process,
        )
        for name, row in measures.families.items()
    }


def _keyed(files: Files, folder: str, kind: type[_T]) -> dict[str, _T]:
    """Read each TOML file of *folder* as a *kind*, under its file's name."""
    found: dict[str, _T] = {}
    for name in files.names(folder, ".toml"):
        table = files.table(name)
        value = None if table is None else files.convert(name, table, kind)
        if value is not None:
            found[Path(name).stem] = value
    return found


def _mechanisms(files: Files) -> tuple[Mechanism, ...]:
    table = files.table("mechanisms.toml")
    rows = None if table is None else files.convert("mechanisms.toml", table, _Mechanisms)
    return () if rows is None else rows.mechanism


def _calendar(files: Files) -> Calendar:
    table = files.table("calendar.toml")
    rows = None if table is None else files.convert("calendar.toml", table, Calendar)
    return rows or Calendar()


def _words(files: Files, name: str) -> tuple[str, ...]:
    lines = (files.text(name) or "").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _documents(files: Files) -> dict[str, Document]:
    """Pair ``documents/<id>.zh.md`` with ``documents/<id>.en.md``; a lone one is a problem."""
    names = files.names("documents", ".md")
    found: dict[str, Document] = {}
    for name in sorted({Path(name).name.split(".")[0] for name in names}):
        halves = [_document(files, f"documents/{name}.{lang}.md") for lang in ("zh", "en")]
        if halves[0] and halves[1]:
            (title_zh, body_zh), (title_en, body_en) = halves[0], halves[1]
            found[name] = Document(
                id=name,
                title=Text(zh=title_zh, en=title_en),
                body=Text(zh=body_zh, en=body_en),
            )
    return found


def _document(files: Files, name: str) -> tuple[str, str] | None:
    text = files.text(name)
    if text is None:
        return None
    heading, _, body = text.partition("\n")
    if not heading.startswith("# ") or not body.strip():
        files.note(
            name,
            1,
            "document-heading",
            "文档须以「# 标题」开头并有正文",
            "a document starts with '# Title' and has a body",
        )
        return None
    return heading[2:].strip(), body.strip() + "\n"


def _codelists(files: Files) -> dict[str, Codelist]:
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
