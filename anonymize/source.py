"""Read tickets from files and databases, in bounded batches, as they stand there.

A source is a CSV, JSONL, Parquet or XLSX file by its ending, or a database's URL. Its
encoding is declared (mapping or ``--encoding``) and never guessed.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

import msgspec

from anonymize.errors import Hopeless
from anonymize.sources import csv_file, database, jsonl_file, parquet_file, xlsx_file
from anonymize.sources.batch import Options, RawBatch

__all__ = ["Options", "RawBatch", "digest", "fields", "name", "read"]


class _Reader(Protocol):
    def read(self, path: Path, options: Options) -> Iterator[RawBatch]: ...

    def header(self, path: Path, options: Options) -> list[str]: ...


_READERS: Final[dict[str, _Reader]] = {
    ".csv": csv_file,
    ".tsv": csv_file,
    ".txt": csv_file,
    ".jsonl": jsonl_file,
    ".ndjson": jsonl_file,
    ".parquet": parquet_file,
    ".xlsx": xlsx_file,
}


def read(source: str | Path, options: Options) -> Iterator[RawBatch]:
    """Yield the rows of *source* in batches of at most ``options.batch_rows``.

    Every row is in exactly one batch, in its frame or among its rejected. Raises Hopeless
    where rows would be lost or cannot be told apart, MappingError, TryAgain.
    """
    if database.is_url(str(source)):
        yield from database.read(str(source), options)
        return
    path = Path(source)
    rows = 0
    try:
        for batch in _reader(path).read(path, _as_named(path, options)):
            rows += batch.read
            yield batch
    except OSError:
        raise _unreadable(path) from None
    if not rows and options.only_rows is None:
        raise Hopeless(
            f"{path.name} 只有表头，没有数据行：请重新导出",
            f"{path.name} has a header and no rows: export it again",
        )


def fields(source: str | Path, options: Options) -> frozenset[str]:
    """Return the ticket's fields that *source* has under the mapping. Raises Hopeless."""
    if database.is_url(str(source)):
        return options.mapping.collected(database.header(str(source), options))
    path = Path(source)
    try:
        return options.mapping.collected(_reader(path).header(path, _as_named(path, options)))
    except OSError:
        raise _unreadable(path) from None


def digest(source: str | Path) -> str:
    """Return the sha256 of a file's bytes; of a database, a digest of its address and table."""
    if database.is_url(str(source)):
        return database.digest(str(source))
    try:
        with Path(source).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise _unreadable(Path(source)) from None


def name(source: str | Path) -> str:
    """Return what a source is called in messages: a file's name, a database's kind."""
    text = str(source)
    return text.split("://", 1)[0] if database.is_url(text) else Path(text).name


def _reader(path: Path) -> _Reader:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Hopeless(
            f"{path.name}：不认识的扩展名；可读 {' '.join(_READERS)} 或数据库地址",
            f"{path.name}: unknown ending; there are {' '.join(_READERS)} and database URLs",
        )
    return reader


def _as_named(path: Path, options: Options) -> Options:
    """A file that calls itself tab-separated is; otherwise the mapping says."""
    if path.suffix.lower() != ".tsv":
        return options
    mapping = msgspec.structs.replace(options.mapping, delimiter="\t")
    return msgspec.structs.replace(options, mapping=mapping)


def _unreadable(path: Path) -> Hopeless:
    return Hopeless(
        f"无法读取 {path.name}：核对路径与权限", f"cannot read {path.name}: check path and rights"
    )
