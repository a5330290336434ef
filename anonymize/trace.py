"""From a ticket's number to where it went: cohort, run, bundle and pin key. For the agency alone.

Each trace is logged (who, when, which pin key) before it is answered. ``gongkai-publish
trace PINKEY`` takes it on from there to class and release.
"""

from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from anonymize.families import month_name
from anonymize.journal import Journal
from anonymize.state import EVENTS, LATE, WAITING, State

FILE: Final = "traces.jsonl"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a ticket was counted."""

    cohort: str
    run: str
    bundle: str | None  # the name it was handed over under; none where the cohort did not leave
    state: str  # handed_over, blocked, waiting, late


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """What the restricted zone knows of a ticket; empty where no run took it in."""

    pin_key: str
    places: tuple[Place, ...]
    taken_back: tuple[str, ...]  # withdrawal, objection


def trace(raw: Path, pin: bytes, *, by: str, at: str, taken_back: tuple[str, ...]) -> Trace:
    """Return where the ticket with key *pin* went; the look is logged first. Raises Refused."""
    Journal(raw / FILE).append({"pin": pin.hex(), "by": by, "at": at})
    state = State(raw / "state", "")
    places = []
    for run in state.runs:
        folder = state.root / run.folder
        for kind in (EVENTS, WAITING, LATE):
            for month in _months(folder / f"{kind}.parquet", pin):
                told = kind
                if kind == EVENTS:
                    told = "handed_over" if month in run.handed_over else "blocked"
                bundle = run.bundle if told == "handed_over" else None
                places.append(Place(cohort=month, run=run.folder, bundle=bundle, state=told))
    return Trace(pin_key=pin.hex(), places=tuple(places), taken_back=taken_back)


def _months(path: Path, pin: bytes) -> list[str]:
    if not path.is_file():
        return []
    rows = pl.scan_parquet(path)
    if "pin_key" in rows.collect_schema().names():
        mine = pl.col("pin_key") == pin
    else:  # the narrow form that is remembered of every row
        high, low = int.from_bytes(pin[:8], "big"), int.from_bytes(pin[8:], "big")
        mine = (pl.col("id_high") == pl.lit(high, pl.UInt64)) & (
            pl.col("id_low") == pl.lit(low, pl.UInt64)
        )
    found = rows.filter(mine).select("cohort").unique().collect()
    return [month_name(index) for index in sorted(found.to_series().to_list())]
