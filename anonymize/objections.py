"""Withdrawals of consent and objections of third parties: a list that every run obeys.

The list is a journal in the restricted zone and knows tickets by their pin keys alone. A
withdrawal takes back the text; an objection the text and the case row. Neither can be taken
off the list again: who consents anew does so in a new ticket. What crosses to ``publish``
are the pin keys (``gongkai-anonymize review hand-over``).
"""

from pathlib import Path
from typing import Final, Literal

import msgspec

from anonymize.journal import Journal

Kind = Literal["withdrawal", "objection"]
KINDS: Final[tuple[Kind, ...]] = ("withdrawal", "objection")
FILE: Final = "objections.jsonl"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What the list says as a whole: the pin keys that may have no text, and no case row."""

    without_text: frozenset[bytes] = frozenset()
    without_row: frozenset[bytes] = frozenset()

    def __repr__(self) -> str:
        """Show how many, and nobody."""
        return f"Standing(texts={len(self.without_text)}, rows={len(self.without_row)})"


class Objections:
    """The list of one series under ``raw/`` of a home."""

    def __init__(self, raw: Path) -> None:
        self._journal = Journal(raw / FILE)

    def add(self, pin: bytes, kind: Kind, *, by: str, at: str) -> bool:
        """Put a ticket on the list; tell whether it was not there before.

        *by* is who received it, *at* when (ISO 8601). Raises Refused where the list is broken.
        """
        if any(entry["pin"] == pin.hex() and entry["kind"] == kind for entry in self._entries()):
            return False
        self._journal.append({"pin": pin.hex(), "kind": kind, "by": by, "at": at})
        return True

    def standing(self) -> Standing:
        """Return what the list says. Raises Refused where it is broken: then nothing may leave."""
        entries = self._entries()
        return Standing(
            without_text=frozenset(bytes.fromhex(entry["pin"]) for entry in entries),
            without_row=frozenset(
                bytes.fromhex(entry["pin"]) for entry in entries if entry["kind"] == "objection"
            ),
        )

    def digest(self) -> str:
        """Return the sha256 of the last line, which stands for the whole list."""
        return self._journal.head()

    def pins(self) -> tuple[tuple[str, str], ...]:
        """Return what crosses to publish: pin key in hex and kind, sorted, each once."""
        told = {(entry["pin"], entry["kind"]) for entry in self._entries()}
        return tuple(sorted((pin, kind) for pin, kind in told))

    def _entries(self) -> list[dict[str, str]]:
        return self._journal.entries()
