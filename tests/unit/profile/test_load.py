import shutil
from pathlib import Path

import pytest

from publish.profile import (
    ProfileError,
    check_profile,
    load_profile,
    profile_names,
    profile_root,
)
from tests.unit.profile.conftest import Edit


@pytest.mark.parametrize("name", profile_names())
def test_every_shipped_profile_loads_and_has_no_problem_at_all(name: str) -> None:
    assert check_profile(profile_root(name)) == []
    profile = load_profile(name)
    assert profile.id == name
    assert profile.demonstration


def test_the_five_cities_are_shipped() -> None:
    assert profile_names() == ("baltimore", "beijing-demo", "nyc", "sf", "shanghai")


def test_a_folder_of_ones_own_is_treated_like_a_shipped_one(root: Path, edit: Edit) -> None:
    edit("profile.toml", 'id = "beijing-demo"', 'id = "own"')
    profile = load_profile(str(root))
    assert profile.id == "own"
    assert profile.codelists == load_profile("beijing-demo").codelists


def test_a_broken_profile_is_refused_with_all_that_is_wrong(root: Path, edit: Edit) -> None:
    edit("profile.toml", 'timezone = "Asia/Shanghai"', 'timezone = "Asia/Nowhere"')
    (root / "calendar.toml").unlink()
    with pytest.raises(ProfileError) as caught:
        load_profile(str(root))
    assert {problem.rule for problem in caught.value.problems} == {
        "unknown-timezone",
        "missing-file",
    }


def test_an_absent_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError):
        load_profile(str(tmp_path / "none"))


def test_a_warning_does_not_bar_the_use_of_a_profile(root: Path, edit: Edit) -> None:
    edit("profile.toml", "k = 20", "k = 10")
    assert [problem.rule for problem in check_profile(root)] == ["low-k"]
    assert load_profile(str(root)).k == 10


def test_the_digest_is_of_the_files_and_nothing_else(root: Path, tmp_path: Path) -> None:
    first = load_profile(str(root)).digest
    again = tmp_path / "again"
    shutil.copytree(root, again)
    (again / ".hidden").write_text("an editor's file")
    assert load_profile(str(again)).digest == first
    assert first == load_profile("beijing-demo").digest


@pytest.mark.parametrize("name", ["calendar.toml", "lexicons/offices.txt", "codelists/area.csv"])
def test_any_change_of_any_file_changes_the_digest(root: Path, name: str) -> None:
    first = load_profile(str(root)).digest
    path = root / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert load_profile(str(root)).digest != first


def test_a_renamed_file_changes_the_digest(root: Path) -> None:
    first = load_profile(str(root)).digest
    (root / "lexicons" / "offices.txt").rename(root / "lexicons" / "desks.txt")
    profile = load_profile(str(root))
    assert profile.digest != first
    assert profile.offices == ()


def test_line_ends_and_a_byte_order_mark_of_excel_do_no_harm(root: Path) -> None:
    path = root / "codelists" / "channel.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_profile(root) == []
    assert load_profile(str(root)).codelists == load_profile("beijing-demo").codelists
