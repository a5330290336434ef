"""The three real exports, counted by other code: only what is closed may enter."""

import csv
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from anonymize import limits, mapping
from anonymize.checking import Check, Checked, check
from anonymize.cli import main
from publish.profile import load_profile
from tests.lib.shared import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.shared]
CITIES = {"nyc": "nyc311", "sf": "sf311", "baltimore": "baltimore311"}


def export(city: str) -> Path:
    assert SHARED is not None
    return SHARED / "us311" / f"{CITIES[city]}.csv"


def rows(city: str) -> list[dict[str, str]]:
    with export(city).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def result(city: str) -> Checked:
    profile = load_profile(city)
    return check(
        Check(
            sources=[str(export(city))],
            mapping=mapping.load(CITIES[city], profile),
            profile=profile,
            as_of=date(2026, 11, 24),
            limit=limits.Limit(share=0.02, min_rows=50, min_bad=5),
        )
    )


def test_new_york_only_closed_enters() -> None:
    found = result("nyc")
    closed = sum(row["Status"] == "Closed" for row in rows("nyc"))
    assert closed == 2_462
    assert (found.read, found.accepted) == (5_895, closed)
    assert found.set_aside == {"not_closed": 5_895 - closed}


def test_san_francisco_closed_before_created_is_quarantined() -> None:
    found = result("sf")
    closed = [row for row in rows("sf") if row["status"] == "Closed"]
    upside_down = sum(
        datetime.fromisoformat(row["closed_date"]) < datetime.fromisoformat(row["created_date"])
        for row in closed
    )
    assert upside_down == 17
    assert (found.read, found.quarantined) == (10_000, upside_down)
    assert found.accepted == len(closed) - upside_down
    assert found.set_aside == {"not_closed": 370}
    assert found.rejected["rule"].unique().to_list() == ["closed_before_received"]


def test_baltimore_duplicates_and_transfers_are_not_closed() -> None:
    found = result("baltimore")
    closed = sum(row["SRStatus"] == "Closed" for row in rows("baltimore"))
    assert (found.read, found.accepted, found.quarantined) == (10_000, closed, 0)
    assert found.set_aside == {"not_closed": 10_000 - closed}


def test_accepted_months_are_those_of_closing_and_half_a_month() -> None:
    found = result("baltimore")
    assert sum(found.cohorts.values()) == found.accepted
    closings = [
        datetime.strptime(row["CloseDate"], "%m/%d/%Y %I:%M:%S %p")  # noqa: DTZ007  -- local, as there
        for row in rows("baltimore")
        if row["SRStatus"] == "Closed"
    ]
    expected: dict[int, int] = {}
    for moment in closings:
        day = date.fromordinal(moment.toordinal() + 15)
        month = (day.year - 2000) * 12 + day.month - 1
        expected[month] = expected.get(month, 0) + 1
    assert found.cohorts == dict(sorted(expected.items()))


@pytest.mark.parametrize("city", CITIES)
def test_the_command_prints_one_object(
    city: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["check", str(export(city)), "--profile", city, "--as-of", "2026-11-24"]
    code = main([*words, "--json", "--home", str(tmp_path)])
    told = json.loads(capsys.readouterr().out)
    assert told["read"] == told["accepted"] + sum(told["set_aside"].values()) + told["quarantined"]
    assert code == told["exit"] == (4 if city == "sf" else 0)
