"""One piece of the texts: some tickets, judged together by a pure function.

The same function runs in this process, in a process of the local pool and in a worker of
Spark; a piece and its answer are made of what msgpack can say, and carry their number.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from anonymize.engines.engine import Task
from anonymize.known import Known
from anonymize.not_text import NOT_TEXT, not_text
from anonymize.review.item import PUBLISHABLE, REVIEW, Proposal
from anonymize.texts import Texts
from anonymize.verdict import ForReview, Quarantined, Verdict
from publish.profile import Profile

if TYPE_CHECKING:
    from anonymize.text_pipeline import TextEngine

Case = tuple[bytes, Texts, Known]  # pin key, the fields that may be read, secrets known
Judged = tuple[bytes, str, Proposal | None]  # pin key, state, what a person is to see
_WORDS: Final = {"Cleared": "cleared", "ForReview": "review"}
_WITHHELD: Final = "quarantined"
_PROPOSED: Final = {"cleared": PUBLISHABLE, "review": REVIEW}


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """Tickets to be judged. Numbers count from 0 in the order of the source."""

    number: int
    cases: list[Case]

    def __repr__(self) -> str:
        """Show which it is, and nothing of what it says."""
        return f"Piece({self.number}, tickets={len(self.cases)})"


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What became of a piece: one row for each of its tickets, in their order."""

    number: int
    judged: list[Judged]

    def __repr__(self) -> str:
        """Show which it is, and nothing of what it says."""
        return f"Answer({self.number}, tickets={len(self.judged)})"


def load(profile: Profile, deadline: float) -> "TextEngine":
    """Return the engine of one process."""
    from anonymize.text_pipeline import TextEngine  # noqa: PLC0415 - seconds that most runs spare

    return TextEngine.load(profile, deadline=deadline)


def judge(engine: "TextEngine", piece: Piece) -> Answer:
    """Return pin key and state of each ticket's texts, and what a person is to see of them."""
    cases = zip(piece.cases, _verdicts(engine, piece.cases), strict=True)
    return Answer(piece.number, [_judged(verdict, *case) for case, verdict in cases])


def judging(profile: Profile, deadline: float) -> Task:
    """Return the judging of texts as any engine can run it."""
    return Task(work=judge, start=load, arguments=(profile, deadline), piece=Piece, result=Answer)


def _verdicts(engine: "TextEngine", cases: Sequence[Case]) -> list[Verdict]:
    """Return the engine's verdicts; should it fail as a whole, each ticket is asked about alone."""
    try:
        return engine.process_many([(texts, known) for _, texts, known in cases])
    except Exception:  # noqa: BLE001 - one of them, and the others need not wait for it
        return [_alone(engine, texts, known) for _, texts, known in cases]


def _alone(engine: "TextEngine", texts: Texts, known: Known) -> Verdict:
    try:
        return engine.process(texts, known)
    except Exception:  # noqa: BLE001 - whatever it is, this ticket alone is not proven safe
        return Quarantined("failure")


def _judged(verdict: Verdict, pin: bytes, texts: Texts, known: Known) -> Judged:
    try:
        state = state_of(verdict, texts)
        return pin, state, _proposal(verdict, state, texts, known)
    except Exception:  # noqa: BLE001 - whatever it is, this ticket alone is not proven safe
        return pin, _WITHHELD, None


def _proposal(verdict: Verdict, state: str, texts: Texts, known: Known) -> Proposal | None:
    """Return what the desk shows of a verdict; of what is withheld, nothing."""
    if state not in _PROPOSED or isinstance(verdict, Quarantined):
        return None
    reasons = verdict.reasons if isinstance(verdict, ForReview) else ()
    if state == "review" and not reasons:
        reasons = (NOT_TEXT,)
    return Proposal(
        verdict=_PROPOSED[state],
        reasons=reasons,
        policy_version=verdict.policy_version,
        texts=texts,
        findings={
            field: tuple((one.start, one.end, one.entity, one.score) for one in found)
            for field, found in verdict.findings.items()
        },
        redacted=verdict.texts,
        known=known,
    )


def state_of(verdict: Verdict, texts: Texts) -> str:
    """Return the one word that a bundle says of a verdict; what we do not know is withheld."""
    state = _WORDS.get(type(verdict).__name__, _WITHHELD)
    if state == "cleared" and any(map(not_text, texts.values())):
        return "review"
    return state
