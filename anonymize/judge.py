"""The texts of a run: those that may be read go through the engine, in pieces.

A bundle learns one word of each, its state. What a person must see before anything may
leave (texts, findings, the proposed redaction) is sealed in the spill for the review queue.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from anonymize.cohort import TEXT_STATES
from anonymize.engines.engine import Engine
from anonymize.ingest import OWN_TEXTS, SEEDS
from anonymize.known import Known
from anonymize.piece import Answer, Case, Piece, judging
from anonymize.progress import Progress
from anonymize.resume import Checkpoints
from anonymize.spill import Spill
from anonymize.texts import Reader, Texts
from publish.profile import Profile

# A piece is full with so many tickets or characters, whichever comes first.
_TICKETS: Final = 64
_CHARACTERS: Final = 500_000
_DROPPED_PIECE: Final = 100_000
JUDGED: Final = ("cleared", "review", "quarantined", "dropped")
PROPOSALS: Final = "proposals"


class Judging(msgspec.Struct, kw_only=True):
    """One run's texts: where they come from, who may be read, and how."""

    spill: Spill
    profile: Profile
    engine: Engine
    checkpoints: Checkpoints
    deadline: float
    reader: Reader
    path: Path | None
    allowed: Mapping[bytes, frozenset[str]]  # the fields that may be read, by pin key
    progress: Progress

    def run(self) -> dict[str, int]:
        """Judge every text that may be read; spill the states; return how many had each."""
        states = _States(self.spill)
        if self.allowed:
            task = judging(self.profile, self.deadline)
            for answer in self.engine.results(task, self._unjudged(states)):
                self.checkpoints.keep(answer)
                self._settle(answer, states)
            self._tell(states)
        else:
            # Nothing may be read: the engine, its model and its seconds are spared.
            for _ in self._pieces(states):
                pass
        states.flush()
        return states.counts

    def _unjudged(self, states: "_States") -> Iterator[Piece]:
        """Yield the pieces that a run before this one, killed half way, did not answer."""
        for piece in self._pieces(states):
            answer = self.checkpoints.find(piece)
            if answer is None:
                yield piece
            else:
                states.resumed += len(answer.judged)
                self._settle(answer, states)

    def _settle(self, answer: Answer, states: "_States") -> None:
        states.judge((pin, state) for pin, state, _ in answer.judged)
        proposals = [(pin, one) for pin, _, one in answer.judged if one is not None]
        self.spill.seal(PROPOSALS, answer.number, proposals)
        self.progress.part(states.judged, self._share())

    def _tell(self, states: "_States") -> None:
        if states.resumed:
            self.progress.note(
                f"其中 {states.resumed:,} 张工单的文本在上次中断前已处理，未重复",
                f"texts of {states.resumed:,} tickets were judged before the run was cut short, "
                "and not again",
            )

    def _share(self) -> float:
        # How many of those allowed have texts is known at the end; how far we read, always.
        return self.reader.share if self.path is not None else self.spill.share

    def _pieces(self, states: "_States") -> Iterator[Piece]:
        known = self._known()
        number = characters = 0
        cases: list[Case] = []
        for pin, whole in self._texts(states):
            texts = {field: text for field, text in whole.items() if field in self.allowed[pin]}
            cases.append(
                (
                    pin,
                    texts,
                    msgspec.msgpack.decode(known[pin], type=Known) if pin in known else Known(),
                )
            )
            characters += sum(map(len, texts.values()))
            if len(cases) >= _TICKETS or characters >= _CHARACTERS:
                yield Piece(number, cases)
                number, characters, cases = number + 1, 0, []
        if cases:
            yield Piece(number, cases)

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

    def _known(self) -> dict[bytes, bytes]:
        """Return what is known of each ticket, packed: a fifth of the memory of our structs."""
        if not self.allowed:
            return {}
        return {
            pin: msgspec.msgpack.encode(known)
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
        self.counts = dict.fromkeys(JUDGED, 0)
        self.resumed = 0  # of those judged, tickets answered before the run was cut short

    @property
    def judged(self) -> int:
        return sum(self.counts.values()) - self.counts["dropped"]

    def judge(self, rows: Iterable[tuple[bytes, str]]) -> None:
        told = list(rows)
        for _, state in told:
            self.counts[state] += 1
        self._add(told)

    def _add(self, rows: Iterable[tuple[bytes, str]]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= _DROPPED_PIECE:
            self.flush()

    def drop(self, reader: Reader, *, whole: bool = False) -> None:
        if whole or len(reader.dropped) >= _DROPPED_PIECE:
            self.counts["dropped"] += len(reader.dropped)
            self._add((pin, "dropped") for pin in reader.dropped)
            reader.dropped = []

    def flush(self) -> None:
        if self._rows:
            frame = pl.DataFrame(
                self._rows, schema={"pin_key": pl.Binary, "state": pl.String}, orient="row"
            )
            self._spill.write(TEXT_STATES, self._part, frame)
            self._part += 1
            self._rows = []
