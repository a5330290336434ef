"""The three commands, run as an operator runs them, with all they print kept for a second look."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from tests.lib.servers import BIN, ROOT, environment

AS_OF: Final = "2026-11-24"
UNTIL: Final = "2026-10"


class Run(msgspec.Struct, frozen=True):
    """What one command printed and how it ended."""

    code: int
    stdout: str
    stderr: str


def run(
    program: str,
    *words: str | Path,
    home: Path,
    extra: Mapping[str, str] | None = None,
    log: Path | None = None,
    seconds: float = 300,
    stdin: str | None = None,
) -> Run:
    """Run ``gongkai-<program> words`` on *home*; append what it prints to *log*."""
    done = subprocess.run(
        [BIN / f"gongkai-{program}", *map(str, words)],
        cwd=ROOT,
        env=environment({"GONGKAI_HOME": str(home), **(extra or {})}),
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        input=stdin,
    )
    if log is not None:
        with log.open("a", encoding="utf-8") as file:
            file.write(done.stdout + done.stderr)
    return Run(done.returncode, done.stdout, done.stderr)


def demo(home: Path, *, tickets: int, seed: int = 1, as_of: str = AS_OF) -> Run:
    """Run the path of `make demo` up to the releases, as if first started on *as_of*."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "demo.txt").write_text(f"tickets={tickets} seed={seed}\n{as_of}\n", encoding="utf-8")
    done = subprocess.run(
        [ROOT / ".ci" / "demo", BIN, home, str(tickets), str(seed), "0", "build"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    return Run(done.returncode, done.stdout, done.stderr)
