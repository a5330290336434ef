"""Point, slice and page queries against Datasette on the same SQLite; cached answers against a hello."""

import json
import os
import sqlite3
import subprocess
import sys
import urllib.parse
from pathlib import Path
from typing import Final

from tests.bench.load import ask, per_second
from tests.lib.servers import BIN, ROOT, api, environment, free_port, served

TITLE: Final = "Questions"
TICKETS: Final = 150_000
SECONDS: Final = 5.0
BASE: Final = "/v1/datasets/three_rates/observations"


def measure(folder: Path) -> list[str]:
    """Return the rows of the table."""
    home, size = _home(folder)
    newest = max((home / "public" / "releases").iterdir())
    catalogue = json.loads((newest / "catalogue.json").read_text())
    view = next(
        view
        for dataset in catalogue["datasets"]
        if dataset["id"] == "three_rates"
        for view in dataset["views"]
        if view["id"] == "P2"
    )
    month = catalogue["months"][-1]
    district = _code(view, "area", "district")
    category = _code(view, "category", "l1")
    ours = {
        "point": f"{BASE}?view=P2&area={district}&category={category}&time={month}",
        "slice of 1,000": f"{BASE}?view=P2&area.level=street&category={category}&time.level=month&limit=1000",
        "page of 100": f"{BASE}?view=P2&area.under={district}&time={month}&limit=100",
    }
    uncached = _ours(home, ours, cache=0)
    cached = _ours(home, ours, cache=64)
    hello = _hello()
    peers = _datasette(newest / "data" / "gongkai.sqlite", view["table"])
    rows = [
        f"| {name} | {uncached[name]:,.0f} | {peers[name]:,.0f} | {uncached[name] / peers[name]:.1f} "
        f"| {cached[name]:,.0f} | {cached[name] / hello:.2f} |"
        for name in ours
    ]
    return [
        f"{size}; one worker; answers a second. Raw ASGI hello of the same server: {hello:,.0f}.",
        "Datasette answers its own SQL over the same file: rows by primary key, a thousand rows, a hundred rows,",
        "without labels, errors or rates.",
        "",
        "| question | uncached | Datasette | ratio | cached | of hello |",
        "|---|---|---|---|---|---|",
        *rows,
    ]


def _home(folder: Path) -> tuple[Path, str]:
    """Return a home with releases, and its size in words; BENCH_HOME names one that stands."""
    if given := os.environ.get("BENCH_HOME"):
        return Path(given).resolve(), f"Release of {Path(given).name} (BENCH_HOME)"
    home = folder / "queries"
    subprocess.run(
        [ROOT / ".ci" / "demo", BIN, home, str(TICKETS), "1", "0", "build"],
        env=environment(),
        check=True,
        capture_output=True,
    )
    return home, f"Release of {TICKETS:,} tickets"


def _code(view: dict[str, object], dimension: str, level: str) -> str:
    axes = view["axes"]
    axis = next(axis for axis in axes if axis["dimension"] == dimension)  # type: ignore[attr-defined]
    return str(axis["codes"][axis["levels"].index(level)])


def _ours(home: Path, paths: dict[str, str], *, cache: int) -> dict[str, float]:
    port = free_port()
    command = api(home / "public", port)
    extra = {"GONGKAI_CACHE_MEGABYTES": str(cache)}
    with served(command, f"http://127.0.0.1:{port}/v1/health", extra=extra):
        for name, path in paths.items():
            if b" 200 " not in ask(port, path)[:20]:
                raise RuntimeError(f"the {name} question was refused")
        return {name: per_second(port, path, seconds=SECONDS) for name, path in paths.items()}


def _hello() -> float:
    port = free_port()
    command = [
        sys.executable, "-m", "uvicorn", "tests.bench.hello:app", "--port", str(port),
        "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "error",
    ]  # fmt: skip
    with served(command, f"http://127.0.0.1:{port}/"):
        return per_second(port, "/", seconds=SECONDS)


def _datasette(path: Path, table: str) -> dict[str, float]:
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        first = database.execute(f'select min(cell) from "{table}"').fetchone()[0]
    database.close()
    port = free_port()
    command: list[str | Path] = [
        BIN / "datasette",
        "serve",
        "--immutable",
        path,
        "--port",
        str(port),
        "--setting",
        "cache_size_kb",
        "0",
    ]

    def sql(statement: str) -> str:
        return "/gongkai.json?_shape=array&" + urllib.parse.urlencode({"sql": statement})

    paths = {
        "point": sql(f'select * from "{table}" where cell = {first}'),
        "slice of 1,000": sql(
            f'select * from "{table}" where cell >= {first} order by cell limit 1000'
        ),
        "page of 100": sql(
            f'select * from "{table}" where cell >= {first} order by cell limit 100'
        ),
    }
    with served(command, f"http://127.0.0.1:{port}/-/versions.json"):
        return {name: per_second(port, path, seconds=SECONDS) for name, path in paths.items()}
