"""Answers kept between two starts of one run: used where they fit, and only there."""

from pathlib import Path
from typing import Final

import pytest

from anonymize import resume
from anonymize.engines.local import Local
from anonymize.piece import Answer, Piece
from anonymize.record_key import SeriesKey
from anonymize.resume import Checkpoints
from tests.lib import fake_text_engine as fake
from tests.lib.scan import scan

KEY: Final = SeriesKey(bytes(range(32)))
RUN: Final = "5a" * 32


def checkpoints(home: Path, run_id: str = RUN, deadline: float = 30.0) -> Checkpoints:
    return Checkpoints(home, holder=KEY, series="s", run_id=run_id, deadline=deadline)


@pytest.fixture
def piece() -> Piece:
    return fake.pieces(7)[0]


@pytest.fixture
def answer(piece: Piece) -> Answer:
    (found,) = Local(1).results(fake.task(), [piece])
    return Answer(found.number, found.judged)


@pytest.fixture
def kept(tmp_path: Path, piece: Piece, answer: Answer) -> Path:
    """A home where the answer to the piece is kept."""
    store = checkpoints(tmp_path)
    assert store.find(piece) is None
    store.keep(answer)
    return tmp_path


def test_the_same_run_finds_the_same_answer(kept: Path, piece: Piece, answer: Answer) -> None:
    assert checkpoints(kept).find(piece) == answer


def test_another_content_number_deadline_or_run_finds_nothing(kept: Path, piece: Piece) -> None:
    pin, texts, known = piece.cases[0]
    other = [(pin, {**texts, "reply": "另一句"}, known), *piece.cases[1:]]
    assert checkpoints(kept).find(Piece(piece.number, other)) is None
    assert checkpoints(kept).find(Piece(piece.number + 1, piece.cases)) is None
    assert checkpoints(kept, deadline=1.0).find(piece) is None
    same_place = RUN[:16] + "00" * 24
    assert checkpoints(kept, same_place).find(piece) is None


def test_other_code_judges_again(kept: Path, piece: Piece, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "judged_by", lambda: "another")
    assert checkpoints(kept).find(piece) is None


@pytest.mark.parametrize("size", [0, 5, 40])
def test_a_damaged_answer_is_judged_again(kept: Path, piece: Piece, size: int) -> None:
    (path,) = kept.rglob("*.sealed")
    path.write_bytes(path.read_bytes()[:size])
    assert checkpoints(kept).find(piece) is None


def test_what_is_kept_cannot_be_read(kept: Path) -> None:
    assert scan([kept], ["工单1", "张1"]) == {}
    assert (kept / "raw" / "resume" / RUN[:16]).stat().st_mode & 0o077 == 0


def test_nothing_stays_of_a_run_that_ended_or_of_another(kept: Path, piece: Piece) -> None:
    checkpoints(kept).sweep()
    assert checkpoints(kept).find(piece) is not None
    checkpoints(kept, "77" * 32).sweep()
    assert checkpoints(kept).find(piece) is None
    checkpoints(kept).remove()
    assert not (kept / "raw" / "resume").exists()
