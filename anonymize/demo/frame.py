"""From rows in the making to the columns of the file, under our field names."""

from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from anonymize.demo import bad_rows
from anonymize.demo.answers import RESOLUTION, SATISFACTION
from anonymize.demo.city import City
from anonymize.demo.columns import labels, listed, moments, numbers, yes_no
from anonymize.demo.draw import Ints
from anonymize.demo.identity import identity, incident, staff
from anonymize.demo.plan import Plan
from anonymize.demo.rows import NOTHING, Rows

MOMENTS: Final = (
    "received_at", "dispatched_at", "first_contact_at", "interim_report_at", "callback_at",
    "closed_at", "due_contact_at", "due_at", "objection_raised_at", "whistle_at",
    "transfer_at", "answered_at", "referred_at",
)  # fmt: skip
_CODED: Final = (
    "source_hotline", "transferred_to", "channel", "media_kind", "demand_type", "disposition",
    "urgency_class", "topic_id", "theme_tag", "caller_kind", "dispatch_route",
    "objection_outcome", "objection_reason_code", "extension_reason_code",
    "coordination_level", "transfer_kind", "central_unit_kind", "risk_class", "trigger_kind",
    "adoption_status", "difficulty", "excluded_reason_code", "outcome_class",
    "unresolvable_reason_code", "secrecy_class", "commercial_flags",
)  # fmt: skip
_SYSTEMS: Final = ("热线受理平台", "网络受理平台", "区级交换平台")
_BY_CODE: Final = 2  # the system that writes codes of places, not names
_STATUS: Final = ("closed", "in_progress", "transferred")
_AS_WRITTEN: Final = {"closed": "回复完成", "in_progress": "办理中", "transferred": "已转派"}
_ROLES: Final = ("main", "assisting", "forwarded")
_LAWS: Final = (
    "物业管理条例第三十四条",
    "消费者权益保护法第二十四条",
    "城市供热条例第十九条",
    "噪声污染防治法第八十二条",
)
_UNKNOWN: Final = "旧系统代码-未登记"


def to_frame(city: City, plan: Plan, rows: Rows) -> pl.DataFrame:
    """Return the rows as they are written: texts, moments and whole numbers, in file order."""
    system = np.where(rows["by_phone"], 0, np.where(rows["identity"] > 0.8, _BY_CODE, 1))
    columns: dict[str, pl.Series] = {
        "ticket_id": ids(rows["month"], rows["sequence"]),
        "repeat_of": ids(rows["month"], rows["repeat_of"]),
        "source_system": labels(_SYSTEMS, system),
        **{name: moments(rows[name], plan.zone) for name in MOMENTS},
        **{name: _coded(city, rows, name) for name in _CODED if name in city.lists},
        **_place(city, rows, system == _BY_CODE),
        **_subject(city, rows),
        **_status(city, rows),
        **identity(city, rows, plan.seed),
        **incident(city, rows, plan.seed),
        **staff(city, rows),
        **_units(city, rows),
        **_flags(city, rows),
    }
    frame = pl.DataFrame([series.alias(name) for name, series in columns.items()])
    return _spoilt(frame, rows["bad"])


def ids(month: Ints, sequence: Ints) -> pl.Series:
    """Return ticket numbers: a month, then a running number; none where that is negative."""
    head = (2000 + month // 12) * 100 + month % 12 + 1
    numbered = head * 10**9 + 10**8 + sequence
    return numbers(np.where(sequence < 0, NOTHING, numbered)).cast(pl.String)


def _coded(city: City, rows: Rows, name: str) -> pl.Series:
    return labels(city.lists[name].labels, rows[name])


def _place(city: City, rows: Rows, by_code: NDArray[np.bool_]) -> dict[str, pl.Series]:
    places = city.places
    shift = by_code.astype(np.int64)
    districts = [*places.district_labels, *places.district_codes]
    streets = [*places.street_labels, *places.street_codes]
    return {
        "district_code": labels(districts, _or_code(rows["district"], shift, len(districts) // 2)),
        "street_code": labels(streets, _or_code(rows["street"], shift, len(streets) // 2)),
    }


def _or_code(place: Ints, shift: Ints, size: int) -> Ints:
    return np.where(place < 0, NOTHING, place + shift * size)


def _subject(city: City, rows: Rows) -> dict[str, pl.Series]:
    categories, leaf = city.categories, rows["leaf"]
    columns = {
        f"category_l{level + 1}": labels(names, np.where(rows["depth"] > level, leaf, NOTHING))
        for level, names in enumerate(categories.levels[:3])
    }
    codes = city.profile.codelists.get("seven_five")
    if codes is not None:
        known = [codes.get(c).zh if c and c in codes else None for c in categories.seven_five]
        columns["seven_five"] = labels(known, leaf)
        columns["tags"] = labels([f"七有五性;{label}" if label else None for label in known], leaf)
    return columns


def _status(city: City, rows: Rows) -> dict[str, pl.Series]:
    columns: dict[str, pl.Series] = {}
    for field, codes, column in (("status", _STATUS, "status"), ("ticket_role", _ROLES, "role")):
        codelist = city.profile.codelists.get(field)
        if codelist is None:
            continue
        written = [
            _AS_WRITTEN[code]
            if codelist.resolve(_AS_WRITTEN.get(code, "")) == code
            else (codelist.get(code).zh if code in codelist else None)
            for code in codes
        ]
        columns[field] = labels([*written, _UNKNOWN], rows[column])
    return columns


def _units(city: City, rows: Rows) -> dict[str, pl.Series]:
    units = city.units.labels
    main = np.where(rows["dispatched"], rows["main_unit"], NOTHING)
    of_class = city.units.of_class[rows["main_unit"]]
    blown = np.where(rows["called_units"] < 0, NOTHING, rows["sequence"])
    whistle = ids(rows["month"] + 1200, blown)
    return {
        "first_unit_id": labels(units, np.where(rows["dispatched"], rows["first_unit"], NOTHING)),
        "main_unit_id": labels(units, main),
        "co_units": listed(labels(units, rows["co_first"]), labels(units, rows["co_second"])),
        "unit_class": labels(city.units.class_labels, np.where(main < 0, NOTHING, of_class)),
        "whistle_id": whistle,
        "redispatch_count": numbers(rows["redispatch_count"]),
        "extension_days": numbers(rows["extension_days"]),
        "called_units": numbers(rows["called_units"]),
        "arrived_units": numbers(rows["arrived_units"]),
        "dual_score_whistle": numbers(rows["dual_score_whistle"]),
        "dual_score_arrive": numbers(rows["dual_score_arrive"]),
    }


def _flags(city: City, rows: Rows) -> dict[str, pl.Series]:
    answers: dict[str, tuple[str, tuple[str, ...]]] = {
        "resolved": ("resolution", RESOLUTION),
        "satisfied": ("satisfaction", SATISFACTION),
    }
    sectors = city.lists.get("sector_code")
    sector = np.where(rows["firm"] < 0, NOTHING, city.sectors[rows["firm"]])
    told = {
        name: yes_no(rows[name])
        for name in (
            "is_anonymous", "confidential_request", "publish_consent", "pre_consulted",
            "extended", "responded",
        )
    }  # fmt: skip
    return {
        **told,
        "risk_flag": yes_no((rows["risk_class"] >= 0).astype(np.int64)),
        "proactive": yes_no((rows["trigger_kind"] >= 0).astype(np.int64)),
        **{
            field: labels([city.answers[family][part] for part in parts], rows[field])
            for field, (family, parts) in answers.items()
            if family in city.answers
        },
        **({"sector_code": labels(sectors.labels, sector)} if sectors else {}),
        "legal_basis": labels(_LAWS, rows["legal"]),
        "rulebook_version": _rulebook(city, len(sector)),
    }


def _rulebook(city: City, size: int) -> pl.Series:
    versions: list[Any] = [rulebook.version for rulebook in city.profile.rulebooks.values()]
    return pl.Series([versions[0] if versions else None], dtype=pl.String).new_from_index(0, size)


def _spoilt(frame: pl.DataFrame, bad: Ints) -> pl.DataFrame:
    """Write what no codelist knows into the spoilt rows."""
    places = {
        kind: pl.Series(bad == number) for number, kind in enumerate(bad_rows.NAMES)
        if kind.startswith("unknown_") and kind != "unknown_status"
    }  # fmt: skip
    changed = [
        frame[field].set(where, _UNKNOWN)
        for kind, where in places.items()
        if (field := bad_rows.KINDS[kind]) in frame.columns and where.any()
    ]
    return frame.with_columns(changed)
