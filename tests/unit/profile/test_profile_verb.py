import json
from pathlib import Path

import pytest

from publish.command_parser import Parser
from publish.settings import Exit
from publish.verbs import profile as verb
from tests.unit.profile.conftest import Edit


def run(*argv: str) -> int:
    top = Parser()
    verb.add(top)
    args = top.parse_args(["profile", *argv])
    return int(args.func(args))


def test_a_fit_profile_is_done_and_a_broken_one_is_refused(
    root: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", str(root)) == Exit.DONE
    assert "0 处错误" in capsys.readouterr().out
    edit("profile.toml", 'default_mapping = "beijing"', 'default_mapping = "peking"')
    assert run("check", str(root)) == Exit.REFUSED
    assert capsys.readouterr().out.startswith("profile.toml:8: 没有 mappings/peking.toml")


def test_english_is_spoken_on_demand(
    root: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("profile.toml", "k = 20", "k = 10")
    assert run("check", str(root), "--lang", "en") == Exit.DONE
    out = capsys.readouterr().out
    assert "profile.toml:14: k is under 20" in out
    assert "0 errors, 1 warnings" in out


def test_json_is_one_object_with_every_problem(
    root: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("calendar.toml", "release_day = 25", "release_day = 99")
    assert run("check", str(root), "--json") == Exit.REFUSED
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == 1
    assert told["problems"][0]["file"] == "calendar.toml"
    assert told["problems"][0]["rule"] == "range"
    assert {"line", "zh", "en", "warning"} <= set(told["problems"][0])


def test_a_shipped_name_is_understood_and_a_stranger_is_a_mistake_of_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("check", "nyc") == Exit.DONE
    capsys.readouterr()
    assert run("check", "atlantis") == Exit.USAGE
    assert "beijing-demo" in capsys.readouterr().err


def test_the_shipped_profiles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--json") == Exit.DONE
    rows = json.loads(capsys.readouterr().out)["profiles"]
    assert [row["id"] for row in rows] == ["baltimore", "beijing-demo", "nyc", "sf", "shanghai"]
    assert all(row["fit"] for row in rows)
