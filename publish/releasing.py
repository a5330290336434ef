"""From a staged release to a public one: verify, rename, write it down.

The ledger row follows the rename. Where a crash came between the two, the next run finds
a release without its row, verifies it and writes the row.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from publish.errors import PublishError
from publish.ledger import Ledger
from publish.release.manifest import NAME, read, verify_files
from publish.store import ledger_path, locked, put_in_place, release_ids, staged


class NothingStaged(PublishError):
    """There is no staged release to put in place."""


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of release did."""

    release: str
    directory: str
    recovered: tuple[str, ...]  # releases in place whose ledger row was missing


def release(home: Path, *, at: str, actor: str, say: Callable[[str, str], None]) -> Released:
    """Put the staged release of *home* in place and write it into the ledger.

    *at* (an instant) and *actor* go into the ledger. Raises NothingStaged, BrokenRelease
    where a staged file is not what the manifest says, Busy, NotDurable, BrokenLedger.
    """
    if not (home / "work").exists() and not release_ids(home):
        raise _nothing()  # before lock and ledger are made: a misspelt home leaves no trace
    with locked(home):
        ledger = Ledger(ledger_path(home))
        try:
            recovered = _recover(home, ledger, at=at, actor=actor)
            directory = staged(home)
            if directory is None:
                if recovered:
                    place = home / "public" / "releases" / recovered[-1]
                    return Released(
                        release=recovered[-1], directory=str(place), recovered=recovered
                    )
                raise _nothing()
            say("核对待发布的文件", "verifying the staged files")
            manifest, name = read(directory)
            verify_files(directory, manifest, remember=False)
            say("写盘并就位", "bringing the files to disk and into place")
            place = put_in_place(home, directory, name)
            _record(ledger, place, at=at, actor=actor)
        finally:
            ledger.close()
    return Released(release=name, directory=str(place), recovered=recovered)


def _nothing() -> NothingStaged:
    return NothingStaged("没有待发布的内容；请先运行 build", "nothing is staged; run build first")


def _recover(home: Path, ledger: Ledger, *, at: str, actor: str) -> tuple[str, ...]:
    known = ledger.states()
    told = ("published", "superseded", "withdrawn")
    missing = tuple(name for name in release_ids(home) if known.get(name) not in told)
    for name in missing:
        directory = home / "public" / "releases" / name
        manifest, _ = read(directory)
        verify_files(directory, manifest, remember=False)
        _record(ledger, directory, at=at, actor=actor)
    return missing


def _record(ledger: Ledger, directory: Path, *, at: str, actor: str) -> None:
    manifest, name = read(directory)
    sha256 = hashlib.sha256((directory / NAME).read_bytes()).hexdigest()
    for state, detail in (
        ("verified", f"{len(manifest.files)} files"),
        ("published", f"{manifest.kind} {manifest.cohorts[0]}..{manifest.cohorts[-1]}"),
    ):
        ledger.append(
            state, release=name, manifest_sha256=sha256, at=at, actor=actor, detail=detail
        )
    if manifest.supersedes and ledger.states().get(manifest.supersedes) == "published":
        ledger.append(
            "superseded",
            release=manifest.supersedes,
            manifest_sha256="",
            at=at,
            actor=actor,
            detail=f"by {name}",
        )
