"""Consent is a record of its own; everything that is not clearly a yes is a no."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from anonymize import consent
from anonymize.errors import Hopeless
from anonymize.record_key import Mac
from tests.lib.consents import SCOPE, record, write_consents

AS_OF: Final = date(2026, 10, 20)
MAC: Final = Mac(bytes(32))


def pin(ticket: str) -> bytes:
    return MAC(ticket.encode())[:16]


def read(tmp_path: Path, *records: dict[str, Any] | str) -> consent.Consents:
    return consent.read(write_consents(tmp_path / "consents.jsonl", *records), MAC, AS_OF)


def test_a_clear_yes_lets_the_fields_of_its_scope_be_read(tmp_path: Path) -> None:
    found = read(tmp_path, record("T1"), record("T2", scope=["reply"]))
    assert found.allowed == {pin("T1"): frozenset(SCOPE), pin("T2"): frozenset({"reply"})}
    assert (found.lines, found.refused, found.bad_lines) == (2, 0, [])


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "no"},
        {"answer": "unknown"},
        {"answer": "withdrawn"},
        {"date": "2026-10-21"},  # after the day of the run
        {"wording": " "},
        {"channel": ""},
        {"scope": []},
        {"scope": ["content", "callback_note"]},  # a field that never leaves
        {"minor": True},
        {"minor": True, "guardian": "refused"},
        {"minor": True, "guardian": "not_asked"},
    ],
)
def test_anything_else_is_a_no(tmp_path: Path, changed: dict[str, Any]) -> None:
    found = read(tmp_path, record("T1", **changed), record("T2"))
    assert set(found.allowed) == {pin("T2")}
    assert found.refused == 1


def test_a_minor_with_a_guardians_consent_is_a_yes(tmp_path: Path) -> None:
    assert read(tmp_path, record("T1", minor=True, guardian="consented")).allowed


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        json.dumps({"answer": "yes"}),
        json.dumps(record("T9") | {"answer": "perhaps"}),
        json.dumps(record("T9") | {"surprise": 1}),
        json.dumps(record("T9") | {"date": "last week"}),
        "\x00",
    ],
)
def test_a_bad_line_is_named_by_its_number_and_allows_nothing(tmp_path: Path, bad: str) -> None:
    found = read(tmp_path, record("T1"), bad)
    assert found.bad_lines == [2]
    assert set(found.allowed) == {pin("T1")}


def test_a_bad_line_voids_the_good_one_of_its_ticket(tmp_path: Path) -> None:
    withdrawn = json.dumps(record("T1") | {"answer": "WITHDRAWN"})
    assert read(tmp_path, record("T1"), withdrawn).allowed == {}
    assert read(tmp_path, record("T1"), record("T1")).allowed != {}


@pytest.mark.parametrize("order", [1, -1])
def test_records_that_disagree_are_a_no_in_either_order(tmp_path: Path, order: int) -> None:
    said = [record("T1"), record("T1", answer="no")][::order]
    found = read(tmp_path, *said)
    assert found.allowed == {}
    assert found.disagreeing == 1


def test_without_records_nobody_consented() -> None:
    assert consent.read(None, MAC, AS_OF).allowed == {}


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Hopeless):
        consent.read(tmp_path / "gone.jsonl", MAC, AS_OF)


def test_no_record_shows_a_ticket_in_its_repr(tmp_path: Path) -> None:
    found = read(tmp_path, record("T1-secret"))
    assert "secret" not in repr(found)
    assert pin("T1-secret").hex() not in repr(found)
