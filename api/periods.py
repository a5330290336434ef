"""What ``time=`` means: months, years, ranges, ``latest`` and ``last:12``."""

import difflib
import re
from collections.abc import Sequence
from typing import Final

from api.problems import Refused
from publish.release.model import Catalogue

_PERIOD: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
_LAST: Final = re.compile(r"last:([1-9][0-9]{0,3})")
_SHOWN: Final = 40


def resolve(asked: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the periods of *catalogue* that *asked* names, in the order of time positions.

    *asked* is a list, with commas, of months (``2026-09``), years (``2025``), ranges of
    either (``2026-01..2026-09``, both ends inclusive, clipped to what exists), ``latest``
    (the newest month) or ``last:12`` (the twelve newest months). Raises Refused:
    bad-parameter for another form, no-such-code where a period or range holds nothing.
    """
    wanted: set[str] = set()
    for part in asked.split(","):
        found = _one(part.strip(), catalogue)
        if not found:
            raise _absent(part, catalogue)
        wanted.update(found)
    return tuple(period for period in catalogue.periods if period in wanted)


def _one(part: str, catalogue: Catalogue) -> Sequence[str]:
    if part == "latest":
        return catalogue.months[-1:]
    if match := _LAST.fullmatch(part):
        return catalogue.months[-int(match[1]) :]
    first, dots, last = part.partition("..")
    if not dots:
        if _PERIOD.fullmatch(part) is None:
            raise _unreadable(part)
        return [part] if part in catalogue.periods else []
    if (
        _PERIOD.fullmatch(first) is None
        or _PERIOD.fullmatch(last) is None
        or len(first) != len(last)
    ):
        raise _unreadable(part)
    return [
        period
        for period in catalogue.periods
        if len(period) == len(first) and first <= period <= last
    ]


def _unreadable(part: str) -> Refused:
    shown = repr(part[:_SHOWN])
    return Refused(
        "bad-parameter",
        f"time 的 {shown} 无法理解；可写 2026-09、2025、2026-01..2026-09、latest、last:12",
        f"time {shown} is not understood; write 2026-09, 2025, 2026-01..2026-09, latest or last:12",
    )


def _absent(part: str, catalogue: Catalogue) -> Refused:
    shown = repr(part[:_SHOWN])
    due = catalogue.next_due
    due_zh = f"；下次发布 {due}" if due else ""
    due_en = f"; the next release is due on {due}" if due else ""
    first = part.partition("..")[0]
    near = difflib.get_close_matches(first[:_SHOWN], catalogue.periods, n=3, cutoff=0.4)
    span = f"{catalogue.months[0]}..{catalogue.months[-1]}" if catalogue.months else "-"
    return Refused(
        "no-such-code",
        f"time 的 {shown} 不在本批次内（{span}）{due_zh}",
        f"time {shown} is not in this release ({span}){due_en}",
        tuple(near),
    )
