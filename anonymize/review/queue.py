"""The queue of texts that wait for a person: one SQLite file in the restricted zone.

What a text says lies there sealed under a key of the series, so that a stray copy of the
file tells nothing; pin keys, cohorts and verdicts lie there openly. Approved texts are kept
beside, by their digest, until they are handed over and withdrawn.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    Connection,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from anonymize.errors import Refused, TryAgain
from anonymize.record_key import WHOLE_SERIES, KeyHolder
from anonymize.review.item import Item

FILE: Final = "queue.sqlite"
_PURPOSE: Final = "review"
_NONCE: Final = 12
_META: Final = MetaData()
_ITEM: Final = Table(
    "item",
    _META,
    Column("pin", String, primary_key=True),
    Column("cohort", String, nullable=False),
    Column("content", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
_TEXT: Final = Table(
    "approved",
    _META,
    Column("sha256", String, primary_key=True),
    Column("pin", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """What the queue tells of an item without opening it."""

    pin: str
    cohort: str
    content: str
    verdict: str


class Queue:
    """The queue under *folder*, sealed under the key of *series*."""

    def __init__(self, folder: Path, holder: KeyHolder, series: str) -> None:
        self._path = folder / FILE
        self._cipher = AESGCM(holder.derive(series, WHOLE_SERIES, _PURPOSE))

    def __repr__(self) -> str:
        """Show the place alone."""
        return f"Queue({self._path.name})"

    def put(self, items: Iterable[Item]) -> None:
        """Add *items*; one with a pin key that waits already takes its place."""
        with self._open() as connection:
            for item in items:
                connection.execute(delete(_ITEM).where(_ITEM.c.pin == item.pin))
                connection.execute(
                    insert(_ITEM).values(
                        pin=item.pin,
                        cohort=item.cohort,
                        content=item.content,
                        verdict=item.proposal.verdict,
                        sealed=self._seal(item.pin, msgspec.msgpack.encode(item)),
                    )
                )

    def listed(self) -> list[Listed]:
        """Return what waits or waited, by cohort and pin key, without opening any of it."""
        columns = (_ITEM.c.pin, _ITEM.c.cohort, _ITEM.c.content, _ITEM.c.verdict)
        with self._open() as connection:
            rows = connection.execute(select(*columns).order_by(_ITEM.c.cohort, _ITEM.c.pin))
            return [
                Listed(pin=pin, cohort=cohort, content=content, verdict=verdict)
                for pin, cohort, content, verdict in rows
            ]

    def open_item(self, pin: str) -> Item | None:
        """Return the item itself. Only the desk calls this, which logs whom it is shown to."""
        with self._open() as connection:
            sealed = connection.execute(
                select(_ITEM.c.sealed).where(_ITEM.c.pin == pin)
            ).scalar_one_or_none()
        return None if sealed is None else self._decoded(self._unseal(pin, sealed))

    def keep(self, texts: Iterable[tuple[str, str, dict[str, str]]]) -> None:
        """Keep approved texts: digest, pin key, redacted text by field."""
        with self._open() as connection:
            for digest, pin, said in texts:
                connection.execute(delete(_TEXT).where(_TEXT.c.sha256 == digest))
                sealed = self._seal(digest, msgspec.msgpack.encode(said))
                connection.execute(insert(_TEXT).values(sha256=digest, pin=pin, sealed=sealed))

    def approved(self, digest: str) -> dict[str, str] | None:
        """Return the approved text with this digest."""
        with self._open() as connection:
            sealed = connection.execute(
                select(_TEXT.c.sealed).where(_TEXT.c.sha256 == digest)
            ).scalar_one_or_none()
        if sealed is None:
            return None
        return msgspec.msgpack.decode(self._unseal(digest, sealed), type=dict[str, str])

    def forget(self, pins: Iterable[str]) -> int:
        """Remove all that is kept of the tickets *pins*; return how many had something."""
        gone = 0
        with self._open() as connection:
            for pin in pins:
                found = connection.execute(delete(_ITEM).where(_ITEM.c.pin == pin)).rowcount
                found += connection.execute(delete(_TEXT).where(_TEXT.c.pin == pin)).rowcount
                gone += found > 0
        return gone

    def _seal(self, name: str, plain: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, name.encode())

    def _unseal(self, name: str, sealed: bytes) -> bytes:
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except InvalidTag:
            raise Refused(
                "复核队列无法解封：它被改动过，或属于另一把系列密钥",
                "the review queue cannot be unsealed: it was altered, or made under another "
                "series key",
            ) from None

    @staticmethod
    def _decoded(plain: bytes) -> Item:
        return msgspec.msgpack.decode(plain, type=Item)

    @contextmanager
    def _open(self) -> Iterator[Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        engine = create_engine(f"sqlite:///{self._path}", poolclass=NullPool, hide_parameters=True)
        event.listen(engine, "connect", _careful)
        try:
            with engine.begin() as connection:
                _META.create_all(connection)
                yield connection
        except SQLAlchemyError:
            raise TryAgain(
                f"复核队列 {FILE} 无法读写（被占用或磁盘有问题）：稍后再试",
                f"the review queue {FILE} cannot be read or written (in use, or the disk): "
                "try again later",
            ) from None


def _careful(connection: object, _record: object) -> None:
    """Overwrite what is deleted, and let no temporary file of SQLite reach the disk."""
    for pragma in ("secure_delete=ON", "temp_store=MEMORY", "journal_mode=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]
