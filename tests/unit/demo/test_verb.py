import json
from pathlib import Path

import pytest

from anonymize.verbs import demo
from publish.command_parser import Parser
from publish.settings import Exit, SettingsError


def run(*argv: str) -> int:
    top = Parser()
    demo.add(top)
    args = top.parse_args(["demo", *argv])
    return int(args.func(args))


def test_json_is_one_object_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "new" / "demo")
    code = run(
        "--tickets", "60", "--until", "2026-08", "--as-of", "2026-10-06", "--json", "--out", out
    )
    assert code == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == 60
    assert told["until"] == "2026-08"
    assert {path.name for path in Path(out).iterdir()} == {
        "tickets.parquet", "texts.jsonl", "spans.jsonl", "consents.jsonl", "reference",
            "truth.json",
    }  # fmt: skip


def test_without_until_the_last_frozen_month_is_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ("--tickets", "40", "--text-months", "0", "--json", "--out", str(tmp_path))
    run("--as-of", "2026-10-05", *argv)
    assert json.loads(capsys.readouterr().out)["until"] == "2026-08"
    run("--as-of", "2026-10-06", *argv)
    assert json.loads(capsys.readouterr().out)["until"] == "2026-09"


@pytest.mark.parametrize(
    "argv",
    [
        ("--until", "2026-10", "--as-of", "2026-10-06"),
        ("--until", "2026-9"),
        ("--as-of", "yesterday"),
        ("--tickets", "0", "--as-of", "2026-10-06"),
        ("--until", "2002-01", "--as-of", "2026-10-06"),
    ],
)
def test_impossible_orders_are_refused(argv: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        run(*argv, "--out", str(tmp_path))
    assert refused.value.zh
    assert refused.value.en
    assert not list(tmp_path.iterdir())


def test_a_profile_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("--profile", str(tmp_path / "none"), "--out", str(tmp_path / "out"), "--lang", "en")
    assert code == Exit.USAGE
    assert capsys.readouterr().err


def test_too_long_a_workbook_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(
        "--tickets", "1048576", "--format", "xlsx", "--as-of", "2026-10-06",
        "--out", str(tmp_path), "--lang", "en",
    )  # fmt: skip
    assert code == Exit.USAGE
    assert "1,048,575" in capsys.readouterr().err
