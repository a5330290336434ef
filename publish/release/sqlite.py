"""Connections to a release's SQLite file that can do nothing but read it.

Five bars, each of which alone would do (``releases.md`` §4): the file is opened read-only
and immutable, no database can be attached, ``query_only`` is set, the schema is not
trusted, and an authorizer allows selects, reads and built-in functions, nothing else.
"""

import sqlite3
from pathlib import Path
from typing import Final, cast
from urllib.parse import quote

from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import Pool, QueuePool

_ALLOWED: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION})
_FORBIDDEN_FUNCTIONS: Final = frozenset({"load_extension", "writefile", "readfile", "edit"})


def connect(path: Path) -> sqlite3.Connection:
    """Open the SQLite file *path* for reading, behind all five bars."""
    connection = sqlite3.connect(
        f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        # A pool hands a connection to one thread at a time.
        check_same_thread=False,
        cached_statements=256,
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in (
        "query_only=ON",
        "trusted_schema=OFF",
        "cache_size=-8192",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.set_authorizer(_authorize)
    return connection


def pool(path: Path) -> Pool:
    """Return a pool of such connections, one to a thread at a time, as many as asked for."""
    return QueuePool(
        lambda: cast("DBAPIConnection", connect(path)),
        pool_size=32,
        max_overflow=-1,
        # Nothing is ever begun, so there is nothing to roll back.
        reset_on_return=None,
        # The latest used first: its page cache is warm.
        use_lifo=True,
    )


def _authorize(
    action: int, _first: str | None, second: str | None, _database: str | None, _by: str | None
) -> int:
    if action not in _ALLOWED:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and second in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
