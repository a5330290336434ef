"""The quarantine limit: silence about a district would look like good service.

The share is taken per file and district; rows of which no district or month is known count
in their file. A group over the limit blocks the cohorts that its quarantined rows belong to
(all of the file's, where that is not known), until the rows are mended or a named person
releases without the district.
"""

from collections.abc import Collection
from typing import Final

import msgspec
import polars as pl

from anonymize.families import month_name

WHOLE: Final = "*"  # in place of a district: a whole file


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """Above which share of how many rows a district holds its cohort."""

    share: float
    min_rows: int
    min_bad: int


class Over(msgspec.Struct, frozen=True, kw_only=True):
    """A district (null: the whole file) of a source over the limit, and the cohorts it blocks."""

    source: int
    district: str | None
    rows: int
    quarantined: int
    months: tuple[str, ...]


def over(valid: pl.DataFrame, rejected: pl.DataFrame, limit: Limit) -> list[Over]:
    """Return the groups over *limit*.

    *valid* counts accepted rows: source, district, cohort, n. *rejected* is a quarantine.
    """
    # A row is one row, however many of its fields are wrong.
    placed = rejected.unique(["source", "row"], keep="first", maintain_order=True).with_columns(
        district=pl.when(pl.col("month").is_null()).then(None).otherwise(pl.col("district"))
    )
    found = []
    for source in sorted({*valid["source"].to_list(), *rejected["source"].to_list()}):
        good = valid.filter(pl.col("source") == source)
        bad = placed.filter(pl.col("source") == source)
        named = {district for district in bad["district"].to_list() if district is not None}
        for district in [None, *sorted(named)]:
            group = _group(source, district, good, bad, limit)
            if group is not None:
                found.append(group)
    return found


def _group(
    source: int, district: str | None, good: pl.DataFrame, bad: pl.DataFrame, limit: Limit
) -> Over | None:
    if district is None:
        mine, theirs, whole = bad.filter(pl.col("district").is_null()), good, bad.height
    else:
        mine = bad.filter(pl.col("district") == district)
        theirs, whole = good.filter(pl.col("district") == district), mine.height
    rows = int(theirs["n"].sum()) + whole
    enough = rows >= limit.min_rows and mine.height >= limit.min_bad
    if not enough or mine.height / rows <= limit.share:
        return None
    known = sorted({month for month in mine["month"].to_list() if month is not None})
    months = known or sorted({m for m in good["cohort"].to_list() if m is not None})
    return Over(
        source=source,
        district=district,
        rows=rows,
        quarantined=mine.height,
        months=tuple(month_name(month) for month in months),
    )


def blocked(groups: Collection[Over], released: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return month -> the districts (``*``: whole files) that hold it, *released* ones left out."""
    held: dict[str, set[str]] = {}
    for group in groups:
        if group.district is not None and group.district in released:
            continue
        for month in group.months:
            held.setdefault(month, set()).add(group.district or WHOLE)
    return {month: tuple(sorted(held[month])) for month in sorted(held)}


def let_go(groups: Collection[Over], released: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return month -> the districts over the limit that it is released without."""
    gone: dict[str, set[str]] = {}
    for group in groups:
        if group.district is not None and group.district in released:
            for month in group.months:
                gone.setdefault(month, set()).add(group.district)
    return {month: tuple(sorted(gone[month])) for month in sorted(gone)}
