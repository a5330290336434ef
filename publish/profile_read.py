"""Read the files of a profile's folder into values, noting every fault on the way."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.profile_files import Files
from publish.profile_read_codelists import read_codelists
from publish.profile_types import (
    Calendar,
    Dataset,
    Dimension,
    Document,
    Family,
    Ledger,
    LedgerColumn,
    Mechanism,
    Profile,
    Rulebook,
    Text,
)

_T = TypeVar("_T")


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


class _Ledger(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of reference/: the schema of a reference file."""

    id: str
    kind: str
    title: Text
    basis: Text
    columns: tuple[LedgerColumn, ...]
    key: tuple[str, ...]
    period: str | None = None
    dimensions: dict[str, _Dimension] = {}
    families: dict[str, _Family] = {}


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
    codelists = read_codelists(files)
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
        dimensions=_dimensions(measures.dimensions),
        families=_families(measures.families),
        datasets=_keyed(files, "datasets", Dataset),
        rulebooks=_keyed(files, "rulebooks", Rulebook),
        mechanisms=_mechanisms(files),
        documents=_documents(files),
        calendar=_calendar(files),
        mappings={Path(name).stem: files.root / name for name in files.names("mappings", ".toml")},
        ledgers={name: _ledger(row) for name, row in _keyed(files, "reference", _Ledger).items()},
        lexicons={Path(name).stem: _words(files, name) for name in files.names("lexicons", ".txt")},
    )


def _ledger(row: _Ledger) -> Ledger:
    fields = {name: getattr(row, name) for name in row.__struct_fields__}
    fields |= {"dimensions": _dimensions(row.dimensions), "families": _families(row.families)}
    return Ledger(**fields)


def _dimensions(rows: dict[str, _Dimension]) -> dict[str, Dimension]:
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
        for name, row in rows.items()
    }


def _families(rows: dict[str, _Family]) -> dict[str, Family]:
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
        for name, row in rows.items()
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
