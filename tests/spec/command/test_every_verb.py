"""Three command lines, one manner: the same options, one language, errors worth reading."""

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.command_parser import CITY, EnglishParser, Parser
from publish.settings import Exit

PROCESSES = ("anonymize", "publish", "api")
# Verbs whose every act reads the city's profile.
CITY_WIDE = {"review", "trace", "reference"}
USES = {
    "anonymize demo": {"profile"},
    "anonymize key fingerprint": {"profile"},
    "anonymize check": {"profile", "mapping"},
    "anonymize run": {"profile", "mapping"},
    "anonymize quarantine rerun": {"profile", "mapping"},
    "anonymize detect": {"profile"},
    "anonymize settings": {"profile", "mapping"},
    "publish build": {"profile"},
    "publish profile check": {"profile"},
    "publish settings": {"profile"},
    "anonymize objection add": {"profile"},
}


def parser(process: str, lang: str) -> Parser:
    built = importlib.import_module(f"{process}.cli").parser(lang)
    assert isinstance(built, Parser)
    return built


def leaves(found: Parser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if found._below is None:
        yield path
        return
    for name, below in found._below.choices.items():
        yield from leaves(below, (*path, name))


def leaf(process: str, lang: str, path: tuple[str, ...]) -> Parser:
    found = parser(process, lang)
    for name in path:
        found = found._below.choices[name]
    return found


VERBS = [(process, path) for process in PROCESSES for path in leaves(parser(process, "en"))]


def needs(found: Parser) -> list[str]:
    """Return the words that a verb cannot do without, each with some value."""
    words: list[str] = []
    for action in found._actions:
        if action.required and action.nargs not in {"?", "*"}:
            value = next(iter(action.choices)) if action.choices else "1"
            words += [*action.option_strings[:1], str(value)]
    for group in found._mutually_exclusive_groups:
        if group.required:
            words += [group._group_actions[0].option_strings[0], "1"]
    return words


every_verb = pytest.mark.parametrize(
    ("process", "path"), VERBS, ids=[" ".join((process, *path)) for process, path in VERBS]
)


def test_all_verbs_are_looked_at() -> None:
    assert len(VERBS) >= 20
    assert {process for process, _ in VERBS} == set(PROCESSES)


@every_verb
def test_every_command_takes_the_common_options_on_both_sides(
    process: str, path: tuple[str, ...]
) -> None:
    must = needs(leaf(process, "en", path))
    options = ["--lang", "en", "--profile", "nyc", "--mapping", "m", "--home", "h"]
    told = []
    for words in ([*options, *path, *must], [*path, *options, *must], [*path, *must, *options]):
        args = parser(process, "en").parse_args(words)
        told.append((args.lang, args.profile, args.mapping, args.home, args.json, args.config))
    assert told == [("en", "nyc", "m", "h", False, None)] * 3
    assert callable(args.func)
    bare = parser(process, "en").parse_args([*path, *must])
    assert (bare.lang, bare.profile, bare.mapping) == (None, None, None)


def test_what_stands_after_the_verb_wins() -> None:
    words = ["--lang", "zh", "--json", "list", "--lang", "en"]
    args = parser("publish", "en").parse_args(words)
    assert (args.lang, args.json) == ("en", True)


@every_verb
def test_help_is_in_one_language_and_says_what_is_not_used(
    process: str, path: tuple[str, ...]
) -> None:
    uses = USES.get(" ".join((process, *path)), {"profile"} if path[0] in CITY_WIDE else set())
    zh = leaf(process, "zh", path).format_help()
    en = leaf(process, "en", path).format_help()
    assert zh.startswith(f"用法：gongkai-{process}")
    assert en.startswith(f"usage: gongkai-{process}")
    assert not re.search("[\u4e00-\u9fff]", en)
    for english in ("usage", "positional", "options:", "show this help", " / "):
        assert english not in zh
    assert zh.count("（此命令不用）") == en.count("(not used by this command)") == 2 - len(uses)
    for name in CITY:
        (line,) = re.findall(rf"^  --{name} .*$", zh, re.MULTILINE)
        assert ("（此命令不用）" in line) == (name not in uses)


@every_verb
def test_every_argument_says_what_it_is(process: str, path: tuple[str, ...]) -> None:
    found = leaf(process, "zh", path)
    assert found.description
    assert [action.dest for action in found._actions if not action.help] == []


@pytest.mark.parametrize("process", PROCESSES)
def test_help_opens_in_the_language_chosen_wherever_it_was_chosen(
    process: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main = importlib.import_module(f"{process}.cli").main

    def first(*words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main([*words, "--help"])
        assert ended.value.code == 0
        return capsys.readouterr().out.split("gongkai")[0]

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_LANG", raising=False)
    assert first("settings") == "用法："
    assert first("--lang=en", "settings") == first("settings", "--lang", "en") == "usage: "
    (tmp_path / "gongkai.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert first() == "usage: "
    monkeypatch.setenv("GONGKAI_LANG", "zh")
    assert first() == "用法："
    (tmp_path / "other.toml").write_text('lang = "en"\n', encoding="utf-8")
    monkeypatch.delenv("GONGKAI_LANG")
    (tmp_path / "gongkai.toml").write_text("broken", encoding="utf-8")
    assert first() == "用法："
    assert first("--config", "other.toml") == "usage: "


BAD = [
    ("publish", ["buidl"], "没有 'buidl'", "invalid choice: 'buidl'", "build"),
    ("publish", ["build", "--cohort", "2026-09"], "缺少必需的参数：--bundle", "required", ""),
    ("publish", ["build", "--bundle", "b"], "须给出其中之一：--cohort --backfill", "one of", ""),
    ("publish", ["build", "--bundel", "b"], "不认识的参数：--bundel", "unrecognized", "--bundle"),
    ("publish", ["build", "--bundle"], "参数 --bundle：后面须有一个值", "expected one", ""),
    ("publish", ["list", "extra"], "不认识的参数：extra", "unrecognized arguments: extra", ""),
    ("publish", ["--lang", "fr", "list"], "没有 'fr'；可选：", "invalid choice: 'fr'", ""),
    ("publish", ["list", "--json=1"], "不接受值 '1'", "ignored explicit argument '1'", ""),
    ("publish", [], "缺少必需的参数：VERB", "required: VERB", ""),
    ("publish", ["profile"], "缺少必需的参数：ACT", "required: ACT", ""),
    (
        "publish",
        ["build", "--bundle", "b", "--cohort", "2026-09", "--backfill", "2026-09.."],
        "参数 --backfill：不能与 --cohort 同用",
        "not allowed with argument --cohort",
        "",
    ),
    ("anonymize", ["demo", "--out", "o", "--seed", "x"], "'x' 不是整数", "invalid int value", ""),
    ("anonymize", ["check"], "缺少必需的参数：SOURCE", "required: SOURCE", ""),
    ("api", ["serve", "--isolation", "loose"], "没有 'loose'", "invalid choice: 'loose'", ""),
    ("api", ["serve", "--port", "70000"], "--port：设置 port 应为", "--port: setting port", ""),
    ("api", ["serve", "--releases", "/nowhere"], "没有目录 /nowhere", "no directory /nowhere", ""),
    ("anonymize", ["check", "none.csv"], "没有文件 none.csv", "there is no file none.csv", ""),
    ("anonymize", ["check", "none.csv", "--profile", "nyk"], "没有文件", "no file", ""),
    ("anonymize", ["key", "fingerprint", "--profile", "nyk"], "nyk: 没有这个", "nyk: there", "nyc"),
    ("anonymize", ["detect", "--profile", "nyk"], "nyk: 没有这个", "nyk: there is no", "nyc"),
    ("anonymize", ["key", "create", "--home", "/dev/null"], "--home：", "--home: /dev/null", ""),
    ("anonymize", ["demo", "--out", "/dev/null/x"], "null 是文件", "--out: null is a file", ""),
    (
        "publish",
        ["build", "--bundle", "none", "--cohort", "2026-09"],
        "--bundle：",
        "no folder",
        "",
    ),
    ("publish", ["build", "--bundle", ".", "--cohort", "2026-13"], "--cohort", "YYYY-MM", ""),
    ("publish", ["verify", "none"], "没有目录 none", "no folder none", ""),
    ("publish", ["profile", "check", "nyk"], "没有这个目录：nyk", "no such folder: nyk", "nyc"),
    ("publish", ["list", "--config", "none.toml"], "none.toml", "configuration file none.toml", ""),
    ("anonymize", ["detect", "--json"], "不能再用 --json", "takes no --json", ""),
    ("anonymize", ["key", "fingerprint", "--cohort", "may"], "YYYY-MM", "YYYY-MM", ""),
]


@pytest.mark.parametrize(("process", "words", "zh", "en", "near"), BAD)
def test_bad_usage_is_exit_2_with_one_clear_error(  # noqa: PLR0917  -- one row of the table
    process: str,
    words: list[str],
    zh: str,
    en: str,
    near: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main = importlib.import_module(f"{process}.cli").main
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_LANG", raising=False)
    assert main(words) == Exit.USAGE
    out, err = capsys.readouterr()
    assert zh in err
    assert near in err
    assert bool(out) == ("--json" in words)
    assert "Traceback" not in err
    for english in ("error", "required", "unrecognized", "expected", "invalid", "usage"):
        assert english not in err
    assert main([*words, "--lang", "en"] if "--lang" not in words else words) == Exit.USAGE
    english_err = capsys.readouterr().err
    if "--lang" not in words:
        assert en in english_err
        assert not re.search("[\u4e00-\u9fff]", english_err)
    assert main(["--json", *words]) == Exit.USAGE
    told = json.loads(capsys.readouterr().out)
    assert (told["exit"], told["error"]) == (2, "usage")
    if not near:
        assert zh in told["zh"]
        assert en in told["en"]


def test_a_foreign_error_is_told_without_its_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from publish import cli, settings_verb  # noqa: PLC0415  -- to be broken on purpose

    def broken(*_: object) -> int:
        return int("王小明13800000000")

    monkeypatch.setattr(settings_verb, "run", broken)
    assert cli.main(["settings", "--json", "--lang", "en"]) == Exit.REFUSED
    out, err = capsys.readouterr()
    assert json.loads(out)["error"] == "refused"
    assert "internal error (ValueError)" in err
    assert "test_every_verb.py" in err
    assert "138" not in out + err


@pytest.mark.parametrize(("number", "code"), [(28, 75), (5, 75), (13, 2), (2, 2)])
def test_the_system_s_refusals_have_codes(
    number: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from publish import cli, settings_verb  # noqa: PLC0415  -- to be broken on purpose

    def broken(*_: object) -> int:
        raise OSError(number, "some words", "/far/away/file.csv")

    monkeypatch.setattr(settings_verb, "run", broken)
    assert cli.main(["settings"]) == code
    err = capsys.readouterr().err
    assert "file.csv" in err
    assert "/far" not in err


def test_lines_of_help_are_no_wider_than_they_look() -> None:
    from publish.command_words import columns, wrapped  # noqa: PLC0415

    line = "为了核对，每行都有答案即以 0 退出；verdict 为 publishable 者可直接呈审。" * 3
    rows = wrapped(line, 40)
    assert max(map(columns, rows)) <= 42  # a mark that may not begin a line may stand out
    assert "".join(rows).replace(" ", "") == line.replace(" ", "")
    assert not [row for row in rows if row[0] in "，。；"]


def test_a_parser_passes_its_language_down() -> None:
    assert type(parser("publish", "en")._below.choices["list"]) is EnglishParser
