"""A journal that was altered, cut, reordered or added to by hand is not read, and grows no more."""

import json
from pathlib import Path

import pytest

from anonymize.errors import Refused
from anonymize.journal import FIRST, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    made = Journal(tmp_path / "raw" / "journal.jsonl")
    made.append({"by": "甲", "pin": "00"}, {"by": "乙", "pin": "01"})
    made.append({"by": "丙", "pin": "02"})
    return made


def lines(journal: Journal) -> list[str]:
    return journal.path.read_text(encoding="utf-8").splitlines(keepends=True)


def test_what_was_added_stands_in_order(journal: Journal) -> None:
    assert [entry["by"] for entry in journal.entries()] == ["甲", "乙", "丙"]
    assert [entry["number"] for entry in journal.entries()] == [1, 2, 3]
    assert journal.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "tamper",
    [
        lambda rows: [rows[0].replace("甲", "丁"), *rows[1:]],
        lambda rows: rows[1:],
        lambda rows: [rows[0], rows[2]],
        lambda rows: [rows[1], rows[0], rows[2]],
        lambda rows: [*rows, rows[2]],
        lambda rows: [*rows, json.dumps({"by": "丁"}) + "\n"],
        lambda rows: [*rows[:2], rows[2][:-5]],
        lambda rows: [*rows[:2], rows[2].rstrip("\n")],
    ],
    ids=["altered", "first gone", "middle gone", "swapped", "doubled", "added", "torn", "no end"],
)
def test_tampering_is_refused_and_nothing_is_added(journal: Journal, tamper: object) -> None:
    changed = "".join(tamper(lines(journal)))  # type: ignore[operator]
    journal.path.write_text(changed, encoding="utf-8")
    with pytest.raises(Refused):
        journal.entries()
    with pytest.raises(Refused):
        journal.append({"by": "丁", "pin": "03"})
    assert journal.path.read_text(encoding="utf-8") == changed


def test_an_end_cut_off_is_told_by_the_head_kept_elsewhere(journal: Journal) -> None:
    head = journal.head()
    journal.path.write_text("".join(lines(journal)[:2]), encoding="utf-8")
    assert len(journal.entries()) == 2
    assert journal.head() != head


def test_an_empty_journal_is_one(tmp_path: Path) -> None:
    empty = Journal(tmp_path / "none.jsonl")
    assert empty.entries() == []
    assert empty.head() == FIRST


def test_a_saying_cannot_forge_the_chain(journal: Journal) -> None:
    with pytest.raises(ValueError, match="own"):
        journal.append({"by": "丁", "previous": FIRST})
