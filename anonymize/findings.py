"""What a recogniser says: one detection, and how overlapping detections become one.

Ranges are half-open and count code points. Nothing here holds text, so a finding may be
logged, compared and sent between processes.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

# Below this score a person must look at the place; it is masked all the same.
SURE: Final = 0.5
# What a model thinks less likely than this is not a finding.
FLOOR: Final = 0.05


class Finding(NamedTuple):
    """One detection: the range ``[start, end)``, what is there, and how sure we are (0–1)."""

    start: int
    end: int
    entity: str
    score: float


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Return *findings* without overlaps, by position.

    Overlapping ranges become their union, with the entity of the higher score; a range is
    never shortened. Of equal scores the longer range names the entity, then the alphabet.
    """
    merged: list[Finding] = []
    best = Finding(0, 0, "", 0.0)
    for found in sorted(set(findings)):
        if merged and found.start < merged[-1].end:
            best = max(best, found, key=_weight)
            last = merged[-1]
            merged[-1] = Finding(
                last.start, max(last.end, found.end), best.entity, max(last.score, found.score)
            )
        else:
            best = found
            merged.append(found)
    return merged


def _weight(found: Finding) -> tuple[float, int, str]:
    return found.score, found.end - found.start, found.entity
