"""Texts beside the tickets: joined by id, read only where the law and the caller allow it.

A line's id is found in its bytes; of a ticket whose text may not be read nothing else is
decoded. What is read goes to the text engine; what comes back is one word, the state. No
text is kept.
"""

import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from anonymize.lines import lines
from anonymize.pipeline import TEXT_FIELDS
from anonymize.record_key import Mac

LINE_LIMIT: Final = 16 * 1024 * 1024
# Inside a string of JSON a quote is always escaped, so this cannot match in a text.
_ID: Final = re.compile(rb'"ticket_id"\s*:\s*"((?:[^"\\]|\\.)*)"')

Texts = dict[str, str]


class Tally(msgspec.Struct):
    """How many lines had which fate."""

    lines: int = 0
    dropped: int = 0  # unread: no consent, held back, or the ticket does not enter
    read: int = 0
    repeated: int = 0  # a later line of a ticket that has one
    bad: int = 0  # no id, or no JSON where it had to be read


class Reader:
    """Joins a file of texts to tickets by the pin keys of their ids."""

    def __init__(self, mac: Mac, allowed: Container[bytes]) -> None:
        self._mac = mac
        self._allowed = allowed
        self.tally = Tally()
        self.bad_lines: list[int] = []
        self.dropped: list[bytes] = []
        self._size = self._place = 0

    @property
    def share(self) -> float:
        """The share of the file that was read, between 0 and 1."""
        return min(self._place / self._size, 1.0) if self._size else 0.0

    def texts(self, path: Path) -> Iterator[tuple[bytes, Texts]]:
        """Yield pin key and texts of each ticket that may be read.

        Pins of lines dropped unread gather in ``dropped`` until the caller takes them.
        """
        seen: set[bytes] = set()
        self._size, self._place = path.stat().st_size if path.is_file() else 0, 0
        for number, line in enumerate(_lines(path), start=1):
            self._place += len(line)
            if not line.strip():
                continue
            self.tally.lines += 1
            pin = self._pin(line)
            if pin is None:
                self._reject(number)
            elif pin not in self._allowed:
                self.tally.dropped += 1
                self.dropped.append(pin)
            elif pin in seen:
                self.tally.repeated += 1
            elif (texts := self._decoded(line, pin)) is None:
                self._reject(number)
            else:
                seen.add(pin)
                self.tally.read += 1
                yield pin, texts

    def _pin(self, line: bytes) -> bytes | None:
        found = _ID.search(line)
        if found is None:
            return None
        said = found[1]
        if b"\\" in said:
            try:
                said = msgspec.json.decode(b'"' + said + b'"', type=str).encode()
            except msgspec.DecodeError:
                return None
        return self._mac(said.strip())[:16]

    def _decoded(self, line: bytes, pin: bytes) -> Texts | None:
        try:
            row: Any = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        # The id found in the bytes must be the row's own, not one of a row inside it.
        if not isinstance(row, dict) or not isinstance(row.get("ticket_id"), str):
            return None
        if self._mac(row["ticket_id"].strip().encode())[:16] != pin:
            return None
        texts = {name: row[name] for name in TEXT_FIELDS if row.get(name) is not None}
        return texts if all(isinstance(text, str) for text in texts.values()) else None

    def _reject(self, number: int) -> None:
        self.tally.bad += 1
        self.bad_lines.append(number)


def _lines(path: Path) -> Iterator[bytes]:
    zh, en = f"无法读取文本文件 {path.name}", f"cannot read the file of texts {path.name}"
    return lines(path, LINE_LIMIT, zh=zh, en=en)
