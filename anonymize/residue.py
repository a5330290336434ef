"""The residue gate: what a finished text must not hold (anonymize.md §5, steps 1 and 2).

Step 1: all detectors, on all views, find nothing. Step 2: no run that only a mask can be.
A text that fails is withheld whole; nothing is mended here. The patterns are written anew,
so that a fault in a recogniser is not the same fault in the gate.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

from anonymize.findings import Finding
from anonymize.normalize import SLOT, plain

Residue = Literal["finding", "mask", "number"]

_MASK: Final = re.compile(r"\*\*|××|某某某|_x000d_|[Xx]{3}(?![A-Za-z])", re.IGNORECASE)
_NUMBER: Final = re.compile(r"1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx]|[0-9]{13,}")


def residue(text: str, findings: Sequence[Finding]) -> Residue | None:
    """Return why the finished *text* may not leave, or None.

    *findings* are those of a full detection on *text* itself.
    """
    if findings:
        return "finding"
    folded = plain(SLOT.sub("\n", text)).text
    if _MASK.search(folded):
        return "mask"
    return "number" if _NUMBER.search(folded) else None
