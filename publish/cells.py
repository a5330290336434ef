"""The store of frozen cells: one file per dataset and cohort, written once, kept for ever.

A cohort's confidential cells stay, so that a year or a vintage needs no ticket. A second
build of the same cohort must come to the same cells; it can add nothing and change
nothing. Confidential: the folder belongs to the user ``publish`` alone.

``home/work/cells/<dataset>/<cohort>.parquet``, its sha256 beside it in ``<cohort>.sha256``.
"""

import hashlib
import os
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import polars as pl

from publish.errors import CellsBroken, CellsFrozen
from publish.profile import Dataset, Profile
from publish.protection.cell import ConfidentialCells, ConfidentialView
from publish.protection.lattice import view_digest

_NOTE: Final = "gongkai"
_VIEW, _RANK, _COUNT, _KEY = "view", "rank", "count:", "key:"
_PRIVATE: Final = 0o600


class _ViewNote(msgspec.Struct, frozen=True, kw_only=True):
    """What the ranks and columns of a view mean."""

    digest: str
    coordinates: tuple[str, ...]


class _Note(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of frozen cells says of itself."""

    dataset: str
    period: str
    key_fingerprint: str
    not_collected: tuple[str, ...]
    districts_not_collected: tuple[str, ...]
    views: dict[str, _ViewNote]


def cells_path(work: Path, dataset: str, cohort: str) -> Path:
    """Return where the cells of *dataset* in *cohort* lie under *work*."""
    return work / "cells" / dataset / f"{cohort}.parquet"


def freeze(work: Path, cells: ConfidentialCells, profile: Profile, *, key_fingerprint: str) -> str:
    """Keep *cells* for ever; return the sha256 of their file.

    Cells that are kept already must be the same, under the same key: raises CellsFrozen
    otherwise. Raises CellsBroken where the kept file is not what it was.
    """
    path = cells_path(work, cells.dataset, cells.period)
    note = _note(cells, profile, key_fingerprint)
    if path.exists():
        return _same_or_refuse(path, cells, note)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    scratch = path.with_suffix(f".{os.getpid()}.part")
    _frame(cells).write_parquet(
        scratch, metadata={_NOTE: msgspec.json.encode(note, order="sorted").decode()}
    )
    scratch.chmod(_PRIVATE)
    with scratch.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        path.hardlink_to(scratch)  # fails where the name is taken: nothing is overwritten
    except FileExistsError:
        return _same_or_refuse(path, cells, note)
    finally:
        scratch.unlink()
    return _record(path)


def load(work: Path, profile: Profile, dataset: Dataset, cohort: str) -> ConfidentialCells:
    """Return the frozen cells of *dataset* in *cohort*; raises CellsBroken."""
    path = cells_path(work, dataset.id, cohort)
    note, frame = _read(path)
    declared = {view.id: view_digest(profile, view) for view in dataset.views}
    for view, kept in note.views.items():
        if view in declared and declared[view] != kept.digest:
            raise CellsBroken(
                f"{path.name}：视图 {view} 的声明在冻结之后改过；新的声明须开新的系列",
                f"{path.name}: the view {view} was declared otherwise when it was frozen;"
                " a new declaration starts a new series",
            )
    return ConfidentialCells(
        dataset=note.dataset,
        period=note.period,
        views={name: _view(frame, name, kept.coordinates) for name, kept in note.views.items()},
        not_collected=frozenset(note.not_collected),
        districts_not_collected=note.districts_not_collected,
    )


def unfreeze(work: Path, dataset: str, cohort: str) -> None:
    """Drop the cells of a cohort of which nothing is published. For ledgers alone.

    A reference file is mended by hand after a build has read it; tickets never are.
    """
    path = cells_path(work, dataset, cohort)
    path.unlink(missing_ok=True)
    path.with_suffix(".sha256").unlink(missing_ok=True)


def frozen_key(work: Path, dataset: str, cohort: str) -> str | None:
    """Return the fingerprint of the key under which a cohort was frozen, None where it is not."""
    path = cells_path(work, dataset, cohort)
    return _read(path)[0].key_fingerprint if path.exists() else None


def _note(cells: ConfidentialCells, profile: Profile, key_fingerprint: str) -> _Note:
    declared = {view.id: view for view in profile.datasets[cells.dataset].views}
    return _Note(
        dataset=cells.dataset,
        period=cells.period,
        key_fingerprint=key_fingerprint,
        not_collected=tuple(sorted(cells.not_collected)),
        districts_not_collected=tuple(sorted(cells.districts_not_collected)),
        views={
            name: _ViewNote(
                digest=view_digest(profile, declared[name]), coordinates=view.coordinates
            )
            for name, view in cells.views.items()
        },
    )


def _frame(cells: ConfidentialCells) -> pl.DataFrame:
    frames = [
        pl.DataFrame({_VIEW: [name] * len(view.ranks), _RANK: view.ranks}).with_columns(
            *(
                pl.Series(f"{prefix}{coordinate}", values[:, column], dtype=pl.UInt32)
                for prefix, values in ((_COUNT, view.counts), (_KEY, view.keys))
                for column, coordinate in enumerate(view.coordinates)
            )
        )
        for name, view in sorted(cells.views.items())
    ]
    empty = pl.DataFrame(schema={_VIEW: pl.String, _RANK: pl.Int64})
    return pl.concat([empty, *frames], how="diagonal")


def _view(frame: pl.DataFrame, name: str, coordinates: tuple[str, ...]) -> ConfidentialView:
    rows = frame.filter(pl.col(_VIEW) == name)
    shape = (rows.height, len(coordinates))
    counts, keys = np.zeros(shape, dtype=np.uint32), np.zeros(shape, dtype=np.uint32)
    for column, coordinate in enumerate(coordinates):
        # A cohort without tickets has no rows, and then no columns of coordinates either.
        if rows.height:
            counts[:, column] = rows.get_column(f"{_COUNT}{coordinate}").to_numpy()
            keys[:, column] = rows.get_column(f"{_KEY}{coordinate}").to_numpy()
    return ConfidentialView(
        coordinates=coordinates,
        ranks=rows.get_column(_RANK).to_numpy().astype(np.int64),
        counts=counts,
        keys=keys,
    )


def _read(path: Path) -> tuple[_Note, pl.DataFrame]:
    recorded = path.with_suffix(".sha256")
    try:
        content = path.read_bytes()
        digest = recorded.read_text(encoding="ascii").strip() if recorded.exists() else None
    except (OSError, UnicodeDecodeError):
        raise _broken(path) from None
    if digest is not None and hashlib.sha256(content).hexdigest() != digest:
        raise _broken(path)
    try:
        note = msgspec.json.decode(pl.read_parquet_metadata(path)[_NOTE], type=_Note)
        return note, pl.read_parquet(path)
    except (OSError, KeyError, msgspec.DecodeError, pl.exceptions.PolarsError):
        raise _broken(path) from None


def _same_or_refuse(path: Path, cells: ConfidentialCells, note: _Note) -> str:
    kept, frame = _read(path)
    if kept != note or not frame.equals(_frame(cells)):
        raise CellsFrozen(
            f"{note.dataset} {note.period} 已冻结，再算的结果与之不同；冻结的批次不再改动",
            f"{note.dataset} {note.period} is frozen and comes out otherwise now;"
            " a frozen cohort is never cut again",
        )
    return _record(path)


def _record(path: Path) -> str:
    """Write the digest beside the file, once; a crash before this leaves a file without one."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    recorded = path.with_suffix(".sha256")
    if not recorded.exists():
        scratch = recorded.with_suffix(f".{os.getpid()}.part")
        scratch.write_text(f"{digest}\n", encoding="ascii")
        scratch.replace(recorded)
    return digest


def _broken(path: Path) -> CellsBroken:
    where = f"{path.parent.name}/{path.name}"
    return CellsBroken(
        f"冻结的单元格 {where} 缺失或已被改动；请从备份恢复",
        f"the frozen cells {where} are missing or altered; restore them from a backup",
    )
