"""The scanner that proves absence must first prove that it finds."""

import gzip
import sqlite3
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.lib.scan import ENCODINGS, scan

SECRET = "幸福家园17号楼3单元502室"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_secret_is_found_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "log").write_bytes(b"..." + SECRET.encode(encoding) + b"...")
    assert len(scan([tmp_path], [SECRET])) == 1


def test_a_secret_is_found_inside_formats_that_hide_it(tmp_path: Path) -> None:
    pl.DataFrame({"a": [SECRET] * 100}).write_parquet(tmp_path / "a.parquet", compression="zstd")
    with sqlite3.connect(tmp_path / "a.sqlite") as database:
        database.execute("create table t(x)")
        database.execute("insert into t values (?)", (SECRET,))
    database.close()
    (tmp_path / "a.gz").write_bytes(gzip.compress(SECRET.encode()))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", SECRET)
    assert len(scan([tmp_path], [SECRET])) == 4


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("幸福家园 17号楼")
    pl.DataFrame({"a": ["x"]}).write_parquet(tmp_path / "a.parquet")
    assert scan([tmp_path], [SECRET]) == {}


def test_a_secret_in_a_file_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{SECRET}.txt").write_text("")
    assert len(scan([tmp_path], [SECRET])) == 1
