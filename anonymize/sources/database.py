"""A table or a query of any database that SQLAlchemy knows, read and never written.

Rows are numbered from 1 in the order in which the database gives them. Messages of drivers
carry values and passwords: none of them is passed on.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import quote

import polars as pl
import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine

from anonymize.errors import Hopeless, MappingError, TryAgain
from anonymize.sources.batch import Options, RawBatch, batch, numbered, wanted

_TABLE: Final = "table"
_QUERY: Final = "query"


def is_url(source: str) -> bool:
    """Whether *source* is a database's URL and no file."""
    return "://" in source


def read(source: str, options: Options) -> Iterator[RawBatch]:
    """Yield the rows of the table or query that *source* names. Raises Hopeless, TryAgain."""
    url, statement = _asked(source, options)
    with _connected(url) as connection, _told():
        result = connection.execution_options(yield_per=options.batch_rows).execute(
            _select(connection, statement)
        )
        header = list(result.keys())
        columns = wanted(options.mapping, header)
        places = [header.index(column) for column in columns]
        first = 1
        for part in result.partitions(options.batch_rows):
            values = [[_text(row[place]) for place in places] for row in part]
            frame = pl.DataFrame(values, schema=dict.fromkeys(columns, pl.String), orient="row")
            yield batch(options, numbered(first, frame.height), frame)
            first += frame.height
        if first == 1:
            raise Hopeless("数据库表没有数据行", "the table has no rows")


def header(source: str, options: Options) -> list[str]:
    """Return the columns of the table or query. Raises Hopeless, TryAgain."""
    url, statement = _asked(source, options)
    with _connected(url) as connection, _told():
        result = connection.execute(_select(connection, statement))
        columns = list(result.keys())
        result.close()
        return columns


def digest(source: str) -> str:
    """Return a digest of which table of which database is meant; its rows may change."""
    url = sa.make_url(source)
    return hashlib.sha256(url.set(password=None).render_as_string().encode()).hexdigest()


def _asked(source: str, options: Options) -> tuple[URL, str]:
    """Return the database, and the table or query that is asked for."""
    try:
        url = sa.make_url(source)
    except sa.exc.ArgumentError:
        raise MappingError(
            "数据库地址应写作 dialect://…?table=表名",
            "write the database as dialect://…?table=NAME",
        ) from None
    told = {key: str(url.query[key]) for key in (_TABLE, _QUERY) if key in url.query}
    statement = told.get(_QUERY) or told.get(_TABLE) or options.mapping.table
    if not statement:
        raise MappingError(
            "请用 ?table=表名 或 --table 指出要读的表",
            "name the table to read: ?table=NAME or --table NAME",
        )
    return url.difference_update_query([_TABLE, _QUERY]), statement


def _select(connection: Connection, statement: str) -> Any:  # noqa: ANN401 - a table's or a text's select
    """Return the one SELECT that is run; anything else is refused."""
    if statement.strip().lower().startswith(("select ", "select\n", "with ")):
        if ";" in statement.strip().rstrip(";"):
            raise MappingError("只能有一条 SELECT", "only one SELECT is allowed")
        return sa.text(statement.strip().rstrip(";"))
    schema, _, name = statement.rpartition(".")
    inspector = sa.inspect(connection)
    known = [*inspector.get_table_names(schema or None), *inspector.get_view_names(schema or None)]
    if name not in known:
        raise Hopeless(
            f"数据库中没有表 {statement}：核对 ?table= 或 --table",
            f"the database has no table {statement}: check ?table= or --table",
        )
    columns: list[Any] = [
        sa.column(found["name"]) for found in inspector.get_columns(name, schema or None)
    ]
    return sa.select(*columns).select_from(sa.table(name, schema=schema or None))


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, hide_parameters=True)
    # mode=ro: the file is neither created nor written, whatever is asked of it.
    place = quote(url.database or "")
    read_only = url.set(database=f"file:{place}", query={"mode": "ro", "uri": "true"})
    return sa.create_engine(read_only, hide_parameters=True)


_READ_ONLY: Final = {
    "postgresql": "SET TRANSACTION READ ONLY",
    "mysql": "SET TRANSACTION READ ONLY",
    "mariadb": "SET TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
    "sqlite": "PRAGMA query_only = ON",
}


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    """Open a connection whose transaction can only read, and roll it back at the end."""
    with _told():
        engine = _engine(url)
    try:
        with _told():
            connection = engine.connect()
        with connection:
            read_only = _READ_ONLY.get(engine.dialect.name)
            if read_only is not None:
                with _told():
                    connection.execute(sa.text(read_only))
            yield connection
            connection.rollback()
    finally:
        engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a driver says into words of our own."""
    try:
        yield
    except (sa.exc.NoSuchModuleError, ModuleNotFoundError):
        raise MappingError(
            "没有安装该数据库的驱动", "the driver of that database is not installed"
        ) from None
    except (sa.exc.OperationalError, sa.exc.InterfaceError):
        raise TryAgain(
            "无法连接或读取数据库：核对地址、权限与网络后再试",
            "the database cannot be reached or read: check address, rights and network, try again",
        ) from None
    except sa.exc.SQLAlchemyError:
        raise Hopeless(
            "数据库拒绝了该查询：核对表名与列名", "the database refused the query: check its names"
        ) from None


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)
