"""Which release answers: the newest that verifies, or the one that a request pins.

The pointer is read once a request, so that no answer mixes two releases. The directory
is looked at again only when its mtime has changed.
"""

import asyncio
import os
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

from api.formats.rows import labels
from api.problems import Refused
from publish.release import manifest as manifests
from publish.release.errors import BrokenRelease, NoSuchRelease
from publish.release.manifest import RELEASE_ID
from publish.release.model import Manifest
from publish.release.reader import Release
from publish.release.shelf import Shelf

FOLDER: Final = "releases"


class Snapshot(NamedTuple):
    """What one request sees: the state of the shelf, and its newest release if any."""

    stamp: int
    release: Release | None
    demonstration: bool

    def wanted(self) -> Release:
        """Return the release; raises Refused (no-release) while there is none."""
        if self.release is None:
            raise Refused("no-release", "尚无可用批次", "no release can be served yet")
        return self.release


class Releases:
    """The public directory as the API sees it."""

    def __init__(self, public: Path, *, demonstration: bool = False) -> None:
        """Serve the releases below *public*; *demonstration* where a layer stands open."""
        self._public = public
        self._folder = str(public / FOLDER)  # looked at once a request: no Path is built then
        self._shelf = Shelf(public)
        self._open_layer = demonstration
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._manifests: dict[str, Manifest] = {}

    async def snapshot(self) -> Snapshot:
        """Return the state of the shelf now. While a new release is checked, the old one."""
        known = self.known()
        return await asyncio.to_thread(self.refresh) if known is None else known

    def known(self) -> Snapshot | None:
        """Return the state of the shelf if it is known without looking inside, else None."""
        known = self._snapshot
        fresh = known is not None and (known.stamp == self._stamp() or self._lock.locked())
        return known if fresh else None

    def refresh(self) -> Snapshot:
        """Look at the shelf again, and check the newest release if it is new. Blocks."""
        with self._lock:
            stamp = self._stamp()
            found = self._snapshot
            if found is None or found.stamp != stamp:
                found = self._snapshot = self._look(stamp)
            return found

    def _look(self, stamp: int) -> Snapshot:
        try:
            release = self._shelf.newest()
        except (NoSuchRelease, OSError):
            return Snapshot(stamp, None, self._open_layer)
        return Snapshot(stamp, release, self._open_layer or release.manifest.demonstration)

    def _stamp(self) -> int:
        try:
            return os.stat(self._folder).st_mtime_ns  # noqa: PTH116
        except OSError:
            return 0

    def get(self, name: str) -> Release:
        """Open the release *name*; raises NoSuchRelease or BrokenRelease. Blocks."""
        return self._shelf.get(name)

    def demonstration(self, release: Release) -> bool:
        """Tell whether answers from *release* must say that they are a demonstration."""
        return self._open_layer or release.manifest.demonstration

    def manifests(self) -> list[tuple[str, Manifest]]:
        """Return id and manifest of each release, the newest first.

        The files of old releases are checked when one of them is asked for, not here.
        """
        found = []
        for name in reversed(self._shelf.ids()):
            if name not in self._manifests and RELEASE_ID.fullmatch(name):
                try:
                    self._manifests[name] = manifests.read(self._public / FOLDER / name)[0]
                except BrokenRelease:
                    continue
            found.append((name, self._manifests[name]))
        return found

    def close(self) -> None:
        """Close every release that was opened."""
        self._shelf.close()


@lru_cache(maxsize=16)
def names(release: Release, lang: str) -> dict[str, dict[str, str]]:
    """Return the names of all codes of *release* in *lang*, by codelist and code."""
    return labels(release.catalogue.codelists, lang)
