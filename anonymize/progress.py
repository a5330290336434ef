"""Progress on stderr: what is being done, how much of it, how long is left."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TextIO

import polars as pl

from publish.settings import text

_EVERY: Final = 2.0  # seconds between two lines
_LINES: Final = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson")
_SAMPLE: Final = 1 << 20


class Progress:
    """Tells the steps of one run. The clock is the terminal's: no result depends on it."""

    def __init__(
        self,
        lang: str,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lang = lang
        self._stream = sys.stderr if stream is None else stream
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
                f"{self._zh}：{done:,}（每秒 {speed:,.0f}）",
                f"{self._en}: {done:,} ({speed:,.0f}/s)",
            )
            return
        left = spent / done * (total - done)
        self._write(
            f"{self._zh}：{done:,} / {total:,}，约剩 {_span(left, 'zh')}",
            f"{self._en}: {done:,} of {total:,}, about {_span(left, 'en')} left",
        )

    def part(self, done: int, share: float) -> None:
        """Tell how far the step is where its whole is not known, but the *share* done is."""
        now = self._clock()
        if now - self._told < _EVERY or not done or share <= 0:
            return
        self._told = now
        left = (now - self._begun) * (1 - share) / share
        self._write(
            f"{self._zh}：{done:,}，约剩 {_span(left, 'zh')}",
            f"{self._en}: {done:,}, about {_span(left, 'en')} left",
        )

    def note(self, zh: str, en: str) -> None:
        """Tell something that the user should know."""
        self._write(zh, en)

    def _write(self, zh: str, en: str) -> None:
        self._stream.write(text(self._lang, zh, en) + "\n")
        self._stream.flush()


def rows_expected(sources: Sequence[str]) -> int | None:
    """Return about how many rows *sources* hold; ``None`` where a glance does not tell."""
    told = [_rows(Path(source)) for source in sources]
    return None if None in told else sum(rows for rows in told if rows is not None)


def _rows(path: Path) -> int | None:
    try:
        if path.suffix.lower() == ".parquet":
            return int(pl.scan_parquet(path).select(pl.len()).collect().item())
        if path.suffix.lower() not in _LINES:
            return None
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except (OSError, pl.exceptions.PolarsError):
        return None
    # Only for telling the time left: a guess from the first lines will do.
    return path.stat().st_size * sample.count(b"\n") // max(len(sample), 1)


def _span(seconds: float, lang: str) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return text(lang, f"{rest} 秒", f"{rest} s")
    return text(lang, f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s")
