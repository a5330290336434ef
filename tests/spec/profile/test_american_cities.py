"""Every value of the three real exports has a code; nothing below the district has a level."""

import csv
import tomllib
from collections.abc import Iterator
from typing import Final

import pytest

from publish.profile import UNLOCATED, Profile, load_profile
from publish.profile_fields import CODED
from tests.lib.shared import SHARED, needs_shared

FILES: Final = {"nyc": "nyc311.csv", "sf": "sf311.csv", "baltimore": "baltimore311.csv"}
LEVELS: Final = {
    "district_code": "district",
    "category_l1": "l1",
    "category_l2": "l2",
    "main_unit_id": "unit",
}
CLOSED: Final = {"nyc": 2462, "sf": 9630, "baltimore": 9567}
NOWHERE: Final = {"nyc": 3, "sf": 4273, "baltimore": 888}


def rows(city: str) -> Iterator[dict[str, str]]:
    assert SHARED is not None
    with (SHARED / "us311" / FILES[city]).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def coded(city: str) -> tuple[Profile, dict[str, str], dict[str, dict[str, str]], list[str]]:
    profile = load_profile(city)
    with profile.mappings[profile.default_mapping].open("rb") as file:
        table = tomllib.load(file)
    return profile, table["fields"], table.get("values", {}), table["missing"]


@needs_shared
@pytest.mark.parametrize("city", FILES)
def test_every_value_of_a_coded_column_has_exactly_one_code(city: str) -> None:
    profile, fields, values, missing = coded(city)
    strange = set()
    for row in rows(city):
        first: str | None = None
        for field, header in fields.items():
            if field not in CODED or row[header] in missing:
                continue
            codelist = profile.codelists[CODED[field]]
            code = values.get(field, {}).get(row[header]) or codelist.resolve(
                row[header],
                level=LEVELS.get(field),
                under=first if field == "category_l2" else None,
            )
            if field == "category_l1":
                first = code
            if code is None:
                strange.add((field, row[header]))
    assert strange == set()


@needs_shared
@pytest.mark.parametrize("city", FILES)
def test_only_what_is_really_closed_is_closed(city: str) -> None:
    _, fields, values, _ = coded(city)
    closed = [row for row in rows(city) if values["status"][row[fields["status"]]] == "closed"]
    assert {row[fields["status"]] for row in closed} == {"Closed"}
    assert len(closed) == CLOSED[city]


@needs_shared
@pytest.mark.parametrize("city", FILES)
def test_a_placeholder_for_a_district_is_no_place(city: str) -> None:
    profile, fields, _, missing = coded(city)
    area = profile.codelists["area"]
    nowhere = 0
    for row in rows(city):
        text = row[fields["district_code"]]
        code = None if text in missing else area.resolve(text, level="district")
        nowhere += code is None or area.get(code).kind == UNLOCATED
    assert nowhere == NOWHERE[city]


@pytest.mark.parametrize("city", FILES)
def test_places_end_at_the_district_and_no_total_is_exact(city: str) -> None:
    profile = load_profile(city)
    assert profile.codelists["area"].levels == ("city", "district")
    assert profile.exact == ()


@pytest.mark.parametrize("city", FILES)
def test_the_rates_are_declared_so_that_their_answer_is_not_collected(city: str) -> None:
    profile = load_profile(city)
    dataset = profile.datasets["three_rates"]
    assert dataset.rates == ("response", "resolution", "satisfaction")
    with profile.mappings[profile.default_mapping].open("rb") as file:
        fields = tomllib.load(file)["fields"]
    assert not {"resolved", "satisfied", "responded", "caller_phone"} & set(fields)
