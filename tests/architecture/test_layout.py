"""The shape of the repository: five folders, one direction of imports, empty package files."""

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDERS: Final = {"api", "anonymize", "publish", "openapi", "tests"}
FILES: Final = {
    "README.md",
    "README.zh.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "requirements.lock",
    "pyproject.toml",
}


def tracked() -> list[str]:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listing.stdout.splitlines()


def test_only_the_five_folders_and_conventional_files_stand_at_the_top() -> None:
    tops = {path.split("/")[0] for path in tracked()}
    assert {top for top in tops if not top.startswith(".")} <= FOLDERS | FILES
    assert tops >= FOLDERS | FILES


@pytest.mark.parametrize("package", ["api", "anonymize", "publish"])
def test_each_package_resolves_inside_this_repository(package: str) -> None:
    found = importlib.import_module(package).__file__
    assert found is not None
    assert Path(found).is_relative_to(ROOT)
    assert Path(found).read_text() == ""


def test_the_rule_of_imports_holds_transitively() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout


def test_the_rule_of_imports_names_every_module_of_publish() -> None:
    modules = {
        path.stem
        for path in (ROOT / "publish").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    } - {"__init__"}
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (api,) = [c for c in tool["contracts"] if c["source_modules"] == ["api"]]
    forbidden = {name.removeprefix("publish.") for name in api["forbidden_modules"]}
    settings = {"settings", "settings_load", "settings_verb"}
    command = {"command", "command_parser", "command_words"}
    assert modules - forbidden == {"release", *settings, *command}


def test_the_rule_of_imports_would_see_a_breach(tmp_path: Path) -> None:
    for package in ("anonymize", "publish", "api"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / "api" / "middle.py").write_text("import publish.secret\n")
    (tmp_path / "publish" / "secret.py").write_text("import anonymize.raw\n")
    (tmp_path / "anonymize" / "raw.py").write_text("")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    lines = ["[importlinter]", "root_packages = anonymize\n    publish\n    api"]
    wanted = [c for c in contracts["contracts"] if c["name"] == "nobody imports anonymize"]
    for contract in wanted:
        lines += [
            "[importlinter:contract:one]",
            f"name = {contract['name']}",
            "type = forbidden",
            "source_modules =\n    publish\n    api",
            "forbidden_modules =\n    anonymize",
        ]
    (tmp_path / ".importlinter").write_text("\n".join(lines) + "\n")
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert len(wanted) == 1
    assert run.returncode == 1
    assert "api.middle" in run.stdout


def test_no_module_is_named_after_nothing() -> None:
    names = {Path(path).stem for path in tracked() if path.endswith(".py")}
    assert not names & {"utils", "util", "helper", "helpers", "manager", "common", "misc"}


def test_the_lock_names_no_index_and_pins_everything_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "http" not in lock.replace("httpx", "").replace("httpcore", "").replace("httptools", "")
    assert "--index-url" not in lock
    names = [line for line in lock.splitlines() if line and line[0].isalnum()]
    assert len(names) > 50
    assert all("==" in line for line in names)
    assert lock.count("--hash=sha256:") >= len(names)


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    inside = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    rows = [line for line in inside.splitlines() if line.strip().startswith('"')]
    assert len(rows) > 20
    assert [row for row in rows if "#" not in row] == []


def test_no_two_test_files_outside_packages_share_a_name() -> None:
    paths = [Path(path) for path in tracked() if path.startswith("tests/")]
    tests = [path for path in paths if path.name.startswith("test_")]
    loose = [path.name for path in tests if not (ROOT / path.parent / "__init__.py").is_file()]
    assert len(loose) > 50
    assert sorted(loose) == sorted(set(loose))
