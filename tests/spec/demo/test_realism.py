"""What makes the demo worth measuring on: seasons, sizes, rates, insistent callers, consent."""

from datetime import timedelta
from typing import Any

import polars as pl

from anonymize.demo.categories import Categories
from publish.profile import Profile


def test_heating_swells_in_winter_and_floods_in_summer(profile: Profile) -> None:
    categories = Categories(profile.codelists["category"])
    heating = [n for n, path in enumerate(categories.paths) if path.startswith("供热")]
    floods = [n for n, path in enumerate(categories.paths) if "防汛" in path]
    assert heating
    assert floods
    winter, summer = 11, 6
    assert (categories.season[heating, winter] > 5 * categories.season[heating, summer]).all()
    assert (categories.season[floods, summer] > 5 * categories.season[floods, winter]).all()
    assert len(set(categories.season.sum(axis=1).tolist())) >= 4


def test_every_district_is_heard_and_none_like_another(truth: dict[str, Any]) -> None:
    sizes: dict[str, int] = {}
    for cohort in truth["cohorts"].values():
        for code, district in cohort["districts"].items():
            sizes[code] = sizes.get(code, 0) + district["n"]
    located = {code: n for code, n in sizes.items() if not code.endswith("U")}
    assert len(located) == 17
    assert max(located.values()) > 3 * min(located.values())
    assert sizes["110000U"] > 0


def test_rates_rise_slowly_to_about_97(truth: dict[str, Any]) -> None:
    def rate(months: list[str]) -> float:
        parts: dict[str, int] = {}
        for month in months:
            for part, n in truth["cohorts"][month]["resolution"].items():
                parts[part] = parts.get(part, 0) + n
        rated = sum(parts.get(part, 0) for part in ("resolved", "partly", "unresolved"))
        return (parts["resolved"] + 0.5 * parts.get("partly", 0)) / rated

    months = sorted(truth["cohorts"])
    assert 0.93 < rate(months[:12]) < rate(months[-12:]) < 0.99


def test_somebody_calls_more_than_five_times_about_one_street_in_a_month(
    tickets: pl.DataFrame,
) -> None:
    calls = (
        tickets.filter(pl.col("caller_phone").is_not_null())
        .group_by("caller_phone", "street_code", pl.col("closed_at").dt.strftime("%Y-%m"))
        .len()
    )
    most = calls["len"].max()
    assert isinstance(most, int)
    assert most > 5


def test_one_in_twenty_consents(tickets: pl.DataFrame) -> None:
    share = (tickets["publish_consent"] == "是").sum() / tickets.height
    assert 0.035 < share < 0.065


def test_nothing_happens_before_its_cause(tickets: pl.DataFrame) -> None:
    sound = tickets.filter(
        (pl.col("closed_at") >= pl.col("received_at"))
        & (pl.col("received_at").dt.year() >= 2000)
        & (pl.col("callback_at").is_null() | (pl.col("callback_at") >= pl.col("closed_at")))
    )
    assert sound.height > 0.97 * tickets.filter(pl.col("closed_at").is_not_null()).height
    for earlier, later in (
        ("received_at", "dispatched_at"),
        ("dispatched_at", "first_contact_at"),
        ("first_contact_at", "closed_at"),
        ("dispatched_at", "objection_raised_at"),
        ("objection_raised_at", "closed_at"),
        ("dispatched_at", "closed_at"),
    ):
        both = sound.filter(pl.col(earlier).is_not_null() & pl.col(later).is_not_null())
        assert (both[earlier] <= both[later]).all(), (earlier, later)


def test_most_limits_are_kept_but_not_all(tickets: pl.DataFrame) -> None:
    limited = tickets.filter(pl.col("due_at").is_not_null() & pl.col("closed_at").is_not_null())
    kept = (limited["closed_at"] <= limited["due_at"]).sum() / limited.height
    assert 0.9 < kept < 0.995
    slow = limited.filter(pl.col("closed_at") - pl.col("received_at") > timedelta(days=100))
    assert slow.height > 0


def test_the_callers_identity_comes_in_all_the_ways_it_really_does(tickets: pl.DataFrame) -> None:
    phones = tickets["caller_phone"].drop_nulls()
    assert phones.str.contains(r"^1[3-9]\d{9}$").mean() > 0.95  # type: ignore[operator]
    assert phones.str.contains(r"\*").any()
    assert (phones == "1.38E+10").any()
    assert tickets["caller_account"].drop_nulls().len() > 100
