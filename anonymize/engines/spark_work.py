"""What a worker of Spark does: open a piece, judge it, seal the answer. Runs beside pyspark.

Only numbers, codes and sealed bytes pass through Spark, and no error leaves here but as a
code: what Python says of an error goes into Spark's logs, and may hold values.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import pyarrow as pa

from anonymize.engines.engine import Task
from anonymize.errors import AnonymizeError
from anonymize.sealing import Seal

PIECES: Final = pa.schema([("number", pa.int64()), ("sealed", pa.binary())])
ANSWERS: Final = pa.schema([("number", pa.int64()), ("code", pa.string()), ("sealed", pa.binary())])
COLUMNS: Final = "number long, code string, sealed binary"
DONE: Final = ""
TOLD: Final = "told"  # an error of ours, sealed: its class and its two texts
_UNOPENED: Final = "unopened"
# One state, kept between the tasks of one worker: to load the engine takes seconds.
_state: tuple[str, Any] = ("", None)


def name(kind: str, number: int) -> bytes:
    """Return the name under which piece or answer *number* is sealed."""
    return f"{kind}/{number}".encode()


class Work:
    """A task, ready to be sent to workers; called there with batches of sealed pieces."""

    def __init__(self, task: Task, run: str, key: bytes) -> None:
        self._task, self._run, self._key = task, run, key

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return "Work(…)"

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield a batch of answers for each batch of pieces."""
        seal = Seal(self._key)
        for batch in batches:
            rows = [self._answer(seal, row["number"], row["sealed"]) for row in batch.to_pylist()]
            yield pa.RecordBatch.from_pylist(rows, schema=ANSWERS)

    def _answer(self, seal: Seal, number: int, sealed: bytes) -> dict[str, Any]:
        try:
            code, plain = self._judged(seal, number, sealed)
        except AnonymizeError as error:
            said = (type(error).__name__, error.zh, error.en)
            code, plain = TOLD, msgspec.msgpack.encode(said)
        except Exception as error:  # noqa: BLE001 - its name alone: its text may hold values
            code, plain = type(error).__name__, b""
        return {
            "number": number,
            "code": code,
            "sealed": seal.close(name("answer", number), plain),
        }

    def _judged(self, seal: Seal, number: int, sealed: bytes) -> tuple[str, bytes]:
        plain = seal.open(name("piece", number), sealed)
        if plain is None:
            return _UNOPENED, b""
        piece = msgspec.msgpack.decode(plain, type=self._task.piece)
        return DONE, msgspec.msgpack.encode(self._task.work(self._ready(), piece))

    def _ready(self) -> Any:  # noqa: ANN401 - whatever the task works with
        global _state  # noqa: PLW0603 - a worker has one state, kept between its tasks
        if _state[0] != self._run:
            _state = (self._run, self._task.start(*self._task.arguments))
        return _state[1]
