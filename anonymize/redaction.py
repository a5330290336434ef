"""From findings to a text with typed slots: 诉求人王小禾 becomes 诉求人⟦person:A⟧.

No part of a value is left: with county and birth date known, a masked identity number
leaves ten candidates. A person keeps one letter within a ticket, and means nothing outside.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from anonymize.findings import Finding
from anonymize.normalize import SLOT, plain
from anonymize.policy import Policy

_LETTERS: Final = 26
_SPACES: Final = re.compile(r"\s+")


class Redacted(NamedTuple):
    """A text without its findings, and where its characters come from."""

    text: str
    # (start here, start there, end there, whether it was kept) of each stretch.
    stretches: tuple[tuple[int, int, int, bool], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the outermost range of the original for a range of the redacted text."""
        return self._at(start)[0], self._at(end - 1)[1]

    def _at(self, position: int) -> tuple[int, int]:
        low, high = 0, len(self.stretches)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.stretches[middle][0] <= position else (low, middle)
        here, start, end, kept = self.stretches[low]
        if kept:
            return start + position - here, start + position - here + 1
        return start, end


def redact(
    texts: Mapping[str, str], findings: Mapping[str, Sequence[Finding]], policy: Policy
) -> dict[str, Redacted]:
    """Replace the *findings* of each of a ticket's *texts*, which must not overlap.

    Letters go by first appearance, field by field, and skip those already in the texts.
    """
    taken = {slot for text in texts.values() for slot in SLOT.findall(text)}
    letters: dict[tuple[str, str], str] = {}
    return {
        field: _redact_one(text, findings.get(field, ()), policy, letters, taken)
        for field, text in texts.items()
    }


def _redact_one(
    text: str,
    findings: Sequence[Finding],
    policy: Policy,
    letters: dict[tuple[str, str], str],
    taken: set[str],
) -> Redacted:
    out: list[str] = []
    stretches: list[tuple[int, int, int, bool]] = []
    at = length = 0
    for found in findings:
        replacement = _replacement(text[found.start : found.end], found, policy, letters, taken)
        for piece, start, end, kept in (
            (text[at : found.start], at, found.start, True),
            (replacement, found.start, found.end, False),
        ):
            if piece:
                stretches.append((length, start, end, kept))
                out.append(piece)
                length += len(piece)
        at = found.end
    if at < len(text):
        stretches.append((length, at, len(text), True))
        out.append(text[at:])
    return Redacted("".join(out), tuple(stretches))


def _replacement(
    value: str,
    found: Finding,
    policy: Policy,
    letters: dict[tuple[str, str], str],
    taken: set[str],
) -> str:
    rule = policy.entities[found.entity]
    if rule.becomes:
        return rule.becomes
    if not rule.numbered:
        return f"⟦{rule.slot}⟧"
    key = (rule.slot, _SPACES.sub("", plain(value).text).casefold())
    if key not in letters:
        number = 0
        while (slot := f"⟦{rule.slot}:{_letter(number)}⟧") in taken:
            number += 1
        taken.add(slot)
        letters[key] = slot
    return letters[key]


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, last = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + last) + letters
    return letters
