"""The frozen set: texts written by hand by others than the rules' authors, never by templates.

`python -m tests.evaluation.frozen [--open]`: one line of ``frozen/*.txt`` an item,
``class<TAB>text`` with every secret in ``{{…}}``. Lines of odd number are open: their misses
may be looked at and learnt from. Those of even number are for measuring alone, and nobody
who writes rules reads them; only their figures are ever printed.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from anonymize.verdict import Quarantined
from tests.evaluation.binomial import interval
from tests.evaluation.measure import engine
from tests.evaluation.score import covered, verdict_name

FOLDER: Final = Path(__file__).with_name("frozen")
_SECRET: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
NEGATIVE: Final = "negative"


class Line(NamedTuple):
    """One item: whether it is open, its class, its text, where its secrets are."""

    open: bool
    name: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Told(NamedTuple):
    """What the engine made of it."""

    line: Line
    missed: tuple[str, ...]
    touched: int  # characters masked outside of every secret
    verdict: str


def lines() -> Iterator[Line]:
    """Yield every item, by file and line."""
    for path in sorted(FOLDER.glob("*.txt")):
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            name, tab, marked = row.partition("\t")
            if tab:
                text, spans = unmarked(marked.replace("\\n", "\n"))
                yield Line(number % 2 == 1, name, text, spans)


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text without its marks, and the ranges that they were round."""
    out, spans, at, length = [], [], 0, 0
    for found in _SECRET.finditer(marked):
        before = marked[at : found.start()]
        length += len(before)
        spans.append((length, length + len(found[1])))
        length += len(found[1])
        out += [before, found[1]]
        at = found.end()
    out.append(marked[at:])
    return "".join(out), tuple(spans)


def judged() -> Iterator[Told]:
    """Yield what the engine makes of every line."""
    own = engine()
    for line in lines():
        verdict = own.process({"text": line.text})
        cover = covered(len(line.text), verdict.findings.get("text", ()))
        missed = tuple(
            line.text[start:end] for start, end in line.spans if not all(cover[start:end])
        )
        for start, end in line.spans:
            cover[start:end] = bytes(end - start)
        name = "withheld" if isinstance(verdict, Quarantined) else verdict_name(verdict)
        yield Told(line, missed, sum(cover), name)


def main() -> int:
    """Print the figures, and the misses of the open half where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.frozen")
    parser.add_argument("--open", action="store_true", help="show the misses of the open half")
    asked = parser.parse_args()
    every = list(judged())
    for half, is_open in (("open", True), ("frozen", False)):
        mine = [one for one in every if one.line.open is is_open]
        sys.stdout.write(_table(half, mine))
    if asked.open:
        for one in every:
            if one.line.open and (one.missed or (one.touched and not one.line.spans)):
                told = one.missed or ("touched",)
                sys.stdout.write(f"{one.line.name}\t{one.verdict}\t{told}\t{one.line.text!r}\n")
    return 0


def _table(half: str, every: list[Told]) -> str:
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in every:
        groups[one.line.name].append(one)
    rows = [
        f"\n## {half}\n",
        "| class | items | secrets | missed | full recall (95 %) | publishable |",
    ]
    secret = [one for one in every if one.line.spans]
    for name, some in [*sorted(groups.items()), ("all with secrets", secret)]:
        spans = sum(len(one.line.spans) for one in some)
        missed = sum(len(one.missed) for one in some)
        ready = sum(one.verdict == "publishable" for one in some) / max(1, len(some))
        if spans:
            low, high = interval(spans - missed, spans)
            recall = f"{1 - missed / spans:.1%} ({low:.1%}–{high:.1%})"
            rows.append(f"| {name} | {len(some)} | {spans} | {missed} | {recall} | {ready:.0%} |")
    plain = [one for one in every if not one.line.spans]
    touched = sum(one.touched > 0 for one in plain)
    masked = sum(one.touched for one in plain) / max(1, sum(len(one.line.text) for one in plain))
    ready = sum(one.verdict == "publishable" for one in plain) / max(1, len(plain))
    rows.append(
        f"| nothing secret | {len(plain)} | touched {touched / max(1, len(plain)):.1%} | "
        f"characters {masked:.2%} | | {ready:.0%} |"
    )
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
