"""Write a hand-off bundle: beside its place, checked, then renamed into it.

Nothing of a bundle can be seen before all of it is there. The bytes depend on the rows
alone: a fixed order with every column as tie-break, fixed row groups, one compressor.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

import polars as pl

from anonymize.errors import Refused
from anonymize.frames import write_parquet
from publish.intake import COLUMNS, NAME, SEAL, Bundle, canonical, seal

ROW_GROUP: Final = 131_072
ORDER: Final = ("record_key", "area", "category")
_TYPES: Final[dict[str, pl.DataType]] = {
    "u8": pl.UInt8(),
    "u32": pl.UInt32(),
    "u64": pl.UInt64(),
    "bool": pl.Boolean(),
    "bytes16": pl.Binary(),
    "code": pl.String(),
}
SCHEMA: Final[dict[str, pl.DataType]] = {
    name: _TYPES[column.dtype] for name, column in COLUMNS.items()
}


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the bundle's columns alone, in the one order that their values allow."""
    chosen = frame.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())
    rest = [name for name in SCHEMA if name not in ORDER]
    return chosen.sort([*ORDER, *rest], nulls_last=True).rechunk()


def write_tickets(frame: pl.DataFrame, folder: Path) -> tuple[str, str]:
    """Write one cohort's files into *folder*; return the sha256 of tickets and of texts."""
    folder.mkdir(parents=True)
    tickets, texts = folder / "tickets.parquet", folder / "texts.jsonl"
    write_parquet(
        in_order(frame),
        tickets,
        compression="zstd",
        compression_level=3,
        row_group_size=ROW_GROUP,
    )
    # Texts are published by a later capability; the file says so by being empty.
    texts.write_bytes(b"")
    return file_digest(tickets), file_digest(texts)


def file_digest(path: Path) -> str:
    """Return the sha256 of a file, in hex, reading it in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Staging:
    """A directory beside the bundle's place, in which it is built."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f".{target.name}.partial")

    def open(self) -> None:
        """Start empty; what an interrupted run left is removed."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(mode=0o750)

    def cohort(self, month: str) -> Path:
        """Return the folder of a cohort."""
        return self.path / "cohorts" / month

    def discard(self) -> None:
        """Remove what was built."""
        shutil.rmtree(self.path, ignore_errors=True)

    def close(self, bundle: Bundle) -> None:
        """Write bundle.json, its seal last, and put the bundle in its place.

        A bundle that says the same already stands: nothing changes. Raises Refused where
        another stands there; what may have been handed over is never replaced.
        """
        said = canonical(bundle)
        (self.path / NAME).write_bytes(said)
        (self.path / SEAL).write_bytes(seal(said))
        if _says(self.target / NAME, said) and _says(self.target / SEAL, seal(said)):
            self.discard()
            return
        if self.target.exists() and any(self.target.iterdir()):
            self.discard()
            raise Refused(
                f"{self.target.name} 已有另一份移交包，不会覆盖：请换一个目录",
                f"{self.target.name} holds another bundle and is never overwritten: "
                "choose another directory",
            )
        _flush(self.path)
        if self.target.exists():
            self.target.rmdir()
        self.path.rename(self.target)


def _says(path: Path, said: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == said


def _flush(folder: Path) -> None:
    """Force a tree to the disk, so that a renamed bundle is a whole one."""
    for path in sorted(folder.rglob("*"), reverse=True):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
