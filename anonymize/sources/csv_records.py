"""Where the records of a piece of CSV end, and which of them are not well formed.

All is done on bytes and on whole columns of positions: no byte of UTF-8 or GB18030 text can
be taken for a quote, a comma or a line end. A record is *sound* if every quote in it opens at
the start of a field and closes at its end, and it has as many delimiters as the header.
"""

from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

QUOTE: Final = 0x22
NEWLINE: Final = 0x0A
RETURN: Final = 0x0D
Places = NDArray[np.int64]


class Layout(msgspec.Struct, frozen=True):
    """The whole records at the head of a piece of CSV.

    ``starts`` and ``ends`` are offsets (an end is past the line end), ``delimiters`` how
    many stand outside quotes. ``broken`` is the start of the first record whose quoting is
    wrong (then the records listed end before it), else None. ``open_quote`` tells that the
    piece ends inside a quote.
    """

    starts: Places
    ends: Places
    delimiters: Places
    broken: int | None
    open_quote: bool


def lay_out(piece: bytes, delimiter: int) -> Layout:
    """Find the records of *piece*, which begins at the start of one."""
    data = np.frombuffer(piece, dtype=np.uint8)
    quotes = np.flatnonzero(data == QUOTE)
    newlines = np.flatnonzero(data == NEWLINE)
    separators = np.flatnonzero(data == delimiter)
    fault = _first_fault(data, quotes, delimiter)
    if len(quotes):
        newlines = newlines[(np.searchsorted(quotes, newlines) & 1) == 0]
        separators = separators[(np.searchsorted(quotes, separators) & 1) == 0]
    broken = None
    if fault is not None:
        newlines = newlines[newlines < fault]
        broken = int(newlines[-1]) + 1 if len(newlines) else 0
    ends = newlines + 1
    starts = np.concatenate([np.zeros(1, dtype=np.int64), ends])[: len(ends)]
    before = np.searchsorted(separators, ends)
    delimiters = np.diff(before, prepend=0)
    return Layout(starts, ends, delimiters, broken, fault is None and len(quotes) % 2 == 1)


def _first_fault(data: NDArray[np.uint8], quotes: Places, delimiter: int) -> int | None:
    """Return the first quote that neither opens nor closes a field as it should."""
    if not len(quotes):
        return None
    opening, closing = quotes[0::2], quotes[1::2]
    before = np.where(opening > 0, data[opening - 1], NEWLINE)
    opens = (before == delimiter) | (before == NEWLINE) | (before == QUOTE)
    last = len(data) - 1
    after = np.where(closing < last, data[np.minimum(closing + 1, last)], NEWLINE)
    closes = (after == delimiter) | (after == NEWLINE) | (after == RETURN) | (after == QUOTE)
    # A quote twice stands for one inside a field, so the second must follow the first at once.
    faults = [places[~sound][:1] for places, sound in ((opening, opens), (closing, closes))]
    found = np.concatenate(faults)
    return int(found.min()) if len(found) else None


def swallowing(piece: bytes, layout: Layout, delimiter: int, columns: int) -> int | None:
    """Return the first record of *layout* in which a lost quote seems to have swallowed rows.

    That is one over several lines that has not as many fields as the header, or that holds a
    line which by itself looks like a whole row. Text with line ends of its own seldom has as
    many commas in a line as a row has; with few columns it may, so there nothing is said.
    """
    data = np.frombuffer(piece, dtype=np.uint8)
    stops = np.flatnonzero(data == NEWLINE)
    if len(stops) == len(layout.ends):
        return None
    starts = np.concatenate([np.zeros(1, dtype=np.int64), stops[:-1] + 1])
    separators = np.flatnonzero(data == delimiter)
    row_like = np.searchsorted(separators, stops) - np.searchsorted(separators, starts)
    row_like = (row_like == columns - 1) & (columns >= _TELLING)
    record = np.searchsorted(layout.ends, starts, side="right")
    many = np.bincount(record)[record] > 1
    first, last = starts == layout.starts[record], stops + 1 == layout.ends[record]
    inner = row_like & ~first & ~last
    # The first line of a long last field may look whole, or the last of a first one: not both.
    ends = np.bincount(record, weights=row_like & (first | last))[record] > 1
    odd = layout.delimiters[record] != columns - 1
    found = record[many & (inner | ends | odd)]
    return int(found[0]) if len(found) else None


_TELLING: Final = 5  # columns


class Scan(msgspec.Struct, frozen=True):
    """One record read the slow and forgiving way.

    ``end`` is past its line end, or where reading stopped; ``fault`` the place (from 0) of
    the field whose quote is never closed (then all was read) or closes in mid-field, else
    None; ``values`` its fields as far as read.
    """

    end: int
    fault: int | None
    values: list[bytes]


def scan(piece: bytes, start: int, delimiter: int) -> Scan:
    """Read the record of *piece* that begins at *start*.

    A quote inside a field that began without one is a character like any other.
    """
    values: list[bytes] = []
    place, size = start, len(piece)
    while True:
        if piece[place : place + 1] == b'"':
            closing = _closing(piece, place + 1)
            value = piece[place + 1 : closing].replace(b'""', b'"')
            place = closing + 1
            if closing < 0:
                return Scan(end=size, fault=len(values), values=values)
            if piece[place : place + 1] not in _AFTER[delimiter]:
                return Scan(end=place, fault=len(values), values=values)
        else:
            stop = _stop(piece, place, delimiter)
            value, place = piece[place:stop], stop
        values.append(value)
        if piece[place : place + 1] == b"\r":
            place += 1
        if place >= size or piece[place] == NEWLINE:
            values[-1] = values[-1].removesuffix(b"\r")
            return Scan(end=min(place + 1, size), fault=None, values=values)
        place += 1


class _Followers(dict[int, tuple[bytes, ...]]):
    """What may stand after a closing quote, by delimiter."""

    def __missing__(self, delimiter: int) -> tuple[bytes, ...]:
        return (bytes([delimiter]), b"\n", b"\r", b"")


_AFTER: Final = _Followers()


def _closing(piece: bytes, place: int) -> int:
    """Return the quote that closes the field whose text begins at *place*, or -1."""
    while (place := piece.find(b'"', place)) >= 0:
        if piece[place + 1 : place + 2] != b'"':
            return place
        place += 2
    return -1


def _stop(piece: bytes, place: int, delimiter: int) -> int:
    """Return where the unquoted field that begins at *place* ends."""
    newline = piece.find(b"\n", place)
    newline = len(piece) if newline < 0 else newline
    separator = piece.find(bytes([delimiter]), place, newline)
    return newline if separator < 0 else separator
