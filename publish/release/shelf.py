"""The shelf of releases: which there are, and the newest that is whole."""

from pathlib import Path
from threading import Lock

from publish.release.catalogue import nearest
from publish.release.errors import BrokenRelease, NoSuchRelease
from publish.release.manifest import RELEASE_ID
from publish.release.reader import Release


class Shelf:
    """The releases of one public directory, opened as they are asked for."""

    def __init__(self, public: Path) -> None:
        """Use the releases in ``releases/`` of *public*."""
        self._releases = public / "releases"
        self._open: dict[str, Release] = {}
        self._lock = Lock()

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the releases that lie there, by sequence, ascending."""
        try:
            found = [entry.name for entry in self._releases.iterdir()]
        except FileNotFoundError:
            return ()
        return tuple(sorted(name for name in found if RELEASE_ID.fullmatch(name)))

    def get(self, name: str) -> Release:
        """Open the release *name*; raises NoSuchRelease, or BrokenRelease if it is altered."""
        known = self.ids()
        if name not in known:
            near = nearest(name, known)
            shown = repr(name[:80])
            raise NoSuchRelease(f"没有发布 {shown}", f"there is no release {shown}", near)
        with self._lock:
            if name not in self._open:
                self._open[name] = Release.open(self._releases / name)
            return self._open[name]

    def newest(self) -> Release:
        """Open the newest release that verifies; raises NoSuchRelease if none does."""
        for name in reversed(self.ids()):
            try:
                return self.get(name)
            except BrokenRelease:
                continue
        raise NoSuchRelease("还没有任何发布", "there is no release yet")

    def close(self) -> None:
        """Close every release that was opened."""
        with self._lock:
            while self._open:
                self._open.popitem()[1].close()
