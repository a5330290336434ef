"""Pass one: read, validate, make compact, spill. One batch at a time, on every core.

Of a batch nothing stays in clear: compact rows and keyed digests go to the spill; names to
look for and texts of tickets that consent go there sealed; bad rows go back to the caller
as row, field and rule.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import polars as pl

from anonymize import mapping as mappings
from anonymize.cohort import rows_kind
from anonymize.families import month_name
from anonymize.known import Known
from anonymize.pipeline import TEXT_FIELDS, Compactor, compact, compactor
from anonymize.record_key import KeyHolder
from anonymize.source import RawBatch
from anonymize.spill import Spill
from anonymize.validation import Validator
from publish.profile import Profile

EVENTS: Final = "events"
SEEDS: Final = "seeds"
OWN_TEXTS: Final = "own-texts"
_PERSONS: Final = ("caller_name", "caller_account", "handler_name", "third_parties")
_ORGANIZATIONS: Final = ("company_name",)
_NUMBERS: Final = ("caller_phone", "caller_id_no", "caller_account", "uscc", "call_id", "agent_no")
_PLACES: Final = ("caller_address", "incident_address", "community", "location_point")


def known_of(row: Mapping[str, Any]) -> Known:
    """Return the secrets of a ticket's structured fields, to be searched in its texts."""

    def words(names: Sequence[str]) -> tuple[str, ...]:
        found: list[str] = []
        for name in names:
            value = row.get(name)
            found += value if isinstance(value, list) else [value] if value else []
        return tuple(word for word in found if word)

    return Known(
        persons=words(_PERSONS),
        organizations=words(_ORGANIZATIONS),
        numbers=words((*_NUMBERS, "ticket_id")),
        places=words(_PLACES),
    )


class Ingest(msgspec.Struct, frozen=True, kw_only=True):
    """What a process needs to take in batches; made once in each."""

    profile: Profile
    mapping: mappings.Mapping
    holder: KeyHolder
    spill: Spill
    as_of: date
    field_limit: int
    fields: tuple[frozenset[str], ...]  # by source
    texts: bool  # whether there are texts at all, beside the tickets or among their columns


class Worker(msgspec.Struct, frozen=True):
    """One process at work: its orders, and what it remembers of the spellings it saw."""

    orders: Ingest
    validator: Validator
    makers: tuple[Compactor, ...]  # by source


def start(orders: Ingest) -> Worker:
    """Make ready one process."""
    return Worker(
        orders,
        Validator(orders.mapping, orders.profile, orders.as_of, orders.field_limit),
        tuple(compactor(orders.profile, orders.holder, fields) for fields in orders.fields),
    )


class Piece(msgspec.Struct, frozen=True):
    """One batch and its number in the run."""

    number: int
    batch: RawBatch


class Taken(msgspec.Struct, frozen=True):
    """What became of one batch: how many rows were read, and those in quarantine."""

    source: int
    read: int
    rejected: pl.DataFrame


def take_in(worker: Worker, piece: Piece) -> Taken:
    """Validate one batch, make it compact and spill it."""
    orders, batch = worker.orders, piece.batch
    fields = orders.fields[batch.source]
    valid, rejected = worker.validator.validate(batch, fields)
    rows, events = compact(valid, worker.makers[batch.source])
    orders.spill.write(EVENTS, piece.number, events)
    spill_rows(orders.spill, piece.number, rows)
    if orders.texts:
        seal(orders.spill, piece.number, valid, rows)
    return Taken(batch.source, batch.read, rejected)


def spill_rows(spill: Spill, number: int, rows: pl.DataFrame) -> None:
    """Spill compact rows by cohort."""
    for (month,), part in rows.sort("cohort").group_by("cohort", maintain_order=True):
        spill.write(rows_kind(month_name(int(str(month)))), number, part)


def seal(spill: Spill, number: int, valid: pl.DataFrame, rows: pl.DataFrame) -> None:
    """Seal what the text engine must know of tickets whose text may be read, and their texts."""
    chosen = rows.filter("may_have_text").select("row", "pin_key")
    if not chosen.height:
        return
    pins = chosen.get_column("pin_key").to_list()
    said = chosen.join(valid, on="row", how="left", maintain_order="left")
    known = [
        (pin, known_of(row)) for pin, row in zip(pins, said.iter_rows(named=True), strict=True)
    ]
    spill.seal(SEEDS, number, known)
    own = [name for name in TEXT_FIELDS if name in said.columns]
    if own:
        rows_of_text = said.select(own).iter_rows(named=True)
        texts = [
            (pin, {name: text for name, text in row.items() if text})
            for pin, row in zip(pins, rows_of_text, strict=True)
        ]
        spill.seal(OWN_TEXTS, number, texts)
