"""Read bundles, and believe nothing that they say: files, digests, columns, types, codes, keys.

A cohort may come in several bundles (one a district, say). They must be of one profile,
under one key and without a ticket in common, or nothing of the cohort is read.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from publish.bundle_files import TEXTS, TICKETS, altered, check_listed, sealed
from publish.errors import BundleRefused, UnknownCode
from publish.intake import COLUMNS, FORMAT, NAME, Bundle, CohortNote, Column
from publish.profile import Profile
from publish.protection.place import AREA
from publish.tickets import Cohort, allowed_codes, as_enum, group_codes

_MONTH: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
_NUMBERS: Final = {
    "u8": pl.UInt8,
    "u32": pl.UInt32,
    "u64": pl.UInt64,
    "bool": pl.Boolean,
    "bytes16": pl.Binary,
}
_PIN_BYTES: Final = 16
_TOLD_PARTS: Final = 4  # <bundle>/cohorts/<month>/tickets.parquet
_ALWAYS: Final = ("record_key", "caller_key", "enterprise_key", "sample", "pin_key", "case_row")
_TEXT_STATE: Final = "text_state"  # of texts, which no cell counts


def read_bundle(folder: Path, profile: Profile) -> Bundle:
    """Return what the bundle in *folder* says of itself; raises BundleRefused.

    The profile's digest may be another: a changed footer voids no bundle, and every code
    is looked up anew when the tickets are read.
    """
    try:
        bundle = msgspec.json.decode(sealed(folder), type=Bundle)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise altered(folder, f"{NAME} 不合格式", f"{NAME} is not of the expected form") from None
    check_listed(folder, bundle.cohorts)
    if bundle.format != FORMAT:
        raise _refused(folder, f"格式号须为 {FORMAT}", f"the format is another than {FORMAT}")
    if bundle.profile != profile.id:
        raise _refused(folder, "属于另一个城市配置", "it was made with the profile of another city")
    return bundle


def read_cohort(folders: Sequence[Path], month: str, profile: Profile) -> Cohort:
    """Return the cohort *month* out of all bundles in *folders* that hold it.

    A column counts as collected only where every one of those bundles has it. Tickets of
    a district that a named person released without are left out. Raises BundleRefused
    where no bundle holds the cohort, BundleAltered where any is not what it says.
    """
    if not _MONTH.fullmatch(month):
        raise BundleRefused("批次须形如 2026-09", "a cohort has the form 2026-09")
    bundles = [(folder, read_bundle(folder, profile)) for folder in sorted(folders)]
    holding = [(folder, bundle) for folder, bundle in bundles if month in bundle.cohorts]
    if not holding:
        raise BundleRefused(f"没有交接包含有批次 {month}", f"no bundle holds the cohort {month}")
    notes = tuple(bundle.cohorts[month] for _, bundle in holding)
    if len({bundle.profile_digest for _, bundle in holding}) > 1:
        raise BundleRefused(
            f"批次 {month} 的交接包出自不同版本的配置",
            f"the bundles of {month} were made with different versions of the profile",
        )
    if len({note.key_fingerprint for note in notes}) > 1:
        raise BundleRefused(
            f"批次 {month} 用了两把密钥；一个批次只能有一把",
            f"the cohort {month} was made under two keys; a cohort has one",
        )
    collected = set(COLUMNS).intersection(*(bundle.collected for _, bundle in holding))
    frames = [
        _read_tickets(folder / "cohorts" / month, note, profile, collected)
        for (folder, _), note in zip(holding, notes, strict=True)
    ]
    tickets = pl.concat(frames)
    if len(frames) > 1 and tickets.get_column("pin_key").is_duplicated().any():
        raise BundleRefused(
            f"批次 {month} 的交接包中有相同的工单", f"the bundles of {month} share tickets"
        )
    without = tuple(sorted({code for note in notes for code in note.not_collected}))
    return Cohort(
        month=month,
        tickets=_leave_out(tickets, without, profile),
        not_collected=frozenset(COLUMNS) - {_TEXT_STATE, *tickets.columns},
        districts_not_collected=without,
        key_fingerprint=notes[0].key_fingerprint,
        notes=notes,
        demonstration=any(bundle.demonstration for _, bundle in holding),
    )


def file_digest(path: Path) -> str:
    """Return the sha256 of a file; raises BundleRefused where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise altered(path, "无法读取", "it cannot be read") from None


def _read_tickets(
    folder: Path, note: CohortNote, profile: Profile, collected: set[str]
) -> pl.DataFrame:
    """Read the columns that count one by one: strings of all at once would fill the memory."""
    path = folder / TICKETS
    for file, sha256 in ((path, note.sha256), (folder / TEXTS, note.texts_sha256)):
        if file_digest(file) != sha256:
            raise altered(file, f"摘要与 {NAME} 不符", f"its digest is not the one of {NAME}")
    _refuse_other_columns(path)
    wanted = [
        name for name in COLUMNS if name in _ALWAYS or (name in collected and name != _TEXT_STATE)
    ]
    frame = pl.DataFrame([_column(path, name, COLUMNS[name], profile) for name in wanted])
    if frame.height != note.rows:
        raise _refused(path, "行数与 bundle.json 不符", "it has not the rows of bundle.json")
    return frame


def _refuse_other_columns(path: Path) -> None:
    try:
        schema = pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError):
        raise _refused(path, "不是完整的 Parquet", "it is no whole Parquet file") from None
    if missing := sorted(set(COLUMNS) - set(schema)):
        names = ", ".join(missing)
        raise _refused(path, f"缺少列 {names}", f"it lacks the columns {names}")
    if len(schema) != len(COLUMNS):
        # Foreign names may themselves be data; they are counted, not told.
        extra = len(set(schema) - set(COLUMNS))
        raise _refused(
            path,
            f"有 {extra} 个 publish.intake 未列出的列",
            f"it has {extra} columns that publish.intake does not list",
        )
    for name, column in COLUMNS.items():
        found = schema[name]
        if not _fits(found, column):
            raise _refused(
                path,
                f"列 {name} 的类型须为 {column.dtype}",
                f"the type of column {name} is not {column.dtype}",
            )


def _fits(found: pl.DataType, column: Column) -> bool:
    if column.dtype == "code":
        return isinstance(found, (pl.String, pl.Categorical, pl.Enum))
    return found == _NUMBERS[column.dtype]


def _column(path: Path, name: str, column: Column, profile: Profile) -> pl.Series:
    try:
        values = pl.read_parquet(path, columns=[name]).get_column(name)
    except (OSError, pl.exceptions.PolarsError):
        raise _refused(path, f"列 {name} 无法读取", f"column {name} cannot be read") from None
    if column.dtype == "code":
        return _coded(path, values, profile)
    if not column.nullable and (nulls := values.null_count()):
        raise _refused(path, f"列 {name} 有 {nulls} 个空值", f"column {name} has {nulls} nulls")
    if column.dtype == "bytes16" and not bool((values.bin.size() == _PIN_BYTES).all()):
        raise _refused(path, f"列 {name} 须为 16 字节", f"column {name} holds other than 16 bytes")
    return values


def _coded(path: Path, values: pl.Series, profile: Profile) -> pl.Series:
    codes = allowed_codes(profile, values.name)
    if not codes:
        raise _refused(
            path,
            f"配置没有列 {values.name} 的代码表",
            f"the profile has no codes for the column {values.name}",
        )
    coded = as_enum(values, codes)
    if groups := group_codes(profile, values.name):
        grouped = int(coded.cast(pl.String).is_in(list(groups)).sum())
        if grouped:
            raise UnknownCode(values.name, grouped)
    return coded


def _leave_out(tickets: pl.DataFrame, districts: tuple[str, ...], profile: Profile) -> pl.DataFrame:
    dimension = profile.dimensions.get(AREA)
    if not districts or dimension is None or AREA not in tickets.columns:
        return tickets
    codelist = profile.codelists[dimension.codelist]
    known = [district for district in districts if district in codelist]
    if len(known) < len(districts):
        raise UnknownCode("not_collected", len(districts) - len(known))
    gone = [
        code.code
        for code in codelist.codes
        if any(codelist.under(code.code, district) for district in known)
    ]
    return tickets.filter(~pl.col(AREA).cast(pl.String).is_in(gone))


def _refused(path: Path, zh: str, en: str) -> BundleRefused:
    where = "/".join(path.parts[-_TOLD_PARTS:])
    return BundleRefused(f"{where}：{zh}", f"{where}: {en}")
