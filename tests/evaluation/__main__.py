"""`make evaluate`: run the engine over generated tickets, print and write what it finds.

`.venv/bin/python -m tests.evaluation --n 50 --classes names,door --set held`: classes or
groups; only a run of everything with --write touches tests/bench/ANONYMIZE.md. What was
missed goes to .gongkai/evaluation/misses.jsonl, up to 20 a class.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Final

from tests.evaluation import generate, report
from tests.evaluation.classes import CLASSES, LONG, PLAIN
from tests.evaluation.measure import ROOT, disagreements, engine, scores
from tests.evaluation.score import Score
from tests.evaluation.summary import by_slot, judge, row

RESULTS: Final = ROOT / "tests" / "bench" / "ANONYMIZE.md"
MISSES: Final = ROOT / ".gongkai" / "evaluation" / "misses.jsonl"
_MOST: Final = 20


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--n", type=int, default=300, help="items a class")
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--classes", default="", help="names or groups, by comma; empty for all")
    parser.add_argument("--set", choices=("all", "dev", "held"), default="all", dest="part")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--misses", type=Path, default=MISSES)
    parser.add_argument("--write", action="store_true", help="write tests/bench/ANONYMIZE.md")
    parser.add_argument("--list", action="store_true", help="list the classes, and stop")
    args = parser.parse_args()
    names = chosen(args.classes)
    if args.list or not names:
        sys.stdout.write("\n".join(generate.names()) + "\n")
        return 0 if args.list else 2
    start = time.monotonic()
    every: list[Score] = []
    by_name: dict[str, list[Score]] = defaultdict(list)
    for one in scores(names, n=args.n, seed=args.seed, part=args.part, processes=args.processes):
        if one.name not in by_name:
            sys.stderr.write(f"— {one.name}, {time.monotonic() - start:.0f} s\n")
        every.append(one)
        by_name[one.name].append(one)
    seconds = time.monotonic() - start
    rows = [(by_name[name][0].group, row(name, by_name[name])) for name in names]
    slots = by_slot(one for one in every if one.group == "long")
    how = _how(args, len(every)) + (_agreement(names, args.seed) if args.write else "")
    text = report.document(rows, judge(rows, every), how, slots)
    _keep(by_name, args.misses)
    sys.stdout.write(text)
    sys.stderr.write(f"{len(every)} items, {seconds:.0f} s; misses: {args.misses}\n")
    if args.write:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


def chosen(asked: str) -> list[str]:
    """Return the classes of *asked*: names, groups, or all of them for an empty string."""
    every = generate.names()
    groups = {one.name: one.group for one in CLASSES} | dict.fromkeys(LONG, "long")
    groups |= dict.fromkeys(generate.families(), "negatives") | {PLAIN: "negatives"}
    wanted = [one for one in asked.split(",") if one]
    unknown = [one for one in wanted if one not in every and one not in groups.values()]
    if unknown:
        sys.stderr.write(f"unknown: {', '.join(unknown)}\n")
        return []
    return [n for n in every if not wanted or n in wanted or groups.get(n) in wanted]


def _how(args: argparse.Namespace, items: int) -> str:
    commit = _git("rev-parse", "--short", "HEAD")
    if _git("status", "--porcelain", "anonymize", "tests/evaluation"):
        commit += " with changes not committed"
    return (
        f"`make evaluate` at commit {commit}: seed {args.seed}, n = {args.n} a class, "
        f"carriers {args.part}, {items} items."
    )


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def _agreement(names: list[str], seed: int) -> str:
    """Ask the command line about a sample, and say whether it answers the same."""
    sample = [item for name in names for item in generate.items(name, 1, seed + 1)]
    different = disagreements(sample, engine())
    told = "all agree" if not different else f"{len(different)} differ: {', '.join(different)}"
    return f" `gongkai-anonymize detect` on a sample of {len(sample)}: {told}."


def _keep(by_name: dict[str, list[Score]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for some in by_name.values():
            # What was missed first, then what was only held back.
            misses = [one for one in some if one.miss is not None]
            misses.sort(key=lambda one: all(span.full for span in one.spans) and bool(one.spans))
            for one in misses[:_MOST]:
                file.write(json.dumps(one.miss, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
