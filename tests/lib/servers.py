"""Start our own commands as a person would, wait until they answer, and stop them cleanly."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
BIN: Final = Path(sys.executable).parent


def free_port() -> int:
    """Return a port of the loopback interface that nobody holds just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without settings of ours, and with *extra*."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    return {**clean, **(extra or {})}


@contextlib.contextmanager
def served(
    command: Sequence[str | Path],
    url: str,
    *,
    seconds: float = 60,
    extra: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run *command* until *url* answers 200, yield the process, then end its whole group."""
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(extra),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, url, time.monotonic() + seconds)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def _wait(process: subprocess.Popen[bytes], url: str, until: float) -> None:
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with exit code {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  -- a loopback URL of ours
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")


def api(public: Path, port: int) -> list[str | Path]:
    """Return the command that serves *public* as a demonstration on *port*."""
    return [
        BIN / "gongkai-api",
        "serve",
        "--releases",
        public,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--isolation",
        "demo",
    ]
