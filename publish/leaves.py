"""Leaves: one dataset in one period, protected, gated and written once.

``work/leaves/<dataset>/<period>.json`` says which objects hold a leaf and under which
*stamp*, the digest of all that its bytes depend on besides counts: codelists, labels,
declarations, rulebook, versions. A leaf of another stamp is written anew from the frozen
cells, which draws nothing anew: protection is a pure function of them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import polars as pl

from publish.exports import IN_PERIOD, STATUS, Cells, axis_positions, columns, leaf, write_leaf
from publish.gates import check_cells, check_columns
from publish.profile import Profile
from publish.protection.cell import ConfidentialCells, ReleasedCells
from publish.protection.lattice import plan
from publish.protection.protect import protect
from publish.protection.rules import rules
from publish.reference import stated
from publish.release.catalogue import Vocabulary
from publish.release.model import Dataset, View
from publish.store import keep, object_path, write
from publish.versions import versions

FORMAT: Final = 1


class LeafNote(msgspec.Struct, frozen=True, kw_only=True):
    """Where the bytes of one leaf lie, and what they depend on."""

    dataset: str
    period: str
    stamp: str
    parquet: str  # sha256 of an object
    lines: str  # the same
    rows: int
    gaps: dict[str, tuple[str, ...]]  # view -> measures that nobody collected


def stamp(vocabulary: Vocabulary, dataset: Dataset) -> str:
    """Return the digest of all that a leaf of *dataset* depends on besides its counts."""
    names = {axis.codelist for view in dataset.views for axis in view.axes}
    views = tuple(msgspec.structs.replace(view, not_collected={}) for view in dataset.views)
    told = (
        FORMAT,
        msgspec.structs.replace(dataset, views=views),
        [vocabulary.codelist(name) for name in sorted(names)],
        versions(),
    )
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()


def kept(home: Path, dataset: str, period: str) -> LeafNote | None:
    """Return the note of a leaf whose objects are there, else None."""
    try:
        content = _path(home, dataset, period).read_bytes()
        note = msgspec.json.decode(content, type=LeafNote)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    there = (object_path(home, sha256).is_file() for sha256 in (note.parquet, note.lines))
    return note if all(there) else None


def make(
    home: Path,
    profile: Profile,
    vocabulary: Vocabulary,
    dataset: Dataset,
    cells: ConfidentialCells,
) -> LeafNote:
    """Protect *cells*, pass them through the gates, write their leaf and return its note.

    *profile* is the one that the dataset sees (``publish.reference.lens``). Raises
    GateRefused, LatticeRefused, TableInfeasible.
    """
    declared = {view.id: view for view in profile.datasets[dataset.id].views}
    parts = []
    for view in _of_period(dataset, cells.period):
        released = protect(cells, profile, declared[view.id])
        part = _as_cells(profile, dataset, view, released)
        check_cells(part)
        parts.append(part)
    return _write(home, vocabulary, dataset, cells.period, parts)


def make_stated(
    home: Path,
    profile: Profile,
    vocabulary: Vocabulary,
    dataset: Dataset,
    *,
    period: str,
    months: Mapping[str, stated.Month],
) -> LeafNote:
    """Write the leaf of figures that an office states: the sum of *months*, as they stand.

    They pass the same gates as protected cells. Raises GateRefused, LatticeRefused.
    """
    declared = {view.id: view for view in profile.datasets[dataset.id].views}
    parts = []
    for view in _of_period(dataset, period):
        worked_out = stated.axes_of(profile, profile.datasets[dataset.id], declared[view.id])
        frame = stated.frame(worked_out, declared[view.id], months)
        gaps = frozenset(view.measures) if frame is None else frozenset[str]()
        if frame is None:
            names = {IN_PERIOD: pl.Int64, **dict.fromkeys(view.measures, pl.Int32)}
            frame = pl.DataFrame(schema={**names, STATUS: pl.String})
        part = Cells(view=view, period=period, frame=frame, gaps=gaps)
        check_cells(part)
        parts.append(part)
    return _write(home, vocabulary, dataset, period, parts)


def forget(home: Path, dataset: str, month: str) -> None:
    """Drop the notes of *month* and of its year: their cells were counted anew."""
    for period in (month, month[: len("2026")]):
        _path(home, dataset, period).unlink(missing_ok=True)


def _of_period(dataset: Dataset, period: str) -> list[View]:
    level = "year" if len(period) == len("2026") else "month"
    return [view for view in dataset.views if level in view.periods]


def _write(
    home: Path, vocabulary: Vocabulary, dataset: Dataset, period: str, parts: list[Cells]
) -> LeafNote:
    table = leaf(vocabulary, dataset, parts)
    check_columns(f"{dataset.id} {period}", table.columns, columns(dataset))
    parts_of = home / "work" / "leaves" / dataset.id
    parts_of.mkdir(parents=True, exist_ok=True)
    parquet, lines = parts_of / f".{period}.parquet", parts_of / f".{period}.csv"
    write_leaf(table, parquet, lines)
    note = LeafNote(
        dataset=dataset.id,
        period=period,
        stamp=stamp(vocabulary, dataset),
        parquet=keep(home, parquet),
        lines=keep(home, lines),
        rows=table.height,
        gaps={part.view.id: tuple(sorted(part.gaps)) for part in parts if part.gaps},
    )
    write(_path(home, dataset.id, period), msgspec.json.encode(note, order="sorted"))
    return note


def gaps_of(notes: Iterable[LeafNote]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return by table and period what was not collected, as the catalogue tells it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for note in notes:
        for view, measures in note.gaps.items():
            found.setdefault(f"{note.dataset}/{view}", {})[note.period] = measures
    return found


def _as_cells(profile: Profile, dataset: Dataset, view: View, released: ReleasedCells) -> Cells:
    worked_out = plan(
        profile, next(v for v in profile.datasets[dataset.id].views if v.id == view.id)
    )
    cells = released.frame[IN_PERIOD].to_numpy().astype(np.int64)
    exact = rules(profile, worked_out).exact(axis_positions(view, cells))
    gaps = view.measures if released.not_collected else released.not_collected_measures
    return Cells(
        view=view,
        period=released.period,
        frame=released.frame,
        gaps=frozenset(gaps),
        references=frozenset(m.id for m in dataset.measures if m.reference),
        exact=np.broadcast_to(exact, cells.shape),
    )


def _path(home: Path, dataset: str, period: str) -> Path:
    return home / "work" / "leaves" / dataset / f"{period}.json"
