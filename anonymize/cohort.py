"""Pass two: one cohort's rows that enter, in their one order, written into the bundle."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from anonymize.handoff import SCHEMA, write_tickets
from anonymize.pipeline import DISTRICT
from anonymize.quasi_identifiers import demand_complete
from anonymize.record_key import KeyHolder
from anonymize.spill import Spill
from publish.intake import CohortNote
from publish.profile import Codelist, Profile

TEXT_STATES: Final = "text-states"
_RARE_FIRST: Final = ("cleared", "review", "quarantined", "dropped")


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """Districts that a named person lets a cohort go without."""

    districts: tuple[str, ...] = ()
    by: str | None = None


class Writer(msgspec.Struct, frozen=True, kw_only=True):
    """All that pass two needs beside a cohort's month."""

    spill: Spill
    folder: Path  # of the bundle being built
    profile: Profile
    holder: KeyHolder
    collected: tuple[str, ...]
    without_row: frozenset[bytes] = frozenset()  # pin keys of tickets that somebody objected to


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """One cohort to be written."""

    month: str
    quarantined: int
    release: Release


def rows_kind(month: str) -> str:
    """Return the spill's name for the compact rows of *month*."""
    return f"rows-{month}"


def enter_kind(month: str) -> str:
    """Return the spill's name for which of those rows enter."""
    return f"enter-{month}"


def write(writer: Writer, order: Order) -> tuple[str, CohortNote]:
    """Write one cohort and return its note."""
    frame = entering(writer.spill, order.month)
    area = writer.profile.codelists["area"]
    if order.release.districts:
        gone = codes_under(area, order.release.districts)
        frame = frame.filter(~pl.col("area").is_in(gone))
    if frame.height:
        frame = with_text_states(frame, writer.spill)
    if writer.without_row:
        objected = pl.col("pin_key").is_in(sorted(writer.without_row))
        frame = frame.with_columns(case_row=pl.col("case_row") & ~objected)
    # What one source of several lacks is not collected in any.
    frame = frame.with_columns(
        pl.lit(None, SCHEMA[name]).alias(name) for name in SCHEMA if name not in writer.collected
    )
    demand_complete(frame, writer.collected)
    folder = writer.folder / "cohorts" / order.month
    tickets, texts = write_tickets(frame, folder)
    seen = frame.get_column("area").unique().to_list()
    unlocated = [code.code for code in area.codes if code.kind == "unlocated"]
    expected = districts(area)
    present = {area.ancestor(code, DISTRICT) for code in seen} & set(expected)
    return order.month, CohortNote(
        rows=frame.height,
        sha256=tickets,
        texts_sha256=texts,
        key_fingerprint=writer.holder.fingerprint(writer.profile.series, order.month),
        unlocated=frame.filter(pl.col("area").is_in(unlocated)).height,
        quarantined=order.quarantined,
        districts_expected=len(expected),
        districts_present=len(present),
        not_collected=order.release.districts,
        not_collected_by=order.release.by if order.release.districts else None,
    )


def entering(spill: Spill, month: str) -> pl.DataFrame:
    """Return the compact rows of *month* that enter."""
    rows, enter = spill.whole(rows_kind(month)), spill.whole(enter_kind(month))
    if rows is None or enter is None:
        return pl.DataFrame(schema=SCHEMA)
    return rows.join(enter, on=["source", "row"], how="semi")


def with_text_states(frame: pl.DataFrame, spill: Spill) -> pl.DataFrame:
    """Return *frame* with the state of each ticket's text; ``none`` where it brought none."""
    states = [frame.select("pin_key").clear().with_columns(state=pl.lit("none"))]
    pins = frame.select("pin_key").unique()
    for part in spill.parts(TEXT_STATES):
        states.append(part.join(pins, on="pin_key", how="semi"))
    # A ticket may have text in two places; the one that was read counts.
    rank = pl.col("state").replace_strict(
        {state: place for place, state in enumerate(_RARE_FIRST)}, default=9, return_dtype=pl.Int8
    )
    found = pl.concat(states).sort("pin_key", rank).unique("pin_key", keep="first")
    own = pl.when(pl.col("has_text")).then(pl.lit("dropped")).otherwise(pl.lit("none"))
    return frame.join(found, on="pin_key", how="left").with_columns(
        text_state=pl.coalesce("state", own)
    )


def districts(area: Codelist) -> tuple[str, ...]:
    """Return the districts that a whole cohort has tickets of."""
    return tuple(code.code for code in area.at_level(DISTRICT) if not code.kind)


def codes_under(area: Codelist, parents: Collection[str]) -> list[str]:
    """Return every code of *parents* and below, in published order."""
    return [
        code.code for code in area.codes if any(area.under(code.code, parent) for parent in parents)
    ]
