"""The ledger holds what was written, in order, or says that it does not."""

import sqlite3
from pathlib import Path

import pytest

from publish.ledger import BrokenLedger, Ledger


def _filled(path: Path) -> Ledger:
    ledger = Ledger(path)
    for release, state in (("a", "verified"), ("a", "published"), ("b", "published")):
        ledger.append(
            state, release=release, manifest_sha256="00", at="2026-10-20", actor="pia", detail=""
        )
    return ledger


def test_rows_are_chained_and_states_are_the_last_of_each_release(tmp_path: Path) -> None:
    ledger = _filled(tmp_path / "ledger.sqlite")
    rows = ledger.rows()
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows[1:]] == [row.sha256 for row in rows[:-1]]
    assert ledger.states() == {"a": "published", "b": "published"}
    ledger.close()


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger SET actor = 'x'", "DELETE FROM ledger WHERE number = 3"]
)
def test_rows_cannot_be_changed_or_removed(tmp_path: Path, statement: str) -> None:
    ledger = _filled(tmp_path / "ledger.sqlite")
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert len(ledger.rows()) == 3
    ledger.close()


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE ledger SET actor = 'x' WHERE number = 1",
        "DELETE FROM ledger WHERE number = 2",
        "UPDATE ledger SET number = 4 WHERE number = 3",
    ],
)
def test_whoever_gets_round_the_triggers_breaks_the_chain(tmp_path: Path, forgery: str) -> None:
    _filled(tmp_path / "ledger.sqlite").close()
    connection = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    connection.execute("DROP TRIGGER ledger_no_update")
    connection.execute("DROP TRIGGER ledger_no_delete")
    connection.execute(forgery)
    connection.close()
    ledger = Ledger(tmp_path / "ledger.sqlite")
    with pytest.raises(BrokenLedger):
        ledger.rows()
    with pytest.raises(BrokenLedger):
        ledger.append("draft", release="c", manifest_sha256="", at="", actor="", detail="")
    ledger.close()


def test_there_are_no_other_states(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    with pytest.raises(ValueError, match="no state"):
        ledger.append("lost", release="a", manifest_sha256="", at="", actor="", detail="")
    ledger.close()
