"""The default demonstration, from nothing to four releases, within its time and memory."""

import tempfile
from pathlib import Path
from typing import Final

from tests.lib.servers import BIN, ROOT, api, free_port, served
from tests.proofs.record import measured, write

TICKETS: Final = 1_500_000
SECONDS: Final = 360
MEGABYTES: Final = 1_536
SOURCES: Final = ("anonymize", "publish", "api", ".ci/demo")


def prove() -> int:
    """Run `make demo`'s path at its default size and write what it took."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        code, seconds, megabytes = measured(
            [ROOT / ".ci" / "demo", BIN, home, str(TICKETS), "1", "0", "build"]
        )
        releases = sorted(path.name for path in (home / "public" / "releases").iterdir())
        port = free_port()
        answered = False
        with served(api(home / "public", port), f"http://127.0.0.1:{port}/v1/health"):
            answered = True
    failures = [
        name
        for name, bad in (
            ("exit code", code != 0),
            ("releases", len(releases) != 4),
            ("seconds", seconds > SECONDS),
            ("memory", megabytes > MEGABYTES),
            ("served", not answered),
        )
        if bad
    ]
    figures = {
        "seed": 1,
        "n": TICKETS,
        "releases": releases,
        "seconds": round(seconds, 1),
        "bar_seconds": SECONDS,
        "largest_process_megabytes": megabytes,
        "bar_megabytes": MEGABYTES,
        "failures": failures,
    }
    write("demo", figures, SOURCES)
    return int(bool(failures))
