"""Consent: a record of its own (单独同意), one a ticket, that allows its text to be read at all.

``consents.jsonl`` holds one JSON object a line::

    {"ticket_id": "…", "answer": "yes", "scope": ["content", "reply"], "wording": "…",
     "date": "2026-09-03", "channel": "phone", "minor": true, "guardian": "consented"}

A ticket's flag (``publish_consent``) without a record counts as no. So does a record that
is unclear, of a later day than the run's, of a minor without a guardian's consent, or one of
two that do not agree. Law: 个人信息保护法 14, 23, 31.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from anonymize.lines import lines
from anonymize.pipeline import TEXT_FIELDS
from anonymize.record_key import Mac

PIN_BYTES: Final = 16
LINE_LIMIT: Final = 1024 * 1024
# The fields that may leave as text; a call-back note never does.
MAY_LEAVE: Final = tuple(name for name in TEXT_FIELDS if name != "callback_note")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of ``consents.jsonl``: what was asked, how, and what was answered."""

    ticket_id: str
    answer: Literal["yes", "no", "unknown", "withdrawn"]
    scope: tuple[str, ...]  # fields of MAY_LEAVE that the answer is about
    wording: str  # exactly as it was shown or read out
    date: dt.date
    channel: str
    minor: bool = False
    guardian: Literal["", "consented", "refused", "not_asked"] = ""

    def __repr__(self) -> str:
        """Show the answer and nobody's ticket."""
        return f"Record(answer={self.answer!r})"

    def allows(self, as_of: dt.date) -> frozenset[str]:
        """Return the fields that may be read on *as_of*; none unless everything is in order."""
        told = self.answer == "yes" and self.date <= as_of
        asked = bool(self.wording.strip()) and bool(self.channel.strip())
        if not (told and asked) or (self.minor and self.guardian != "consented"):
            return frozenset()
        return frozenset(self.scope) if set(self.scope) <= set(MAY_LEAVE) else frozenset()


class Consents(msgspec.Struct, kw_only=True):
    """The fields that may be read, by pin key; and how the records were found."""

    allowed: dict[bytes, frozenset[str]] = {}
    lines: int = 0
    refused: int = 0  # records that allow nothing: no, withdrawn, a minor's, of a later day
    disagreeing: int = 0  # tickets with records that do not agree; they count as no
    bad_lines: list[int] = []

    def __repr__(self) -> str:
        """Show how many, and nobody."""
        return f"Consents(allowed={len(self.allowed)}, lines={self.lines})"


def read(path: Path | None, mac: Mac, as_of: dt.date) -> Consents:
    """Return the consents in *path* as of a day; without a file nobody consented.

    *mac* makes pin keys of ticket ids. A line that is no record is counted, by its number,
    and allows nothing. Raises Hopeless where the file cannot be read.
    """
    found = Consents()
    if path is None:
        return found
    told: dict[bytes, Record] = {}
    torn: set[bytes] = set()
    decoder = msgspec.json.Decoder(Record)
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        found.lines += 1
        try:
            record = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
            found.bad_lines.append(number)
            _distrust(line, mac, torn)
            continue
        pin = mac(record.ticket_id.strip().encode("utf-8", "surrogatepass"))[:PIN_BYTES]
        before = told.setdefault(pin, record)
        if before.allows(as_of) != record.allows(as_of):
            torn.add(pin)
    for pin, record in told.items():
        fields = record.allows(as_of)
        if pin in torn:
            found.disagreeing += 1
        elif fields:
            found.allowed[pin] = fields
        else:
            found.refused += 1
    return found


def _distrust(line: bytes, mac: Mac, torn: set[bytes]) -> None:
    """Let a bad line void the good one of its ticket: it may have been the withdrawal."""
    try:
        row: Any = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
        return
    if isinstance(row, dict) and isinstance(row.get("ticket_id"), str):
        torn.add(mac(row["ticket_id"].strip().encode("utf-8", "surrogatepass"))[:PIN_BYTES])


def _lines(path: Path) -> Iterator[bytes]:
    return lines(
        path,
        LINE_LIMIT,
        zh=f"无法读取同意记录 {path.name}：核对 --consents 的路径与权限",
        en=f"cannot read the consent records in {path.name}: check the path given with "
        "--consents and its mode",
    )
