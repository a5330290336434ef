"""A mapping says how a foreign export is read: headers, values, dates, encoding, aliases.

TOML, one file per export::

    date_formats = ["iso", "%m/%d/%Y %I:%M:%S %p"]    # tried in this order
    missing = ["", "无"]                               # what stands for nothing
    [source]    id, timezone, encoding, delimiter, sheet, table
    [fields]    received_at = ["来电时间", "受理时间"]   # the first header that a file has
    [split."问题分类"]  into = [...], separator = "->"
    [values.status]  "回复完成" = "closed"             # a code, a label or an alias of ours
    [aliases.area]  "宣武区" = "110102"                # further names, by codelist
    [constants]  ticket_role = "主办"                  # a field the export lacks but that is known

A field whose headers a file lacks is not collected, which is never the same as empty.
"""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from anonymize.errors import Hopeless, MappingError
from anonymize.ticket import FIELDS
from publish.profile import Profile

ENCODINGS: Final = ("utf-8", "gb18030")
# GB18030 holds GBK and GB2312 whole; a byte-order mark is tolerated in any case.
_SAME: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
}
_TABLES: Final = ("source", "fields", "split", "values", "aliases", "constants")
_KEYS: Final = (*_TABLES, "date_formats", "missing")
_SOURCE_KEYS: Final = ("id", "timezone", "encoding", "delimiter", "sheet", "table")
# Without these no row can ever be accepted.
ESSENTIAL: Final = ("ticket_id", "received_at", "closed_at")
IDENTITY: Final = "caller_identity"
"""What intake makes of phone, account or id number, and tells as a field of its own."""
_INSIDE_GB18030: Final = tuple(map(chr, (*range(0x30, 0x3A), *range(0x40, 0x7F))))
_TELLERS: Final = frozenset({"caller_phone", "caller_account", "caller_id_no"})


class Split(msgspec.Struct, frozen=True):
    """One column that holds several fields."""

    header: str
    into: tuple[str, ...]
    separator: str


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """How one export is read. Headers and values here are the agency's own, not a ticket's."""

    id: str
    timezone: str
    fields: dict[str, tuple[str, ...]]
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str | None = None
    table: str | None = None
    date_formats: tuple[str, ...] = ("iso",)
    missing: tuple[str, ...] = ("",)
    splits: tuple[Split, ...] = ()
    values: dict[str, dict[str, str]] = {}
    aliases: dict[str, dict[str, str]] = {}
    constants: dict[str, str] = {}
    text: str = ""  # the files' own text, for a digest

    def headers(self, header: Collection[str]) -> dict[str, str]:
        """Return field -> the column of *header* it is read from, split columns left out.

        A header is compared without the blanks around it.
        """
        known = {name.strip(): name for name in header}
        found = {}
        for field, names in self.fields.items():
            column = next((known[name] for name in names if name in known), None)
            if column is not None:
                found[field] = column
        return found

    def split_headers(self, header: Collection[str]) -> tuple[Split, ...]:
        """Return the split columns that *header* has, under the names that it gives them."""
        known = {name.strip(): name for name in header}
        return tuple(
            Split(known[split.header], split.into, split.separator)
            for split in self.splits
            if split.header in known
        )

    def collected(self, header: Collection[str]) -> frozenset[str]:
        """Return the fields that a file with *header* has. Raises Hopeless without essentials."""
        fields = set(self.headers(header)) | set(self.constants)
        for split in self.split_headers(header):
            fields.update(split.into)
        lacking = [field for field in ESSENTIAL if field not in fields]
        if lacking:
            names = "; ".join(f"{field} = {' | '.join(self.fields[field])}" for field in lacking)
            raise Hopeless(
                f"表头与映射 {self.id} 不符，缺少：{names}。"
                "请换用正确的 --mapping，或在映射的 [fields] 中补上该列的表头",
                f"the header does not fit the mapping {self.id}; lacking: {names}. "
                "Name the right --mapping, or add the column's header to [fields] of the mapping",
            )
        return frozenset(fields | ({IDENTITY} if fields & _TELLERS else set()))

    def at_table(self, table: str) -> "Mapping":
        """Return the mapping for *table* of a database."""
        return msgspec.structs.replace(self, table=table)

    def with_aliases(self, aliases: dict[str, dict[str, str]]) -> "Mapping":
        """Return the mapping with further *aliases* (codelist -> name -> code) on top."""
        names = sorted({*self.aliases, *aliases})
        merged = {name: self.aliases.get(name, {}) | aliases.get(name, {}) for name in names}
        return msgspec.structs.replace(self, aliases=merged)


def load(name_or_file: str, profile: Profile, *, encoding: str | None = None) -> Mapping:
    """Load a mapping: a name among the profile's ``mappings/`` (empty: its default) or a file.

    *encoding* overrides the declared one. Raises MappingError, naming the key at fault.
    """
    name = name_or_file or profile.default_mapping
    path = profile.mappings.get(name) or Path(name)
    mapping = _mapping(path.stem, _table(path), profile)
    if encoding is not None:
        mapping = msgspec.structs.replace(mapping, encoding=_encoding(path.stem, encoding))
    if mapping.encoding != "utf-8" and mapping.delimiter in _INSIDE_GB18030:
        # Half of a character may look like it, so that no record could be told from its bytes.
        raise _wrong(path.stem, "source.delimiter", '"," | ";" | "\\t" (GB18030)')
    return mapping


def load_aliases(path: Path, profile: Profile) -> dict[str, dict[str, str]]:
    """Load an alias file: one table a codelist, old name = code. Raises MappingError."""
    table = _table(path)
    _known(path.stem, "", table, profile.codelists)
    return {name: _strings(path.stem, name, value) for name, value in table.items()}


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        raise MappingError(
            f"没有名为 {path.name} 的映射或文件：--mapping 可为城市配置 mappings/ 中的名称，"
            "或 TOML 文件",
            f"there is no mapping or file {path.name}: --mapping takes a name in the profile's "
            "mappings/ or a TOML file",
        ) from None
    except UnicodeDecodeError:
        raise MappingError(
            f"{path.name} 不是 UTF-8，请另存为 UTF-8",
            f"{path.name} is not UTF-8; save it as UTF-8",
        ) from None
    except tomllib.TOMLDecodeError as error:
        where = str(error).rpartition("(")[2].rstrip(")")
        raise MappingError(
            f"{path.name} 不是合法的 TOML（{where}），请改正该行",
            f"{path.name} is not valid TOML ({where}); mend that line",
        ) from None


def _mapping(name: str, table: dict[str, Any], profile: Profile) -> Mapping:
    _known(name, "", table, _KEYS)
    for key in _TABLES:
        if not isinstance(table.get(key, {}), dict):
            raise _wrong(name, key, "[table]")
    source = table.get("source", {})
    _known(name, "source", source, _SOURCE_KEYS)
    fields = {
        field: _words(name, f"fields.{field}", headers, single=True)
        for field, headers in table.get("fields", {}).items()
    }
    constants = _strings(name, "constants", table.get("constants", {}))
    splits = tuple(_split(name, header, told) for header, told in table.get("split", {}).items())
    values = {
        field: _strings(name, f"values.{field}", told)
        for field, told in table.get("values", {}).items()
    }
    for key, given in (("fields", fields), ("values", values), ("constants", constants)):
        _known(name, key, given, FIELDS)
    _known(name, "aliases", table.get("aliases", {}), profile.codelists)
    split_into = {field for split in splits for field in split.into}
    for field in ESSENTIAL:
        if field not in fields and field not in constants and field not in split_into:
            raise _wrong(name, f"fields.{field}", '"header"')
    return Mapping(
        id=str(source.get("id", name)),
        timezone=_timezone(name, str(source.get("timezone", profile.timezone))),
        fields=fields,
        encoding=_encoding(name, str(source.get("encoding", "utf-8"))),
        delimiter=_delimiter(name, source.get("delimiter", ",")),
        sheet=source.get("sheet"),
        table=source.get("table"),
        date_formats=_words(name, "date_formats", table.get("date_formats", ["iso"])),
        missing=_words(name, "missing", table.get("missing", [""])),
        splits=splits,
        values=values,
        aliases={
            codelist: _strings(name, f"aliases.{codelist}", told)
            for codelist, told in table.get("aliases", {}).items()
        },
        constants=constants,
        text=msgspec.json.encode(table, order="sorted").decode(),
    )


def _split(name: str, header: str, told: object) -> Split:
    if not isinstance(told, dict) or not isinstance(told.get("separator"), str):
        raise _wrong(name, f"split.{header}", 'into = [...], separator = "->"')
    into = _words(name, f"split.{header}.into", told.get("into"))
    _known(name, f"split.{header}.into", dict.fromkeys(into), FIELDS)
    return Split(header, into, told["separator"])


def _words(name: str, key: str, value: object, *, single: bool = False) -> tuple[str, ...]:
    if single and isinstance(value, str):
        return (value,)
    if isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        return tuple(value)
    raise _wrong(name, key, '["…", "…"]')


def _strings(name: str, key: str, value: object) -> dict[str, str]:
    if isinstance(value, dict) and all(isinstance(word, str) for word in value.values()):
        return dict(value)
    raise _wrong(name, key, '"…" = "…"')


def _known(name: str, key: str, given: Collection[str], allowed: Collection[str]) -> None:
    for word in given:
        if word not in allowed:
            place = f"{key}.{word}" if key else word
            raise MappingError(
                f"映射 {name}：不认识 {place}；可用：{', '.join(allowed)}",
                f"mapping {name}: {place} is unknown; there are: {', '.join(allowed)}",
            )


def _wrong(name: str, key: str, form: str) -> MappingError:
    return MappingError(
        f"映射 {name}：{key} 应写作 {form}", f"mapping {name}: {key} must be written {form}"
    )


def _encoding(name: str, encoding: str) -> str:
    known = _SAME.get(encoding.lower())
    if known is None:
        raise _wrong(name, "encoding", " | ".join(ENCODINGS))
    return known


def _delimiter(name: str, delimiter: object) -> str:
    if not isinstance(delimiter, str) or len(delimiter.encode()) != 1 or delimiter in '"\r\n':
        raise _wrong(name, "source.delimiter", '"," | ";" | "\\t" | "|"')
    return delimiter


def _timezone(name: str, zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError):
        raise _wrong(name, "source.timezone", "Asia/Shanghai") from None
