"""Do mappings fill fields that there are with codes that there are?"""

import zoneinfo
from collections.abc import Callable
from typing import Final

import msgspec

from publish.profile_codelist import fold
from publish.profile_fields import CODED, FIELDS, NEEDED
from publish.profile_files import Files
from publish.profile_types import Profile

ENCODINGS: Final = ("utf-8", "utf8", "utf-8-sig", "gb18030", "gbk", "gb2312")


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the file comes from and how it is written."""

    id: str
    timezone: str
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str | None = None
    table: str | None = None


class Split(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column that holds several fields."""

    into: tuple[str, ...]
    separator: str


class MappingFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of mappings/*.toml. ``anonymize`` reads it with a reader of its own."""

    source: Source
    fields: dict[str, str | tuple[str, ...]]
    values: dict[str, dict[str, str]] = {}
    aliases: dict[str, dict[str, str]] = {}
    split: dict[str, Split] = {}
    constants: dict[str, str] = {}
    date_formats: tuple[str, ...] = ("iso",)
    missing: tuple[str, ...] = ("",)


def check(files: Files, profile: Profile) -> None:
    """Note what is wrong with each mapping."""
    if profile.default_mapping not in profile.mappings:
        files.note(
            "profile.toml",
            files.line("profile.toml", "default_mapping"),
            "unknown-mapping",
            f"没有 mappings/{profile.default_mapping}.toml",
            f"there is no mappings/{profile.default_mapping}.toml",
        )
    for stem in profile.mappings:
        file = f"mappings/{stem}.toml"
        table = files.table(file)
        mapping = None if table is None else files.convert(file, table, MappingFile)
        if mapping is not None:
            _Check(files, profile, file, mapping).run()


class _Check:
    """The checks of one mapping."""

    def __init__(self, files: Files, profile: Profile, file: str, mapping: MappingFile) -> None:
        self.files = files
        self.profile = profile
        self.file = file
        self.mapping = mapping

    def note(self, path: tuple[str, ...], rule: str, zh: str, en: str) -> None:
        self.files.note(self.file, self.files.line(self.file, *path), rule, zh, en)

    def run(self) -> None:
        self.source()
        mapping = self.mapping
        named: list[tuple[tuple[str, ...], str]]
        named = [(("fields", field), field) for field in mapping.fields]
        named += [(("values", field), field) for field in mapping.values]
        named += [(("constants", field), field) for field in mapping.constants]
        for header, split in mapping.split.items():
            named += [(("split", header, "into"), field) for field in split.into]
            if not split.separator:
                self.note(
                    ("split", header, "separator"),
                    "bad-separator",
                    "separator 不得为空",
                    "separator may not be empty",
                )
        for path, field in named:
            if field not in FIELDS:
                self.note(
                    path,
                    "unknown-field",
                    f"没有字段 {field}；字段名见 publish/profile_fields.py",
                    f"there is no field {field}; see publish/profile_fields.py",
                )
        filled = {*mapping.fields, *mapping.constants}
        filled.update(field for split in mapping.split.values() for field in split.into)
        for field in NEEDED:
            if field not in filled:
                self.note(
                    ("fields",),
                    "needed-field",
                    f"须映射字段 {field}",
                    f"field {field} must be mapped",
                )
        self.codes()

    def source(self) -> None:
        source = self.mapping.source
        if not is_zone(source.timezone):
            self.note(
                ("source", "timezone"),
                "unknown-timezone",
                "timezone 须为 IANA 时区名，如 Asia/Shanghai",
                "timezone is an IANA name such as Asia/Shanghai",
            )
        if source.encoding.lower() not in ENCODINGS or len(source.delimiter.encode()) != 1:
            self.note(
                ("source",),
                "bad-source",
                f"encoding 须为 {' '.join(ENCODINGS)} 之一，delimiter 须为一个 ASCII 字符",
                f"encoding is one of {' '.join(ENCODINGS)} and delimiter one ASCII character",
            )

    def codes(self) -> None:
        mapping = self.mapping
        for field, table in mapping.values.items():
            if field in FIELDS:
                self.coded(("values", field), CODED.get(field), tuple(table.items()))
        for field, code in mapping.constants.items():
            if CODED.get(field):
                self.coded(("constants",), CODED[field], ((field, code),))
        for codelist, table in mapping.aliases.items():
            self.coded(("aliases", codelist), codelist, tuple(table.items()))

    def coded(
        self, path: tuple[str, ...], ident: str | None, pairs: tuple[tuple[str, str], ...]
    ) -> None:
        known = self.known(ident)
        if known is None:
            if ident is not None:
                self.note(
                    path,
                    "unknown-codelist",
                    f"没有代码表 {ident}，请补上 codelists/{ident}.csv",
                    f"there is no codelist {ident}; add codelists/{ident}.csv",
                )
            return
        for raw, code in pairs:
            if not known(code):
                self.note(
                    (*path, raw),
                    "unknown-code",
                    f"{code} 不是 {ident} 的代码",
                    f"{code} is no code of {ident}",
                )

    def known(self, ident: str | None) -> Callable[[str], bool] | None:
        """Return what tells whether a text names one code: the code, a label or an alias."""
        if ident in self.profile.codelists:
            codelist = self.profile.codelists[ident]
            return lambda text: bool(codelist.names.get(fold(text)))
        if ident in self.profile.families:
            parts = self.profile.families[ident].parts
            return lambda text: text in parts
        return None


def is_zone(name: str) -> bool:
    """Whether *name* is a time zone that this machine knows."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True
