"""One broken copy of the demo city for each rule, and beside it a legal edit of the same spot."""

import ast
from pathlib import Path

import pytest

import publish.profile_checks
import publish.profile_files
import publish.profile_read
import publish.profile_read_codelists
from publish.profile import Problem, check_profile
from tests.unit.profile.cases import CASES, P1, RATES, Case
from tests.unit.profile.conftest import Edit


def _problems(root: Path, case: Case) -> list[Problem]:
    file = case.told or case.file
    return [one for one in check_profile(root) if (one.rule, one.file) == (case.rule, file)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{case.file}" for case in CASES])
def test_a_broken_profile_is_told_by_rule_file_and_line(case: Case, root: Path, edit: Edit) -> None:
    edit(case.file, case.old, case.broken)
    found = _problems(root, case)
    assert found, [one.say("en") for one in check_profile(root)]
    lines = (root / (case.told or case.file)).read_text(encoding="utf-8").splitlines()
    assert any(case.at in lines[one.line - 1] for one in found), [one.say("en") for one in found]
    for one in found:  # in both languages
        assert any("一" <= letter <= "鿿" for letter in one.say("zh"))
        assert one.en.strip()
        assert one.en != one.zh


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{case.file}" for case in CASES])
def test_a_legal_edit_of_the_same_spot_passes(case: Case, root: Path, edit: Edit) -> None:
    edit(case.file, case.old, case.legal)
    assert _problems(root, case) == []


FILES = [
    "profile.toml",
    "measures.toml",
    "mechanisms.toml",
    "calendar.toml",
    "codelists/channel.csv",
    "documents/policy.en.md",
]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(root: Path, name: str) -> None:
    assert check_profile(root) == []
    (root / name).unlink()
    assert ("missing-file", name) in {(one.rule, one.file) for one in check_profile(root)}


def test_a_file_in_another_encoding_is_named(root: Path) -> None:
    path = root / "profile.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert [one.rule for one in check_profile(root)] == ["not-utf8"]


def test_an_empty_codelist_is_told(root: Path) -> None:
    path = root / "codelists" / "topic.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert "empty-codelist" in {one.rule for one in check_profile(root)}


def test_siblings_too_few_to_hide_in_are_a_warning(root: Path) -> None:
    path = root / "codelists" / "category.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("C0103", "C0104"))]
    path.write_text("".join(kept), encoding="utf-8")
    found = check_profile(root)
    assert [(one.rule, one.warning) for one in found] == [("few-siblings", True)]
    assert kept[found[0].line - 1].startswith("C01,")


def test_siblings_of_a_level_that_no_view_shows_may_be_few(root: Path, edit: Edit) -> None:
    path = root / "codelists" / "category.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("C010103", "C010104"))]
    path.write_text("".join(kept), encoding="utf-8")
    assert check_profile(root) == []
    edit(RATES, P1, P1.replace(', "street"', "").replace('"l2"', '"l2", "l3"'))
    found = check_profile(root)
    assert [one.rule for one in found] == ["few-siblings"]
    assert kept[found[0].line - 1].startswith("C0101,")


def test_a_dataset_without_a_view_is_told(root: Path) -> None:
    path = root / "datasets" / "outcomes.toml"
    head = path.read_text(encoding="utf-8").partition("[[views]]")[0]
    path.write_text("views = []\n" + head, encoding="utf-8")
    assert [one.rule for one in check_profile(root)] == ["no-view"]


def test_a_single_child_is_its_parent_and_no_warning(root: Path) -> None:
    path = root / "codelists" / "category.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [
        line for line in lines if not line.startswith(("C010101", "C010102", "C010103", "C010104"))
    ]
    path.write_text("".join(kept), encoding="utf-8")
    assert check_profile(root) == []


def test_no_rule_is_without_its_broken_profile() -> None:
    tested = Path(__file__).read_text(encoding="utf-8") + repr({case.rule for case in CASES})
    for rule in _rules():
        assert f'"{rule}"' in tested or f"'{rule}'" in tested, rule


def _rules() -> set[str]:
    """Every rule that the checks can note: what follows a line or a key in a call of note."""
    readers = (publish.profile_files, publish.profile_read, publish.profile_read_codelists)
    sources = [Path(str(reader.__file__)) for reader in readers]
    sources += sorted(Path(publish.profile_checks.__path__[0]).glob("*.py"))
    place = {"files.note": 2, "self.files.note": 2, "self.note": 1, "note": 1, "_note": 2}
    found = set()
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in place:
                called = ast.unparse(node.func)
                # Inside Files itself note() takes file and line before the rule.
                at = 2 if source.name.startswith("profile_") else place[called]
                rule = node.args[at]
                if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
                    found.add(rule.value)
    assert len(found) > 40
    return found
