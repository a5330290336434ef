"""From leaves to a staged release: SQLite, whole histories, catalogue, dictionary, manifest."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from publish.dictionary import Entry, dictionary
from publish.exports import columns, rows, write_history
from publish.gates import check_labels
from publish.leaves import LeafNote
from publish.release.manifest import NAME, canonical, digest, release_id
from publish.release.model import Catalogue, FileEntry, Manifest
from publish.store import link, object_path, sync, sync_tree
from publish.tables import write_sqlite

Say = Callable[[str, str], None]
_MEDIA: Final = {
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}


def assemble(
    home: Path,
    staging: Path,
    catalogue: Catalogue,
    notes: Sequence[LeafNote],
    *,
    lists: Mapping[str, tuple[bytes, Entry]],
    said: Manifest,
    say: Say,
) -> str:
    """Write all files of a release into *staging*, its manifest last; return its id.

    *notes* are the leaves of all periods of the catalogue; *lists* the tables of public
    facts with what the dictionary says of each; *said* is the manifest but for its files.
    Raises GateRefused for a label that may not be published.
    """
    check_labels(catalogue)
    by_dataset = {
        dataset.id: _in_order(catalogue, dataset.id, notes) for dataset in catalogue.datasets
    }
    data = staging / "data"
    data.mkdir()
    say("写 SQLite", "writing SQLite")
    paths = {
        name: [object_path(home, note.parquet) for note in found]
        for name, found in by_dataset.items()
    }
    write_sqlite(
        data / "gongkai.sqlite",
        home / "work" / ".scratch.sqlite",
        catalogue,
        {
            view.table: rows(paths[dataset.id], view)
            for dataset in catalogue.datasets
            for view in dataset.views
        },
    )
    say("写 Parquet 与 CSV", "writing Parquet and CSV")
    leaves: dict[str, list[str]] = {}
    for dataset in catalogue.datasets:
        found = by_dataset[dataset.id]
        leaves[dataset.id] = [f"data/{dataset.id}/{note.period}.parquet" for note in found]
        for note, name in zip(found, leaves[dataset.id], strict=True):
            link(home, note.parquet, staging / name)
        write_history(
            paths[dataset.id],
            [object_path(home, note.lines) for note in found],
            columns(dataset),
            data / f"{dataset.id}.parquet",
            data / f"{dataset.id}.csv",
        )
    tables = {f"data/reference/{name}.csv": found for name, found in sorted(lists.items())}
    for name, (content, _) in tables.items():
        (staging / name).parent.mkdir(exist_ok=True)
        (staging / name).write_bytes(content)
    told = {name: entry for name, (_, entry) in tables.items()}
    (staging / "catalogue.json").write_bytes(canonical(catalogue))
    (staging / "dictionary.json").write_bytes(dictionary(catalogue, leaves, told))
    say("计算摘要", "digesting")
    return _seal(staging, said, notes)


def _in_order(catalogue: Catalogue, dataset: str, notes: Sequence[LeafNote]) -> list[LeafNote]:
    by_period = {note.period: note for note in notes if note.dataset == dataset}
    return [by_period[period] for period in catalogue.periods]


def _seal(staging: Path, said: Manifest, notes: Sequence[LeafNote]) -> str:
    """Bring all files to disk, then write the manifest: from then on the release is staged."""
    known = {f"data/{note.dataset}/{note.period}.parquet": note.parquet for note in notes}
    files: dict[str, FileEntry] = {}
    for path in sorted(path for path in staging.rglob("*") if path.is_file()):
        name = path.relative_to(staging).as_posix()
        # An object is named by its digest; ``release`` reads every byte again all the same.
        sha256, size = (known[name], path.stat().st_size) if name in known else digest(path)
        files[name] = FileEntry(mediaType=_MEDIA[path.suffix], sha256=sha256, size=size)
    sync_tree(staging)
    content = canonical(msgspec.structs.replace(said, files=files))
    partial = staging / f".{NAME}"
    partial.write_bytes(content)
    sync(partial)
    partial.rename(staging / NAME)
    sync(staging)
    return release_id(content, said.sequence)
