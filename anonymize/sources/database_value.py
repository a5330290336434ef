"""Values of a database become the texts that a CSV file would hold."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

import msgspec
from sqlalchemy.engine import CursorResult

from anonymize.sources.batch import LIST_MARK

# The type code of TIMESTAMP in the protocol of MySQL, whose values carry no zone.
_MYSQL_TIMESTAMP: Final = 7


class Undecodable(Exception):
    """Bytes that are not UTF-8."""


def in_utc(dialect: str, result: CursorResult[Any]) -> frozenset[int]:
    """Return the places of the columns whose moments are UTC though they do not say so.

    MySQL gives a TIMESTAMP in the session's zone, which is UTC here, and a DATETIME as it
    was written.
    """
    if dialect not in ("mysql", "mariadb") or result.cursor is None:
        return frozenset()
    kinds = [column[1] for column in result.cursor.description]
    return frozenset(place for place, kind in enumerate(kinds) if kind == _MYSQL_TIMESTAMP)


def as_text(value: object, *, utc: bool = False) -> str | None:
    """Return *value* as text, null as null. Raises Undecodable."""
    match value:
        case None | str():
            text = value
        case bool():
            text = "true" if value else "false"
        case dt.datetime():
            text = (value.replace(tzinfo=dt.UTC) if utc else value).isoformat(" ")
        case bytes() | bytearray() | memoryview():
            text = _decoded(bytes(value))
        case Decimal():
            text = format(value, "f")
        case float() if value.is_integer():
            text = str(int(value))
        case list() | tuple():
            text = LIST_MARK.join(as_text(item) or "" for item in value)
        case dict():
            text = msgspec.json.encode(value).decode()
        case _:
            text = str(value)
    return text


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise Undecodable from None
