"""A bundle on its way: whatever is done to its files is seen before any of it is read.

Beside each attack stands the same bundle untouched, or the same edit made by who may make it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.bundles import read_cohort
from publish.cli import main
from publish.errors import BundleAltered
from publish.intake import NAME, SEAL, seal
from publish.profile import load_profile
from publish.settings import Exit
from tests.functional.release.conftest import write_bundle
from tests.unit.protection.city import MONTH
from tests.unit.protection.test_bundles import CITY, tickets, write

TICKETS = f"cohorts/{MONTH}/tickets.parquet"
TEXTS = f"cohorts/{MONTH}/texts.jsonl"
Attack = Callable[[Path], object]


def flip(folder: Path, name: str, place: int) -> None:
    content = bytearray((folder / name).read_bytes())
    content[place % len(content)] ^= 1
    (folder / name).write_bytes(bytes(content))


def link(folder: Path, name: str) -> None:
    real = folder.parent / f"elsewhere-{Path(name).name}"
    (folder / name).rename(real)
    (folder / name).symlink_to(real)


def link_folder(folder: Path) -> None:
    (folder / "cohorts" / MONTH).rename(folder.parent / "elsewhere")
    (folder / "cohorts" / MONTH).symlink_to(folder.parent / "elsewhere")


def pipe_for_seal(folder: Path) -> None:
    (folder / SEAL).unlink()
    os.mkfifo(folder / SEAL)


def swap(folder: Path) -> None:
    """Put the tickets and the bundle.json of another good bundle here, but not its seal."""
    other = write(folder.parent / "other", tickets([{}, {}, {}, {}]))
    for name in (NAME, TICKETS):
        (folder / name).write_bytes((other / name).read_bytes())


ATTACKS: dict[str, tuple[Attack, str]] = {
    "a byte of bundle.json": (lambda at: flip(at, NAME, 40), "its digest is not that of"),
    "the seal": (lambda at: flip(at, SEAL, 3), "its digest is not that of"),
    "the seal's last byte": (lambda at: flip(at, SEAL, -1), "its digest is not that of"),
    "an empty seal": (
        lambda at: (at / SEAL).write_bytes(b""),
        "its digest is not that of",
    ),
    "a seal in capitals": (
        lambda at: (at / SEAL).write_bytes((at / SEAL).read_bytes().upper()),
        "its digest is not that of",
    ),
    "a longer bundle.json": (
        lambda at: (at / NAME).write_bytes((at / NAME).read_bytes() + b" "),
        "its digest is not that of",
    ),
    "another bundle under the seal": (swap, "its digest is not that of"),
    "no seal": (lambda at: (at / SEAL).unlink(), "bundle.sha256: it is missing"),
    "no bundle.json": (lambda at: (at / NAME).unlink(), "bundle.json: it is missing"),
    "no tickets": (lambda at: (at / TICKETS).unlink(), "tickets.parquet: it is missing"),
    "no texts": (lambda at: (at / TEXTS).unlink(), "texts.jsonl: it is missing"),
    "a byte of the tickets": (lambda at: flip(at, TICKETS, 99), "its digest is not the one of"),
    "a line of text": (
        lambda at: (at / TEXTS).write_bytes(b"{}\n"),
        "its digest is not the one of",
    ),
    "a file more": (lambda at: (at / "张三.txt").write_bytes(b""), "does not list"),
    "a file more in a cohort": (
        lambda at: (at / "cohorts" / MONTH / "张三.parquet").write_bytes(b""),
        "does not list",
    ),
    "a hidden file": (lambda at: (at / ".DS_Store").write_bytes(b""), "does not list"),
    "a cohort more": (lambda at: (at / "cohorts" / "2020-01").mkdir(), "does not list"),
    "an empty folder": (lambda at: (at / "empty").mkdir(), "does not list"),
    "a link for the tickets": (lambda at: link(at, TICKETS), "symbolic link"),
    "a link for the seal": (lambda at: link(at, SEAL), "no regular file"),
    "a link for bundle.json": (lambda at: link(at, NAME), "no regular file"),
    "a link for a cohort": (link_folder, "symbolic link"),
    "a pipe": (lambda at: os.mkfifo(at / "pipe"), "special file"),
    "a pipe for the seal": (
        pipe_for_seal,
        "no regular file",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_bundle_that_was_touched_is_refused_by_name(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "bundle", tickets([{}, {}, {}]))
    assert read_cohort([folder], MONTH, CITY).tickets.height == 3
    attack, told = ATTACKS[name]
    attack(folder)
    with pytest.raises(BundleAltered) as caught:
        read_cohort([folder], MONTH, CITY)
    assert told in caught.value.en
    assert "张三" not in caught.value.en + caught.value.zh  # a stray name may itself be data
    assert caught.value.__cause__ is None


def test_every_byte_of_bundle_json_is_under_the_seal(tmp_path: Path) -> None:
    folder = write(tmp_path / "bundle", tickets([{}]))
    size = (folder / NAME).stat().st_size
    for place in range(0, size, 7):
        flip(folder, NAME, place)
        with pytest.raises(BundleAltered):
            read_cohort([folder], MONTH, CITY)
        flip(folder, NAME, place)
    assert read_cohort([folder], MONTH, CITY).tickets.height == 1


def test_a_path_that_leads_out_of_the_bundle_is_no_month(tmp_path: Path) -> None:
    folder = write(tmp_path / "bundle", tickets([{}]))
    said = (folder / NAME).read_bytes()
    for name in ("../../2026-09", "/2026-09", "2026-09/..", "2026-09\\u0000"):
        other = said.replace(f'"{MONTH}":'.encode(), f'"{name}":'.encode())
        assert other != said
        (folder / NAME).write_bytes(other)
        (folder / SEAL).write_bytes(seal(other))
        with pytest.raises(BundleAltered, match="expected form"):
            read_cohort([folder], MONTH, CITY)


def test_a_hard_link_and_a_linked_parent_are_no_harm(tmp_path: Path) -> None:
    folder = write(tmp_path / "bundle", tickets([{}]))
    os.link(folder / TICKETS, tmp_path / "backup.parquet")
    (tmp_path / "latest").symlink_to(folder)
    assert read_cohort([tmp_path / "latest"], MONTH, CITY).tickets.height == 1


def test_the_command_says_which_file_and_ends_with_three(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:

    source = tmp_path / "b"
    write_bundle(source, load_profile("beijing-demo"), ("2026-09",), 40, {})
    words = ["build", "--home", str(tmp_path / "home"), "--bundle", str(source), "--cohort"]
    words += ["2026-09", "--as-of", "2026-10-20", "--lang", "en"]
    (source / "notes.txt").write_text("x", encoding="utf-8")
    assert main(words) == Exit.HOPELESS
    assert "b: it holds a file that bundle.json does not list" in capsys.readouterr().err
    assert not list((tmp_path / "home" / "work").glob(".staging-*"))
    (source / "notes.txt").unlink()
    assert main(words) == Exit.DONE
