"""Time and disk of one more month after 1, 12 and 36 months of history."""

import json
from pathlib import Path
from typing import Final

from tests.bench.ingest import command

TITLE: Final = "A month more"
TICKETS: Final = 370_000
AS_OF: Final = "2026-11-10"


def measure(folder: Path) -> list[str]:
    """Return the rows of the table."""
    home = folder / "months"
    raw, bundle = home / "raw" / "demo", home / "bundles" / "b"
    command(
        home, "gongkai-anonymize", "demo", "--tickets", str(TICKETS), "--until", "2026-10",
        "--as-of", AS_OF, "--out", raw, "--text-months", "0",
    )  # fmt: skip
    command(home, "gongkai-anonymize", "key", "create")
    command(
        home,
        "gongkai-anonymize",
        "run",
        raw / "tickets.parquet",
        "--bundle",
        bundle,
        "--as-of",
        AS_OF,
    )
    cohorts = sorted(json.loads((bundle / "bundle.json").read_text())["cohorts"])
    rows = []
    for history in (1, 12, 36):
        before, month = cohorts[-1 - history : -1], cohorts[-1]
        rows.append(_month(folder / f"after-{history}", bundle, before, month, history))
    base = rows[0]
    return [
        "The same cohort (10,000 tickets) added to a history of 1, 12 and 36 months. The served SQLite and the",
        "whole-history exports are assembled anew by design; all else must not grow.",
        "",
        "| history | build + release, s | times the first | new bytes but for SQLite and exports | times the first |",
        "|---|---|---|---|---|",
        *(
            f"| {history} months | {seconds:.1f} | {seconds / base[1]:.2f} | {size:,} | {size / base[2]:.2f} |"
            for history, seconds, size in rows
        ),
    ]


def _month(
    home: Path, bundle: Path, before: list[str], month: str, history: int
) -> tuple[int, float, int]:
    def build(*words: str) -> float:
        built = command(
            home, "gongkai-publish", "build", "--bundle", bundle, *words, "--as-of", AS_OF
        )
        return built + command(home, "gongkai-publish", "release")

    build("--backfill", f"{before[0]}..{before[-1]}")
    known = _inodes(home)
    seconds = build("--cohort", month)
    new = {inode: size for inode, size in _inodes(home).items() if inode not in known}
    return history, seconds, sum(new.values())


def _inodes(home: Path) -> dict[int, int]:
    """Sizes by inode of all state but the served SQLite and whole-history exports."""
    sizes = {}
    for path in home.rglob("*"):
        whole = path.parent.name == "data" and path.suffix in {".sqlite", ".parquet", ".csv"}
        if path.is_file() and not whole:
            sizes[path.stat().st_ino] = path.stat().st_size
    return sizes
