"""Apply the fates to what was spilled: who enters, what waits, what conflicts, what is counted.

Fates are decided for the whole input at once, on the few bytes a row that decide them; the
spilled batches are then gone through once more, in the same order, to say who enters.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec
import polars as pl

from anonymize import fates
from anonymize.cohort import enter_kind, rows_kind
from anonymize.errors import Refused
from anonymize.families import month_name
from anonymize.ingest import EVENTS
from anonymize.spill import Spill
from anonymize.state import State

_FORGOTTEN: Final = ("waiting", "not_closed", fates.CONFLICT)
"""Fates of rows that come again, by themselves or mended: no later run may call them repeats."""


WAITING: Final = "waiting-"
LATE: Final = "late-"
_KEPT: Final = ((fates.ACCEPTED, enter_kind("")), ("waiting", WAITING), ("late", LATE))


class Deciding(msgspec.Struct, frozen=True, kw_only=True):
    """What fates depend on beside the rows."""

    spill: Spill
    state: State
    as_of: date
    freeze_days: int
    supplement: bool  # mended rows, added to cohorts that were handed over


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows had each fate, and what limits, texts and state need to know."""

    counts: dict[str, int]
    valid: pl.DataFrame  # source, district, cohort, n: rows that are not in quarantine
    conflicts: pl.DataFrame  # source, row, district, month
    entered: dict[str, int]  # by month
    allowed: dict[bytes, str]  # cohort by pin key, of entering tickets whose text may be read
    events: pl.DataFrame  # fates.NARROW, what later runs must remember


def month_number(name: str) -> int:
    """Return 320 for ``2026-09``."""
    year, month = name.split("-")
    return (int(year) - 2000) * 12 + int(month) - 1


def decide(job: Deciding) -> Decided:
    """Decide the fate of every spilled row and spill who enters."""
    narrow = [fates.narrow(part) for part in job.spill.parts(EVENTS)]
    events = pl.concat(narrow) if narrow else pl.DataFrame(schema=fates.NARROW)
    told = fates.decide(
        events,
        as_of=job.as_of,
        freeze_days=job.freeze_days,
        handed_over=[month_number(month) for month in sorted(job.state.handed_over)],
        earlier=job.state.events(),
        supplement=job.supplement,
    )
    remembered = events.with_columns(told.get_column("fate")).filter(
        ~pl.col("fate").is_in(_FORGOTTEN)
    )
    counted, conflicts = [], []
    entered: dict[str, int] = {}
    allowed: dict[bytes, str] = {}
    for number, part in enumerate(_fated(job.spill, told)):
        counted.append(part.group_by("source", "district", "cohort", "fate").agg(n=pl.len()))
        conflicts.append(part.filter(pl.col("fate") == fates.CONFLICT))
        enters = part.filter(pl.col("fate") == fates.ACCEPTED)
        spoken = enters.filter("may_have_text").select("pin_key", "cohort")
        allowed.update((pin, month_name(index)) for pin, index in spoken.iter_rows())
        for fate, prefix in _KEPT:
            _spill_chosen(job.spill, prefix, number, part.filter(pl.col("fate") == fate))
        for index, rows in enters.group_by("cohort").len().iter_rows():
            entered[month_name(index)] = entered.get(month_name(index), 0) + rows
    tally = _summed(counted)
    return Decided(
        counts=_by_fate(tally),
        valid=tally.filter(pl.col("fate") != fates.CONFLICT).drop("fate"),
        conflicts=_placed(conflicts),
        entered=dict(sorted(entered.items())),
        allowed=allowed,
        events=remembered.drop("fate"),
    )


def _fated(spill: Spill, told: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the spilled events with their fates: both are in the order of source and row."""
    place = 0
    for part in spill.parts(EVENTS):
        mine = told.slice(place, part.height)
        place += part.height
        if not (mine["row"] == part["row"]).all() or not (mine["source"] == part["source"]).all():
            raise Refused("内部错误：行序不符", "internal error: rows are out of order")
        yield part.with_columns(mine.get_column("fate").cast(pl.String))


def _spill_chosen(spill: Spill, prefix: str, number: int, chosen: pl.DataFrame) -> None:
    for (index,), part in chosen.sort("cohort").group_by("cohort", maintain_order=True):
        spill.write(f"{prefix}{month_name(int(str(index)))}", number, part.select("source", "row"))


def _summed(parts: list[pl.DataFrame]) -> pl.DataFrame:
    keys = ["source", "district", "cohort", "fate"]
    if not parts:
        types = (pl.UInt16, pl.String, pl.Int32, pl.String, pl.UInt32)
        return pl.DataFrame(schema=dict(zip([*keys, "n"], types, strict=True)))
    return pl.concat(parts).group_by(keys).agg(pl.col("n").sum()).sort(keys)


def _by_fate(tally: pl.DataFrame) -> dict[str, int]:
    rows = tally.group_by("fate").agg(pl.col("n").sum()).sort("fate")
    return {str(fate): int(number) for fate, number in rows.iter_rows()}


def _placed(conflicts: list[pl.DataFrame]) -> pl.DataFrame:
    columns = ["source", "row", "district", pl.col("cohort").alias("month")]
    if not conflicts:
        types = (pl.UInt16, pl.UInt64, pl.String, pl.Int32)
        names = ("source", "row", "district", "month")
        return pl.DataFrame(schema=dict(zip(names, types, strict=True)))
    return pl.concat(conflicts).select(columns)


def kept_rows(spill: Spill, prefix: str) -> pl.DataFrame:
    """Return the compact rows that were chosen under *prefix*: what waits, or is late."""
    found = []
    for kind in spill.kinds(prefix):
        rows, chosen = spill.whole(rows_kind(kind.removeprefix(prefix))), spill.whole(kind)
        if rows is not None and chosen is not None:
            found.append(rows.join(chosen, on=["source", "row"], how="semi"))
    return pl.concat(found).sort("cohort", "pin_key", "content") if found else pl.DataFrame()
