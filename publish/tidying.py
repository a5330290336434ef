"""Remove objects that no leaf's note names and no release shares.

An object is a file that releases share by hard link, so its link count tells whether any
release, staged ones included, still holds it: such a file is never touched, whatever the
notes say. What is removed could be made again from the frozen cells, which stay.
"""

from pathlib import Path

import msgspec

from publish.leaves import LeafNote


class Tidied(msgspec.Struct, frozen=True, kw_only=True):
    """What went: how many objects, and their bytes."""

    objects: int
    bytes: int


def tidy(home: Path, *, dry_run: bool = False) -> Tidied:
    """Remove what is unreferenced under ``work/objects``. The caller holds the lock of *home*.

    A note that cannot be read keeps every object: fail closed. Raises OSError.
    """
    named = _named(home)
    objects = size = 0
    folder = home / "work" / "objects"
    for path in sorted(folder.iterdir()) if folder.is_dir() and named is not None else ():
        found = path.lstat()
        if path.name in (named or ()) or found.st_nlink > 1 or not path.is_file():
            continue
        objects, size = objects + 1, size + found.st_size
        if not dry_run:
            path.unlink()
    return Tidied(objects=objects, bytes=size)


def _named(home: Path) -> frozenset[str] | None:
    """Return the objects that notes name; None where a note is not one."""
    named: set[str] = set()
    for path in sorted((home / "work" / "leaves").glob("*/*.json")):
        try:
            note = msgspec.json.decode(path.read_bytes(), type=LeafNote)
        except msgspec.DecodeError:
            return None
        named |= {note.parquet, note.lines}
    return frozenset(named)
