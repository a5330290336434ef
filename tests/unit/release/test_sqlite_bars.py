"""A connection to a release can read it and do nothing else."""

import sqlite3
from pathlib import Path

import pytest

from publish.release.sqlite import connect
from tests.lib.release import fabricate

READING = 'SELECT count(*) FROM "three_rates/p1"'
FORBIDDEN = [
    "CREATE TABLE t(x)",
    "CREATE TEMP TABLE t(x)",
    'DELETE FROM "three_rates/p1"',
    'UPDATE "three_rates/p1" SET n = 0',
    'INSERT INTO "three_rates/p1"(cell) VALUES (1)',
    'DROP TABLE "three_rates/p1"',
    "ATTACH DATABASE '/tmp/gongkai-attached.sqlite' AS other",
    "PRAGMA query_only=OFF",
    "PRAGMA writable_schema=ON",
    "VACUUM INTO '/tmp/gongkai-vacuumed.sqlite'",
    "SELECT load_extension('x')",
    "BEGIN IMMEDIATE",
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return fabricate(tmp_path / "public") / "data" / "gongkai.sqlite"


def test_it_reads(database: Path) -> None:
    connection = connect(database)
    assert connection.execute(READING).fetchone()[0] > 100
    connection.close()


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_it_does_nothing_else(database: Path, statement: str) -> None:
    before = database.read_bytes()
    connection = connect(database)
    with pytest.raises(sqlite3.Error):
        connection.execute(statement)
    connection.close()
    assert database.read_bytes() == before
    assert not Path("/tmp/gongkai-attached.sqlite").exists()  # noqa: S108 -- nothing is made there
    assert not Path("/tmp/gongkai-vacuumed.sqlite").exists()  # noqa: S108


def test_people_find_codes_in_the_views_beside_the_tables(database: Path) -> None:
    connection = sqlite3.connect(database)
    row = connection.execute(
        'SELECT n FROM "three_rates/p1/codes" '
        "WHERE time = '2026-07' AND area = '110000' AND category = '_T'"
    ).fetchone()
    connection.close()
    assert row == (4007,)
