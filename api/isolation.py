"""The layers between the API and raw tickets: which stand, by trying each forbidden act.

Five layers: language (imports), install (what the image carries), process (user, rights,
environment), engine (SQLite read-only), behaviour (held by a test). ``strict`` refuses to
start where the process layer is open; ``isolation`` prints a line for each act.
"""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from publish.release.manifest import RELEASE_ID
from publish.release.reader import DATABASE
from publish.release.sqlite import connect

# Names only are looked at; a value that holds a secret is never read.
_SECRET: Final = re.compile(
    r"GONGKAI_\w*(KEY|DSN|SECRET)\w*|(TICKETS?|HOTLINE)_\w*(DSN|URL|KEY)|DATABASE_URL"
    r"|PGPASSWORD|PGPASSFILE|PGSERVICE(FILE)?"
)
_RAW_MODULES: Final = ("anonymize", "presidio_analyzer", "faker")
_RAW_FOLDERS: Final = ("raw", "bundles", "work")
_IMPORT_SECONDS: Final = 60


class Act(NamedTuple):
    """One forbidden act: its layer, what it is, and whether it could be done."""

    layer: str
    zh: str
    en: str
    allowed: bool


def process_acts(public: Path, environ: Mapping[str, str]) -> list[Act]:
    """Try what the process layer forbids: being root, holding a secret, writing releases."""
    acts = [Act("process", "以 root 运行", "run as root", os.geteuid() == 0)]
    named = sorted(name for name in environ if _SECRET.fullmatch(name))
    shown = ", ".join(named)
    acts.append(
        Act(
            "process",
            "环境变量给出工单库或密钥" + (f"（{shown}）" if named else ""),
            "environment names a ticket database or a key" + (f" ({shown})" if named else ""),
            bool(named),
        )
    )
    for name, folder in ((".", public), ("releases", public / "releases")):
        if folder.is_dir():
            acts.append(
                Act(
                    "process",
                    f"在公开目录 {name} 新建文件",
                    f"create a file in {name} of the public directory",
                    _can_create(folder),
                )
            )
    return acts


def _can_create(folder: Path) -> bool:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".isolation-"):
            return True
    except OSError:
        return False


def report(public: Path, home: Path, environ: Mapping[str, str]) -> Iterator[Act]:
    """Try every forbidden act and yield what came of it."""
    yield from (
        Act("install", f"导入 {module}", f"import {module}", _can_import(module))
        for module in _RAW_MODULES
    )
    yield from process_acts(public, environ)
    for name in _RAW_FOLDERS:
        folder = home / name
        if folder.exists() or not os.access(home, os.X_OK):
            yield Act("process", f"读取 {name}/", f"read {name}/", _can_read(folder))
    database = _database(public)
    if database is not None:
        yield from _engine_acts(database)


def _can_import(module: str) -> bool:
    # In a process of its own: what is imported here would stay here.
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter, a constant name
            [sys.executable, "-c", f"import {module}"],
            capture_output=True,
            timeout=_IMPORT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _can_read(folder: Path) -> bool:
    try:
        next(iter(os.scandir(folder)), None)
    except OSError:
        return False
    return True


def _database(public: Path) -> Path | None:
    try:
        names = sorted(path.name for path in (public / "releases").iterdir())
    except OSError:
        return None
    found = [name for name in names if RELEASE_ID.fullmatch(name)]
    return public / "releases" / found[-1] / DATABASE if found else None


_STATEMENTS: Final = (
    ("写入 SQLite", "write to the SQLite", "CREATE TABLE isolation (x)"),
    ("ATTACH 另一个数据库", "ATTACH another database", "ATTACH ':memory:' AS other"),
    ("PRAGMA 改写", "loosen a PRAGMA", "PRAGMA query_only=OFF"),
    ("加载扩展", "load an extension", "SELECT load_extension('isolation')"),
)


def _engine_acts(database: Path) -> Iterator[Act]:
    for zh, en, statement in _STATEMENTS:
        yield Act("engine", zh, en, _can_execute(database, statement))


def _can_execute(database: Path, statement: str) -> bool:
    try:
        connection = connect(database)
    except (OSError, sqlite3.Error):
        return False
    try:
        connection.execute(statement)
    except sqlite3.Error:
        return False
    else:
        return True
    finally:
        connection.close()
