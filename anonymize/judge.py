"""The texts of a run: those that may be read go through the engine, on processes of their own.

A bundle learns one word of each, its state. What a person must see before anything may
leave (texts, findings, the proposed redaction) is sealed in the spill for the review queue.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import polars as pl

from anonymize.cohort import TEXT_STATES
from anonymize.engines import local
from anonymize.ingest import OWN_TEXTS, SEEDS
from anonymize.known import Known
from anonymize.not_text import NOT_TEXT, not_text
from anonymize.progress import Progress
from anonymize.review.item import PUBLISHABLE, REVIEW, Proposal
from anonymize.spill import Spill
from anonymize.texts import Reader, Texts
from anonymize.verdict import ForReview, Quarantined, Verdict
from publish.profile import Profile

if TYPE_CHECKING:
    from anonymize.text_pipeline import TextEngine

_PIECE: Final = 64  # tickets a piece
_DROPPED_PIECE: Final = 100_000
JUDGED: Final = ("cleared", "review", "quarantined", "dropped")
_WORDS: Final = {"Cleared": "cleared", "ForReview": "review"}
_PROPOSED: Final = {"cleared": PUBLISHABLE, "review": REVIEW}
Case = tuple[bytes, Texts, Known]
Judged = list[tuple[bytes, str, Proposal | None]]
PROPOSALS: Final = "proposals"


def load(profile: Profile, deadline: float) -> "TextEngine":
    """Return the engine of one process."""
    # Seconds of imports and a model: a run without texts to read never pays for them.
    from anonymize.text_pipeline import TextEngine  # noqa: PLC0415

    return TextEngine.load(profile, deadline=deadline)


def judge(engine: "TextEngine", cases: list[Case]) -> Judged:
    """Return pin key and state of each ticket's texts, and what a person is to see of them."""
    engine.read_ahead(texts for _, texts, _ in cases)
    judged: Judged = []
    for pin, texts, known in cases:
        verdict = engine.process(texts, known)
        state = state_of(verdict, texts)
        judged.append((pin, state, _proposal(verdict, state, texts, known)))
    return judged


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
    state = _WORDS.get(type(verdict).__name__, "quarantined")
    if state == "cleared" and any(map(not_text, texts.values())):
        return "review"
    return state


class Judging(msgspec.Struct, kw_only=True):
    """One run's texts: where they come from, who may be read, and how."""

    spill: Spill
    profile: Profile
    processes: int
    deadline: float
    reader: Reader
    path: Path | None
    allowed: Mapping[bytes, frozenset[str]]  # the fields that may be read, by pin key
    progress: Progress

    def run(self) -> dict[str, int]:
        """Judge every text that may be read; spill the states; return how many had each."""
        counts = dict.fromkeys(JUDGED, 0)
        states = _States(self.spill)
        arguments = (self.profile, self.deadline)
        pieces = self._pieces(states)
        if self.allowed:
            done = 0
            results = local.results(
                judge, pieces, start=load, arguments=arguments, processes=self.processes
            )
            for number, judged in enumerate(results):
                states.add((pin, state) for pin, state, _ in judged)
                proposals = [(pin, one) for pin, _, one in judged if one is not None]
                self.spill.seal(PROPOSALS, number, proposals)
                done += len(judged)
                self.progress.part(done, self._share())
                for _, state, _ in judged:
                    counts[state] += 1
        else:
            # Nothing may be read: the engine, its model and its seconds are spared.
            for _ in pieces:
                pass
        states.flush()
        counts["dropped"] = states.dropped
        return counts

    def _share(self) -> float:
        # How many of those allowed have texts is known at the end; how far we read, always.
        return self.reader.share if self.path is not None else self.spill.share

    def _pieces(self, states: "_States") -> Iterator[list[Case]]:
        known = self._known()
        piece: list[Case] = []
        for pin, whole in self._texts(states):
            texts = {field: text for field, text in whole.items() if field in self.allowed[pin]}
            piece.append((pin, texts, known.get(pin, Known())))
            if len(piece) >= _PIECE:
                yield piece
                piece = []
        if piece:
            yield piece

    def _texts(self, states: "_States") -> Iterator[tuple[bytes, Texts]]:
        beside: set[bytes] = set()
        if self.path is not None:
            for pin, texts in self.reader.texts(self.path):
                beside.add(pin)
                yield pin, texts
                states.drop(self.reader)
            states.drop(self.reader, whole=True)
        for part in self.spill.unsealed(OWN_TEXTS):
            for pin, texts in part:
                if pin in self.allowed and pin not in beside and texts:
                    beside.add(pin)
                    yield pin, texts

    def _known(self) -> dict[bytes, Known]:
        if not self.allowed:
            return {}
        return {
            pin: msgspec.convert(known, Known)
            for part in self.spill.unsealed(SEEDS)
            for pin, known in part
            if pin in self.allowed
        }


class _States:
    """Gathers pin keys with their states and spills them in parts."""

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._rows: list[tuple[bytes, str]] = []
        self._part = 0
        self.dropped = 0

    def add(self, rows: Iterable[tuple[bytes, str]]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= _DROPPED_PIECE:
            self.flush()

    def drop(self, reader: Reader, *, whole: bool = False) -> None:
        if whole or len(reader.dropped) >= _DROPPED_PIECE:
            self.dropped += len(reader.dropped)
            self.add((pin, "dropped") for pin in reader.dropped)
            reader.dropped = []

    def flush(self) -> None:
        if self._rows:
            frame = pl.DataFrame(
                self._rows, schema={"pin_key": pl.Binary, "state": pl.String}, orient="row"
            )
            self._spill.write(TEXT_STATES, self._part, frame)
            self._part += 1
            self._rows = []
