"""What is staged, kept and put in place, and what an interrupted run leaves behind."""

import os
from pathlib import Path

import pytest

from publish import store
from publish.store import Busy, NotDurable, keep, link, locked, object_path, staged, staging, sync


def test_one_publisher_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(Busy), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_what_an_interrupted_build_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    left = staging(tmp_path, 3)
    (left / "half").write_text("x")
    assert staged(tmp_path) is None
    fresh = staging(tmp_path, 4)
    assert not left.exists()
    assert list(fresh.iterdir()) == []
    (fresh / "manifest.json").write_text("{}")
    assert staged(tmp_path) == fresh


def test_the_same_bytes_are_kept_once_and_linked(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"same")
    assert keep(tmp_path, tmp_path / "one") == keep(tmp_path, tmp_path / "two")
    assert len(list((tmp_path / "work" / "objects").iterdir())) == 1
    sha256 = next((tmp_path / "work" / "objects").iterdir()).name
    link(tmp_path, sha256, tmp_path / "there" / "linked")
    assert (tmp_path / "there" / "linked").stat().st_ino == object_path(
        tmp_path, sha256
    ).stat().st_ino


def test_a_failed_fsync_is_told_and_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x")
    sync(path)
    tries: list[int] = []

    def failing(handle: int) -> None:
        tries.append(handle)
        raise OSError(5, "EIO")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(NotDurable, match="file"):
        sync(path)
    assert len(tries) == 1


def test_a_file_written_appears_with_all_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.json"
    store.write(path, b"old")

    def failing(_: int) -> None:
        raise OSError(5, "EIO")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(NotDurable):
        store.write(path, b"new")
    assert path.read_bytes() == b"old"
