"""What waits for a person: one ticket's texts, the proposed redaction, and why it waits."""

import hashlib
from typing import Any, Final

import msgspec

from anonymize.known import Known

PUBLISHABLE: Final = "publishable"
REVIEW: Final = "review"
Range = tuple[int, int]
Mark = tuple[int, int, str, float]  # start, end, entity, score


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine made of a ticket's texts; the ranges count code points of *texts*."""

    verdict: str  # PUBLISHABLE or REVIEW
    reasons: tuple[str, ...]  # codes; none where it is publishable
    policy_version: str
    texts: dict[str, str]  # as they came, by field
    findings: dict[str, tuple[Mark, ...]]
    redacted: dict[str, str]
    known: Known  # secrets of the structured fields, for an edit's new reading

    def __repr__(self) -> str:
        """Show why it waits, and nothing of what it says."""
        return f"Proposal(verdict={self.verdict!r}, reasons={self.reasons})"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One ticket's proposal in the queue. It is known by its pin key, never by its number."""

    pin: str  # hex
    cohort: str
    content: str  # keyed digest of the raw texts, hex: what a decision is bound to
    proposal: Proposal
    # Ranges of the redaction that few callers wrote, and that repeat the ticket word by word.
    rare: dict[str, tuple[Range, ...]] = {}
    verbatim: dict[str, tuple[Range, ...]] = {}

    def __repr__(self) -> str:
        """Show the key and nothing of what it says."""
        return f"Item(pin={self.pin[:8]}…, cohort={self.cohort})"

    @property
    def text_sha256(self) -> str:
        """The digest of the proposed redaction: what approving it as it stands approves."""
        return text_digest(self.proposal.redacted)


def canonical(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    """Return the one JSON encoding of *value*."""
    return msgspec.json.encode(value, order="deterministic")


def text_digest(texts: dict[str, str]) -> str:
    """Return the sha256 of redacted texts, in hex."""
    return hashlib.sha256(canonical(texts)).hexdigest()
