"""The local engine: one function over many pieces, on a few processes, in input order.

Whatever the number of processes, results arrive in the order of the pieces, and only a few
pieces are in flight, so that memory does not grow with the input.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

import msgspec

from anonymize.engines.engine import Task
from anonymize.errors import TryAgain

_PATIENCE: Final = 5.0  # seconds for the thread of a pool to notice that its processes ended
_AHEAD: Final = 1  # pieces waiting beside those being worked on
_state: Any = None


def _begin(start: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    global _state  # noqa: PLW0603 - a process has one state, made when it starts
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _state = start(*arguments)


def _end_with_parent() -> None:
    """End when the process that gives the work has ended, however it did."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _call(work: Callable[[Any, Any], Any], piece: object) -> object:
    return work(_state, piece)


class Local(msgspec.Struct, frozen=True):
    """The engine of one machine: a few processes of our own."""

    processes: int

    def results(self, task: Task, pieces: Iterable[Any]) -> Iterator[Any]:
        """Yield the result of each piece, in order. Raises as ``results`` does."""
        return results(
            task.work,
            pieces,
            start=task.start,
            arguments=task.arguments,
            processes=self.processes,
        )


def results(
    work: Callable[[Any, Any], Any],
    pieces: Iterable[Any],
    *,
    start: Callable[..., Any],
    arguments: tuple[Any, ...],
    processes: int,
) -> Iterator[Any]:
    """Yield ``work(state, piece)`` for each piece, in order.

    ``start(*arguments)`` makes the state, once in each process; all of it must be importable,
    since processes are spawned: a fork would copy the locks of polars' threads. Raises
    TryAgain where a process dies (out of memory, killed); errors of *work* pass through.
    """
    if processes <= 1:
        state = start(*arguments)
        for piece in pieces:
            yield work(state, piece)
        return
    before = active_children()
    with _one_thread_each(), _pool(processes, start, arguments) as pool:
        try:
            yield from _ordered(pool, work, pieces, processes + _AHEAD)
        except (GeneratorExit, KeyboardInterrupt):
            # Nobody waits for what is under way any more.
            _give_up(pool, before)
            raise
        except BrokenProcessPool:
            _give_up(pool, before)
            raise TryAgain(
                "一个工作进程意外结束（内存不足？）：请减少 processes 后再试",
                "a worker process ended unexpectedly (out of memory?): "
                "try again with fewer processes",
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _give_up(pool: ProcessPoolExecutor, others: Sequence[BaseProcess]) -> None:
    """End the pool's processes, and the thread that may be half way through sending a piece."""
    for process in active_children():
        if process not in others:
            process.kill()
    thread = getattr(pool, "_executor_manager_thread", None)
    if thread is not None:
        thread.join(_PATIENCE)
    # Early 3.11 waits for ever to hand over a piece that nobody reads: with no reader left it
    # ends. Later ones close the reader themselves, and two that close it at once are an error.
    queue = getattr(pool, "_call_queue", None)
    reader = getattr(queue, "_reader", None)
    if reader is not None and thread is not None and thread.is_alive():
        reader.close()


def _pool(
    processes: int, start: Callable[..., Any], arguments: tuple[Any, ...]
) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(start, arguments)
    )


def _ordered(
    pool: ProcessPoolExecutor,
    work: Callable[[Any, Any], Any],
    pieces: Iterable[Any],
    window: int,
) -> Iterator[Any]:
    flight: deque[Future[Any]] = deque()
    for piece in pieces:
        with _not_interrupted():
            flight.append(pool.submit(_call, work, piece))
        if len(flight) >= window:
            yield flight.popleft().result()
    while flight:
        yield flight.popleft().result()


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """Hold signals back: a process half begun is one that nobody knows of, and never ends.

    Processes that start here inherit that: Ctrl-C in a terminal is left to us for good.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _one_thread_each:  # noqa: N801 - reads as the statement that it is
    """Let spawned processes use one polars thread: more processes beat more threads here."""

    _NAME: Final = "POLARS_MAX_THREADS"

    def __enter__(self) -> None:
        self._before = os.environ.get(self._NAME)
        os.environ[self._NAME] = "1"

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            del os.environ[self._NAME]
        else:
            os.environ[self._NAME] = self._before
