"""Bundles made up at random, with every column that publish accepts."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from publish import intake
from publish.profile import GROUP, Profile, load_profile

PROFILE = "beijing-demo"
ROWS = 400
Make = Callable[..., Path]


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile(PROFILE)


@pytest.fixture
def bundle(tmp_path: Path, profile: Profile) -> Make:
    def make(name: str, *months: str, rows: int = ROWS, **said: object) -> Path:
        return write_bundle(tmp_path / name, profile, months, rows, said)

    return make


def write_bundle(
    root: Path, profile: Profile, months: tuple[str, ...], rows: int, said: dict[str, object]
) -> Path:
    """Write a bundle of *rows* tickets a month; *said* overrides what it says of itself."""
    root.mkdir(parents=True)
    notes = {month: _cohort(root / "cohorts" / month, profile, month, rows) for month in months}
    read = rows * len(months)
    fields: dict[str, object] = {
        "format": intake.FORMAT,
        "profile": profile.id,
        "profile_digest": profile.digest,
        "mapping": "test",
        "as_of": "2026-10-20",
        "demonstration": True,
        "collected": tuple(intake.COLUMNS),
        "sources": (),
        "cohorts": notes,
        "tally": intake.Tally(read=read, accepted=read, set_aside={}, quarantined=0),
        "versions": {},
    }
    told = intake.Bundle(**{**fields, **said})  # type: ignore[arg-type]
    (root / intake.NAME).write_bytes(intake.canonical(told))
    (root / intake.SEAL).write_bytes(intake.seal(intake.canonical(told)))
    return root


def _cohort(folder: Path, profile: Profile, month: str, rows: int) -> intake.CohortNote:
    folder.mkdir(parents=True)
    # Seeded by the month: the same month is the same cohort in every bundle.
    chance = np.random.default_rng(int(month.replace("-", "")))
    columns = [
        _column(chance, profile, column, rows).alias(name)
        for name, column in intake.COLUMNS.items()
    ]
    pl.DataFrame(columns).write_parquet(folder / "tickets.parquet")
    (folder / "texts.jsonl").write_bytes(b"")
    return intake.CohortNote(
        rows=rows,
        sha256=hashlib.sha256((folder / "tickets.parquet").read_bytes()).hexdigest(),
        texts_sha256=hashlib.sha256(b"").hexdigest(),
        key_fingerprint=f"key-{month}",
        unlocated=3,
        quarantined=1,
        districts_expected=17,
        districts_present=17,
    )


def _column(
    chance: np.random.Generator,
    profile: Profile,
    column: intake.Column,
    rows: int,
) -> pl.Series:
    if column.dtype == "code":
        return pl.Series(chance.choice(_codes(profile, column), rows), dtype=pl.String)
    if column.dtype == "bool":
        return pl.Series(chance.random(rows) < 0.5)
    if column.dtype == "bytes16":
        return pl.Series([chance.bytes(16) for _ in range(rows)], dtype=pl.Binary)
    most, dtype = {
        "u8": (29, pl.UInt8),
        "u32": (2**32 - 1, pl.UInt32),
        "u64": (rows // 2, pl.UInt64),
    }[column.dtype]
    return pl.Series(chance.integers(0, most, rows)).cast(dtype)


def _codes(profile: Profile, column: intake.Column) -> list[str]:
    if column.family is not None:
        return list(profile.families[column.family].parts)
    if column.codelist is None or column.codelist not in profile.codelists:
        return ["none"]
    codelist = profile.codelists[column.codelist]
    codes = [code for code in codelist.codes if code.kind != GROUP]
    return [code.code for code in codes if code.level == codelist.levels[-1]]
