"""What truth.json says is what an independent recount of the file finds."""

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from publish.profile import Profile
from tests.spec.demo.conftest import TICKETS, UNTIL
from tests.spec.demo.recount import fates, final_month, parts


@pytest.fixture(scope="session")
def told(tickets: pl.DataFrame, profile: Profile, truth: dict[str, Any]) -> list[str]:
    end = datetime.fromisoformat(truth["as_of"]).replace(tzinfo=ZoneInfo(profile.timezone))
    return fates(tickets, profile, end, UNTIL)


@pytest.fixture(scope="session")
def entering(tickets: pl.DataFrame, told: list[str]) -> dict[str, list[dict[str, Any]]]:
    cohorts: dict[str, list[dict[str, Any]]] = {}
    for row, fate in zip(tickets.to_dicts(), told, strict=True):
        if fate == "enters":
            cohorts.setdefault(final_month(row), []).append(row)
    return cohorts


def test_every_row_has_one_fate_and_the_truth_knows_how_many(
    told: list[str], truth: dict[str, Any]
) -> None:
    counted = Counter(told)
    assert counted.total() == truth["rows"] == TICKETS
    assert counted["enters"] == truth["accepted"]
    assert counted["quarantined"] == truth["quarantined"]
    assert truth["quarantined"] == sum(
        kind["rows"] for kind in truth["quarantined_by_kind"].values()
    )
    for fate, number in truth["set_aside"].items():
        assert counted[fate] == number, fate


def test_every_fate_but_late_occurs(told: list[str]) -> None:
    assert set(told) >= {
        "enters", "waiting", "not_closed", "copy", "repeat", "superseded", "quarantined",
    }  # fmt: skip


def test_cohorts_count_what_entered(
    entering: dict[str, list[dict[str, Any]]], truth: dict[str, Any]
) -> None:
    assert {month: len(rows) for month, rows in entering.items()} == {
        month: cohort["n"] for month, cohort in truth["cohorts"].items()
    }
    assert len(truth["cohorts"]) == 37
    assert max(truth["cohorts"]) == UNTIL


def test_districts_and_categories_add_up(
    entering: dict[str, list[dict[str, Any]]], truth: dict[str, Any], profile: Profile
) -> None:
    area, category = profile.codelists["area"], profile.codelists["category"]
    for month, rows in entering.items():
        found: dict[str, Counter[str]] = {}
        for row in rows:
            text = row["district_code"]
            code = area.resolve(text, level="district") if text else "110000U"
            top = category.resolve(row["category_l1"], level="l1")
            found.setdefault(code or "?", Counter())[top or "?"] += 1
        districts = truth["cohorts"][month]["districts"]
        assert {code: dict(tops) for code, tops in found.items()} == {
            code: district["category_l1"] for code, district in districts.items()
        }
        assert {code: tops.total() for code, tops in found.items()} == {
            code: district["n"] for code, district in districts.items()
        }


def test_channels_and_answers_add_up(
    entering: dict[str, list[dict[str, Any]]], truth: dict[str, Any], profile: Profile
) -> None:
    lists = profile.codelists
    for month, rows in entering.items():
        cohort = truth["cohorts"][month]
        for field in ("channel", "demand_type"):
            assert parts([row[field] for row in rows], lists[field]) == cohort[field]
        kept = [row["resolved"] for row in rows if row["excluded_reason_code"] is None]
        resolution = parts(kept, lists["resolution"])
        if len(kept) < len(rows):
            resolution["excluded"] = len(rows) - len(kept)
        assert resolution == cohort["resolution"]
        assert (
            parts([r["satisfied"] for r in rows], lists["satisfaction"]) == cohort["satisfaction"]
        )


def test_texts_are_counted(
    texts: list[dict[str, Any]], tickets: pl.DataFrame, truth: dict[str, Any]
) -> None:
    with_text = tickets.filter(pl.col("ticket_id").is_in([text["ticket_id"] for text in texts]))
    assert with_text.height == truth["texts"]["tickets"]
    consented = with_text.filter(pl.col("publish_consent") == "是").height
    assert consented == truth["texts"]["consented"]


def test_bad_rows_stay_far_under_the_limit(truth: dict[str, Any]) -> None:
    assert 0 < truth["quarantined"] < 0.003 * truth["rows"]
    assert len(truth["quarantined_by_kind"]) == 11
