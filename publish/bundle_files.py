"""The files of a bundle: those that it lists, as they were written, and nothing else.

``bundle.json`` names the digest of every other file, and ``bundle.sha256``, written last,
the digest of ``bundle.json`` (``sha256sum -c`` reads it too). So a byte that changed on the
way, a file that came or went, and a link that leads elsewhere are all seen before
anything of the bundle is read. It tells damage and stray files, not a forger who
writes both anew: who may write into the hand-off folder is a matter of rights.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from publish.errors import BundleAltered
from publish.intake import NAME, SEAL, seal

TICKETS: Final = "tickets.parquet"
TEXTS: Final = "texts.jsonl"
_LARGEST: Final = 64 << 20
_TOLD_PARTS: Final = 4  # <bundle>/cohorts/<month>/tickets.parquet


def sealed(folder: Path) -> bytes:
    """Return the bytes of ``bundle.json`` once its seal holds; raises BundleAltered."""
    content = _whole(folder / NAME)
    if _whole(folder / SEAL) != seal(content):
        raise altered(
            folder / NAME,
            f"与 {SEAL} 的摘要不符：移交后被改动或没有写完；请重新移交",
            f"its digest is not that of {SEAL}: changed or cut after it was handed over;"
            " hand it over again",
        )
    return content


def check_listed(folder: Path, months: Iterable[str]) -> None:
    """Refuse a bundle that holds other files than those of its *months*; raises BundleAltered."""
    folders = {f"cohorts/{month}" for month in months}
    files = {NAME, SEAL, *(f"{place}/{name}" for place in folders for name in (TICKETS, TEXTS))}
    listed = files | folders | ({"cohorts"} if folders else set())
    try:
        found = set(_walk(folder))
    except OSError:
        raise altered(folder, "无法列出", "it cannot be listed") from None
    for name in sorted(found - listed):
        # A stray name may itself be data; where it lies is told, not what it is called.
        where = folder / os.path.dirname(name)  # noqa: PTH120 -- a name inside the bundle
        raise altered(
            where, f"有 {NAME} 未列出的文件或目录", f"it holds a file that {NAME} does not list"
        )
    for name in sorted(listed - found):
        raise altered(folder / name, "缺失", "it is missing")


def altered(path: Path, zh: str, en: str) -> BundleAltered:
    """Return the error that names *path*, as far as it lies in the bundle."""
    where = "/".join(path.parts[-_TOLD_PARTS:])
    return BundleAltered(f"{where}：{zh}", f"{where}: {en}")


def _whole(path: Path) -> bytes:
    try:
        found = path.lstat()
    except OSError:
        raise altered(path, "缺失或无法读取", "it is missing or cannot be read") from None
    if not stat.S_ISREG(found.st_mode):
        raise altered(path, "不是普通文件", "it is no regular file")
    if found.st_size > _LARGEST:
        raise altered(path, "过大", "it is too large")
    try:
        return path.read_bytes()
    except OSError:
        raise altered(path, "缺失或无法读取", "it is missing or cannot be read") from None


def _walk(folder: Path, prefix: str = "") -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            name = prefix + entry.name
            if entry.is_symlink():
                raise altered(folder, "含符号链接", "it holds a symbolic link")
            yield name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name, f"{name}/")
            elif not entry.is_file(follow_symlinks=False):
                raise altered(folder, "含特殊文件", "it holds a special file")
