"""What the engine says of one ticket's texts. Nothing here shows a text in its repr.

``Cleared`` (publishable): fit for the approver as it stands. ``ForReview``: a person must
look at marked places first. ``Quarantined`` (withheld): it may not leave.
"""

from collections.abc import Mapping, Sequence

import msgspec

from anonymize.findings import Finding


class Cleared(msgspec.Struct, frozen=True):
    """No secret is left as far as we can tell: *texts* are redacted, and fit for approval."""

    texts: dict[str, str]
    policy_version: str
    findings: dict[str, tuple[Finding, ...]]

    def __repr__(self) -> str:
        """Say how much there is, and nothing of what."""
        return f"Cleared(fields={len(self.texts)}, findings={_count(self.findings)})"


class ForReview(msgspec.Struct, frozen=True):
    """A person must look first. *reasons* are codes; *texts* are the proposed redaction."""

    reasons: tuple[str, ...]
    texts: dict[str, str]
    policy_version: str
    findings: dict[str, tuple[Finding, ...]]

    def __repr__(self) -> str:
        """Say why, and nothing of what."""
        return f"ForReview(reasons={self.reasons}, findings={_count(self.findings)})"


class Quarantined(msgspec.Struct, frozen=True):
    """Withheld. *code* says why: deadline, failure, unsettled, residue_… ."""

    code: str
    findings: dict[str, tuple[Finding, ...]] = {}

    def __repr__(self) -> str:
        """Say why, and nothing of what."""
        return f"Quarantined(code={self.code!r}, findings={_count(self.findings)})"


Verdict = Cleared | ForReview | Quarantined


def _count(findings: Mapping[str, Sequence[Finding]]) -> int:
    return sum(len(found) for found in findings.values())
