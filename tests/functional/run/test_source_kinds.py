"""The same tickets from every kind of source make the same bytes."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

import polars as pl
import pytest

from publish.settings import Exit
from tests.functional.run.rows import rows
from tests.functional.run.test_quarantine_command import AS_OF, Office

_FRAME: Final = pl.DataFrame(rows(120))


_QUERY: Final = "SELECT * FROM tickets ORDER BY ticket_id"


def _csv(path: Path, encoding: str) -> tuple[str, ...]:
    path.write_bytes(_FRAME.write_csv().encode(encoding))
    return (str(path),)


def _xlsx(path: Path) -> tuple[str, ...]:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(_FRAME.columns)
    for row in _FRAME.iter_rows():
        book.active.append(row)
    book.save(path)
    return (str(path),)


def _jsonl(path: Path) -> tuple[str, ...]:
    _FRAME.write_ndjson(path)
    return (str(path),)


def _parquet(path: Path) -> tuple[str, ...]:
    _FRAME.write_parquet(path, row_group_size=50)
    return (str(path),)


def _sqlite(path: Path, asked: str) -> tuple[str, ...]:
    names = ", ".join(_FRAME.columns)
    marks = ", ".join("?" * _FRAME.width)
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE tickets ({names})")
        database.executemany(f"INSERT INTO tickets VALUES ({marks})", _FRAME.rows())  # noqa: S608
    database.close()
    return (f"sqlite:///{path}?{asked}",)


_KINDS: Final[dict[str, Callable[[Path], tuple[str, ...]]]] = {
    "csv-bom": lambda base: _csv(base / "in.csv", "utf-8-sig"),
    "csv-gb18030": lambda base: (*_csv(base / "in.csv", "gb18030"), "--encoding", "gb18030"),
    "jsonl": lambda base: _jsonl(base / "in.jsonl"),
    "parquet": lambda base: _parquet(base / "in.parquet"),
    "xlsx": lambda base: _xlsx(base / "in.xlsx"),
    "sqlite-table": lambda base: _sqlite(base / "in.db", "table=tickets"),
    "sqlite-query": lambda base: _sqlite(base / "in.db", "query=" + quote(_QUERY)),
}


def _made(base: Path, *source: str) -> dict[str, bytes]:
    office = Office(base, seed="5")
    done = office.say("run", *source, "--bundle", base / "b", "--as-of", AS_OF)
    assert done.code == Exit.DONE, done.stderr
    found = sorted((base / "b").rglob("tickets.parquet"))
    return {str(path.relative_to(base)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    base = tmp_path_factory.mktemp("plain")
    found = _made(base, *_csv(base / "in.csv", "utf-8"))
    assert len(found) == 2
    return found


@pytest.mark.parametrize("kind", _KINDS)
def test_every_kind_of_source_gives_the_same_tickets(
    kind: str, plain: dict[str, bytes], tmp_path: Path
) -> None:
    assert _made(tmp_path, *_KINDS[kind](tmp_path)) == plain


def test_gb18030_that_is_not_declared_is_no_bundle(tmp_path: Path) -> None:
    office = Office(tmp_path, seed="5")
    (source,) = _csv(tmp_path / "in.csv", "gb18030")
    done = office.run(Path(source), "b")
    assert done.code == Exit.WAITING
    assert not (tmp_path / "b").exists()
