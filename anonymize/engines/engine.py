"""What an engine is: one pure function over many numbered pieces, wherever it runs.

Whatever the engine, its processes or its partitions, each piece is answered exactly once,
and an answer depends on its piece alone. The order of answers is the engine's own: a piece
and its answer carry a ``number``.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

import msgspec


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done with each piece. All of it must be importable by name elsewhere."""

    work: Callable[[Any, Any], Any]  # (state, piece) → result
    start: Callable[..., Any]  # makes the state, once in each process
    arguments: tuple[Any, ...]  # of ``start``
    piece: type[msgspec.Struct]  # both can be said in msgpack and have a ``number``
    result: type[msgspec.Struct]


class Engine(Protocol):
    """Runs a task over pieces, a bounded number of them at a time."""

    def results(self, task: Task, pieces: Iterable[Any]) -> Iterator[Any]:
        """Yield the result of each piece, once.

        Raises TryAgain where a worker or the engine itself ends before its time; errors of
        ours (AnonymizeError) pass through.
        """
        ...
