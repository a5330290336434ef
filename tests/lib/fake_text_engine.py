"""A text engine that costs nothing, for tests of what carries the real one about.

It clears texts that are even in length and sends the others to a person; POISON makes it
raise an error that shows the text; a file named by it can make one worker die, once.
"""

import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from anonymize.engines.engine import Task
from anonymize.errors import Hopeless
from anonymize.findings import Finding
from anonymize.known import Known
from anonymize.piece import Answer, Case, Piece, judge
from anonymize.verdict import Cleared, ForReview, Verdict

POISON: Final = "毒：王小明13812345678"
DEATH: Final = "此处工作进程死去"
BROKEN: Final = "the engine cannot be loaded"


class Fake:
    """As cheap as can be, and as strict."""

    def __init__(self, death: str) -> None:
        self._death = Path(death)

    def process_many(self, tickets: Sequence[tuple[Mapping[str, str], Known]]) -> list[Verdict]:
        """Judge each; unlike the real one, fail with the first that fails."""
        return [self.process(*ticket) for ticket in tickets]

    def process(self, texts: Mapping[str, str], known: Known) -> Verdict:
        """Judge by length."""
        said = "".join(texts.values())
        if POISON in said:
            raise ValueError(said)
        if DEATH in said and self._death.exists():
            self._death.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        redacted = {field: f"{len(text)}" for field, text in texts.items()}
        findings: dict[str, tuple[Finding, ...]] = {}
        for field, text in texts.items():
            findings[field] = (Finding(0, len(text), "PERSON", 0.9),)
        if len(said) % 2:
            return ForReview(("weak_finding",), redacted, f"fake {known!r}", findings)
        return Cleared(redacted, "fake", findings)


def task(death: Path | str = "/nowhere") -> Task:
    """Return the judging of texts by the fake; a worker dies once where *death* exists."""
    return Task(work=judge, start=Fake, arguments=(str(death),), piece=Piece, result=Answer)


def hopeless(_: str) -> Fake:
    """Fail to load, and say why."""
    raise Hopeless("无法载入引擎", BROKEN)


def indiscreet(_: str) -> Fake:
    """Fail to load with an error of Python's that shows a value."""
    raise KeyError(POISON)


def pieces(tickets: int, *, each: int = 7, poison: int | None = None) -> list[Piece]:
    """Return pieces of *tickets* that all differ; the one numbered *poison* is poisoned."""
    cases: list[Case] = [
        (
            number.to_bytes(16, "big"),
            {"content": POISON if number == poison else f"工单{number}" + "很吵" * (number % 5)},
            Known(persons=(f"张{number}",)),
        )
        for number in range(tickets)
    ]
    starts = range(0, tickets, each)
    return [Piece(place, cases[at : at + each]) for place, at in enumerate(starts)]


def one_piece(number: int, text: str) -> Piece:
    """Return a piece of one ticket that says *text*."""
    return Piece(number, [(b"x" * 16, {"content": text}, Known())])
