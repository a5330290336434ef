"""Runs the engine over the items, on one process or several, always with the same result."""

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Final

from anonymize.text_pipeline import TextEngine
from publish.profile import load_profile
from publish.settings import SETTINGS
from tests.evaluation import generate
from tests.evaluation.corpus import corpus
from tests.evaluation.item import Item
from tests.evaluation.score import Listed, Score, score, verdict_name

ROOT: Final = Path(__file__).resolve().parents[2]
_AHEAD: Final = 64
_NICE: Final = 10
# A task of this many items is small enough to share evenly and large enough to read ahead.
_TASK: Final = 150

Task = tuple[str, int, int, str, int]


def engine() -> TextEngine:
    """Load the engine as `gongkai-anonymize detect` does, with the default settings."""
    default = {one.name: one.default for one in SETTINGS}
    profile = load_profile(str(default["profile"]))
    return TextEngine.load(profile, deadline=float(default["ticket_deadline"]))


def scores(
    names: Sequence[str], *, n: int, seed: int, part: str = "all", processes: int = 2
) -> Iterator[Score]:
    """Yield the score of every item of the classes *names*, in the order of the items."""
    tasks = [
        (name, n, seed, part, start)
        for name in names
        for start in range(0, max(n, generate.FEWEST_LONG), _TASK)
    ]
    if processes <= 1:
        own, listed = engine(), Listed(corpus())
        for task in tasks:
            yield from judged(_items(task), own, listed)
        return
    context = multiprocessing.get_context("spawn")
    # An executor ends when a worker cannot load its engine; a Pool would start it for ever.
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin) as pool:
        for some in pool.map(_work, tasks):
            yield from some


def judged(items: Iterable[Item], own: TextEngine, listed: Listed) -> Iterator[Score]:
    """Yield the scores of *items*, the model reading some ahead as a run does."""
    source = iter(items)
    while some := list(islice(source, _AHEAD)):
        own.read_ahead(one.texts for one in some)
        for item in some:
            yield score(item, own, listed)


def _items(task: Task) -> Iterator[Item]:
    name, n, seed, part, start = task
    return islice(generate.items(name, n, seed, part), start, start + _TASK)


_own: list[tuple[TextEngine, Listed]] = []


def _begin() -> None:
    os.nice(_NICE)
    _own.append((engine(), Listed(corpus())))


def _work(task: Task) -> list[Score]:
    own, listed = _own[0]
    return list(judged(_items(task), own, listed))


def _row(item: Item) -> dict[str, object]:
    (text,) = item.texts.values()
    known = {"persons": item.persons, "organizations": item.organizations}
    return {"id": item.key, "text": text, "known": known}


def disagreements(items: Sequence[Item], own: TextEngine) -> list[str]:
    """Return the keys of *items* of which `gongkai-anonymize detect` says other than *own*.

    Only items of one text can be asked there. Raises CalledProcessError if the command fails.
    """
    single = [one for one in items if len(one.texts) == 1]
    lines = "".join(json.dumps(_row(one)) + "\n" for one in single)
    run = subprocess.run(
        [Path(sys.executable).with_name("gongkai-anonymize"), "detect"],
        input=lines.encode(),
        env={"PATH": os.defpath, "PYTHONHASHSEED": "9"},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    answers = [json.loads(line) for line in run.stdout.decode().splitlines()]
    different = []
    for item, answer in zip(single, answers, strict=True):
        verdict = own.process(item.texts, item.known)
        (field,) = item.texts
        found = [list(one) for one in verdict.findings.get(field, ())]
        told = [list(one.values()) for one in answer["findings"]]
        if (told, answer["verdict"]) != (found, verdict_name(verdict)):
            different.append(item.key)
    return different
