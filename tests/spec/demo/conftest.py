"""One small demo for all tests of this folder."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from anonymize.demo.make import make
from anonymize.demo.plan import Plan, parse
from publish.profile import Profile, load_profile

UNTIL = "2026-09"
TICKETS = 5000


def plan_of(profile: Profile, **changes: Any) -> Plan:
    until = parse(UNTIL)
    assert until is not None
    given: dict[str, Any] = {
        "tickets": TICKETS,
        "seed": 7,
        "until": until,
        "zone": profile.timezone,
        "text_months": 2,
    }
    return Plan(**(given | changes))


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile("beijing-demo")


@pytest.fixture(scope="session")
def demo(profile: Profile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demo")
    make(profile, plan_of(profile), directory)
    return directory


@pytest.fixture(scope="session")
def tickets(demo: Path) -> pl.DataFrame:
    return pl.read_parquet(demo / "tickets.parquet")


@pytest.fixture(scope="session")
def truth(demo: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((demo / "truth.json").read_text(encoding="utf-8"))
    return loaded


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def texts(demo: Path) -> list[dict[str, Any]]:
    return lines(demo / "texts.jsonl")


@pytest.fixture(scope="session")
def spans(demo: Path) -> list[dict[str, Any]]:
    return lines(demo / "spans.jsonl")
