"""A run that is killed while texts are judged goes on where it was, and repeats nothing."""

import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from publish.settings import Exit
from tests.lib import judging
from tests.lib.judging import Ended, Input

TICKETS: Final = 330  # five pieces, of titles
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes in /proc"
)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Input:
    return judging.invented(tmp_path_factory.mktemp("in"), TICKETS, whole=100)


@pytest.fixture(scope="module")
def whole(given: Input, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """The run that nobody disturbs, on one process."""
    home = judging.new_home(tmp_path_factory.mktemp("whole"))
    return judging.go(given, home, extra={"GONGKAI_PROCESSES": "1"}), home


@pytest.mark.parametrize(
    ("disturb", "code", "processes"),
    [
        (judging.kill_run(2), -signal.SIGKILL, "1"),
        (judging.kill_worker("spawn_main", 1), Exit.TRY_AGAIN, "2"),
    ],
)
def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes(
    given: Input,
    whole: tuple[Ended, Path],
    tmp_path: Path,
    *,
    disturb: Callable[[int, Path], None],
    code: int,
    processes: str,
) -> None:
    home = judging.new_home(tmp_path)
    extra = {"GONGKAI_PROCESSES": processes}
    assert judging.go(given, home, extra=extra, disturb=disturb).code == code
    assert not (home / "b").exists()
    kept = judging.pieces_kept(home)
    assert kept
    again = judging.go(given, home, extra=extra)
    assert again.code == whole[0].code
    told = re.search(r"texts of (\d+) tickets were judged before", again.said)
    assert told is not None, again.said
    assert int(told[1]) == kept * 64
    assert again.account["texts"] == whole[0].account["texts"]
    assert judging.bundle_digest(home) == judging.bundle_digest(whole[1])
    assert judging.what_a_reviewer_sees(home) == judging.what_a_reviewer_sees(whole[1])
    assert not (home / "raw" / "resume").exists()


def test_a_run_that_nobody_disturbed_keeps_nothing(whole: tuple[Ended, Path]) -> None:
    ended, home = whole
    assert ended.code in (Exit.DONE, Exit.QUARANTINED)
    assert "judged before" not in ended.said
    assert not (home / "raw" / "resume").exists()
    assert ended.account["texts"]["cleared"] > TICKETS // 2
