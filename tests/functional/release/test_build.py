"""From bundles to releases by the command line: what comes out, and what is refused."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from publish import invariants
from publish.cli import main
from publish.intake import COLUMNS, SEAL, seal
from publish.profile import Profile
from publish.release.model import Absence, Query
from publish.release.reader import Release
from publish.release.shelf import Shelf
from publish.settings import Exit
from publish.store import locked
from tests.functional.release.conftest import ROWS, Make, write_bundle

FINE = 9  # the farthest that the fine table moves a count

AS_OF = "2026-10-20"
Capture = pytest.CaptureFixture[str]


def _build(home: Path, *arguments: str | Path, as_of: str = AS_OF) -> int:
    given = ["build", "--home", home, "--as-of", as_of, "--processes", "1", "--lang", "en"]
    return main([str(one) for one in (*given, *arguments)])


def _release(home: Path) -> str:
    assert main(["release", "--home", str(home), "--lang", "en"]) == Exit.DONE
    return Shelf(home / "public").ids()[-1]


def test_a_backfill_then_a_month(tmp_path: Path, bundle: Make, capsys: Capture) -> None:
    home = tmp_path / "home"
    first = bundle("first", "2026-07", "2026-08")
    assert _build(home, "--bundle", first, "--backfill", "2026-07..2026-08") == Exit.DONE
    assert Shelf(home / "public").ids() == ()
    one = _release(home)
    # The older cohorts' bundle is gone: a month is built from its own bundle alone.
    (first / "bundle.json").unlink()
    second = bundle("second", "2026-09")
    assert _build(home, "--bundle", second, "--cohort", "2026-09", "--json") == Exit.DONE
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    two = _release(home)
    assert told["release"] == two
    assert told["cohorts"] == ["2026-09"]
    with Release.open(home / "public" / "releases" / two) as release:
        assert release.manifest.supersedes == one
        assert release.manifest.cohorts == ("2026-07", "2026-08", "2026-09")
        query = Query(select={"area": ("110000",), "category": ("_T",)}, levels={"time": "month"})
        page = release.observations("three_rates", query)
        # n of the city is exact in this profile.
        assert [o.values["n"] for o in page.observations] == [ROWS] * 3
        assert release.catalogue.coverage[0].unlocated_share == 0.007  # 3 of 400
    assert main(["verify", str(home / "public" / "releases" / one)]) == Exit.DONE
    capsys.readouterr()
    assert main(["list", "--home", str(home), "--json"]) == Exit.DONE
    listed = json.loads(capsys.readouterr().out)["releases"]
    assert [row["state"] for row in listed] == ["superseded", "published"]


def test_cohorts_of_older_releases_are_the_same_files(tmp_path: Path, bundle: Make) -> None:
    home = tmp_path / "home"
    source = bundle("b", "2026-08", "2026-09")
    for month in ("2026-08", "2026-09"):
        assert _build(home, "--bundle", source, "--cohort", month) == Exit.DONE
        _release(home)
    one, two = [home / "public" / "releases" / name for name in Shelf(home / "public").ids()]
    name = "data/three_rates/2026-08.parquet"
    assert (one / name).stat().st_ino == (two / name).stat().st_ino
    assert (two / "data/three_rates/2026-09.parquet").is_file()


def test_every_file_and_column_stands_in_the_dictionary(tmp_path: Path, bundle: Make) -> None:
    home = tmp_path / "home"
    assert _build(home, "--bundle", bundle("b", "2026-09"), "--cohort", "2026-09") == Exit.DONE
    directory = home / "public" / "releases" / _release(home)
    with Release.open(directory) as release:
        told = json.loads(release.path("dictionary.json").read_text(encoding="utf-8"))["files"]
        data = {name for name in release.manifest.files if name.startswith("data/")}
        assert data == set(told)
        for dataset in release.catalogue.datasets:
            names = [c["name"] for c in told[f"data/{dataset.id}.csv"]["columns"]]
            text = release.path(f"data/{dataset.id}.csv").read_text(encoding="utf-8")
            rows = list(csv.reader(text.splitlines()))
            assert rows[0] == names
            frame = pl.read_parquet(release.path(f"data/{dataset.id}.parquet"))
            assert frame.columns == names
            assert frame.height == len(rows) - 1


def test_files_and_answers_hold_the_same_digits(tmp_path: Path, bundle: Make) -> None:
    home = tmp_path / "home"
    source = bundle("b", "2026-09", rows=3000)
    assert _build(home, "--bundle", source, "--cohort", "2026-09") == Exit.DONE
    with Release.open(home / "public" / "releases" / _release(home)) as release:
        table = pl.read_parquet(release.path("data/three_rates.parquet"))
        page = release.observations("three_rates", Query(view="P2", zeros=False, limit=10_000))
        rows = {row["cell"]: row for row in table.filter(pl.col("view") == "P2").to_dicts()}
        assert rows.keys() == {o.cell for o in page.observations}
        for seen in page.observations:
            row = rows[seen.cell]
            assert {name: row[name] for name in seen.values} == seen.values
            assert {name: row[name] for name in seen.key} == seen.key
            for name, rate in seen.rates.items():
                assert (row[f"{name}_rate"], row[f"{name}_rate_low"], row[f"{name}_rate_high"]) == (
                    rate.value,
                    rate.low,
                    rate.high,
                )
                assert row[f"{name}_rate_denominator"] == rate.denominator
            assert row["n_se"] == round(seen.errors["n"].variance ** 0.5, 2)


def test_the_same_input_gives_the_same_bytes_on_one_core_and_on_many(
    tmp_path: Path, bundle: Make
) -> None:
    source = bundle("b", "2026-06", "2026-07", "2026-08", "2026-09")
    found = []
    for number, processes in enumerate(("1", "2")):
        home = tmp_path / f"home{number}"
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "publish.cli",
            "build",
            "--home",
            home,
            "--as-of",
            AS_OF,
        ]
        command += ["--bundle", source, "--backfill", "2026-06..", "--processes", processes]
        done = subprocess.run(
            [*command, "--json"],
            check=True,
            capture_output=True,
            env={**os.environ, "POLARS_MAX_THREADS": processes, "PYTHONHASHSEED": processes},
        )
        found.append(json.loads(done.stdout)["release"])
    assert found[0] == found[1]


@pytest.fixture(scope="module")
def august(tmp_path_factory: pytest.TempPathFactory, profile: Profile) -> tuple[Path, Path]:
    """A home in which 2026-08 is released, and the bundle that it came from."""
    root = tmp_path_factory.mktemp("august")
    source = write_bundle(root / "b", profile, ("2026-08",), ROWS, {})
    assert _build(root / "home", "--bundle", source, "--cohort", "2026-08") == Exit.DONE
    _release(root / "home")
    return root / "home", source


@pytest.mark.parametrize(
    ("arguments", "as_of", "reason"),
    [
        (("--cohort", "2026-09"), "2026-10-04", "not frozen"),
        (("--cohort", "2026-08"), AS_OF, "released already"),
        (("--cohort", "2026-10"), "2026-11-20", "a gap"),
        (("--cohort", "2026-09"), AS_OF, "no bundle holds"),
    ],
)
def test_a_cohort_that_is_not_due_is_refused(
    august: tuple[Path, Path],
    capsys: Capture,
    *,
    arguments: tuple[str, str],
    as_of: str,
    reason: str,
) -> None:
    home, source = august
    before = Shelf(home / "public").ids()
    assert _build(home, "--bundle", source, *arguments, as_of=as_of) == Exit.REFUSED
    assert reason in capsys.readouterr().err
    assert Shelf(home / "public").ids() == before


@pytest.mark.parametrize("wrong", ["2026-9", "2026-13", "latest", "2026-09..2026-08"])
def test_a_month_of_another_form_is_a_matter_of_usage(
    august: tuple[Path, Path], wrong: str
) -> None:
    home, source = august
    assert _build(home, "--bundle", source, "--cohort", wrong) == Exit.USAGE
    assert _build(home, "--bundle", source, "--backfill", wrong) == Exit.USAGE


def test_the_day_of_freezing_is_the_fifth_after_the_month(tmp_path: Path, bundle: Make) -> None:
    source = bundle("b", "2026-09")
    home = tmp_path / "home"
    assert _build(home, "--bundle", source, "--cohort", "2026-09", as_of="2026-10-05") == Exit.DONE


def test_an_altered_bundle_is_refused(tmp_path: Path, bundle: Make, capsys: Capture) -> None:
    source = bundle("b", "2026-09")
    with (source / "cohorts" / "2026-09" / "tickets.parquet").open("ab") as file:
        file.write(b"\0")
    assert _build(tmp_path / "home", "--bundle", source, "--cohort", "2026-09") == Exit.HOPELESS
    assert "digest" in capsys.readouterr().err


def test_a_second_key_for_a_frozen_cohort_is_refused(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    home = tmp_path / "home"
    assert _build(home, "--bundle", bundle("b", "2026-09"), "--cohort", "2026-09") == Exit.DONE
    other = bundle("other", "2026-09")
    path = other / "bundle.json"
    path.write_text(path.read_text(encoding="utf-8").replace("key-2026-09", "key-other"))
    (other / SEAL).write_bytes(seal(path.read_bytes()))
    assert _build(home, "--bundle", other, "--cohort", "2026-09") == Exit.REFUSED
    assert "frozen" in capsys.readouterr().err


def test_a_build_may_be_done_again_and_comes_to_the_same(tmp_path: Path, bundle: Make) -> None:
    home = tmp_path / "home"
    source = bundle("b", "2026-09")
    names = []
    for _ in range(2):
        assert _build(home, "--bundle", source, "--cohort", "2026-09") == Exit.DONE
        staged = next((home / "work").glob(".staging-*/manifest.json"))
        names.append(staged.read_bytes())
    assert names[0] == names[1]


def test_an_altered_staging_is_never_released(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    home = tmp_path / "home"
    assert _build(home, "--bundle", bundle("b", "2026-09"), "--cohort", "2026-09") == Exit.DONE
    path = next((home / "work").glob(".staging-*")) / "data" / "three_rates.csv"
    with path.open("ab") as file:
        file.write(b"x")
    assert main(["release", "--home", str(home), "--lang", "en"]) == Exit.REFUSED
    assert "data/three_rates.csv" in capsys.readouterr().err
    assert Shelf(home / "public").ids() == ()


def test_two_publishers_exclude_each_other(tmp_path: Path, bundle: Make) -> None:
    home = tmp_path / "home"
    source = bundle("b", "2026-09")
    with locked(home):
        assert _build(home, "--bundle", source, "--cohort", "2026-09") == Exit.TRY_AGAIN
        assert main(["release", "--home", str(home)]) == Exit.TRY_AGAIN
    assert _build(home, "--bundle", source, "--cohort", "2026-09") == Exit.DONE


def test_a_crash_between_rename_and_ledger_is_mended(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    home = tmp_path / "home"
    assert _build(home, "--bundle", bundle("b", "2026-09"), "--cohort", "2026-09") == Exit.DONE
    name = _release(home)
    (home / "work" / "ledger.sqlite").unlink()
    capsys.readouterr()
    assert main(["release", "--home", str(home), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["recovered"] == [name]
    # And with nothing staged and nothing to mend there is nothing to do.
    assert main(["release", "--home", str(home)]) == Exit.REFUSED


def test_a_year_is_made_of_its_twelve_cohorts(tmp_path: Path, bundle: Make) -> None:
    home = tmp_path / "home"
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    source = bundle("b", *months, rows=120)
    assert _build(home, "--bundle", source, "--backfill", "2025-01..2025-12") == Exit.DONE
    with Release.open(home / "public" / "releases" / _release(home)) as release:
        assert release.catalogue.years == ("2025",)
        query = Query(select={"time": ("2025",), "area": ("110000",), "category": ("_T",)})
        page = release.observations("three_rates", query)
        assert page.observations[0].values["n"] == 12 * 120


def test_a_level_with_a_small_place_is_not_exact_and_stays_so(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    home = tmp_path / "home"
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    source = bundle("b", *months, rows=120)
    assert _build(home, "--bundle", source, "--backfill", "2025-01..2025-11") == Exit.DONE
    assert "no exact count at that level" in capsys.readouterr().err
    settled = invariants.recall(home)
    assert settled is not None
    assert settled.exact == (("city",),)
    assert settled.too_small == (("district",),)
    _release(home)
    assert _build(home, "--bundle", source, "--cohort", "2025-12") == Exit.DONE
    assert invariants.recall(home) == settled
    with Release.open(home / "public" / "releases" / _release(home)) as release:
        view = release.dataset("three_rates").views[0]
        exact = {at for at, errors in view.precision.items() if errors["n"].variance == 0}
        assert exact == {"month|city|total", "year|city|total"}


def test_what_was_not_collected_is_null_everywhere_and_never_zero(
    tmp_path: Path, bundle: Make
) -> None:
    home = tmp_path / "home"
    collected = tuple(name for name in COLUMNS if name not in {"channel", "satisfaction"})
    source = bundle("b", "2026-09", collected=collected)
    assert _build(home, "--bundle", source, "--cohort", "2026-09") == Exit.DONE
    with Release.open(home / "public" / "releases" / _release(home)) as release:
        page = release.observations("intake_volume", Query(view="I2", limit=50))
        totals = [o for o in page.observations if o.key["channel"] == "_T"]
        # The total of the channel needs no channel.
        assert abs((totals[0].values["n"] or 0) - ROWS) <= FINE
        assert not any(o.status for o in totals)
        below = [o for o in page.observations if o.key["channel"] != "_T"]
        assert {o.values["n"] for o in below} == {None}
        assert {kind for o in below for kind in o.status.values()} == {Absence.NOT_COLLECTED}
        page = release.observations("three_rates", Query(view="P2", limit=50))
        seen = page.observations[0]
        assert abs((seen.values["n"] or 0) - ROWS) <= FINE
        assert seen.values["satisfaction_fairly"] is None
        assert seen.rates["satisfaction"].status is Absence.NOT_COLLECTED
        assert seen.rates["resolution"].value is not None
        told = json.loads(release.path("dictionary.json").read_text(encoding="utf-8"))
        assert told["not_collected"]["three_rates/P2"]["2026-09"] == [
            f"satisfaction_{part}"
            for part in ("dissatisfied", "fairly", "neutral", "satisfied", "unrated")
        ]
        rows = pl.read_parquet(release.path("data/intake_volume.parquet"))
        silent = rows.filter((pl.col("view") == "I2") & (pl.col("channel") != "_T"))
        assert silent.height > 0
        assert set(silent["status"]) == {"not_collected"}


def test_a_month_without_tickets_inside_a_bundle_is_left_out_and_told(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    home = tmp_path / "home"
    source = bundle("b", "2026-05", "2026-07")
    assert _build(home, "--bundle", source, "--backfill", "2026-05..2026-07") == Exit.DONE
    assert "1 months without any ticket" in capsys.readouterr().err
    with Release.open(home / "public" / "releases" / _release(home)) as release:
        assert release.catalogue.months == ("2026-05", "2026-07")
        present = {row.cohort: row.districts_present for row in release.catalogue.coverage}
        assert present == {"2026-05": 17, "2026-06": 0, "2026-07": 17}


def test_a_month_between_two_bundles_is_a_gap(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    one, two = bundle("one", "2026-05"), bundle("two", "2026-07")
    given = ("--bundle", one, "--bundle", two, "--backfill", "2026-05..2026-07")
    assert _build(tmp_path / "home", *given) == Exit.REFUSED
    assert "no bundle holds the cohort 2026-06" in capsys.readouterr().err


def test_a_refusal_in_another_process_is_the_same_refusal(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    months = ("2026-05", "2026-06", "2026-07", "2026-08")
    source = bundle("b", *months)
    (source / "cohorts" / "2026-07" / "tickets.parquet").write_bytes(b"PAR1")
    given = ("--bundle", source, "--backfill", "2026-05..2026-08", "--processes", "2")
    assert _build(tmp_path / "home", *given) == Exit.HOPELESS
    assert "2026-07/tickets.parquet: its digest" in capsys.readouterr().err


def test_tidying_between_builds_changes_no_release_and_no_later_byte(
    tmp_path: Path, bundle: Make
) -> None:
    source, names = bundle("b", "2026-08", "2026-09"), []
    for place in ("tidied", "left"):
        home = tmp_path / place
        assert _build(home, "--bundle", source, "--cohort", "2026-08") == Exit.DONE
        first = _release(home)
        if place == "tidied":
            objects = home / "work" / "objects"
            stray = objects / ("0" * 64)
            stray.write_bytes(b"of a stamp that is no more")
            before = len(list(objects.iterdir()))
            assert main(["tidy", "--home", str(home)]) == Exit.DONE
            assert len(list(objects.iterdir())) == before - 1
            assert not stray.exists()
        assert _build(home, "--bundle", source, "--cohort", "2026-09") == Exit.DONE
        names.append(_release(home))
        assert main(["verify", str(home / "public" / "releases" / first)]) == Exit.DONE
    assert names[0] == names[1]
