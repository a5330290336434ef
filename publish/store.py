"""Files that must survive a power cut: one publisher at a time, staged, synced, renamed.

::

    work/lock                    held by whoever builds or releases
    work/objects/<sha256>        bytes that releases share, read-only, hard-linked into them
    work/.staging-<sequence>/    a release that is not one yet; its manifest is written last
    public/releases/<id>/        a release; appears whole, by one rename

An fsync that fails is never tried again: the kernel may have dropped the pages and would
call the second attempt a success. The staging directory is thrown away instead.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from publish.release.manifest import NAME, RELEASE_ID, digest

_STAGING: Final = ".staging-"
_READ_ONLY: Final = 0o444


class Busy(Exception):
    """Another publisher holds the lock of this home."""


class NotDurable(Exception):
    """The file system could not promise that a file is on disk; names the step."""


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the lock of *home*; raises Busy where another process does."""
    work = home / "work"
    work.mkdir(parents=True, exist_ok=True)
    handle = os.open(work / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield
    finally:
        os.close(handle)


def staging(home: Path, sequence: int) -> Path:
    """Return a fresh, empty staging directory; what an interrupted run left is removed."""
    work = home / "work"
    for left in sorted(work.glob(f"{_STAGING}*")):
        shutil.rmtree(left)
    directory = work / f"{_STAGING}{sequence:06d}"
    directory.mkdir()
    return directory


def staged(home: Path) -> Path | None:
    """Return the staging directory that is complete, one with a manifest, if there is one."""
    found = [path.parent for path in sorted((home / "work").glob(f"{_STAGING}*/{NAME}"))]
    return found[-1] if found else None


def keep(home: Path, path: Path) -> str:
    """Move the file *path* among the objects; return its sha256. The same bytes are kept once."""
    sha256, _ = digest(path)
    objects = home / "work" / "objects"
    objects.mkdir(parents=True, exist_ok=True)
    target = objects / sha256
    if target.exists():
        path.unlink()
    else:
        path.chmod(_READ_ONLY)
        sync(path)
        path.rename(target)
        sync(objects)
    return sha256


def object_path(home: Path, sha256: str) -> Path:
    """Return where the object of that digest lies."""
    return home / "work" / "objects" / sha256


def link(home: Path, sha256: str, target: Path) -> None:
    """Give the object of that digest the name *target* too; no byte is copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(object_path(home, sha256), target)


def write(path: Path, content: bytes) -> None:
    """Write *content* to *path* and to disk; the name appears only with all of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(content)
    sync(partial)
    partial.rename(path)
    sync(path.parent)


def sync_tree(directory: Path) -> None:
    """Bring every file and directory below *directory* to disk, itself last."""
    for top, _, names in os.walk(directory, topdown=False):
        for name in sorted(names):
            sync(Path(top) / name)
        sync(Path(top))


def sync(path: Path) -> None:
    """Bring one file or directory to disk; raises NotDurable, once, and is not tried again."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError:
        raise NotDurable(path.name) from None
    finally:
        os.close(handle)


def put_in_place(home: Path, directory: Path, name: str) -> Path:
    """Rename the staged *directory* to the release *name*; it appears whole or not at all."""
    releases = home / "public" / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    sync_tree(directory)
    target = releases / name
    directory.rename(target)
    sync(releases)
    sync(directory.parent)
    return target


def release_ids(home: Path) -> tuple[str, ...]:
    """Return the ids of the releases that are in place, ascending."""
    releases = home / "public" / "releases"
    found: list[str] = []
    with suppress(FileNotFoundError):
        found = [entry.name for entry in releases.iterdir()]
    return tuple(sorted(name for name in found if RELEASE_ID.fullmatch(name)))


def ledger_path(home: Path) -> Path:
    """Return where the ledger of *home* lies."""
    return home / "work" / "ledger.sqlite"
