"""20,000 tickets judged by the local pool and by Spark: one answer, whatever befalls the run.

Each ticket's title is read, of one in fifty all texts; the first is a poison that no reading
of a few seconds gets through. Spark sees the texts in another order each time, in 1, 4 and
17 partitions, and loses a worker; the local pool loses a worker, then the whole run.
"""

import json
import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from publish.settings import Exit
from tests.lib import judging
from tests.lib.judging import Ended, Input
from tests.proofs.record import measured, write

TICKETS: Final = int(os.environ.get("TICKETS_JUDGED", "20000"))
_INVENTED: Final = 1.15  # for each that enters with texts
_WHOLE: Final = 50
# No sentence twice: what was read once is remembered, and would be cheap.
_POISON: Final = "".join(
    f"王小明的电话138{number:08d}住在幸福里小区{number}号楼2单元501室，" for number in range(9_000)
)
_SETTINGS: Final = "ticket_deadline = 8\n"
_WITH_A_DEATH: Final = 4  # partitions of the run that loses a worker
_FLAT: Final = 1.25  # times the memory for four times the tickets
SOURCES: Final = ("anonymize", "publish/settings.py", "tests/lib/judging.py")


def prove() -> int:
    """Run all of them and write what came out."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "gongkai.toml").write_text(_SETTINGS, encoding="ascii")
        given = judging.invented(base, int(TICKETS * _INVENTED), whole=_WHOLE, poison=_POISON)
        with given.texts.open(encoding="utf-8") as file:
            poisoned = json.loads(file.readline())["ticket_id"]
        # First: what is told of children is the largest that there ever was.
        memory = {name: _memory(given, share, base) for name, share in (("n/4", 0.25), ("n", 1.0))}
        runs = {"local": _go(given, base, "local"), **_spark(given, base)}
        runs |= _cut(given, base)
        homes = [base / name for name in runs if runs[name].code == Exit.QUARANTINED]
        bundles = {judging.bundle_digest(home) for home in homes}
        queues = {judging.what_a_reviewer_sees(home) for home in homes}
        waits = judging.waits(base / "local", poisoned)
    texts = runs["local"].account["texts"]
    judged = sum(number for state, number in texts.items() if state != "dropped")
    failures = [
        name
        for name, bad in (
            ("fewer tickets than promised", judged < TICKETS),
            ("bundles differ", len(bundles) != 1),
            ("queues differ", len(queues) != 1),
            ("runs that did not end well", len(homes) != len(runs)),
            ("counts differ", any(run.account["texts"] != texts for run in runs.values())),
            ("the poisoned ticket is not withheld", waits or not texts["quarantined"]),
            ("memory", memory["n"] > _FLAT * memory["n/4"]),
        )
        if bad
    ]
    figures = {
        "seed": judging.SEED,
        "n": judged,
        "texts": texts,
        "bundle": sorted(bundles),
        "queue": sorted(queues),
        "seconds": {name: round(run.seconds, 1) for name, run in runs.items()},
        "resumed": [line for line in runs["cut"].said.splitlines() if "cut short" in line],
        "largest_process_megabytes": memory,
        "bar_memory_ratio": _FLAT,
        "failures": failures,
    }
    write("spark", figures, SOURCES)
    return int(bool(failures))


def _go(
    given: Input,
    base: Path,
    name: str,
    *words: str,
    extra: dict[str, str] | None = None,
    disturb: Callable[[int, Path], None] | None = None,
) -> Ended:
    home = base / name
    if not home.exists():
        judging.new_home(home)
    config = ("--config", str(base / "gongkai.toml"))
    return judging.go(given, home, *config, *words, extra=extra, disturb=disturb)


def _spark(given: Input, base: Path) -> dict[str, Ended]:
    words = ("--engine", "spark", "--master", "local[2]")
    return {
        f"spark-{partitions}": _go(
            given.shuffled(partitions),
            base,
            f"spark-{partitions}",
            *words,
            extra={"GONGKAI_SPARK_PARTITIONS": str(partitions)},
            disturb=judging.kill_worker("pyspark.daemon") if partitions == _WITH_A_DEATH else None,
        )
        for partitions in (1, 4, 17)
    }


def _cut(given: Input, base: Path) -> dict[str, Ended]:
    """Run on the local pool: a worker is killed, then the run, and the third goes through."""
    extra = {"GONGKAI_PROCESSES": "2"}
    pieces = TICKETS // 64
    worker = judging.kill_worker("spawn_main", pieces // 3)
    first = _go(given, base, "cut", extra=extra, disturb=worker)
    whole = judging.kill_run(2 * pieces // 3)
    second = _go(given, base, "cut", extra=extra, disturb=whole)
    if first.code != Exit.TRY_AGAIN or second.code != -signal.SIGKILL:
        return {"cut": first}
    return {"cut": _go(given, base, "cut", extra=extra)}


def _memory(given: Input, share: float, base: Path) -> int:
    """Return the largest process, in megabytes, of a run with a *share* of the texts."""
    home = judging.new_home(base / f"memory-{share}")
    config = ("--config", str(base / "gongkai.toml"))
    code, _, megabytes = measured(judging.command(given.first(share), home, *config))
    return megabytes if code == Exit.QUARANTINED else 0
