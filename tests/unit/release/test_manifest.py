"""A release is what its manifest says, byte for byte, or it is not opened."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.cli import main
from publish.release.errors import BrokenRelease, NoSuchFile, NoSuchRelease
from publish.release.manifest import NAME, read, release_id, verify_files
from publish.release.reader import Release
from publish.release.shelf import Shelf
from publish.settings import Exit
from tests.lib.release import fabricate

Harm = Callable[[Path], object]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return fabricate(tmp_path / "public")


def _flip(path: Path, at: int = 10) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)


HARMS: dict[str, Harm] = {
    "a byte of the database is flipped": lambda d: _flip(d / "data" / "gongkai.sqlite", 5000),
    "a byte of the catalogue is flipped": lambda d: _flip(d / "catalogue.json"),
    "a file is cut": lambda d: os.truncate(d / "data" / "three_rates.csv", 5),
    "a file is missing": lambda d: (d / "dictionary.json").unlink(),
    "a file is added": lambda d: (d / "data" / "more.csv").write_text("n\n1\n"),
    "an empty folder is added": lambda d: (d / "empty").mkdir(),
    "an empty folder is added below": lambda d: (d / "data" / "empty" / "more").mkdir(parents=True),
    "a file is a link": lambda d: _link(d / "catalogue.json"),
    "a pipe lies there": lambda d: os.mkfifo(d / "data" / "pipe"),
    "the manifest has a space": lambda d: (d / NAME).write_bytes((d / NAME).read_bytes() + b" "),
    "the manifest says another size": lambda d: _replace(d, b'"size":', b'"size":1'),
    "the manifest is gone": lambda d: (d / NAME).unlink(),
    "the manifest is no JSON": lambda d: (d / NAME).write_bytes(b"\xff\xfe"),
}


def _link(path: Path) -> None:
    other = path.parent.parent / "elsewhere.json"
    path.rename(other)
    path.symlink_to(other)


def _replace(directory: Path, old: bytes, new: bytes) -> None:
    path = directory / NAME
    path.write_bytes(path.read_bytes().replace(old, new, 1))


def test_a_whole_release_verifies_wherever_it_is_copied(directory: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a copy"
    directory.rename(copy)
    with Release.open(copy) as release:
        assert release.id == directory.name
    assert main(["verify", str(copy)]) == Exit.DONE


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_an_altered_release_is_refused(
    directory: Path, harm: Harm, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(directory)
    with pytest.raises(BrokenRelease) as refused:
        Release.open(directory)
    assert main(["verify", str(directory), "--lang", "en"]) == Exit.REFUSED
    assert refused.value.en in capsys.readouterr().err


def test_a_manifest_that_fits_another_id_is_refused(directory: Path) -> None:
    other = directory.parent / f"000009-{'0' * 16}"
    directory.rename(other)
    with pytest.raises(BrokenRelease, match="gives the id 000001-"):
        read(other)


def test_a_file_seen_before_is_read_again_once_it_changes(directory: Path) -> None:
    manifest, _ = read(directory)
    verify_files(directory, manifest)
    verify_files(directory, manifest)
    # Same size, same name, and the time of writing set back: the inode's ctime tells.
    path = directory / "data" / "three_rates.csv"
    before = path.stat()
    _flip(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(BrokenRelease, match="sha256"):
        verify_files(directory, manifest)


def test_the_id_follows_from_sequence_and_manifest() -> None:
    assert release_id(b"abc", 7) == "000007-ba7816bf8f01cfea"


@pytest.mark.parametrize("name", ["../../etc/passwd", "data/../manifest.json", "", "data"])
def test_only_listed_names_have_a_path(directory: Path, name: str) -> None:
    with Release.open(directory) as release:
        assert release.path("data/three_rates.csv").is_file()
        with pytest.raises(NoSuchFile):
            release.path(name)


def test_a_shelf_opens_the_newest_that_is_whole(tmp_path: Path) -> None:
    public = tmp_path / "public"
    first = fabricate(public, sequence=1)
    second = fabricate(public, sequence=2, supersedes=first.name)
    shelf = Shelf(public)
    assert shelf.ids() == (first.name, second.name)
    assert shelf.newest().id == second.name
    shelf.close()
    _flip(second / "catalogue.json")
    shelf = Shelf(public)
    assert shelf.newest().id == first.name
    with pytest.raises(BrokenRelease):
        shelf.get(second.name)
    shelf.close()


def test_a_shelf_without_releases_says_so(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.ids() == ()
    with pytest.raises(NoSuchRelease):
        shelf.newest()
    with pytest.raises(NoSuchRelease):
        shelf.get("000001-0000000000000000")
