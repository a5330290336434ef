"""Real exports of three cities through the whole path: `make real` without its servers.

What the API answers is compared with counts taken from the CSV by other code (the csv
module), and no address, coordinate or request number of the input may be in a released byte.
"""

import csv
import json
import re
import subprocess
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.lib.pipeline import run
from tests.lib.servers import BIN, ROOT, api, environment, free_port, served
from tests.lib.shared import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.xdist_group("real")]
CITIES: Final = ("nyc", "sf", "baltimore")
DISTANCE: Final = 16  # the farthest that the wide table moves a count; 8 and 9 for the fine
CLOSED: Final = {
    "nyc": ("Status", {"Closed"}, "Closed Date", "Created Date"),
    "sf": ("status", {"Closed"}, "closed_date", "created_date"),
    "baltimore": ("SRStatus", {"Closed"}, "CloseDate", "CreatedDate"),
}
SECRET_COLUMNS: Final = {
    "nyc": ("Unique Key", "Incident Address", "BBL", "Latitude", "Longitude", "Location"),
    "sf": ("unique_key", "incident_address", "location", "latitude", "longitude"),
    "baltimore": (
        "SRRecordID",
        "ServiceRequestNum",
        "Address",
        "GeoLocation",
        "Latitude",
        "Longitude",
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("real")
    done = subprocess.run(
        [ROOT / ".ci" / "real", BIN, base, str(SHARED), "0", "build"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return base / "real"


@pytest.fixture(scope="module")
def rows() -> dict[str, list[dict[str, str]]]:
    assert SHARED is not None
    tables = {}
    for city in CITIES:
        with (SHARED / "us311" / f"{city}311.csv").open(encoding="utf-8-sig", newline="") as file:
            tables[city] = list(csv.DictReader(file))
    return tables


@pytest.fixture(scope="module", params=CITIES)
def asked(request: pytest.FixtureRequest, home: Path) -> Iterator[tuple[str, str]]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with served(api(home / request.param / "public", port), f"{url}/v1/health"):
        yield request.param, url


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310  -- loopback
        return json.loads(answer.read())


def bundle(home: Path, city: str) -> dict[str, Any]:
    path = home / city / "bundles" / city / "bundle.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("city", CITIES)
def test_every_row_of_the_export_is_accounted_for(
    home: Path, rows: dict[str, list[dict[str, str]]], city: str
) -> None:
    tally = bundle(home, city)["tally"]
    assert tally["read"] == len(rows[city])
    assert (
        tally["read"] == tally["accepted"] + sum(tally["set_aside"].values()) + tally["quarantined"]
    )
    status, closed, _, _ = CLOSED[city]
    open_rows = sum(row[status] not in closed for row in rows[city])
    assert tally["set_aside"].get("not_closed", 0) == pytest.approx(
        open_rows, abs=open_rows * 0.01 + 5
    )
    # Only true errors wait: impossible dates, and a closed row without a closing time.
    assert tally["quarantined"] <= len(rows[city]) * 0.02


def test_one_release_each_and_it_verifies(home: Path) -> None:
    for city in CITIES:
        (release,) = (home / city / "public" / "releases").iterdir()
        assert run("publish", "verify", release, home=home / city).code == 0


def test_the_api_counts_what_the_file_holds_within_the_protections_reach(
    asked: tuple[str, str], rows: dict[str, list[dict[str, str]]], home: Path
) -> None:
    city, url = asked
    status, closed, closing, _ = CLOSED[city]
    cohorts = bundle(home, city)["cohorts"]
    total = sum(note["rows"] for note in cohorts.values())
    at_most = sum(row[status] in closed and row[closing] != "" for row in rows[city])
    assert 0.97 * at_most <= total <= at_most
    compared = 0
    busiest = Counter({month: note["rows"] for month, note in cohorts.items()}).most_common(12)
    for month, true in busiest:
        page = get(_city_total(url, month))
        (row,) = page["data"]
        assert abs(row["n"] - true) <= DISTANCE
        assert row["n"] not in {1, 2}
        compared += 1
    assert compared >= 6


def _city_total(url: str, month: str) -> str:
    """Return the question for the city's total, whatever dimensions the city declares."""
    view = get(f"{url}/v1/datasets/intake_volume")["data"]["views"][0]
    # The first code of an axis is its total, or the city where places begin with it.
    totals = "".join(f"&{axis['dimension']}={axis['codes'][0]}" for axis in view["axes"])
    return f"{url}/v1/datasets/intake_volume/observations?view={view['id']}&time={month}{totals}"


def test_what_the_city_does_not_ask_is_not_collected_and_never_zero(asked: tuple[str, str]) -> None:
    _, url = asked
    datasets = {row["id"] for row in get(f"{url}/v1/datasets")["data"]}
    assert "three_rates" in datasets
    page = get(f"{url}/v1/datasets/three_rates/observations?limit=5&time=latest")
    assert page["data"]
    for row in page["data"]:
        assert row["satisfaction_dissatisfied"] is None
        assert row["status"]["satisfaction_dissatisfied"] == "not_collected"


@pytest.mark.parametrize("city", CITIES)
def test_no_address_coordinate_or_number_of_the_input_is_in_a_released_byte(
    home: Path, rows: dict[str, list[dict[str, str]]], city: str
) -> None:
    public = home / city / "public"
    data = b"\n".join(path.read_bytes() for path in sorted(public.rglob("*")) if path.is_file())
    words = set(re.findall(rb"[0-9A-Za-z][0-9A-Za-z .,()/-]{6,}", data))
    text = b"\n".join(words)
    secrets = {
        value
        for row in rows[city]
        for column in SECRET_COLUMNS[city]
        if len(value := row[column].strip()) >= 8 and re.search("[0-9]", value)
    }
    assert len(secrets) > 2_000
    assert [value for value in secrets if value.encode() in text] == []


def test_a_missing_export_is_said_with_the_way_out(tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / ".ci" / "real", BIN, tmp_path, tmp_path / "nowhere", "0", "build"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "SHARED=" in done.stderr
