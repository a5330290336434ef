"""How a proof is written down, and how to measure a command with all its children."""

import json
import os
import platform
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.lib.servers import ROOT, environment

FOLDER: Final = Path(__file__).parent


def write(part: str, figures: dict[str, object], sources: Sequence[str]) -> None:
    """Write tests/proofs/<part>.json with the commit and the sources that it covers."""
    commit = _git("rev-parse", "HEAD")
    body = {
        "part": part,
        "commit": commit,
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "sources": {name: _git("rev-parse", f"HEAD:{name}") for name in sources},
        **figures,
    }
    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / f"{part}.json").write_text(text, encoding="utf-8")


def stale() -> list[str]:
    """Return the parts whose covered sources changed since they were proven."""
    return [
        path.stem
        for path in sorted(FOLDER.glob("*.json"))
        if any(
            _git("rev-parse", f"HEAD:{name}") != digest
            for name, digest in json.loads(path.read_text(encoding="utf-8"))["sources"].items()
        )
    ]


def measured(command: Sequence[str | Path]) -> tuple[int, float, int]:
    """Run *command*; return exit code, seconds and the largest memory of one process in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, env=environment(), start_new_session=True
    )
    largest = [0]
    watching = threading.Event()

    def watch() -> None:
        while not watching.wait(0.2):
            largest[0] = max([largest[0], *_memory(process.pid)])

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    code = process.wait()
    watching.set()
    thread.join()
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return code, time.perf_counter() - start, max(largest[0], children)


def _memory(group: int) -> list[int]:
    """Peak resident memory in MB of every process of the session *group* (Linux)."""
    peaks = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) != group:
                continue
            status = (entry / "status").read_text()
        except (OSError, ValueError):
            continue
        peaks += [
            int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")
        ]
    return peaks


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
