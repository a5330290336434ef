"""Progress on stderr: what is being done, how much of it, how long is left."""

import sys
import time
from collections.abc import Callable
from typing import Final, TextIO

from publish.settings import text

_EVERY: Final = 2.0  # seconds between two lines


class Progress:
    """Tells the steps of one run. The clock is the terminal's: no result depends on it."""

    def __init__(
        self,
        lang: str,
        stream: TextIO = sys.stderr,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lang = lang
        self._stream = stream
        self._clock = clock
        self._zh = self._en = ""
        self._begun = self._told = clock()

    def step(self, zh: str, en: str) -> None:
        """Begin a step."""
        self._zh, self._en = zh, en
        self._begun = self._told = self._clock()
        self._write(zh, en)

    def at(self, done: int, total: int | None) -> None:
        """Tell how far the step is; *total* is ``None`` where nobody knows."""
        now = self._clock()
        if now - self._told < _EVERY or not done:
            return
        self._told = now
        spent = now - self._begun
        if total is None or total < done:
            speed = done / max(spent, 1e-9)
            self._write(
                f"{self._zh}：{done:,}（每秒 {speed:,.0f}）", f"{self._en}: {done:,} ({speed:,.0f}/s)"
            )
            return
        left = spent / done * (total - done)
        self._write(
            f"{self._zh}：{done:,} / {total:,}，约剩 {_span(left, 'zh')}",
            f"{self._en}: {done:,} of {total:,}, about {_span(left, 'en')} left",
        )

    def note(self, zh: str, en: str) -> None:
        """Tell something that the user should know."""
        self._write(zh, en)

    def _write(self, zh: str, en: str) -> None:
        self._stream.write(text(self._lang, zh, en) + "\n")
        self._stream.flush()


def _span(seconds: float, lang: str) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return text(lang, f"{rest} 秒", f"{rest} s")
    return text(lang, f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s")
