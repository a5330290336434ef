"""Several processes where that pays, one where it does not; the results come in order."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, Final, TypeVar

from publish.errors import PublishError

Item = TypeVar("Item")
Result = TypeVar("Result")
_WORTH_IT: Final = 4

# What all tasks of one pool share: sent to each process once, not with every task.
_shared: list[Any] = []


def work(
    task: Callable[..., Result], items: Sequence[Item], processes: int, *shared: object
) -> Iterator[Result]:
    """Yield ``task(*shared, item)`` for each of *items*, in order.

    Processes are spawned, never forked: a fork would copy the locks that the threads of
    the data-frame engine hold. An error of a task is raised here as it is.
    """
    if processes <= 1 or len(items) < _WORTH_IT:
        for item in items:
            yield task(*shared, item)
        return
    with ProcessPoolExecutor(
        min(processes, len(items)),
        mp_context=get_context("spawn"),
        initializer=_share,
        initargs=shared,
    ) as pool:
        try:
            for result in pool.map(partial(_with_shared, task), items):
                yield _or_raise(result)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


class _Refused:
    """A refusal on its way back: our errors take two texts, which pickle cannot know."""

    def __init__(self, error: PublishError) -> None:
        self._kind, self._said, self._args = type(error), dict(vars(error)), error.args

    def error(self) -> PublishError:
        """Return the error as it was."""
        error = self._kind.__new__(self._kind, *self._args)
        vars(error).update(self._said)
        return error


def _or_raise(result: "Result | _Refused") -> Result:
    if isinstance(result, _Refused):
        raise result.error()
    return result


def _share(*shared: object) -> None:
    _shared[:] = shared


def _with_shared(task: Callable[..., Result], item: Item) -> Result | _Refused:
    try:
        return task(*_shared, item)
    except PublishError as error:
        return _Refused(error)
