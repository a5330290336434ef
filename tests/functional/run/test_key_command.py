"""`gongkai-anonymize key`: one file, guarded, never shown, never overwritten."""

import json
import stat
from pathlib import Path

import pytest

from anonymize.cli import main
from publish.settings import Exit


def command(home: Path, *words: str) -> int:
    return main(["key", *words, "--home", str(home), "--lang", "en"])


def test_create_then_fingerprint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(tmp_path, "create") == Exit.DONE
    path = tmp_path / "raw" / "keys" / "series.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    secret = path.read_bytes()
    capsys.readouterr()
    assert command(tmp_path, "fingerprint", "--json") == Exit.DONE
    told = capsys.readouterr().out
    assert len(json.loads(told)["fingerprint"]) == 16
    assert secret.hex()[:8] not in told


def test_create_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(tmp_path, "create") == Exit.DONE
    before = (tmp_path / "raw" / "keys" / "series.key").read_bytes()
    assert command(tmp_path, "create") == Exit.REFUSED
    assert "never overwritten" in capsys.readouterr().err
    assert (tmp_path / "raw" / "keys" / "series.key").read_bytes() == before


def test_a_seeded_key_says_that_it_is_for_demonstrations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(tmp_path, "create", "--seed", "7") == Exit.DONE
    assert "demonstrations only" in capsys.readouterr().err


def test_without_a_key_the_message_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(tmp_path, "fingerprint") == Exit.USAGE
    assert "gongkai-anonymize key create" in capsys.readouterr().err


@pytest.mark.parametrize("cohort", ["garbage", "2026-13", "2026-9", " "])
def test_what_is_no_cohort_has_no_fingerprint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cohort: str
) -> None:
    command(tmp_path, "create", "--seed", "7")
    capsys.readouterr()
    assert command(tmp_path, "fingerprint", "--cohort", cohort) == Exit.USAGE
    out, err = capsys.readouterr()
    assert (out, err) == ("", "--cohort must be YYYY-MM: 2026-09\n")


def test_a_cohort_s_fingerprint_is_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(tmp_path, "create", "--seed", "7")
    capsys.readouterr()
    for cohort in ("2026-08", "2026-09", "2026-09"):
        command(tmp_path, "fingerprint", "--cohort", cohort)
    first, second, third = capsys.readouterr().out.split()
    assert first != second == third
