"""Objects that nothing refers to go; what a release or a note holds stays."""

from pathlib import Path

import msgspec
import pytest

from publish.cli import main
from publish.leaves import LeafNote
from publish.settings import Exit
from publish.store import keep, link, locked, object_path
from publish.tidying import tidy

Capture = pytest.CaptureFixture[str]


def _object(home: Path, content: bytes) -> str:
    path = home / "scratch"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return keep(home, path)


def _note(home: Path, parquet: str, lines: str) -> Path:
    note = LeafNote(
        dataset="d", period="2026-09", stamp="", parquet=parquet, lines=lines, rows=0, gaps={}
    )
    path = home / "work" / "leaves" / "d" / "2026-09.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(msgspec.json.encode(note))
    return path


def test_only_what_neither_a_note_nor_a_release_holds_goes(tmp_path: Path) -> None:
    named, lines, shared, stray = (_object(tmp_path, bytes([n]) * (n + 1)) for n in range(4))
    _note(tmp_path, named, lines)
    link(tmp_path, shared, tmp_path / "public" / "releases" / "r" / "data" / "x.parquet")
    assert (tidy(tmp_path, dry_run=True).objects, tidy(tmp_path, dry_run=True).bytes) == (1, 4)
    assert object_path(tmp_path, stray).exists()
    assert tidy(tmp_path).objects == 1
    assert not object_path(tmp_path, stray).exists()
    assert all(object_path(tmp_path, one).exists() for one in (named, lines, shared))
    assert tidy(tmp_path).objects == 0


def test_a_note_that_cannot_be_read_keeps_everything(tmp_path: Path) -> None:
    stray = _object(tmp_path, b"stray")
    note = _note(tmp_path, "0" * 64, "1" * 64)
    whole = note.read_bytes()
    note.write_bytes(whole[:20])
    assert tidy(tmp_path).objects == 0
    assert object_path(tmp_path, stray).exists()
    note.write_bytes(whole)
    assert tidy(tmp_path).objects == 1


def test_the_command_tidies_under_the_lock_and_makes_nothing(
    tmp_path: Path, capsys: Capture
) -> None:
    words = ["tidy", "--home", str(tmp_path / "home"), "--lang", "en"]
    assert main(words) == Exit.DONE
    assert not (tmp_path / "home").exists()
    _object(tmp_path / "home", b"stray")
    with locked(tmp_path / "home"):
        assert main(words) == Exit.TRY_AGAIN
    assert main([*words, "--dry-run"]) == Exit.DONE
    assert "to remove: 1 files, 5 bytes" in capsys.readouterr().out
    assert main([*words, "--json"]) == Exit.DONE
    assert capsys.readouterr().out == '{"removed": 1, "bytes": 5, "dry_run": false}\n'


def test_a_release_without_anything_staged_leaves_no_trace(tmp_path: Path, capsys: Capture) -> None:
    home = tmp_path / "home"
    assert main(["release", "--home", str(home), "--lang", "en"]) == Exit.REFUSED
    assert "nothing is staged" in capsys.readouterr().err
    assert not home.exists()
