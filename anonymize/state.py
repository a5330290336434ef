"""What earlier runs left, in the restricted zone: what was handed over, what waits, what is late.

One folder a run, named by its place in the sequence and by what it was made from. The same
run again sees what it saw the first time, the runs before it and no later one, so that it
makes the same bytes. Rows lie there as compact rows: generalised, keyed, without texts.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from anonymize.errors import TryAgain
from anonymize.frames import write_parquet

EVENTS: Final = "events"
WAITING: Final = "waiting"
LATE: Final = "late"


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run that ended: its place, what it was made from, the cohorts that it handed over."""

    sequence: int
    id: str
    as_of: str
    handed_over: tuple[str, ...]
    bundle: str | None = None  # the name of the bundle, where one was handed over

    @property
    def folder(self) -> str:
        """The name of the run's folder."""
        return f"{self.sequence:06d}-{self.id[:16]}"


class State:
    """The runs before the one called *run_id*."""

    def __init__(self, root: Path, run_id: str) -> None:
        self.root = root
        self.run_id = run_id
        runs = [
            msgspec.json.decode((path / "run.json").read_bytes(), type=Run)
            for path in sorted(root.glob("[0-9]*-*"))
            if (path / "run.json").is_file()
        ]
        own = next((run.sequence for run in runs if run.id == run_id), None)
        self.sequence = (
            own if own is not None else max((run.sequence for run in runs), default=0) + 1
        )
        self.runs = tuple(run for run in runs if run.sequence < self.sequence)

    @property
    def handed_over(self) -> frozenset[str]:
        """The cohorts that earlier runs handed over."""
        return frozenset(month for run in self.runs for month in run.handed_over)

    def events(self) -> pl.DataFrame | None:
        """Return what tells rows of earlier runs apart: keyed id and content, closing, cohort."""
        frames = [
            pl.read_parquet(path)
            for run in self.runs
            if (path := self.root / run.folder / f"{EVENTS}.parquet").is_file()
        ]
        return pl.concat(frames) if frames else None

    def waiting(self) -> pl.DataFrame | None:
        """Return the compact rows that waited at the end of the run before."""
        if not self.runs:
            return None
        path = self.root / self.runs[-1].folder / f"{WAITING}.parquet"
        return pl.read_parquet(path) if path.is_file() else None

    def record(
        self,
        as_of: str,
        handed_over: tuple[str, ...],
        frames: dict[str, pl.DataFrame],
        bundle: str | None = None,
    ) -> None:
        """Keep what this run leaves to later ones: *frames* by EVENTS, WAITING and LATE."""
        run = Run(
            sequence=self.sequence,
            id=self.run_id,
            as_of=as_of,
            handed_over=handed_over,
            bundle=bundle,
        )
        target = self.root / run.folder
        partial = target.with_name(f".{run.folder}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True, mode=0o700)
        for name, frame in frames.items():
            if frame.height:
                write_parquet(frame, partial / f"{name}.parquet", compression="zstd")
        (partial / "run.json").write_bytes(msgspec.json.encode(run, order="sorted") + b"\n")
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the state alone. Raises TryAgain where another run holds it."""
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise TryAgain(
                "另一个 gongkai-anonymize run 正在运行：等它结束后再试",
                "another gongkai-anonymize run is under way: try again when it has ended",
            ) from None
        yield
    finally:
        os.close(handle)
