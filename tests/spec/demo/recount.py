"""A second, slow reading of the law on fates (domain.md §4), row by row, from the file alone."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from publish.profile import Codelist, Profile

Row = dict[str, Any]
_OPEN = {"in_progress", "transferred"}
_MOMENTS = ("received_at", "dispatched_at", "closed_at", "callback_at", "first_contact_at")


def final_month(row: Row) -> str:
    closed: datetime = row["closed_at"]
    called: datetime | None = row["callback_at"]
    last_day = closed.date() + timedelta(days=15)
    final = called.date() if called and called.date() <= last_day else last_day
    return final.strftime("%Y-%m")


def known(codelist: Codelist, text: str | None, level: str, under: str | None = None) -> bool:
    return text is None or codelist.resolve(text, level=level, under=under) is not None


def fault(row: Row, profile: Profile, end: datetime) -> str | None:
    lists = profile.codelists
    status = lists["status"].resolve(row["status"] or "")
    dates = [row[name] for name in _MOMENTS if row[name] is not None]
    place = row["district_code"]
    district = lists["area"].resolve(place, level="district") if place else None
    faults = {
        "date": any(moment.year < 2000 or moment >= end for moment in dates),
        "status": bool(row["status"]) and status is None,
        "district": not known(lists["area"], place, "district"),
        "street": not known(lists["area"], row["street_code"], "street", district),
        "category": not known(lists["category"], row["category_l1"], "l1"),
        "channel": not known(lists["channel"], row["channel"], "code"),
    }
    return next((name for name, found in faults.items() if found), _order_fault(row, status))


def _order_fault(row: Row, status: str | None) -> str | None:
    closed, called = row["closed_at"], row["callback_at"]
    if status == "closed" and closed is None:
        return "no closing"
    if closed and closed < row["received_at"]:
        return "closed before received"
    if closed and called and called < closed:
        return "called before closed"
    return None


def fates(frame: pl.DataFrame, profile: Profile, end: datetime, until: str) -> list[str]:
    """Return the fate of each row, in the order of the file."""
    rows = frame.to_dicts()
    told: list[str | None] = [_alone(row, profile, end) for row in rows]
    by_id: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if told[place] is None:
            by_id.setdefault(row["ticket_id"], []).append(place)
    for places in by_id.values():
        _together(rows, places, told)
    late = [place for place, fate in enumerate(told) if fate is None]
    for place in late:
        told[place] = "waiting" if final_month(rows[place]) > until else "enters"
    return [fate or "" for fate in told]


def _alone(row: Row, profile: Profile, end: datetime) -> str | None:
    if fault(row, profile, end):
        return "quarantined"
    if profile.codelists["status"].resolve(row["status"] or "") in _OPEN:
        return "not_closed"
    if row["secrecy_class"] in {"涉密", "涉军"}:
        return "secrecy"
    return None


def _together(rows: list[Row], places: list[int], told: list[str | None]) -> None:
    mains = [place for place in places if rows[place]["ticket_role"] in {None, "主办"}]
    if mains:
        for place in set(places) - set(mains):
            told[place] = "copy"
        places = mains
    seen: dict[Any, int] = {}
    for place in places:
        closed = rows[place]["closed_at"]
        if closed not in seen:
            seen[closed] = place
        elif rows[seen[closed]] == rows[place]:
            told[place] = "repeat"
        else:
            told[place] = told[seen[closed]] = "quarantined"
    months: dict[str, list[int]] = {}
    for place in places:
        if told[place] is None:
            months.setdefault(final_month(rows[place]), []).append(place)
    for same in months.values():
        for place in sorted(same, key=lambda place: rows[place]["closed_at"])[:-1]:
            told[place] = "superseded"


def parts(values: list[str | None], codelist: Codelist) -> dict[str, int]:
    coded = [codelist.resolve(value) if value else "none" for value in values]
    return dict(Counter(code or "?" for code in coded))
