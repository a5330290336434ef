"""Tickets from an SQLite file by the command line: what is missing, held, damaged or no text."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from anonymize.cli import main
from publish.settings import Exit
from tests.functional.run.rows import rows
from tests.functional.run.test_quarantine_command import AS_OF


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = rows(400)
    made = tmp_path / "城 #1?.db"
    with closing(sqlite3.connect(made)) as database, database:
        database.execute(f"CREATE TABLE tickets ({', '.join(found[0])}, PRIMARY KEY (ticket_id))")
        marks = ", ".join("?" * len(found[0]))
        values = [tuple(row.values()) for row in reversed(found)]
        database.executemany(f"INSERT INTO tickets VALUES ({marks})", values)  # noqa: S608 - marks alone
    return made


def _check(capfd: pytest.CaptureFixture[str], path: Path, asked: str, lang: str) -> tuple[int, str]:
    place = str(path).replace("?", "%3F")
    code = main(["check", f"sqlite:///{place}?{asked}", "--as-of", AS_OF, "--lang", lang])
    told = capfd.readouterr()
    return code, told.err


@pytest.mark.parametrize(("lang", "word"), [("zh", "没有数据库文件"), ("en", "no database file")])
def test_a_file_that_is_not_there_is_hopeless_and_is_not_made(
    lang: str, word: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, said = _check(capfd, tmp_path / "gone.db", "table=tickets", lang)
    assert (code, word in said) == (Exit.HOPELESS, True)
    assert list(tmp_path.iterdir()) == []


def test_a_held_file_is_for_later_and_a_wrong_name_is_not(
    path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"no database at all, whatever its name says" * 99)
    assert _check(capfd, junk, "table=tickets", "en")[0] == Exit.HOPELESS
    assert _check(capfd, path, "query=SELECT nothing FROM tickets", "en")[0] == Exit.HOPELESS
    with closing(sqlite3.connect(path)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert _check(capfd, path, "table=tickets", "en")[0] == Exit.TRY_AGAIN
    assert sorted(tmp_path.iterdir()) == sorted([junk, path])


def test_text_that_is_not_utf8_spoils_its_own_row(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE tickets SET channel = CAST(x'B5E7' AS TEXT) WHERE rowid = 7")
    place = str(path).replace("?", "%3F")
    code = main(["check", f"sqlite:///{place}?table=tickets", "--as-of", AS_OF, "--json"])
    out = capfd.readouterr().out
    told = json.loads(out)
    assert (code, told["accepted"], told["quarantined"]) == (Exit.QUARANTINED, 399, 1)
    assert "undecodable" in out
