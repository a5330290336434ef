"""The manifest: the canonical list of a release's files, and what it takes to hold to it.

The id of a release is its sequence and the first 16 hex digits of the manifest's sha256;
the manifest's bytes are the only ones that its content encodes to, so an id can stand
for one content only.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from publish.release.errors import BrokenRelease
from publish.release.model import FileEntry, Manifest

FORMAT: Final = 1
NAME: Final = "manifest.json"
RELEASE_ID: Final = re.compile(r"[0-9]{6}-[0-9a-f]{16}")
_CHUNK: Final = 1 << 20
_LARGEST_MANIFEST: Final = 64 << 20
_DIGITS: Final = 16

# What was read once and has not changed since need not be read again. A file that is
# replaced has another inode, one that is written to another mtime and ctime.
_Stamp = tuple[int, int, int, int, int]
_seen: dict[_Stamp, str] = {}
_SEEN_LIMIT: Final = 100_000


def canonical(value: msgspec.Struct) -> bytes:
    """Return the one JSON encoding of *value*: sorted keys, no spaces, a line end."""
    return msgspec.json.encode(value, order="sorted") + b"\n"


def release_id(manifest: bytes, sequence: int) -> str:
    """Return the id of the release whose manifest has the bytes *manifest*."""
    return f"{sequence:06d}-{hashlib.sha256(manifest).hexdigest()[:_DIGITS]}"


def read(directory: Path) -> tuple[Manifest, str]:
    """Read the manifest in *directory*; return it and the id that follows from it.

    Raises BrokenRelease where it is missing, is not JSON of the right form, is not in its
    canonical encoding, or where the directory bears the id of another release.
    """
    path = directory / NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > _LARGEST_MANIFEST:
            raise _broken(NAME, "不是普通文件", "is not a regular file")
        content = path.read_bytes()
    except OSError:
        raise _broken(NAME, "不存在或无法读取", "is missing or cannot be read") from None
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _broken(NAME, "格式不对", "does not have the form of a manifest") from None
    if canonical(manifest) != content:
        raise _broken(NAME, "不是规范编码", "is not in its canonical encoding")
    if manifest.format != FORMAT:
        raise _broken(NAME, "版本不受支持", "has a format that is not supported")
    name = release_id(content, manifest.sequence)
    bears = directory.resolve().name
    if RELEASE_ID.fullmatch(bears) and bears != name:
        raise _broken(NAME, f"编号应为 {name}", f"gives the id {name}, not that of its directory")
    return manifest, name


def verify_files(directory: Path, manifest: Manifest, *, remember: bool = True) -> None:
    """Check that *directory* holds the files of *manifest*, byte for byte, and nothing else.

    With *remember*, a file whose device, inode, size, mtime and ctime were seen with their
    digest before in this process is not read again. Raises BrokenRelease naming the file.
    """
    try:
        present = set(_walk(directory))
    except OSError:
        raise _broken(directory.name, "无法列出", "cannot be listed") from None
    folders = {str(parent) for name in manifest.files for parent in PurePosixPath(name).parents}
    for name in sorted(present):
        if name.endswith("/") and name[:-1] not in folders:
            raise _broken(name, "是清单之外的目录", "is a folder that the manifest does not list")
        if not name.endswith("/") and name != NAME and name not in manifest.files:
            raise _broken(name, "未列入清单", "is not listed in the manifest")
    for name in sorted(manifest.files):
        if name not in present:
            raise _broken(name, "缺失", "is missing")
        _verify(directory / name, name, manifest.files[name], remember=remember)


def digest(path: Path) -> tuple[str, int]:
    """Return sha256 (hex) and size in bytes of the file *path*, read from its start."""
    summed, size = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK):
            summed.update(chunk)
            size += len(chunk)
    return summed.hexdigest(), size


def _walk(directory: Path, prefix: str = "") -> Iterator[str]:
    """Yield the names of all files and folders (with ``/``) below; refuse links and the like."""
    with os.scandir(directory) as entries:
        for entry in sorted(entries, key=lambda item: item.name):
            name = prefix + entry.name
            if entry.is_symlink():
                raise _broken(name, "是符号链接", "is a symbolic link")
            if entry.is_dir(follow_symlinks=False):
                yield name + "/"
                yield from _walk(directory / entry.name, name + "/")
            elif entry.is_file(follow_symlinks=False):
                yield name
            else:
                raise _broken(name, "是特殊文件", "is a special file")


def _verify(path: Path, name: str, entry: FileEntry, *, remember: bool) -> None:
    try:
        found = path.lstat()
        stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        if found.st_size != entry.size:
            raise _broken(name, "大小不符", "has another size than the manifest says")
        if remember and _seen.get(stamp) == entry.sha256:
            return
        summed, size = digest(path)
    except OSError:
        raise _broken(name, "无法读取", "cannot be read") from None
    if (summed, size) != (entry.sha256, entry.size):
        raise _broken(name, "摘要不符", "has another sha256 than the manifest says")
    if remember:
        if len(_seen) >= _SEEN_LIMIT:
            _seen.clear()
        _seen[stamp] = summed


def _broken(name: str, zh: str, en: str) -> BrokenRelease:
    # A name on a disk may hold anything; what is printed of it is bounded and escaped.
    shown = name[:200].encode("unicode_escape").decode("ascii")
    return BrokenRelease(f"{shown}：{zh}", f"{shown} {en}")
