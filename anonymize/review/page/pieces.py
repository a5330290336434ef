"""A text cut into pieces that a page can set one by one, each as plain text.

Ranges count code points and a browser counts UTF-16 units, so nothing but whole pieces ever
crosses over. What no eye can see (control and bidirectional characters) becomes a piece of
its own that shows its code.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from anonymize.findings import SURE
from anonymize.normalize import SLOT
from anonymize.review.item import Mark, Range

# White space that is only white, though Python does not call it printable.
_SPACES = frozenset("\u00a0\u3000\n")


class Piece(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Some characters alike in all that is told of them."""

    text: str
    mark: int = 0  # number of the finding in its field, from 1; 0 where there is none
    entity: str = ""
    doubtful: bool = False
    unseen: bool = False  # stands for a character that shows nothing
    slot: bool = False
    rare: bool = False
    verbatim: bool = False

    def __repr__(self) -> str:
        """Show what it is and not what it says."""
        return f"Piece(entity={self.entity!r}, slot={self.slot})"


def is_seen(one: str) -> bool:
    """Tell whether a character shows as what it is."""
    return one.isprintable() or one in _SPACES


def visible(said: str) -> str:
    """Return *said* without what shows nothing: a text that is safe to edit by eye."""
    return "".join(one for one in said if is_seen(one))


def original(said: str, marks: Sequence[Mark]) -> list[Piece]:
    """Cut a text as it came, with its findings."""
    pieces: list[Piece] = []
    at = 0
    for number, (start, end, entity, score) in enumerate(sorted(marks), start=1):
        pieces += _shown(said[at:start])
        pieces += _shown(said[start:end], mark=number, entity=entity, doubtful=score < SURE)
        at = max(at, end)
    return [*pieces, *_shown(said[at:])]


def redacted(said: str, rare: Iterable[Range], verbatim: Iterable[Range]) -> list[Piece]:
    """Cut a redaction at its slots and at what few callers wrote or is kept word by word."""
    slots = [found.span() for found in SLOT.finditer(said)]
    kinds = {"slot": slots, "rare": list(rare), "verbatim": list(verbatim)}
    cuts = {0, len(said)}
    changes: dict[int, list[tuple[str, int]]] = {}
    for kind, ranges in kinds.items():
        for start, end in ranges:
            cuts.update((start, end))
            changes.setdefault(start, []).append((kind, 1))
            changes.setdefault(end, []).append((kind, -1))
    depth = dict.fromkeys(kinds, 0)
    pieces: list[Piece] = []
    for start, end in pairwise(sorted(cuts)):
        for kind, step in changes.get(start, ()):
            depth[kind] += step
        flags = {kind: level > 0 for kind, level in depth.items()}
        pieces += _shown(said[start:end], **flags)
    return pieces


def _shown(said: str, **told: object) -> Iterator[Piece]:
    """Yield *said* in pieces, with every unseen character as its code."""
    run = 0
    for at, one in enumerate(said):
        if is_seen(one):
            continue
        if run < at:
            yield msgspec.convert({"text": said[run:at], **told}, Piece)
        yield msgspec.convert({"text": f"\\u{ord(one):04x}", "unseen": True, **told}, Piece)
        run = at + 1
    if run < len(said):
        yield msgspec.convert({"text": said[run:], **told}, Piece)
