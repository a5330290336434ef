"""The command line of the anonymize process: its verbs, each in a module of its own."""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

from publish import command
from publish.command_parser import Parser

VERBS: Final = (
    "demo", "key", "check", "run", "quarantine", "review", "objection", "trace", "detect",
    "settings",
)  # fmt: skip
_ABOUT: Final = (
    "从已办结工单中去除个人与商业秘密",
    "removes personal and commercial secrets from closed tickets",
)

# Polars' allocator gives pages back after half a second, and a run takes them again at once:
# a fifth of its processor time. Kept for five seconds they cost 110 MB (measured).
_MEMORY: Final = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:5000,muzzy_decay_ms:5000")


def parser(lang: str) -> Parser:
    """Build the parser of all verbs in *lang*."""
    return command.parser("anonymize", *_ABOUT, VERBS, lang)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code (publish.settings.Exit)."""
    # Before polars is loaded, here and in the processes that we start.
    os.environ.setdefault(*_MEMORY)
    try:
        with _terminable():
            return command.run("anonymize", *_ABOUT, VERBS, argv)
    except Terminated:
        return 128 + signal.SIGTERM
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


class Terminated(KeyboardInterrupt):
    """The process was told to end; what it began is cleared away like after Ctrl-C."""


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end a verb the way Ctrl-C does."""

    def end(_number: int, _frame: FrameType | None) -> None:
        # Raised where nobody can hear it (a finaliser), it is raised again a second later.
        signal.setitimer(signal.ITIMER_REAL, 1.0)
        raise Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    alarm = signal.signal(signal.SIGALRM, end)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGALRM, alarm)


if __name__ == "__main__":
    sys.exit(main())
