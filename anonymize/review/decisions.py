"""What was decided about each text, in a journal that only grows.

A decision is bound to the keyed digest of the raw texts and to the digest of the text that
it lets go: texts that change, or another redaction of them, are undecided again.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from anonymize.journal import Journal
from anonymize.review.item import Item

FILE: Final = "decisions.jsonl"
WAITING: Final = "waiting"
APPROVED: Final = "approved"
EDITED: Final = "edited"
REJECTED: Final = "rejected"
_STATES: Final = {"approve": APPROVED, "edit": EDITED, "reject": REJECTED, "reopen": WAITING}


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the journal: who decided what, when, about which texts."""

    act: str  # approve, edit, reject, reopen
    pin: str
    cohort: str
    content: str  # keyed digest of the raw texts
    text: str  # digest of the text that may go; empty where none may
    reason: str  # a code; quotes nothing
    policy: str  # version under which the text was made
    by: str
    at: str

    @property
    def state(self) -> str:
        """What the ticket's text is after this decision."""
        return _STATES[self.act]

    @property
    def lets_go(self) -> bool:
        """Whether a text may go."""
        return self.state in (APPROVED, EDITED)


class Decisions:
    """The journal of decisions in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._journal = Journal(folder / FILE)

    def add(self, decisions: Sequence[Decision]) -> None:
        """Add decisions. Raises Refused where the journal is broken."""
        if decisions:
            self._journal.append(*(msgspec.structs.asdict(one) for one in decisions))

    def last(self) -> dict[str, Decision]:
        """Return the last decision about each ticket, by pin key."""
        return {entry["pin"]: _decision(entry) for entry in self._journal.entries()}

    def head(self) -> str:
        """Return the sha256 of the last line, for whoever keeps it elsewhere."""
        return self._journal.head()


def decided(act: str, item: Item, *, text: str, by: str, at: str, reason: str = "") -> Decision:
    """Return the decision *act* about *item* by a named person."""
    return Decision(
        act=act,
        pin=item.pin,
        cohort=item.cohort,
        content=item.content,
        text=text,
        reason=reason,
        policy=item.proposal.policy_version,
        by=by,
        at=at,
    )


def _decision(entry: dict[str, Any]) -> Decision:
    return msgspec.convert(
        {name: entry[name] for name in Decision.__struct_fields__}, type=Decision
    )
