"""What is written for a code becomes our code: by the mapping, the aliases, the codelist.

Each distinct spelling is looked up once a run, never once a row.
"""

from collections.abc import Iterable
from typing import Final

import polars as pl

from anonymize.errors import MappingError
from anonymize.mapping import Mapping
from anonymize.ticket import Field
from anonymize.typed.plain import split
from publish.profile import Codelist, Profile, fold

_PATH: Final = "->"
_KEY: Final = "\x1f"  # between the parent's code and what is written
_SILENT: Final = ""
_MOST: Final = 1_000_000  # spellings remembered of one field


class Vocabulary:
    """What may be written in one coded field."""

    def __init__(self, field: Field, mapping: Mapping, profile: Profile) -> None:
        self._codelist = profile.codelists.get(field.codelist or "")
        self._level = self._known_level(field)
        aliases = mapping.aliases.get(field.codelist or "", {})
        self._aliases = {fold(name): code for name, code in aliases.items()}
        self._values = {fold(raw): told for raw, told in mapping.values.get(field.name, {}).items()}
        self._missing = {fold(word) for word in ("", *mapping.missing)}
        self._codes: dict[str, str | None] = {}
        self._lists: dict[str, list[str] | None] = {}
        for told in sorted({*self._values.values(), *self._aliases.values()}):
            if self._of_codelist(told, None) is None and not self._declared_away(told):
                raise MappingError(
                    f"映射 {mapping.id}：{field.name} 的取值“{told}”不在代码表 {field.codelist} 中",
                    f"mapping {mapping.id}: {told!r} of {field.name} is not in the codelist "
                    f"{field.codelist}",
                )

    def _known_level(self, field: Field) -> str | None:
        levels = self._codelist.levels if self._codelist else ()
        return field.level if field.level in levels else None

    def _declared_away(self, told: str) -> bool:
        # Aliases of a list serve all its levels; a field takes those of its own.
        return self._codelist is not None and self._codelist.resolve(told) is not None

    def code(self, written: str, parent: str | None = None) -> str | None:
        """Return the code of *written* under *parent*, or None where nothing is known of it."""
        told = self._values.get(fold(written)) or self._aliases.get(fold(written))
        return self._of_codelist(told or written, parent)

    def _of_codelist(self, text: str, parent: str | None) -> str | None:
        codelist = self._codelist
        if codelist is None:
            return text
        if _PATH in text and self._level is not None:
            return self._of_path(codelist, text)
        return codelist.resolve(text, level=self._level, under=parent)

    def _of_path(self, codelist: Codelist, path: str) -> str | None:
        """Return the code at our level of a whole path, each name sought under the one before."""
        here: str | None = None
        for level, name in zip(codelist.levels, path.split(_PATH), strict=False):
            here = codelist.resolve(name, level=level, under=here)
            if here is None or level == self._level:
                return here
        return None

    def covers(self, written: str, parent: str | None) -> bool:
        """Whether *written* names a coarser place than the field's: then the field says nothing."""
        if self._codelist is None or self._level is None:
            return False
        told = self._values.get(fold(written)) or self._aliases.get(fold(written), written)
        found = self._codelist.resolve(told)
        if found is None:
            return False
        levels = self._codelist.levels
        coarser = levels.index(self._codelist.get(found).level) < levels.index(self._level)
        return coarser and (
            parent is None or found == parent or self._codelist.under(parent, found)
        )

    def column(
        self, texts: pl.Series, parents: pl.Series | None = None
    ) -> tuple[pl.Series, pl.Series]:
        """Return the codes of *texts* (null: none), and which are known although they have none."""
        keys = texts.cast(pl.String)
        if parents is not None:
            keys = (parents.fill_null("") + _KEY + keys).rename(texts.name)
        present = keys.unique().drop_nulls().to_list()
        if len(self._codes) + len(present) > _MOST:
            self._codes.clear()
        for key in present:
            if key not in self._codes:
                parent, _, written = key.rpartition(_KEY) if parents is not None else ("", "", key)
                self._codes[key] = self._told(written, parent or None)
        known = {key: code for key in present if (code := self._codes[key]) is not None}
        if not known:
            nothing = pl.Series(texts.name, [None], dtype=pl.String)
            return nothing.new_from_index(0, len(texts)), texts.is_null()
        told = keys.replace_strict(
            list(known), list(known.values()), default=None, return_dtype=pl.String
        )
        silent = told == _SILENT
        if _SILENT in known.values():
            told = told.set(silent, None)
        return told, silent

    def _told(self, written: str, parent: str | None) -> str | None:
        """Return the code, _SILENT for what stands for nothing, None for what is unknown."""
        if fold(written) in self._missing:
            return _SILENT
        found = self.code(written, parent)
        return _SILENT if found is None and self.covers(written, parent) else found

    def list_column(self, texts: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Return lists of codes; and which texts hold an item that nothing is known of."""
        words = texts
        if isinstance(texts.dtype, pl.List):
            words = texts.cast(pl.List(pl.String)).list.join(_KEY)
        unique = words.unique().drop_nulls()
        for whole, items in zip(unique.to_list(), split(unique).to_list(), strict=True):
            if whole not in self._lists:
                self._lists[whole] = self._list(whole, items)
        known = unique.to_list()
        found = pl.DataFrame(
            {"raw": known, "codes": [self._lists[whole] for whole in known]},
            schema={"raw": pl.String, "codes": pl.List(pl.String)},
        )
        joined = (
            words.alias("raw").to_frame().join(found, on="raw", how="left", maintain_order="left")
        )
        codes = joined.get_column("codes").alias(texts.name)
        return codes, codes.is_null() & texts.is_not_null()

    def _list(self, whole: str, items: Iterable[str]) -> list[str] | None:
        if fold(whole) in self._missing:
            return []
        single = self.code(whole)
        if single is not None and self._codelist is not None:
            return [single]
        found = [self.code(item) for item in items if item]
        return None if None in found else list(dict.fromkeys(code for code in found if code))
