"""Bad rows by the command line: listed, mended by an alias, run again alone, and counted."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from publish.bundles import read_cohort
from publish.profile import load_profile
from publish.release.model import Absence, Observation, Query
from publish.release.reader import Release
from publish.release.shelf import Shelf
from publish.settings import Exit
from tests.functional.run.rows import rows, spoilt, ticket, write_csv
from tests.lib.pipeline import Run, run

AS_OF: Final = "2026-10-20"
EXTRA: Final = {"GONGKAI_PROCESSES": "1"}


class Office:
    """A home with a key, and the commands on it."""

    def __init__(self, base: Path, seed: str = "1") -> None:
        self.base = base
        self.home = base / "home"
        assert self.say("key", "create", "--seed", seed).code == Exit.DONE

    def say(self, *words: str | Path, program: str = "anonymize") -> Run:
        done = run(program, *words, home=self.home, extra=EXTRA)
        assert "Traceback" not in done.stderr
        return done

    def run(self, source: Path, bundle: str, *words: str | Path) -> Run:
        return self.say("run", source, "--bundle", self.base / bundle, "--as-of", AS_OF, *words)

    def rerun(self, source: Path, bundle: str, *words: str | Path) -> Run:
        where = ("--bundle", self.base / bundle, "--as-of", AS_OF)
        return self.say("quarantine", "rerun", source, *where, *words)

    def release(self, *bundles: str) -> Release:
        given = [word for name in bundles for word in ("--bundle", str(self.base / name))]
        span = ("--backfill", "2026-08..2026-09", "--as-of", AS_OF)
        built = self.say("build", *given, *span, program="publish")
        assert built.code == Exit.DONE, built.stderr
        released = self.say("release", program="publish")
        assert released.code == Exit.DONE, released.stderr
        public = self.home / "public"
        return Release.open(public / "releases" / Shelf(public).ids()[-1])

    def listed(self, by: str) -> dict[str, int]:
        done = self.say("quarantine", "list", "--by", by, "--json")
        assert done.code == Exit.DONE
        return {count["key"]: count["rows"] for count in json.loads(done.stdout)["counts"]}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def bad_rows() -> list[dict[str, Any]]:
    """Two sorts of fault, few enough to hold no cohort; all of 2026-09."""
    channel = [ticket(number, channel="热线小程序") for number in (1001, 1003, 1005)]
    return [*channel, ticket(1007, closed_at="2026-01-01 09:00:00", callback_at="")]


def aliases(folder: Path) -> Path:
    path = folder / "aliases.toml"
    path.write_text('[channel]\n"热线小程序" = "wechat"\n', encoding="utf-8")
    return path


def count(release: Release, area: str, month: str) -> Observation:
    select: dict[str, tuple[str, ...]] = {"time": (month,), "area": (area,), "demand_type": ("_T",)}
    query = Query(view="I3", select=select, measures=("n",))
    (found,) = release.observations("intake_volume", query).observations
    return found


def test_bad_rows_are_listed_by_reason_field_source_and_district(office: Office) -> None:
    source = write_csv(office.base / "in.csv", [*rows(), *bad_rows()])
    assert office.run(source, "a").code == Exit.QUARANTINED
    assert office.listed("reason") == {"unknown_code": 3, "closed_before_received": 1}
    assert office.listed("field") == {"channel": 3, "closed_at": 1}
    by_source = office.listed("source")
    assert list(by_source.values()) == [4]
    assert all(".csv " in name for name in by_source), "people know a file by its name"
    assert sum(office.listed("district").values()) == 4
    zh, en = (office.say("quarantine", "list", "--lang", lang).stdout for lang in ("zh", "en"))
    assert "代码表不认识此值" in zh
    assert "--aliases" in zh
    assert "a value that no codelist knows" in en
    assert "热线小程序" not in zh + en


def test_mended_rows_alone_make_a_bundle_that_counts_beside_the_first(office: Office) -> None:
    source = write_csv(office.base / "in.csv", [*rows(), *bad_rows()])
    assert office.run(source, "a").code == Exit.QUARANTINED
    again = office.rerun(source, "b", "--aliases", aliases(office.base), "--json")
    assert again.code == Exit.QUARANTINED
    told = json.loads(again.stdout)
    assert (told["read"], told["accepted"], told["quarantined"]) == (4, 3, 1)
    assert told["cohorts"] == {"2026-09": 3}
    assert office.listed("reason") == {"closed_before_received": 1}
    folders = [office.base / "a", office.base / "b"]
    cohort = read_cohort(folders, "2026-09", load_profile("beijing-demo"))
    assert cohort.tickets.height == 203
    with office.release("a", "b") as release:
        for month, exact in (("2026-08", 200), ("2026-09", 203)):
            told = count(release, "110000", month)
            # What is published bears a protection error.
            assert abs((told.values["n"] or 0) - exact) <= 3 * told.errors["n"].half95


def test_what_is_mended_twice_is_a_repeat_and_never_counted_twice(office: Office) -> None:
    source = write_csv(office.base / "in.csv", [*rows(), *bad_rows()])
    office.run(source, "a")
    office.rerun(source, "b", "--aliases", aliases(office.base))
    whole = office.run(source, "c", "--aliases", aliases(office.base), "--json")
    told = json.loads(whole.stdout)
    assert told["bundle"] is None
    assert told["set_aside"] == {"repeat": 403}


def test_rows_that_wait_outlast_a_rerun(office: Office) -> None:
    source = write_csv(office.base / "in.csv", [*rows(), ticket(1000, channel="热线小程序")])
    early = ("--as-of", "2026-10-03")
    assert json.loads(office.run(source, "a", *early, "--json").stdout)["set_aside"] == {
        "waiting": 200
    }
    mended = office.rerun(source, "b", "--aliases", aliases(office.base), *early)
    assert mended.code == Exit.DONE, mended.stderr
    later = write_csv(office.base / "later.csv", [ticket(2001)])
    told = json.loads(office.run(later, "c", "--json").stdout)
    assert told["carried"] == 200
    assert told["cohorts"] == {"2026-09": 201}


def test_rows_of_a_cohort_that_never_left_are_not_added_to_it(office: Office) -> None:
    source = write_csv(office.base / "in.csv", spoilt("热线小程序"))
    assert office.run(source, "a").code == Exit.WAITING
    names = aliases(office.base)
    again = office.rerun(source, "b", "--aliases", names, "--lang", "en")
    assert again.code == Exit.WAITING
    assert "Run the whole file again" in again.stdout
    assert not (office.base / "b").exists()
    assert office.listed("reason") == {"unknown_code": 15}
    whole = office.run(source, "c", "--aliases", names, "--json")
    assert whole.code == Exit.DONE
    assert json.loads(whole.stdout)["cohorts"] == {"2026-08": 215}


def test_a_file_that_changed_is_not_rerun_by_row_number(office: Office) -> None:
    source = write_csv(office.base / "in.csv", [*rows(), *bad_rows()])
    office.run(source, "a")
    write_csv(source, [*bad_rows(), *rows()])
    refused = office.rerun(source, "b", "--aliases", aliases(office.base), "--lang", "en")
    assert refused.code == Exit.REFUSED
    assert "the file has changed" in refused.stderr


def test_a_district_over_the_limit_holds_its_cohort_and_says_what_to_do(office: Office) -> None:
    source = write_csv(office.base / "in.csv", spoilt())
    held = office.run(source, "a", "--lang", "en")
    assert held.code == Exit.WAITING
    assert "2026-08 is not handed over" in held.stdout
    assert "--without-district CODE --by NAME" in held.stdout
    assert "--without-district" in office.run(source, "b").stdout
    unnamed = office.run(source, "b", "--without-district", "110105")
    assert unnamed.code == Exit.USAGE
    assert "--by" in unnamed.stderr


def test_a_district_released_without_is_not_collected_in_what_is_published(
    office: Office,
) -> None:
    source = write_csv(office.base / "in.csv", spoilt())
    done = office.run(source, "a", "--without-district", "110105", "--by", "王某")
    assert done.code == Exit.QUARANTINED
    note = json.loads((office.base / "a" / "bundle.json").read_text())["cohorts"]["2026-08"]
    assert (note["not_collected"], note["not_collected_by"]) == (["110105"], "王某")
    with office.release("a") as release:
        gone = count(release, "110105", "2026-08")
        assert gone.values["n"] is None
        assert gone.status["n"] is Absence.NOT_COLLECTED
        for area, month in (("110101", "2026-08"), ("110105", "2026-09")):
            there = count(release, area, month)
            assert there.values["n"] is not None, (area, month)
        coverage = {row.cohort: row.not_collected for row in release.catalogue.coverage}
        assert coverage == {"2026-08": ("110105",), "2026-09": ()}
