"""What publish accepts: the only things that can cross from the restricted zone.

A bundle is a directory::

    bundle.sha256                        the digest of bundle.json, written last
    bundle.json                          one Bundle, canonical JSON
    cohorts/<YYYY-MM>/tickets.parquet    the columns of COLUMNS, one row a ticket
    cohorts/<YYYY-MM>/texts.jsonl        CaseText, one a line: text that a person cleared

No name, number, address, exact time, ticket number or uncleared text has a column here,
and a file with a column that is not listed is refused. So is a bundle with any other file.
"""

import hashlib
import re
from typing import Final

import msgspec

FORMAT: Final = 1
NAME: Final = "bundle.json"
SEAL: Final = "bundle.sha256"
_MONTH: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: its type, and what its codes are codes of."""

    dtype: str  # u8 | u32 | u64 | bool | bytes16 | code
    codelist: str | None = None
    family: str | None = None
    nullable: bool = False


def _codes(*names: str) -> dict[str, Column]:
    return {name: Column(dtype="code", codelist=name) for name in names}


def _parts(*names: str) -> dict[str, Column]:
    return {name: Column(dtype="code", family=name) for name in names}


DIMENSION_COLUMNS: Final = _codes(
    "area",
    "category",
    "unit",
    "channel",
    "demand_type",
    "caller_kind",
    "media_kind",
    "disposition",
    "source_hotline",
    "transferred_to",
    "urgency_class",
    "dispatch_route",
    "outcome",
    "unresolvable_reason",
    "exclusion_reason",
    "sector",
    "seven_five",
    "topic",
    "theme",
)
FAMILY_COLUMNS: Final = _parts(
    "resolution",
    "satisfaction",
    "response",
    "on_time",
    "duration",
    "lag",
    "feedback",
    "extended",
    "overdue",
    "handed_over",
    "multi_unit",
    "contacted",
    "dispatched",
    "called_back",
    "pre_consulted",
)
COLUMNS: Final[dict[str, Column]] = {
    "record_key": Column(dtype="u32"),  # of the cohort, keyed
    "caller_key": Column(dtype="u64", nullable=True),  # of the cohort, keyed; null: no caller known
    "enterprise_key": Column(dtype="u64", nullable=True),
    "sample": Column(dtype="bool"),  # the keyed half from which case rows may come
    "pin_key": Column(dtype="bytes16"),  # of the series, keyed; never published
    "case_row": Column(dtype="bool"),  # false: counted, never a case row
    "text_state": Column(dtype="code"),  # one of TEXT_STATES
    "received_day": Column(dtype="u8"),  # day of receipt in the cohort month, else 0
    **DIMENSION_COLUMNS,
    **FAMILY_COLUMNS,
}
TEXT_STATES: Final = ("none", "dropped", "cleared", "review", "quarantined")


class SourceNote(msgspec.Struct, frozen=True, kw_only=True):
    """One input of a run, named by digest alone."""

    sha256: str
    rows: int


class CohortNote(msgspec.Struct, frozen=True, kw_only=True):
    """One cohort of a bundle and how complete it is."""

    rows: int
    sha256: str  # of tickets.parquet
    texts_sha256: str
    key_fingerprint: str
    unlocated: int
    quarantined: int
    districts_expected: int
    districts_present: int
    not_collected: tuple[str, ...] = ()  # districts released without, by a named person
    not_collected_by: str | None = None

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        if min(self.rows, self.unlocated, self.quarantined) < 0 or self.unlocated > self.rows:
            message = "a cohort's counts do not add up"
            raise ValueError(message)


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Where every row read went: read = accepted + set aside + quarantined."""

    read: int
    accepted: int
    set_aside: dict[str, int]
    quarantined: int

    def __post_init__(self) -> None:
        """Refuse a tally that loses a row."""
        if self.read != self.accepted + sum(self.set_aside.values()) + self.quarantined:
            message = "read differs from accepted + set aside + quarantined"
            raise ValueError(message)


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What bundle.json says."""

    format: int
    profile: str
    profile_digest: str
    mapping: str
    as_of: str
    demonstration: bool
    collected: tuple[str, ...]  # the columns that the source has; the others are null
    sources: tuple[SourceNote, ...]
    cohorts: dict[str, CohortNote]
    tally: Tally
    versions: dict[str, str]

    def __post_init__(self) -> None:
        """Refuse unknown columns and impossible months."""
        if not set(self.collected) <= set(COLUMNS):
            message = "a collected column is not one that publish accepts"
            raise ValueError(message)
        if any(not _MONTH.fullmatch(month) for month in self.cohorts):
            message = "a cohort is not a month of the form YYYY-MM"
            raise ValueError(message)


class TextNote(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a hand-over of texts."""

    rows: int
    sha256: str


class TextHandOver(msgspec.Struct, frozen=True, kw_only=True):
    """What hand-over.json says: texts that persons cleared, and what was taken back since.

    A directory of its own, beside bundles, since people decide after a bundle has left::

        hand-over.json                   one TextHandOver, canonical JSON
        hand-over.sha256                 its sha256 in hex, written last
        cohorts/<YYYY-MM>/texts.jsonl    CaseText, one a line, by pin key
        withdrawn.jsonl                  TakenBack, one a line: the whole list to date
    """

    format: int
    profile: str
    profile_digest: str
    as_of: str
    demonstration: bool
    texts: dict[str, TextNote]  # by cohort
    withdrawn: TextNote
    decisions_head: str  # of the journal of decisions, so that no end of it can be cut off
    versions: dict[str, str]

    def __post_init__(self) -> None:
        """Refuse impossible months."""
        if any(not _MONTH.fullmatch(month) for month in self.texts):
            message = "a cohort is not a month of the form YYYY-MM"
            raise ValueError(message)


class TakenBack(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket whose consent was withdrawn, or to which a third party objected."""

    pin_key: str  # hex
    kind: str  # withdrawal: no text; objection: neither text nor case row


class CaseText(msgspec.Struct, frozen=True, kw_only=True):
    """A text that a person cleared, with typed slots in place of secrets, places and dates."""

    pin_key: str  # hex
    content_sha256: str  # keyed: it tells whether the ticket's texts changed, and no text
    text_sha256: str  # of the redacted texts below, as the decision has it
    reviewer: str
    policy_version: str
    title: str
    content: str
    handling_result: str
    reply: str


def canonical(value: msgspec.Struct) -> bytes:
    """Return the one JSON encoding of *value*: sorted keys, no spaces, a line end."""
    return msgspec.json.encode(value, order="sorted") + b"\n"


def seal(bundle: bytes) -> bytes:
    """Return what ``bundle.sha256`` says of the bytes of ``bundle.json``; sha256sum reads it."""
    return f"{hashlib.sha256(bundle).hexdigest()}  {NAME}\n".encode("ascii")
