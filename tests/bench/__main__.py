"""`make bench`: speed as ratios within one run, written to tests/bench/RESULTS.md.

Absolute figures are told beside the ratios and mean little on another machine.
"""

import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.bench import ingest, months, queries, texts
from tests.lib.servers import ROOT

RESULTS: Final = Path(__file__).with_name("RESULTS.md")
PARTS: Final = (ingest, texts, queries, months)


def main() -> int:
    """Run every part and write the table."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    lines = [
        "# Measured speed",
        "",
        f"`make bench` at commit {commit}, Python {platform.python_version()}, one run.",
        "Ratios carry over to other machines; seconds do not.",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            sys.stderr.write(f"— {part.__name__}\n")
            lines += ["", f"## {part.TITLE}", "", *part.measure(Path(folder))]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
