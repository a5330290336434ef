"""A table or a query of any database that SQLAlchemy knows, read and never written.

A table's rows come in the order of its primary key, those of a query in the order that it
asks for itself; they are numbered from 1. Of a table only the columns are fetched that the
mapping reads. Moments with a zone arrive in UTC, those without are local time of the mapping.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
import polars as pl
import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from anonymize.errors import Hopeless, MappingError
from anonymize.sources.batch import Options, RawBatch, batch, field_of, numbered, wanted
from anonymize.sources.database_faults import told
from anonymize.sources.database_link import connected, rows_of
from anonymize.sources.database_value import Undecodable, as_text, in_utc

# Rows that are held as objects of Python at a time: an object takes far more than its text.
_AT_ONCE: Final = 20_000
_TABLE: Final = "table"
_QUERY: Final = "query"
# What tells one database from another, of what may also stand behind the question mark.
_PLACE: Final = ("host", "port", "dbname", "user", "service")
_READS: Final = re.compile(r"\s*(?:select|with)\s", re.IGNORECASE)
# MySQL lets even a transaction that only reads write a file on its server.
_FILE: Final = re.compile(r"\binto\s+(?:outfile|dumpfile)\b", re.IGNORECASE)


class _Asked(msgspec.Struct, frozen=True):
    """Which database, and which table or query of it."""

    url: URL
    statement: str
    is_query: bool


class _Columns(msgspec.Struct, frozen=True):
    """The columns that are read: their headers, places in a row, fields, and who is UTC."""

    headers: list[str]
    places: list[int]
    fields: list[str]
    zoned: frozenset[int]


def is_url(source: str) -> bool:
    """Whether *source* is a database's URL and no file."""
    return "://" in source


def read(source: str, options: Options) -> Iterator[RawBatch]:
    """Yield the rows of the table or query that *source* names.

    Raises Hopeless, MappingError, NotAllowed, TryAgain; none of them holds a word of the
    driver's, for those carry values and passwords.
    """
    asked = _asked(source, options)
    step = min(options.batch_rows, _AT_ONCE)
    with (
        connected(asked.url, options.note) as connection,
        told(asked.url),
        rows_of(connection, _select(connection, asked, options), step) as result,
    ):
        header = list(result.keys())
        headers = wanted(options.mapping, header)
        columns = _Columns(
            headers,
            [header.index(column) for column in headers],
            [field_of(options.mapping, header, column) for column in headers],
            in_utc(connection.dialect.name, result),
        )
        first = 1
        for part in result.partitions(step):
            yield _batch(options, first, part, columns)
            first += len(part)
        if first == 1:
            raise Hopeless("数据库表没有数据行", "the table has no rows")


def header(source: str, options: Options) -> list[str]:
    """Return the columns of the table or query. Raises as `read`."""
    asked = _asked(source, options)
    with connected(asked.url) as connection, told(asked.url):
        if not asked.is_query:
            return _columns(connection, asked.statement)
        with rows_of(connection, _select(connection, asked, options), 1) as result:
            return list(result.keys())


def digest(source: str) -> str:
    """Return a digest of which table of which database is meant; its rows may change.

    No password goes into it, in whatever part of the address it stands. Raises MappingError.
    """
    url = _url(source)
    place = [url.get_backend_name(), url.username, url.host, url.port, url.database]
    further = [[key, url.query[key]] for key in (*_PLACE, _TABLE, _QUERY) if key in url.query]
    return hashlib.sha256(msgspec.json.encode([place, further])).hexdigest()


def _url(source: str) -> URL:
    try:
        return sa.make_url(source)
    except (sa.exc.ArgumentError, ValueError):
        raise MappingError(
            "数据库地址应写作 dialect://用户@主机:端口/库?table=表名；"
            "口令中的 @ : / 等须写作 %40 %3A %2F",
            "write the database as dialect://user@host:port/name?table=NAME; "
            "in a password @ : / are written %40 %3A %2F",
        ) from None


def _asked(source: str, options: Options) -> _Asked:
    url = _url(source)
    given = {key: url.query[key] for key in (_TABLE, _QUERY) if key in url.query}
    told_once = [value for value in given.values() if isinstance(value, str)]
    if len(given) > 1 or len(told_once) < len(given):
        raise MappingError(
            "?table= 与 ?query= 只能写一个，且只写一次",
            "write one of ?table= and ?query=, and write it once",
        )
    statement = (told_once or [options.mapping.table or ""])[0].strip().rstrip("; \n")
    if not statement:
        raise MappingError(
            "请用 ?table=表名 或 --table 指出要读的表",
            "name the table to read: ?table=NAME or --table NAME",
        )
    is_query = _READS.match(statement) is not None
    if (_QUERY in given or is_query) and (
        not is_query or ";" in statement or _FILE.search(statement)
    ):
        raise MappingError("只能有一条 SELECT", "only one SELECT is allowed")
    return _Asked(url.difference_update_query([_TABLE, _QUERY]), statement, is_query)


def _select(connection: Connection, asked: _Asked, options: Options) -> sa.Executable:
    """Return the one SELECT that is run."""
    if asked.is_query:
        # A colon is a colon: the query has no parameters.
        return sa.text(asked.statement.replace(":", r"\:"))
    columns = wanted(options.mapping, _columns(connection, asked.statement))
    schema, _, table = asked.statement.rpartition(".")
    key = sa.inspect(connection).get_pk_constraint(table, schema or None)["constrained_columns"]
    chosen: sa.Select[*tuple[Any, ...]] = sa.select(*(sa.column(column) for column in columns))
    return chosen.select_from(sa.table(table, schema=schema or None)).order_by(
        *(sa.column(column) for column in key)
    )


def _columns(connection: Connection, name: str) -> list[str]:
    schema, _, table = name.rpartition(".")
    inspector = sa.inspect(connection)
    try:
        found = inspector.get_columns(table, schema or None)
    except sa.exc.NoSuchTableError:
        raise Hopeless(
            f"数据库中没有表 {name}：核对 ?table= 或 --table",
            f"the database has no table {name}: check ?table= or --table",
        ) from None
    return [column["name"] for column in found]


def _batch(options: Options, first: int, part: Sequence[Any], columns: _Columns) -> RawBatch:
    """Return *part*, whose first row is *first*; a row that is no text is rejected."""
    values: list[list[str | None]] = []
    rejected: list[tuple[int, str, str]] = []
    kept: list[int] = []
    for row, record in enumerate(part, first):
        texts: list[str | None] = []
        try:
            for place in columns.places:
                texts.append(as_text(record[place], utc=place in columns.zoned))
        except Undecodable:
            rejected.append((row, columns.fields[len(texts)], "undecodable"))
            continue
        values.append(texts)
        kept.append(row)
    frame = pl.DataFrame(values, schema=dict.fromkeys(columns.headers, pl.String), orient="row")
    rows = pl.Series("row", kept, pl.UInt64) if rejected else numbered(first, len(part))
    return batch(options, rows, frame, rejected)
