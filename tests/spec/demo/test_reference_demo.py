"""The reference files of a demo: filled as a clerk would, and fit for the check of publish."""

import datetime as dt
from collections import Counter
from pathlib import Path

from anonymize.demo.city import make_city
from anonymize.demo.plan import name
from anonymize.demo.reference import write_reference
from publish.profile import Profile
from publish.reference.folder import read_folder, take
from tests.spec.demo.conftest import plan_of

FROZEN = dt.date(2026, 10, 6)


def test_every_ledger_is_filled_signed_for_and_without_a_fault(
    demo: Path, profile: Profile
) -> None:
    folder = read_folder(demo / "reference", profile, FROZEN)
    assert set(folder.tables) == {*profile.ledgers, "signed"}
    assert folder.faults == ()
    months = [name(month) for month in plan_of(profile).months]
    for ident, ledger in profile.ledgers.items():
        taken = take(folder, ledger, months, (), FROZEN)
        assert taken.fates["used"] == folder.tables[ident].read > 0
        if ledger.kind != "listed":
            assert list(taken.months) == months
            assert all(taken.months.values())


def test_a_month_is_signed_for_before_its_cohort_is_frozen_and_not_before_it_ends(
    demo: Path, profile: Profile
) -> None:
    early = read_folder(demo / "reference", profile, dt.date(2026, 9, 30))
    fates = take(early, profile.ledgers["whistle"], ("2026-08", "2026-09"), (), FROZEN).fates
    assert fates["used"] > 0
    assert fates["unsigned"] > 0


def test_events_differ_by_district_and_not_all_end_well(demo: Path, profile: Profile) -> None:
    folder = read_folder(demo / "reference", profile, FROZEN)
    rows = [row for _, row in folder.tables["whistle"].rows]
    districts = Counter(row["area"] for row in rows)
    assert len(districts) == 17
    assert max(districts.values()) > 1.5 * min(districts.values())
    arrivals = Counter(row["arrival"] for row in rows)
    assert arrivals["on_time"] > arrivals["late"] > arrivals["absent"] > 0
    days = [str(row["arrived_on"]) for row in rows if row["arrived_on"]]
    assert days
    assert len(days) < len(rows)


def test_the_same_seed_gives_the_same_files_and_another_others(
    demo: Path, profile: Profile, tmp_path: Path
) -> None:
    for seed in (7, 8):
        city = make_city(profile, seed)
        write_reference(tmp_path / str(seed), city, plan_of(profile, seed=seed))
    for ident in profile.ledgers:
        first = (demo / "reference" / f"{ident}.csv").read_bytes()
        assert (tmp_path / "7" / f"{ident}.csv").read_bytes() == first
    other = (demo / "reference" / "whistle.csv").read_bytes()
    assert (tmp_path / "8" / "whistle.csv").read_bytes() != other
