"""A connection to a database that can only read, by the database's own word.

PostgreSQL and SQLite are tested against the real thing, MySQL and MariaDB against MariaDB
where it is installed; Oracle's statement is from its manual and untested. Any other database
is sent one SELECT and a rollback, and the user is told to give a right to read and no other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, CursorResult, Engine
from sqlalchemy.pool import NullPool

from anonymize.errors import Hopeless, Refused
from anonymize.sources.database_faults import told

# For every transaction of the session, should somebody between us and the server end ours.
_SESSION: Final[dict[str, tuple[str, ...]]] = {
    "postgresql": (
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET TIME ZONE 'UTC'",
        "SET DateStyle TO 'ISO, YMD'",
    ),
    "mysql": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION time_zone = '+00:00'"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION time_zone = '+00:00'"),
    "sqlite": ("PRAGMA query_only = ON",),
}
# For the transaction in which we read, should the session's setting have gone to another.
_TRANSACTION: Final = {
    "postgresql": "SET TRANSACTION READ ONLY",
    "mysql": "START TRANSACTION READ ONLY",
    "mariadb": "START TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
}
# A server that drops what is sent to it is not waited for as long as the network would.
_PATIENCE: Final = 15  # seconds
_PATIENT: Final = ("psycopg", "psycopg2", "pymysql", "mysqldb")
_DATES: Final = ("timestamptz", "timestamp", "date")


def _quiet(_zh: str, _en: str) -> None:
    return


@contextmanager
def connected(url: URL, note: Callable[[str, str], None] = _quiet) -> Iterator[Connection]:
    """Open a connection that can only read, and roll it back at the end.

    Raises Hopeless, MappingError, NotAllowed, TryAgain, and Refused where the database does
    not confirm that it will only be read.
    """
    with told(url, connecting=True):
        engine = _engine(url)
    try:
        with told(url, connecting=True):
            connection = engine.connect()
        with connection:
            with told(url):
                _only_read(connection, note)
            yield connection
            with told(url):
                connection.rollback()
    finally:
        engine.dispose()


@contextmanager
def rows_of(
    connection: Connection, select: sa.Executable, step: int
) -> Iterator[CursorResult[Any]]:
    """Send *select*; its rows stay with the server until they are fetched, *step* at a time."""
    result = connection.execute(select, execution_options={"yield_per": step})
    try:
        yield result
    finally:
        if connection.dialect.name in ("mysql", "mariadb"):
            # Their drivers would fetch all that is still on the way before they close, pymysql
            # even of a connection that is gone, unless it believes that nothing is.
            waiting: Any = getattr(result.cursor, "_result", None)
            if hasattr(waiting, "unbuffered_active"):
                waiting.unbuffered_active = False
            connection.invalidate()
        else:
            result.close()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        arguments: dict[str, Any] = {}
        if url.get_driver_name() in _PATIENT and "connect_timeout" not in url.query:
            arguments["connect_timeout"] = _PATIENCE
        return sa.create_engine(
            url, hide_parameters=True, poolclass=NullPool, connect_args=arguments
        )
    path = Path(url.database or "")
    if not path.is_file():
        raise Hopeless(
            f"没有数据库文件 {path.name}：核对路径（相对于当前目录 {Path.cwd()}）",
            f"there is no database file {path.name}: check the path (we are in {Path.cwd()})",
        )
    # mode=ro: the file is neither created nor written, whatever is asked of it.
    place = f"file:{quote(str(path))}"
    read_only = url.set(database=place, query={"mode": "ro", "uri": "true"})
    return sa.create_engine(read_only, hide_parameters=True, poolclass=NullPool)


def _only_read(connection: Connection, note: Callable[[str, str], None]) -> None:
    name = connection.dialect.name
    for statement in _SESSION.get(name, ()):
        connection.exec_driver_sql(statement)
    connection.commit()
    if name in _TRANSACTION:
        connection.exec_driver_sql(_TRANSACTION[name])
    elif name not in _SESSION:
        note(
            f"不知道如何让数据库 {name} 只读：请使用只有读取权限的账号",
            f"no way is known to make {name} read-only: use an account that may read and no more",
        )
    if name == "postgresql":
        if connection.exec_driver_sql("SHOW transaction_read_only").scalar() != "on":
            raise Refused(
                "数据库未确认只读，已停止", "the database does not confirm that it is only read"
            )
        _dates_as_text(connection)
    if name == "sqlite":
        # Text that is not UTF-8 spoils its own row and not the whole table.
        driver: Any = connection.connection.driver_connection
        driver.text_factory = _text_or_bytes


def _dates_as_text(connection: Connection) -> None:
    """Take dates as PostgreSQL writes them: Python has none for infinity or the year 10000."""
    if connection.dialect.driver == "psycopg":
        driver: Any = connection.connection.driver_connection
        plain = import_module("psycopg.types.string").TextLoader
        written = type("Written", (plain,), {"load": _as_written})
        for kind in _DATES:
            driver.adapters.register_loader(kind, written)


def _as_written(_loader: object, data: bytes | bytearray | memoryview) -> str:
    """Return a date as it stands, the session's zone with its minutes."""
    text = bytes(data).decode()
    return f"{text}:00" if text.endswith("+00") else text


def _text_or_bytes(value: bytes) -> str | bytes:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value
