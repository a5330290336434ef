"""Journals of the restricted zone: who looked, who decided, who withdrew. Lines are only added.

One JSON object a line. Each holds the sha256 of its own content together with that of the
line before, so that a line cannot be altered, removed or slipped in without breaking all
after it; the last line is flushed to the disk before anybody acts on it.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec

from anonymize.errors import Refused

FIRST: Final = "0" * 64
_CHAIN: Final = frozenset(("number", "previous", "sha256"))


class Journal:
    """One journal: a file that is made when the first line is added."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __repr__(self) -> str:
        """Show the place and no line."""
        return f"Journal({self.path.name})"

    def entries(self) -> list[dict[str, Any]]:
        """Return every line, oldest first. Raises Refused where the chain is broken."""
        return list(self._read())

    def head(self) -> str:
        """Return the sha256 of the last line; FIRST where there is none.

        A chain does not tell that lines are missing at its end: whoever keeps the head can.
        """
        entries = self.entries()
        return str(entries[-1]["sha256"]) if entries else FIRST

    def append(self, *sayings: Mapping[str, Any]) -> None:
        """Add a line for each of *sayings*; raises Refused.

        The whole chain is read first: nothing is added behind a line that was tampered with.
        """
        if any(not _CHAIN.isdisjoint(said) for said in sayings):
            message = "number, previous and sha256 are the journal's own"
            raise ValueError(message)
        with self._alone():
            entries = self.entries()
            previous = str(entries[-1]["sha256"]) if entries else FIRST
            written = bytearray()
            for number, said in enumerate(sayings, start=len(entries) + 1):
                line = {**said, "number": number, "previous": previous}
                line["sha256"] = previous = _digest(line)
                written += _encoded(line) + b"\n"
            with self.path.open("ab") as file:
                file.write(written)
                file.flush()
                os.fsync(file.fileno())

    def _read(self) -> Iterator[dict[str, Any]]:
        previous = FIRST
        try:
            written = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError:
            raise self._broken(1) from None
        if written and not written.endswith(b"\n"):
            raise self._broken(written.count(b"\n") + 1)
        for number, line in enumerate(written.splitlines(), start=1):
            try:
                entry = msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise self._broken(number) from None
            told = entry.get("sha256")
            if (
                entry.get("number") != number
                or entry.get("previous") != previous
                or told != _digest(entry)
            ):
                raise self._broken(number)
            previous = told
            yield entry

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the journal alone: two writers would both continue the same line."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _broken(self, number: int) -> Refused:
        name = self.path.name
        return Refused(
            f"记录 {name} 第 {number} 行与前文不符，已停用：请从备份恢复该文件并查明原因",
            f"line {number} of the journal {name} does not follow from those before; nothing is "
            "read from it or added to it: restore the file from a backup and find out why",
        )


def _encoded(entry: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(entry, order="deterministic")


def _digest(entry: Mapping[str, Any]) -> str:
    said = {name: value for name, value in entry.items() if name != "sha256"}
    return hashlib.sha256(_encoded(said)).hexdigest()
