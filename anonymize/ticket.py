"""A closed ticket as the hotline keeps it: every field, its kind, and how secret it is.

The classes stand on the type itself. ``S0`` public code; ``S1`` quasi-identifier, generalised;
``S2`` personal or commercial, never leaves intake; ``S3`` sensitive, no case row; ``T`` free
text, scanned. Schema: ``domain.md`` §4.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal, get_args, get_type_hints

import msgspec

Kind = Literal["text", "code", "codes", "list", "moment", "flag", "whole", "number"]


class Sensitivity(StrEnum):
    """How secret a field is."""

    S0 = "S0"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    T = "T"


class Field(msgspec.Struct, frozen=True):
    """What a field holds. ``codelist`` and ``level`` say whose codes."""

    sensitivity: Sensitivity
    kind: Kind = "text"
    codelist: str | None = None
    level: str | None = None
    name: str = ""


def _made(sensitivity: Sensitivity) -> type["_Maker"]:
    return type(f"_{sensitivity}", (_Maker,), {"sensitivity": sensitivity})


class _Maker:
    """Makes the fields of one class, so that the type below reads like the table of the design."""

    sensitivity: Sensitivity

    @classmethod
    def text(cls) -> Field:
        return Field(cls.sensitivity)

    @classmethod
    def of(cls, kind: Kind) -> Field:
        return Field(cls.sensitivity, kind)

    @classmethod
    def code(cls, codelist: str, level: str | None = None) -> Field:
        return Field(cls.sensitivity, "code", codelist, level)

    @classmethod
    def codes(cls, codelist: str) -> Field:
        return Field(cls.sensitivity, "codes", codelist)


_S0: Final = _made(Sensitivity.S0)
_S1: Final = _made(Sensitivity.S1)
_S2: Final = _made(Sensitivity.S2)
_S3: Final = _made(Sensitivity.S3)
_T: Final = _made(Sensitivity.T)
Words = tuple[str, ...]


class RawTicket(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """One ticket as it was recorded. Its repr shows nothing but the row number."""

    row: int
    ticket_id: Annotated[str | None, _S2.text()] = None
    source_system: Annotated[str | None, _S0.text()] = None
    source_hotline: Annotated[str | None, _S0.code("source_hotline")] = None
    transferred_to: Annotated[str | None, _S0.code("transferred_to")] = None
    received_at: Annotated[datetime | None, _S1.of("moment")] = None
    dispatched_at: Annotated[datetime | None, _S1.of("moment")] = None
    first_contact_at: Annotated[datetime | None, _S1.of("moment")] = None
    interim_report_at: Annotated[datetime | None, _S1.of("moment")] = None
    callback_at: Annotated[datetime | None, _S1.of("moment")] = None
    closed_at: Annotated[datetime | None, _S1.of("moment")] = None
    due_contact_at: Annotated[datetime | None, _S1.of("moment")] = None
    due_at: Annotated[datetime | None, _S1.of("moment")] = None
    status: Annotated[str | None, _S0.code("status")] = None
    channel: Annotated[str | None, _S0.code("channel")] = None
    media_kind: Annotated[str | None, _S0.code("media_kind")] = None
    demand_type: Annotated[str | None, _S0.code("demand_type")] = None
    service_line: Annotated[str | None, _S0.text()] = None
    disposition: Annotated[str | None, _S0.code("disposition")] = None
    urgency_class: Annotated[str | None, _S0.code("urgency_class")] = None
    ticket_role: Annotated[str | None, _S0.code("ticket_role")] = None
    category_l1: Annotated[str | None, _S0.code("category", "l1")] = None
    category_l2: Annotated[str | None, _S0.code("category", "l2")] = None
    category_l3: Annotated[str | None, _S1.code("category", "l3")] = None
    tags: Annotated[Words | None, _S0.of("list")] = None
    seven_five: Annotated[str | None, _S0.code("seven_five")] = None
    topic_id: Annotated[str | None, _S0.code("topic")] = None
    theme_tag: Annotated[str | None, _S0.code("theme")] = None
    district_code: Annotated[str | None, _S0.code("area", "district")] = None
    street_code: Annotated[str | None, _S1.code("area", "street")] = None
    community: Annotated[str | None, _S2.text()] = None
    location_point: Annotated[str | None, _S2.text()] = None
    incident_address: Annotated[str | None, _S2.text()] = None
    lat: Annotated[str | None, _S2.text()] = None
    lon: Annotated[str | None, _S2.text()] = None
    caller_kind: Annotated[str | None, _S1.code("caller_kind")] = None
    caller_name: Annotated[str | None, _S2.text()] = None
    caller_phone: Annotated[str | None, _S2.text()] = None
    caller_account: Annotated[str | None, _S2.text()] = None
    caller_id_no: Annotated[str | None, _S2.text()] = None
    caller_address: Annotated[str | None, _S2.text()] = None
    caller_sex: Annotated[str | None, _S1.text()] = None
    caller_age: Annotated[str | None, _S2.text()] = None
    call_id: Annotated[str | None, _S2.text()] = None
    is_anonymous: Annotated[bool | None, _S0.of("flag")] = None
    confidential_request: Annotated[bool | None, _S0.of("flag")] = None
    publish_consent: Annotated[bool | None, _S0.of("flag")] = None
    third_parties: Annotated[Words | None, _S2.of("list")] = None
    company_name: Annotated[str | None, _S2.text()] = None
    uscc: Annotated[str | None, _S2.text()] = None
    sector_code: Annotated[str | None, _S0.code("sector")] = None
    commercial_flags: Annotated[Words | None, _S1.codes("commercial_flag")] = None
    title: Annotated[str | None, _T.text()] = None
    content: Annotated[str | None, _T.text()] = None
    handling_result: Annotated[str | None, _T.text()] = None
    reply: Annotated[str | None, _T.text()] = None
    callback_note: Annotated[str | None, _T.text()] = None
    attachments: Annotated[Words | None, _S2.of("list")] = None
    first_unit_id: Annotated[str | None, _S0.code("unit", "unit")] = None
    main_unit_id: Annotated[str | None, _S0.code("unit", "unit")] = None
    co_units: Annotated[Words | None, _S0.codes("unit")] = None
    unit_class: Annotated[str | None, _S0.code("unit", "class")] = None
    handler_name: Annotated[str | None, _S2.text()] = None
    agent_no: Annotated[str | None, _S2.text()] = None
    dispatch_route: Annotated[str | None, _S0.code("dispatch_route")] = None
    redispatch_count: Annotated[int | None, _S0.of("whole")] = None
    pre_consulted: Annotated[bool | None, _S0.of("flag")] = None
    objection_raised_at: Annotated[datetime | None, _S0.of("moment")] = None
    objection_outcome: Annotated[str | None, _S0.code("objection_outcome")] = None
    objection_reason_code: Annotated[str | None, _S0.code("objection_reason")] = None
    extended: Annotated[bool | None, _S0.of("flag")] = None
    extension_days: Annotated[int | None, _S0.of("whole")] = None
    extension_reason_code: Annotated[str | None, _S0.code("extension_reason")] = None
    whistle_id: Annotated[str | None, _S1.text()] = None
    whistle_at: Annotated[datetime | None, _S1.of("moment")] = None
    called_units: Annotated[int | None, _S1.of("whole")] = None
    arrived_units: Annotated[int | None, _S1.of("whole")] = None
    dual_score_whistle: Annotated[float | None, _S1.of("number")] = None
    dual_score_arrive: Annotated[float | None, _S1.of("number")] = None
    coordination_level: Annotated[str | None, _S0.code("coordination_level")] = None
    transfer_kind: Annotated[str | None, _S0.code("transfer_kind")] = None
    origin_region: Annotated[str | None, _S0.text()] = None
    dest_region: Annotated[str | None, _S0.text()] = None
    transfer_at: Annotated[datetime | None, _S0.of("moment")] = None
    answered_at: Annotated[datetime | None, _S0.of("moment")] = None
    central_unit_kind: Annotated[str | None, _S1.code("central_unit_kind")] = None
    referred_at: Annotated[datetime | None, _S1.of("moment")] = None
    risk_flag: Annotated[bool | None, _S3.of("flag")] = None
    risk_class: Annotated[str | None, _S3.code("risk_class")] = None
    proactive: Annotated[bool | None, _S0.of("flag")] = None
    trigger_kind: Annotated[str | None, _S0.code("trigger_kind")] = None
    deliberation_id: Annotated[str | None, _S0.text()] = None
    adoption_status: Annotated[str | None, _S0.code("adoption")] = None
    difficulty: Annotated[str | None, _S0.code("difficulty")] = None
    responded: Annotated[bool | None, _S0.of("flag")] = None
    resolved: Annotated[str | None, _S0.code("resolution")] = None
    satisfied: Annotated[str | None, _S0.code("satisfaction")] = None
    excluded_reason_code: Annotated[str | None, _S0.code("exclusion_reason")] = None
    outcome_class: Annotated[str | None, _S0.code("outcome")] = None
    unresolvable_reason_code: Annotated[str | None, _S0.code("unresolvable_reason")] = None
    legal_basis: Annotated[Words | None, _S0.of("list")] = None
    secrecy_class: Annotated[Words | None, _S3.codes("secrecy")] = None
    repeat_of: Annotated[str | None, _S2.text()] = None
    rulebook_version: Annotated[str | None, _S0.text()] = None

    def __repr__(self) -> str:
        """Show the row number and nothing of the ticket."""
        return f"RawTicket(row={self.row})"


def _fields() -> dict[str, Field]:
    hints = get_type_hints(RawTicket, include_extras=True)
    marked = {name: get_args(hint)[1] for name, hint in hints.items() if name != "row"}
    return {
        name: msgspec.structs.replace(field, name=name)
        for name, field in marked.items()
        if isinstance(field, Field)
    }


FIELDS: Final = _fields()
"""Every field of a ticket by name, in the order of the schema."""


def sensitivity(field: str) -> Sensitivity:
    """Return how secret *field* is; a field nobody declared counts as personal."""
    known = FIELDS.get(field)
    return known.sensitivity if known else Sensitivity.S2


def of_kind(*kinds: Kind) -> tuple[str, ...]:
    """Return the names of the fields of these kinds, in the order of the schema."""
    return tuple(name for name, field in FIELDS.items() if field.kind in kinds)
