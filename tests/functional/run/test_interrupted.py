"""A run that is stopped, or has no room or right to write, leaves nothing half done."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from anonymize.handoff import file_digest
from publish.settings import Exit
from tests.functional.run.rows import rows, write_csv
from tests.functional.run.test_quarantine_command import AS_OF, Office
from tests.lib.servers import BIN, ROOT, environment

_SMALL: Final = 20_000  # bytes a file may have, where a disk is to be full


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, seed="5")


def begin(
    office: Office, source: Path, *, limited: Callable[[], None] | None = None, processes: int = 2
) -> subprocess.Popen[str]:
    """Start a run in a group of its own, as a terminal does."""
    words = ("run", source, "--bundle", office.base / "b", "--as-of", AS_OF, "--lang", "en")
    extra = {"GONGKAI_HOME": str(office.home), "GONGKAI_PROCESSES": str(processes)}
    return subprocess.Popen(
        [BIN / "gongkai-anonymize", *map(str, words)],
        cwd=ROOT,
        env=environment(extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=limited,  # noqa: PLW1509 - these tests have no threads
    )


def members(group: int) -> list[int]:
    """Return the living processes of a group."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(path.parent.name))
    return found


def eventually(true: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def left(office: Office) -> list[str]:
    """Return what lies where a bundle or the spill would."""
    work = office.home / "raw" / "work"
    return [path.name for path in (*office.base.glob("*b*"), *work.glob("*")) if path.is_dir()]


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize(
    ("number", "code", "whole_group"),
    [
        (signal.SIGINT, 130, True),  # Ctrl-C goes to all processes of the terminal
        (signal.SIGTERM, 143, False),
        (signal.SIGKILL, -signal.SIGKILL, False),
    ],
)
def test_a_run_that_is_stopped_leaves_no_bundle_and_comes_again_the_same(
    office: Office, number: int, code: int, *, whole_group: bool
) -> None:
    source = write_csv(office.base / "in.csv", rows(60_000))
    process = begin(office, source)
    work = office.home / "raw" / "work"
    assert eventually(lambda: any(work.glob("*/events/*.parquet"))), "never came so far"
    (os.killpg if whole_group else os.kill)(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert number == signal.SIGKILL or "Traceback" not in said
    assert eventually(lambda: not members(process.pid)), "a process was left behind"
    assert not (office.base / "b").exists()
    if number != signal.SIGKILL:
        assert left(office) == []
    assert office.run(source, "b").code == Exit.DONE
    assert left(office) == ["b"]
    twin = Office(office.base / "twin", seed="5")
    assert twin.run(source, "b").code == Exit.DONE
    assert digests(office.base / "b") == digests(twin.base / "b")


def _full() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (_SMALL, _SMALL))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_full_disk_is_told_and_the_same_command_succeeds_later(
    office: Office, processes: int
) -> None:
    source = write_csv(office.base / "in.csv", rows(2_000))
    process = begin(office, source, limited=_full, processes=processes)
    out, said = process.communicate(timeout=60)
    assert process.returncode == Exit.TRY_AGAIN, out + said
    assert "the disk is full" in said
    assert "Traceback" not in said
    assert left(office) == []
    assert office.run(source, "b").code == Exit.DONE


def _mere_owner() -> None:
    """Take from root the right to write whatever it likes, for what is started next."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.skipif(sys.platform != "linux", reason="takes a right from root as Linux does")
@pytest.mark.parametrize("closed", ["home", "bundle"])
def test_no_right_to_write_is_told_as_such(office: Office, closed: str) -> None:
    source = write_csv(office.base / "in.csv", rows(10))
    place = office.home / "raw" if closed == "home" else office.base
    place.chmod(0o555)
    try:
        process = begin(office, source, limited=_mere_owner, processes=1)
        _, said = process.communicate(timeout=60)
    finally:
        place.chmod(0o755)
    assert process.returncode == Exit.USAGE, said
    assert "no right to read or write" in said
    assert "Traceback" not in said
    assert left(office) == []
    assert office.run(source, "b").code == Exit.DONE
