"""Settings: one table, three processes, and errors in the language that was asked for."""

import importlib
import json
import os
import tomllib
from pathlib import Path

import pytest

from publish import cli
from publish.settings import SETTINGS, Exit, Process, SettingsError
from publish.settings_load import load
from publish.settings_verb import explain


def test_the_nearest_source_wins_and_is_named(tmp_path: Path) -> None:
    config = tmp_path / "gongkai.toml"
    config.write_text('port = 9001\nhost = "::1"\n', encoding="utf-8")
    environ = {"GONGKAI_PORT": "9002", "GONGKAI_WORKERS": "2", "PATH": "/bin"}
    found = load("api", config=config, environ=environ, overrides={"workers": 3})
    assert (found.whole("port"), found.sources["port"]) == (9002, "GONGKAI_PORT")
    assert (found.text("host"), found.sources["host"]) == ("::1", "gongkai.toml")
    assert (found.whole("workers"), found.sources["workers"]) == (3, "command line")
    assert found.sources["isolation"] == "default"


def test_a_process_sees_its_own_settings_only() -> None:
    assert "port" not in load("publish", environ={}).values
    assert "quarantine_limit" in load("anonymize", environ={}).values


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("WORKERS", "0"),
        ("ISOLATION", "loose"),
        ("QUARANTINE_LIMIT", "nan"),
        ("TICKET_DEADLINE", "inf"),
        ("PROCCESSES", "3"),
    ],
)
def test_an_impossible_or_misspelt_variable_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load("api", environ={f"GONGKAI_{name}": value})
    assert f"GONGKAI_{name}" in refused.value.en
    assert f"GONGKAI_{name}" in refused.value.zh


def test_what_explain_prints_is_a_file_that_says_the_same(tmp_path: Path) -> None:
    environ = {"GONGKAI_PORT": "9002"}
    before = load("api", environ=environ)
    told = explain("api", before, "en")
    assert "GONGKAI_PORT" in told
    assert "from GONGKAI_PORT" in told
    assert tomllib.loads(told) == before.values
    config = tmp_path / "gongkai.toml"
    config.write_text(told, encoding="utf-8")
    assert load("api", config=config, environ={}).values == before.values


@pytest.mark.parametrize("process", ["anonymize", "publish", "api"])
def test_explain_is_a_whole_gongkai_toml_that_all_three_read(
    process: Process,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main = importlib.import_module(f"{process}.cli").main
    monkeypatch.chdir(tmp_path)
    for variable in [name for name in os.environ if name.startswith("GONGKAI_")]:
        monkeypatch.delenv(variable)
    assert main(["settings", "--explain", "--lang", "en"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "from command line" in told
    assert told.count("from default") == told.count("GONGKAI_") - 1
    (tmp_path / "gongkai.toml").write_text(told, encoding="utf-8")
    for other in ("anonymize", "publish", "api"):
        assert importlib.import_module(f"{other}.cli").main(["settings", "--json"]) == Exit.DONE
        rows = json.loads(capsys.readouterr().out)
        assert (rows["lang"]["value"], rows["lang"]["source"]) == ("en", "gongkai.toml")
    assert main(["settings", "--explain", "--lang", "zh", "--home", "elsewhere"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "来自 命令行" in told
    assert "来自 gongkai.toml" in told
    assert tomllib.loads(told)["home"] == "elsewhere"


def test_an_unknown_setting_is_refused_with_the_nearest(tmp_path: Path) -> None:
    config = tmp_path / "gongkai.toml"
    config.write_text("proccesses = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load("publish", config=config, environ={})
    assert refused.value.en == "gongkai.toml: there is no setting 'proccesses'; nearest: processes"
    config.write_text("processes = 3\n", encoding="utf-8")
    assert load("publish", config=config, environ={}).processes == 3


def test_every_setting_says_what_it_means_in_both_languages() -> None:
    assert all(setting.zh and setting.en and setting.processes for setting in SETTINGS)


def test_an_error_of_settings_speaks_the_language_of_the_variable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGKAI_LANG", "en")
    monkeypatch.setenv("GONGKAI_PROCESSES", "many")
    assert cli.main(["settings"]) == Exit.USAGE
    assert "must be" in capsys.readouterr().err
    monkeypatch.setenv("GONGKAI_LANG", "zh")
    assert cli.main(["settings"]) == Exit.USAGE
    assert "应为" in capsys.readouterr().err


def test_json_is_one_object_in_success_and_in_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["list", "--json", "--home", str(tmp_path)]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["releases"] == []
    assert cli.main(["release", "--json", "--home", str(tmp_path)]) == Exit.REFUSED
    assert json.loads(capsys.readouterr().out) == {"exit": 1, "error": "refused"}
    words = ["build", "--json", "--home", str(tmp_path), "--bundle", "b", "--cohort", "may"]
    assert cli.main(words) == Exit.USAGE
    assert json.loads(capsys.readouterr().out)["error"] == "usage"


@pytest.mark.parametrize("moment", ["garbage", "2026-13-01", "soon"])
def test_a_release_cannot_be_told_to_wait_for_no_moment(tmp_path: Path, moment: str) -> None:
    words = ["build", "--home", str(tmp_path), "--bundle", "b", "--cohort", "2026-09"]
    assert cli.main([*words, "--not-before", moment]) == Exit.USAGE
