"""What in a redaction few callers wrote, and what repeats the ticket word by word.

Steps 3 and 4 of the residue gate (anonymize.md §5), shown to the person who reads the text:
runs of 4 characters that fewer than 20 distinct callers of the same run wrote, and runs of
12 kept as they came that so few wrote. Nothing leaves without that person, so neither rejects.
A caller who wrote twice counts once; who is not known counts for nobody.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from anonymize.normalize import SLOT, SLOT_MARK
from anonymize.review.item import Range

CALLERS: Final = 20
RARE: Final = 4
VERBATIM: Final = 12
# Pairs of run and caller that are held at once; more are counted in several rounds.
_PAIRS: Final = 4_000_000
_BASE: Final = np.uint64(1_099_511_628_211)
Hashes = NDArray[np.uint64]


class Written(msgspec.Struct, frozen=True):
    """The redacted texts of one ticket and who wrote it (0: not known)."""

    texts: dict[str, str]
    caller: int

    def __repr__(self) -> str:
        """Show how much there is."""
        return f"Written(fields={len(self.texts)})"


def rare_ranges(
    written: Sequence[Written], length: int, callers: int = CALLERS
) -> list[dict[str, tuple[Range, ...]]]:
    """Return, for each ticket and field, the ranges of runs of *length* that few callers wrote.

    Ranges are half-open, count code points of the redacted text, and do not overlap; slots
    are never part of one.
    """
    common = _common(written, length, callers)
    found = []
    for one in written:
        ranges = {field: tuple(_ranges(text, length, common)) for field, text in one.texts.items()}
        found.append({field: some for field, some in ranges.items() if some})
    return found


def _common(written: Sequence[Written], length: int, callers: int) -> Hashes:
    """Return the sorted hashes of the runs that at least *callers* wrote."""
    total = sum(len(text) for one in written for text in one.texts.values())
    rounds = max(1, -(-total // _PAIRS))
    found = [np.empty(0, np.uint64)]
    for turn in range(rounds):
        grams, who = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
        for one in written:
            if not one.caller:
                continue
            hashes = np.unique(np.concatenate([*_all_hashes(one.texts.values(), length)]))
            mine = hashes[hashes % np.uint64(rounds) == np.uint64(turn)]
            grams.append(mine)
            who.append(np.full(mine.size, one.caller, np.uint64))
        pairs = np.unique(np.stack([np.concatenate(grams), np.concatenate(who)]), axis=1)
        runs, counts = np.unique(pairs[0], return_counts=True)
        found.append(runs[counts >= callers])
    return np.sort(np.concatenate(found))


def _all_hashes(texts: Iterable[str], length: int) -> Iterator[Hashes]:
    yield np.empty(0, np.uint64)
    for text in texts:
        for piece, _ in _pieces(text):
            yield _hashes(piece, length)


def _hashes(text: str, length: int) -> Hashes:
    """Return a hash of each run of *length* characters, by position."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    size = points.size - length + 1
    if size < 1:
        return np.empty(0, np.uint64)
    total = np.zeros(size, np.uint64)
    with np.errstate(over="ignore"):
        for place in range(length):
            total = (total ^ points[place : place + size]) * _BASE
    return total


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Yield what lies between the slots, with its place."""
    at = 0
    for slot in SLOT.finditer(text):
        yield text[at : slot.start()], at
        at = slot.end()
    yield text[at:].replace(SLOT_MARK, " "), at


def _ranges(text: str, length: int, common: Hashes) -> Iterator[Range]:
    for piece, at in _pieces(text):
        hashes = _hashes(piece, length)
        if not hashes.size:
            continue
        places = np.searchsorted(common, hashes)
        known = np.zeros(hashes.size, bool)
        inside = places < common.size
        known[inside] = common[places[inside]] == hashes[inside]
        start = end = -1
        for place in np.flatnonzero(~known).tolist():
            if start >= 0 and place <= end:
                end = place + length
                continue
            if start >= 0:
                yield at + start, at + end
            start, end = place, place + length
        if start >= 0:
            yield at + start, at + end
