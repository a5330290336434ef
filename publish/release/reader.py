"""A release opened for reading: what every surface reads, and the only thing it reads.

A release is opened once; its files are checked against the manifest then. Reading is safe
from many threads at a time.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import msgspec

from publish.release import manifest as manifests
from publish.release.catalogue import Vocabulary
from publish.release.errors import BrokenRelease, NoSuchFile
from publish.release.model import Catalogue, Codelist, Dataset, Manifest, Page, Query
from publish.release.observing import Observer
from publish.release.selection import select
from publish.release.sqlite import pool

CATALOGUE: Final = "catalogue.json"
DATABASE: Final = "data/gongkai.sqlite"
Row = tuple[int | str | None, ...]

# SQLite takes 32,766 bound values; a statement of one length is prepared once.
_POINTS: Final = 512
# A range that holds at most this many cells for one that is asked is read as a range.
_SPARSE: Final = 4


class Release:
    """One release, whole and unchanged since its manifest was written."""

    def __init__(
        self, directory: Path, name: str, manifest: Manifest, catalogue: Catalogue
    ) -> None:
        """Use Release.open, which checks the files first."""
        self.id = name
        self.directory = directory
        self.manifest = manifest
        self.catalogue = catalogue
        self.vocabulary = Vocabulary(catalogue)
        self._pool = pool(directory / DATABASE)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open the release in *directory* after checking every file against the manifest.

        Raises BrokenRelease that names the file and what is wrong with it.
        """
        manifest, name = manifests.read(directory)
        manifests.verify_files(directory, manifest)
        for needed in (CATALOGUE, DATABASE):
            if needed not in manifest.files:
                raise BrokenRelease(f"清单中没有 {needed}", f"the manifest lists no {needed}")
        try:
            content = (directory / CATALOGUE).read_bytes()
            catalogue = msgspec.json.decode(content, type=Catalogue)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            raise BrokenRelease(
                f"{CATALOGUE}：无法读取", f"{CATALOGUE} cannot be read as a catalogue"
            ) from None
        return cls(directory, name, manifest, catalogue)

    @property
    def sequence(self) -> int:
        """The release's place in the order of releases."""
        return self.manifest.sequence

    def close(self) -> None:
        """Close all connections that are not in use."""
        self._pool.dispose()

    def __enter__(self) -> Self:
        """Return itself; leaving the block closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def path(self, name: str) -> Path:
        """Return the path of the file *name* of the manifest; raises NoSuchFile.

        The manifest is a dictionary: a name with ``..`` in it is a name it does not have.
        """
        if name not in self.manifest.files and name != manifests.NAME:
            shown = repr(name[:80])
            raise NoSuchFile(f"清单中没有文件 {shown}", f"the manifest lists no file {shown}")
        return self.directory / name

    def dataset(self, name: str) -> Dataset:
        """Return the dataset *name*; raises NoSuchDataset."""
        return self.vocabulary.dataset(name)

    def codelist(self, name: str) -> Codelist:
        """Return the codelist *name*; raises NoSuchCodelist."""
        return self.vocabulary.codelist(name)

    def observations(self, dataset: str, query: Query) -> Page:
        """Answer *query* from *dataset*: a page of cells in key order.

        Every cell of the selected product is listed, empty ones with zeros, unless the
        query says otherwise. ``query.measures`` may name rates too. Raises the errors of
        publish.release.selection.select.
        """
        chosen = select(self.vocabulary, self.dataset(dataset), query)
        observer = Observer(chosen)
        table = f'"{chosen.view.table}"'
        columns = ", ".join(["cell", *(f'"{name}"' for name in observer.columns), "status"])
        start, total = max(query.after, 0), chosen.total
        if query.zeros:
            end = min(start + query.limit, total)
            cells = observer.cells(start, end)
            rows = self._stored(columns, table, cells)
            following = end if end < total else None
        else:
            rows, following = self._non_zero(columns, table, observer, start, query.limit)
            cells = [int(row[0] or 0) for row in rows]
            rows = [row for row in rows if len(row) > 1]
        return Page(
            view=chosen.view,
            measures=chosen.measures,
            rates=tuple(parts.rate.id for parts in chosen.rates),
            observations=observer.observe(cells, {int(row[0] or 0): row for row in rows}),
            total=total,
            next=following,
        )

    def places(self, dataset: str, query: Query, page: Page) -> tuple[int, ...]:
        """Return for each observation of *page*, the answer to *query*, the ``after`` behind it.

        With zeros left out these are not one apart: what lies between was skipped.
        """
        if query.zeros:
            first = max(query.after, 0) + 1
            return tuple(range(first, first + len(page.observations)))
        observer = Observer(select(self.vocabulary, self.dataset(dataset), query))
        return tuple(observer.place(found.cell) + 1 for found in page.observations)

    def _stored(self, columns: str, table: str, cells: Sequence[int]) -> list[Row]:
        """Return the stored rows of *cells*, which ascend: as one range, or as points."""
        head = f"SELECT {columns} FROM {table} WHERE cell "  # noqa: S608 -- names of the catalogue
        if not cells:
            return []
        if len(cells) == 1:
            return self._fetch(head + "= ?", cells)
        if cells[-1] - cells[0] < _SPARSE * len(cells):
            return self._fetch(head + "BETWEEN ? AND ?", (cells[0], cells[-1]))
        rows: list[Row] = []
        marks = ",".join("?" * _POINTS)
        for first in range(0, len(cells), _POINTS):
            some = list(cells[first : first + _POINTS])
            some += [some[-1]] * (_POINTS - len(some))
            rows += self._fetch(f"{head}IN ({marks})", some)
        return rows

    def _non_zero(
        self, columns: str, table: str, observer: Observer, start: int, limit: int
    ) -> tuple[list[Row], int | None]:
        """Return up to *limit* stored rows from *start* on, and the place of the next."""
        some = " OR ".join([f'"{name}" <> 0' for name in observer.columns] + ["status IS NOT NULL"])
        wheres = ["cell BETWEEN ? AND ?", f"({some})", *observer.filters()]
        statement = (
            f"SELECT {columns} FROM {table} WHERE {' AND '.join(wheres)} "  # noqa: S608
            "ORDER BY cell LIMIT ?"
        )
        rows: list[Row] = []
        for low, high in observer.ranges(start):
            for first, last, silent in observer.spells(low, high):
                room = limit + 1 - len(rows)
                rows += (
                    # Nothing was collected, so nothing is stored and nothing is zero.
                    [(cell,) for cell in observer.within(first, last, room)]
                    if silent
                    else self._fetch(statement, (first, last, room))
                )
                if len(rows) > limit:
                    return rows[:limit], observer.place(int(rows[limit][0] or 0))
        return rows, None

    def _fetch(self, statement: str, values: Sequence[int]) -> list[Row]:
        try:
            pooled = self._pool.connect()
            try:
                cursor = pooled.cursor()
                cursor.execute(statement, values)
                found: list[Row] = list(cursor.fetchall())
            finally:
                pooled.close()
        except sqlite3.Error:
            raise BrokenRelease(f"{DATABASE}：无法查询", f"{DATABASE} cannot be queried") from None
        return found
