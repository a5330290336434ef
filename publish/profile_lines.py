"""On which line of a TOML file something stands, so that a person can go and mend it."""

import re
from collections.abc import Sequence
from typing import Final

_TABLE: Final = re.compile(r"^\s*(\[{1,2})\s*([^\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY: Final = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)+)\s*=""")
_PART: Final = re.compile(r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')


def split_path(path: str) -> tuple[str, ...]:
    """Split ``$.views[0].keys`` or ``views.0."a.b"`` into its parts."""
    dotted = re.sub(r"\[(\d+|\.\.\.)\]", r".\1", path.removeprefix("$"))
    return tuple(a or b or c for a, b, c in _PART.findall(dotted))


def line_of(text: str, path: Sequence[str]) -> int:
    """Return the line (from 1) of the table or key that comes nearest to *path*.

    *path* names tables, keys and the places in arrays of tables (``("views", "0",
    "keys")``). Keys of inline tables are not looked for: their line is that of the key
    that holds them.
    """
    best, depth = 1, 0
    for number, here in _paths(text):
        common = _common(here, path)
        # A table on the way to it, or the first thing of its name.
        if common > depth and common in {len(here), len(path)}:
            best, depth = number, common
    return best


def _paths(text: str) -> list[tuple[int, tuple[str, ...]]]:
    found: list[tuple[int, tuple[str, ...]]] = []
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        header = _TABLE.match(line)
        if header:
            name = split_path(header[2])
            if header[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                table = (*name, str(counts[name]))
            else:
                table = _inside(name, counts)
            found.append((number, table))
        elif key := _KEY.match(line):
            found.append((number, table + split_path(key[1])))
    return found


def _inside(name: tuple[str, ...], counts: dict[tuple[str, ...], int]) -> tuple[str, ...]:
    """Put the place of the array into the name of a table that lies in one of its items."""
    for length in range(len(name) - 1, 0, -1):
        if name[:length] in counts:
            return (*name[:length], str(counts[name[:length]]), *name[length:])
    return name


def _common(here: Sequence[str], path: Sequence[str]) -> int:
    length = 0
    for ours, theirs in zip(here, path, strict=False):
        if ours != theirs:
            break
        length += 1
    return length
