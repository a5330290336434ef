"""Tickets a second from file to bundle, against `polars.read_csv` of the same file."""

import subprocess
import time
from pathlib import Path
from typing import Final

import polars as pl

from tests.lib.servers import BIN, environment

TITLE: Final = "Ingest"
TICKETS: Final = 300_000


def command(home: Path, *words: str | Path) -> float:
    """Run `gongkai-anonymize` or `gongkai-publish` and return the seconds it took."""
    program, *rest = words
    start = time.perf_counter()
    done = subprocess.run(
        [BIN / program, *map(str, rest)],
        env=environment({"GONGKAI_HOME": str(home)}),
        capture_output=True,
        check=False,
    )
    if done.returncode not in {0, 4}:
        raise RuntimeError(f"{program} {rest[0]} ended with {done.returncode}")
    return time.perf_counter() - start


def measure(folder: Path) -> list[str]:
    """Return the rows of the table."""
    home = folder / "ingest"
    raw = home / "raw" / "demo"
    until, as_of = "2026-09", "2026-10-10"
    made = command(
        home, "gongkai-anonymize", "demo", "--tickets", str(TICKETS), "--until", until,
        "--as-of", as_of, "--out", raw, "--format", "csv", "--text-months", "0",
    )  # fmt: skip
    command(home, "gongkai-anonymize", "key", "create")
    tickets = raw / "tickets.csv"
    start = time.perf_counter()
    rows = pl.read_csv(tickets, infer_schema=False).height
    read = time.perf_counter() - start
    checked = command(home, "gongkai-anonymize", "check", tickets, "--as-of", as_of)
    ran = command(
        home,
        "gongkai-anonymize",
        "run",
        tickets,
        "--bundle",
        home / "bundles" / "b",
        "--as-of",
        as_of,
    )
    return [
        f"{rows:,} tickets without text, CSV of {tickets.stat().st_size / 1e6:.0f} MB, processes as by default.",
        "",
        "| step | seconds | tickets/s | times `polars.read_csv` |",
        "|---|---|---|---|",
        f"| `polars.read_csv`, all columns as text | {read:.2f} | {rows / read:,.0f} | 1 |",
        f"| `demo` (writes the file) | {made:.2f} | {rows / made:,.0f} | {made / read:.1f} |",
        f"| `check` | {checked:.2f} | {rows / checked:,.0f} | {checked / read:.1f} |",
        f"| `run` (validated, generalised, keyed, bundled) | {ran:.2f} | {rows / ran:,.0f} | {ran / read:.1f} |",
    ]
