"""A MariaDB server of our own, where the machine has one installed; PyPI has none."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pymysql

PASSWORD: Final = "p@ss:word/42"

_FIRST: Final = (
    "CREATE DATABASE city CHARACTER SET utf8mb4;",
    f"CREATE USER clerk@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';",
    "GRANT ALL ON *.* TO clerk@'127.0.0.1';",
)


def installed() -> bool:
    """Whether there is a server to start."""
    return shutil.which("mariadbd") is not None


def session(port: int, **further: Any) -> "pymysql.Connection[Any]":
    """Return a session of the user ``clerk``."""
    return pymysql.connect(
        host="127.0.0.1", port=port, user="clerk", password=PASSWORD, database="city",
        autocommit=True, **further,
    )  # fmt: skip


@contextmanager
def server() -> Iterator[int]:
    """Start a server with the database ``city`` and a user who may do anything; yield its port."""
    program = shutil.which("mariadbd")
    assert program is not None
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="gongkai-my-") as folder:
        data, first = Path(folder) / "data", Path(folder) / "first.sql"
        data.mkdir(mode=0o700)
        first.write_text("\n".join(_FIRST), encoding="utf-8")
        if user:
            entry = pwd.getpwnam(user)
            for path in (Path(folder), data, first):
                os.chown(path, entry.pw_uid, entry.pw_gid)
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db",
             "--auth-root-authentication-method=normal"],
            user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        running = subprocess.Popen(
            [program, "--no-defaults", f"--datadir={data}", f"--port={port}",
             "--bind-address=127.0.0.1", f"--socket={folder}/s", f"--init-file={first}",
             "--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve"],
            user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(port)
            yield port
        finally:
            running.terminate()
            running.wait(30)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            session(port).close()
        except pymysql.err.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")
