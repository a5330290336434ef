"""Look for planted secrets in everything a run left behind, as someone with the disk would.

Bytes are read raw in UTF-8, GB18030 and UTF-16, and decoded where a format hides them:
Parquet columns, SQLite rows, gzip and zip members.
"""

import gzip
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import polars as pl

ENCODINGS: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def needles(secrets: Iterable[str]) -> dict[bytes, str]:
    """Return every byte form of every secret, with a name that is not the secret."""
    return {
        secret.encode(encoding): f"secret {number} in {encoding}"
        for number, secret in enumerate(secrets)
        for encoding in ENCODINGS
    }


def found_in(data: bytes, wanted: dict[bytes, str]) -> set[str]:
    """Return the names of the secrets that stand in *data*."""
    return {name for form, name in wanted.items() if form in data}


def scan(roots: Iterable[Path], secrets: Iterable[str]) -> dict[str, set[str]]:
    """Return, by file, the secrets found below *roots*; empty where there are none."""
    wanted = needles(secrets)
    hits: dict[str, set[str]] = {}
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if not path.is_file() or path.is_symlink():
                continue
            name = found_in(str(path).encode(), wanted)
            for data in _readings(path):
                name |= found_in(data, wanted)
            if name:
                hits[str(path)] = name
    return hits


def _readings(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    if data[:4] == b"PAR1":
        frame = pl.read_parquet(path)
        for column in frame.columns:
            if frame[column].dtype in (pl.String, pl.Categorical):
                yield "\n".join(map(str, frame[column].unique())).encode()
            elif frame[column].dtype == pl.Binary:
                yield b"\n".join(value for value in frame[column] if value is not None)
    elif data[:15] == b"SQLite format 3":
        yield _dump(path)
    elif data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def _dump(path: Path) -> bytes:
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return "\n".join(connection.iterdump()).encode()
    finally:
        connection.close()
