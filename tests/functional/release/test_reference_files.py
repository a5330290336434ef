# ruff: noqa: E501 -- one row of a file reads as a row
"""From filled reference files to a release, by the command line."""

import csv
import json
import shutil
import tomllib
from pathlib import Path

import polars as pl
import pytest

from publish.cli import main
from publish.profile import load_profile, profile_root
from publish.release.model import Absence, Observation, Query
from publish.release.reader import Release
from publish.release.shelf import Shelf
from publish.settings import Exit
from tests.functional.release.conftest import Make

Capture = pytest.CaptureFixture[str]
MONTHS = ("2026-08", "2026-09")
SECRET = "WHISTLE-SECRET-7"


def _file(folder: Path, name: str, *rows: tuple[object, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def fill(folder: Path, *, late: int = 20, months: tuple[str, ...] = MONTHS) -> None:
    """Sixty whistles in each of *months*, *late* of them answered late; meetings; consultations."""
    heads = ("whistle_no", "whistled_on", "area", "unit", "arrival", "arrived_on", "solved")
    whistles = [
        (f"{SECRET}-{month}-{n}", f"{month}-{n % 28 + 1:02d}", "东城区", "department",
         "late" if n < late else "on_time", "", "yes")
        for month in months for n in range(60)
    ]  # fmt: skip
    _file(folder, "whistle", heads, *whistles)
    meetings = [(month, level, 7, 2, 1) for month in months for level in ("city", "district")]
    _file(
        folder, "scheduling", ("month", "meeting_level", "meetings", "decided", "done"), *meetings
    )
    _file(
        folder, "consultations",
        ("number", "subject", "subject_en", "opens", "closes", "take_part_url", "raised",
         "adopted", "partly", "declined", "rulebook_version"),
        ("Z2", "选题|二", "Topics", "2026-12-01", "2026-12-31", "https://example.invalid/2", 0, 0, 0, 0, ""),
        ("Z1", "口径", "Rules", "2026-01-05", "2026-02-05", "https://example.invalid/1", 9, 3, 2, 4, "v2"),
    )  # fmt: skip
    signed = [
        (f"{name}.csv", month, month, "王统计", "2026-10-02")
        for name in ("whistle", "scheduling", "consultations")
        for month in months
    ]
    spans = ("file", "covers_from", "covers_to", "signed_by", "signed_on")
    _file(folder, "signed", spans, *signed)


@pytest.fixture(scope="module", autouse=True)
def slim(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The demo city with one dataset of tickets: a build of it takes a tenth of the time."""
    global CITY  # noqa: PLW0603 -- one copy for all tests of this module
    CITY = tmp_path_factory.mktemp("city") / "beijing-demo"
    shutil.copytree(profile_root("beijing-demo"), CITY)
    gone = {"intake_volume", "three_rates", "outcomes"}
    for name in gone:
        (CITY / "datasets" / f"{name}.toml").unlink()
    table = tomllib.loads((CITY / "mechanisms.toml").read_text(encoding="utf-8"))
    lines = []
    for one in table["mechanism"]:
        answers = [a for a in one["answers"] if a["id"] not in gone]
        answers = answers or [{"kind": "document", "id": "policy"}]
        told = ", ".join(f'{{ kind = "{a["kind"]}", id = "{a["id"]}" }}' for a in answers)
        lines += ["[[mechanism]]", f'id = "{one["id"]}"', f"articles = {one['articles']}"]
        lines += [f"answers = [{told}]", f'title = {{ zh = "{one["title"]["zh"]}", en = "x" }}']
    (CITY / "mechanisms.toml").write_text("\n".join(lines), encoding="utf-8")


CITY = Path()


def _build(home: Path, bundle: Path, *more: str | Path, months: str = "2026-08..2026-09") -> int:
    given = [
        "build",
        "--profile",
        CITY,
        "--home",
        home,
        "--as-of",
        "2026-10-20",
        "--processes",
        "1",
        "--lang",
        "en",
    ]
    return main([str(one) for one in (*given, "--bundle", bundle, "--backfill", months, *more)])


def _release(home: Path) -> Path:
    assert main(["release", "--home", str(home), "--lang", "en"]) == Exit.DONE
    return home / "public" / "releases" / Shelf(home / "public").ids()[-1]


def _cell(release: Release, dataset: str, **key: str) -> Observation:
    query = Query(select={name: (code,) for name, code in key.items()})
    (found,) = release.observations(dataset, query).observations
    return found


def test_events_are_counted_and_protected_figures_are_told_as_stated(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    home = tmp_path / "home"
    fill(tmp_path / "reference")
    source = bundle("b", *MONTHS)
    told = ("--reference", tmp_path / "reference", "--json")
    assert _build(home, source, *told) == Exit.DONE
    fates = json.loads(capsys.readouterr().out)["reference"]
    assert fates["whistle"]["used"] == 120
    assert (fates["consultations"]["used"], fates["consultations"]["waiting"]) == (1, 1)
    directory = _release(home)
    with Release.open(directory) as release:
        seen = _cell(release, "whistle_reporting", time="2026-09", area="110101")
        # Drawn: near sixty, and with the error of the fine table, not of an exact total.
        assert seen.errors["n"].variance > 0
        assert abs((seen.values["n"] or 0) - 60) <= 9
        assert abs((seen.values["arrival_late"] or 0) - 20) <= 9
        city = _cell(release, "whistle_reporting", time="2026-09", area="110000")
        assert city.errors["n"].variance > 0
        assert city.values["n"] == seen.values["n"]  # the same events, the same draw
        stated = _cell(release, "scheduling", time="2026-09", meeting_level="city")
        assert stated.values == {"meetings": 7, "decided": 2, "done": 1}
        assert stated.errors["meetings"].variance == 0
        # A level that states nothing is not collected, which is no zero.
        silent = _cell(release, "scheduling", time="2026-09", meeting_level="street")
        assert set(silent.status.values()) == {Absence.NOT_COLLECTED}
        answers = {one.id: one.answers for one in release.catalogue.mechanisms}
        assert ("dataset", "whistle_reporting") in {(a.kind, a.id) for a in answers["M22"]}
        document = next(one for one in release.catalogue.documents if one.id == "consultations")
        assert "| Z1 | 口径 |" in document.body.zh
        assert "Z2" not in document.body.zh  # it opens after this day
        listed = release.path("data/reference/consultations.csv").read_text(encoding="utf-8")
        rows = list(csv.reader(listed.splitlines()))
        assert [row[0] for row in rows] == ["number", "Z1"]
        columns = json.loads(release.path("dictionary.json").read_text(encoding="utf-8"))["files"]
        described = columns["data/reference/consultations.csv"]["columns"]
        assert [column["name"] for column in described] == rows[0]


def test_what_identifies_an_event_or_a_clerk_is_in_no_published_byte(
    tmp_path: Path, bundle: Make
) -> None:
    home = tmp_path / "home"
    fill(tmp_path / "reference")
    assert _build(home, bundle("b", *MONTHS), "--reference", tmp_path / "reference") == Exit.DONE
    directory = _release(home)
    for path in directory.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert SECRET.encode() not in content, path.name
            assert "王统计".encode() not in content, path.name
    for path in directory.rglob("*.parquet"):  # compressed columns too
        assert SECRET not in pl.read_parquet(path).write_json()


def test_the_same_bundles_and_files_give_the_same_bytes_in_any_order_of_rows(
    tmp_path: Path, bundle: Make
) -> None:
    source, names = bundle("b", *MONTHS), []
    for place in ("one", "two"):
        folder = tmp_path / place / "home" / "work" / "reference"  # where build looks by itself
        fill(folder)
        if place == "two":
            lines = (folder / "whistle.csv").read_text(encoding="utf-8").splitlines()
            shuffled = [lines[0], *reversed(lines[1:])]
            (folder / "whistle.csv").write_text("\n".join(shuffled), encoding="utf-8")
        assert _build(tmp_path / place / "home", source) == Exit.DONE
        names.append(_release(tmp_path / place / "home").name)
    assert names[0] == names[1]
    # And other files give others.
    fill(tmp_path / "reference", late=30)
    home = tmp_path / "three"
    assert _build(home, source, "--reference", tmp_path / "reference") == Exit.DONE
    assert _release(home).name != names[0]


def test_a_month_without_files_or_signature_is_not_collected_and_a_signed_empty_one_is_zero(
    tmp_path: Path, bundle: Make
) -> None:
    home, folder = tmp_path / "home", tmp_path / "reference"
    fill(folder, months=("2026-09",))
    lines = (folder / "signed.csv").read_text(encoding="utf-8")
    (folder / "signed.csv").write_text(
        lines + "proactive.csv,2026-09,2026-09,李,2026-10-02\n", encoding="utf-8"
    )
    # A signature for a file that is not there is a mistake of somebody's.
    assert _build(home, bundle("b", *MONTHS), "--reference", folder) == Exit.HOPELESS
    columns = load_profile(str(CITY)).ledgers["proactive"].columns
    _file(folder, "proactive", tuple(column.name for column in columns))
    assert _build(home, tmp_path / "b", "--reference", folder) == Exit.DONE
    with Release.open(_release(home)) as release:
        before = _cell(release, "whistle_reporting", time="2026-08", area="110101")
        assert before.status["n"] == Absence.NOT_COLLECTED
        # Signed for, and no row came: a true zero.
        empty = _cell(
            release, "proactive_actions", time="2026-09", area="110101", trigger_kind="_T"
        )
        assert empty.values["n"] == 0
        # A dataset of years has nothing to say in a month; its files are there, and empty.
        assert pl.read_parquet(release.path("data/deliberation/2026-08.parquet")).height == 0


def test_a_build_without_any_reference_file_says_not_collected(
    tmp_path: Path, bundle: Make
) -> None:
    home = tmp_path / "home"
    assert _build(home, bundle("b", *MONTHS)) == Exit.DONE
    with Release.open(_release(home)) as release:
        for dataset, key in (("whistle_reporting", "area"), ("scheduling", "meeting_level")):
            code = "110000" if key == "area" else "city"
            seen = _cell(release, dataset, time="2026-09", **{key: code})
            assert set(seen.status.values()) == {Absence.NOT_COLLECTED}
        assert "consultations" not in {one.id for one in release.catalogue.documents}


def test_lists_stay_when_a_later_build_has_no_files(tmp_path: Path, bundle: Make) -> None:
    home, source = tmp_path / "home", bundle("b", *MONTHS)
    fill(tmp_path / "reference")
    told = ("--reference", tmp_path / "reference")
    assert _build(home, source, *told, months="2026-08..2026-08") == Exit.DONE
    _release(home)
    assert _build(home, source, months="2026-09..2026-09") == Exit.DONE
    with Release.open(_release(home)) as release:
        assert "consultations" in {one.id for one in release.catalogue.documents}
        old = _cell(release, "whistle_reporting", time="2026-08", area="110000")
        new = _cell(release, "whistle_reporting", time="2026-09", area="110000")
        assert old.values["n"] is not None
        assert new.status["n"] == Absence.NOT_COLLECTED


def test_bad_rows_wait_good_ones_go_on_and_a_mended_file_replaces_what_is_not_released(
    tmp_path: Path, bundle: Make, capsys: Capture
) -> None:
    home, folder, source = tmp_path / "home", tmp_path / "reference", bundle("b", *MONTHS)
    fill(folder)
    whole = (folder / "whistle.csv").read_text(encoding="utf-8")
    (folder / "whistle.csv").write_text(
        whole + "X1,2026-09-01,银河区,department,late,,yes\n", encoding="utf-8"
    )
    assert _build(home, source, "--reference", folder) == Exit.QUARANTINED
    said = capsys.readouterr().err
    assert "121 read = 120 used" in said
    assert "1 quarantined" in said
    kept = (folder / "whistle.quarantine.csv").read_text(encoding="utf-8-sig")
    assert "122,area,code" in kept
    assert "银河" not in kept + said
    more = "".join(f"X{n},2026-09-01,东城区,department,late,,yes\n" for n in range(40))
    (folder / "whistle.csv").write_text(whole + more, encoding="utf-8")
    assert _build(home, source, "--reference", folder) == Exit.DONE
    assert not (folder / "whistle.quarantine.csv").exists()
    with Release.open(_release(home)) as release:
        seen = _cell(release, "whistle_reporting", time="2026-09", area="110101")
        assert abs((seen.values["n"] or 0) - 100) <= 9


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("whistle", "吹哨编号\n", Exit.HOPELESS),
        ("whisle", "x\n", Exit.HOPELESS),
        ("hotlines", "hotline,merged\n" + "x,2020-01\n" * 5, Exit.WAITING),
    ],
)
def test_hopeless_files_and_too_many_bad_rows_stop_the_build(
    tmp_path: Path, bundle: Make, name: str, content: str, code: Exit
) -> None:
    home, folder, source = tmp_path / "home", tmp_path / "reference", bundle("b", *MONTHS)
    fill(folder)
    (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    assert _build(home, source, "--reference", folder) == code
    assert not list((home / "work").glob(".staging-*/manifest.json"))
    (folder / f"{name}.csv").unlink()
    if name == "whistle":
        fill(folder)
    assert _build(home, source, "--reference", folder) == Exit.DONE


def test_a_missing_folder_that_was_named_is_refused(tmp_path: Path, bundle: Make) -> None:
    source = bundle("b", *MONTHS)
    missing = ("--reference", tmp_path / "nothing")
    assert _build(tmp_path / "home", source, *missing) == Exit.HOPELESS


def test_the_check_and_the_templates_by_the_command_line(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "reference"
    words = ["--home", str(tmp_path / "home"), "--lang", "en"]
    assert main(["reference", "template", "--out", str(folder), *words]) == Exit.DONE
    assert "whistle.csv" in capsys.readouterr().out
    assert main(["reference", "check", str(folder), *words]) == Exit.DONE
    fill(folder)
    with (folder / "whistle.csv").open("a", encoding="utf-8") as file:
        file.write("X1,2026-09-01,银河区,department,late,,yes\n")
    capsys.readouterr()
    assert main(["reference", "check", str(folder), "--json", *words]) == Exit.QUARANTINED
    told = json.loads(capsys.readouterr().out)
    assert told["files"]["whistle"] == {"read": 121, "good": 120, "quarantined": 1}
    assert [(one["row"], one["column"], one["rule"]) for one in told["faults"]] == [
        (122, "area", "code")
    ]
    assert main(["reference", "check", str(tmp_path / "no"), *words]) == Exit.HOPELESS


def test_datasets_of_tickets_stand_before_those_of_reference_files(
    tmp_path: Path, bundle: Make
) -> None:
    home = tmp_path / "home"
    assert _build(home, bundle("b", *MONTHS)) == Exit.DONE
    with Release.open(_release(home)) as release:
        assert [one.id for one in release.catalogue.datasets] == [
            "process_funnel", "deliberation", "proactive_actions", "scheduling", "whistle_reporting",
        ]  # fmt: skip
