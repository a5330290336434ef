"""Generalisation: a ticket's coded fields become the dimension columns of a bundle.

Every column holds the finest code that may stand in it. Where a source says less, the
codelist's own member for what is missing takes its place, level by level (``unspecified``,
``unlocated``); a parent with a single child is that child. No place finer than the street
and no unit finer than the codelist has a column at all. Rules: ``protection.md`` §3 rule 7,
``domain.md`` "Fates of a row".
"""

from collections.abc import Collection
from typing import Final

import msgspec
import polars as pl

from anonymize.errors import Refused
from publish.profile import Codelist, Profile

# Column of the bundle <- fields of the ticket, the finest first.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "area": ("street_code", "district_code"),
    "category": ("category_l3", "category_l2", "category_l1"),
    "unit": ("main_unit_id", "unit_class"),
    "channel": ("channel",),
    "demand_type": ("demand_type",),
    "caller_kind": ("caller_kind",),
    "media_kind": ("media_kind",),
    "disposition": ("disposition",),
    "source_hotline": ("source_hotline",),
    "transferred_to": ("transferred_to",),
    "urgency_class": ("urgency_class",),
    "dispatch_route": ("dispatch_route",),
    "outcome": ("outcome_class",),
    "unresolvable_reason": ("unresolvable_reason_code",),
    "exclusion_reason": ("excluded_reason_code",),
    "sector": ("sector_code",),
    "seven_five": ("seven_five",),
    "topic": ("topic_id",),
    "theme": ("theme_tag",),
}


class Generaliser(msgspec.Struct, frozen=True):
    """One column: where it comes from and what each code becomes."""

    column: str
    fields: tuple[str, ...]  # those of the source, finest first
    codes: dict[str, str]  # every code of the codelist -> the finest that stands for it
    missing: str | None

    def expression(self) -> pl.Expr:
        """Return the column's expression; null only where the codelist names nothing missing."""
        if not self.fields:
            return pl.lit(None, pl.String).alias(self.column)
        given = pl.coalesce(self.fields)
        finest = given.replace_strict(self.codes, default=None, return_dtype=pl.String)
        if self.missing is not None:
            finest = finest.fill_null(self.missing)
        return finest.alias(self.column)


def finest(codelist: Codelist, code: str) -> str:
    """Return the code that stands for *code* at the finest level that can be told."""
    while below := codelist.children(code):
        unnamed = codelist.unspecified(code)
        if unnamed is None and len(below) > 1:
            break
        # A single child is its parent: 经开区 has one street, and nowhere else to be.
        code = below[0].code if len(below) == 1 else str(unnamed)
    return code


def missing(codelist: Codelist) -> str | None:
    """Return the code of a ticket that says nothing, if the codelist has one."""
    unnamed = codelist.unspecified()
    if unnamed is not None:
        return finest(codelist, unnamed)
    roots = codelist.children(None)
    return finest(codelist, roots[0].code) if len(roots) == 1 else None


def generalisers(profile: Profile, fields: Collection[str]) -> list[Generaliser]:
    """Return one generaliser a dimension column, for a source that has *fields*."""
    found = []
    for column, sources in FIELDS.items():
        codelist = profile.codelists.get(column)
        present = tuple(name for name in sources if name in fields)
        if codelist is None or not present:
            found.append(Generaliser(column, (), {}, None))
            continue
        codes = {code.code: finest(codelist, code.code) for code in codelist.codes}
        found.append(Generaliser(column, present, codes, missing(codelist)))
    return found


def demand_complete(frame: pl.DataFrame, collected: Collection[str]) -> None:
    """Refuse a collected column with nulls: its codelist lacks a code for what is missing."""
    for column in FIELDS:
        if column in collected and frame.get_column(column).null_count():
            raise Refused(
                f"城市配置的代码表 {column} 没有表示“未说明”的代码（kind = unspecified）",
                f"codelist {column} of the profile has no code for what is missing "
                "(kind = unspecified)",
            )
