"""The ledger: what happened to every release, one row an event, never changed.

Rows are chained: each holds the sha256 of its own content together with that of the row
before, so that a row cannot be altered, removed or slipped in without breaking all after
it. Triggers refuse UPDATE and DELETE besides.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

STATES: Final = (
    "draft",
    "verified",
    "approved",
    "scheduled",
    "published",
    "superseded",
    "withdrawn",
)
_FIRST: Final = "0" * 64
_META: Final = MetaData()
_LEDGER: Final = Table(
    "ledger",
    _META,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("state", String, nullable=False),
    Column("release", String, nullable=False),
    Column("manifest_sha256", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("sha256", String, nullable=False, unique=True),
)
_TRIGGERS: Final = tuple(
    f"CREATE TRIGGER IF NOT EXISTS ledger_no_{act.lower()} BEFORE {act} ON ledger "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    for act in ("UPDATE", "DELETE")
)


class BrokenLedger(Exception):
    """The ledger cannot be read, or a row is not the one that was written; in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One event of one release."""

    number: int
    at: str
    actor: str
    state: str
    release: str
    manifest_sha256: str
    detail: str
    previous: str
    sha256: str

    def expected(self) -> str:
        """Return the digest that the row's content and the row before give."""
        content = [
            self.number,
            self.at,
            self.actor,
            self.state,
            self.release,
            self.manifest_sha256,
            self.detail,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


class Ledger:
    """The ledger of one home."""

    def __init__(self, path: Path) -> None:
        """Open the ledger in the file *path*, making it where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
        event.listen(self._engine, "connect", _durable)
        with self._transaction() as connection:
            _META.create_all(connection)
            for trigger in _TRIGGERS:
                connection.execute(text(trigger))

    def append(
        self, state: str, *, release: str, manifest_sha256: str, at: str, actor: str, detail: str
    ) -> Row:
        """Add an event and return its row; raises BrokenLedger where the chain is broken."""
        if state not in STATES:
            message = f"there is no state {state!r}"
            raise ValueError(message)
        rows = self.rows()
        row = Row(
            number=len(rows) + 1,
            at=at,
            actor=actor,
            state=state,
            release=release,
            manifest_sha256=manifest_sha256,
            detail=detail,
            previous=rows[-1].sha256 if rows else _FIRST,
            sha256="",
        )
        row = msgspec.structs.replace(row, sha256=row.expected())
        with self._transaction() as connection:
            connection.execute(insert(_LEDGER), msgspec.structs.asdict(row))
        return row

    def rows(self) -> list[Row]:
        """Return all rows in order after checking the chain; raises BrokenLedger."""
        with self._transaction() as connection:
            found = [
                Row(**mapping)
                for mapping in connection.execute(
                    select(_LEDGER).order_by(_LEDGER.c.number)
                ).mappings()
            ]
        previous = _FIRST
        for number, row in enumerate(found, start=1):
            if (row.number, row.previous) != (number, previous) or row.sha256 != row.expected():
                raise BrokenLedger(
                    f"台账第 {number} 行不是当初写入的那一行",
                    f"row {number} of the ledger is not the one that was written",
                )
            previous = row.sha256
        return found

    def states(self) -> dict[str, str]:
        """Return the present state of every release."""
        return {row.release: row.state for row in self.rows()}

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError:
            # The driver's message can hold values; that the ledger failed is all we say.
            raise BrokenLedger("台账无法读写", "the ledger cannot be read or written") from None


def _durable(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()
