"""The local pool says one thing, however many processes; the choice of an engine is checked."""

import importlib.util
from pathlib import Path
from typing import Final

import pytest

from anonymize import cli
from anonymize.engines import choice
from anonymize.engines.local import Local
from anonymize.errors import TryAgain
from anonymize.piece import Answer
from publish.settings import Exit, SettingsError
from tests.lib import fake_text_engine as fake

TICKETS: Final = 300
POISONED: Final = 123


@pytest.fixture(scope="module")
def expected() -> list[Answer]:
    """What one process says."""
    given = fake.pieces(TICKETS, poison=POISONED)
    return list(Local(1).results(fake.task(), given))


def test_one_poisoned_ticket_is_withheld_alone(expected: list[Answer]) -> None:
    states = [state for answer in expected for _, state, _ in answer.judged]
    assert len(states) == TICKETS
    assert [place for place, state in enumerate(states) if state == "quarantined"] == [POISONED]
    assert {"cleared", "review"} < set(states)


def test_two_processes_say_what_one_says(expected: list[Answer]) -> None:
    given = fake.pieces(TICKETS, poison=POISONED)
    assert list(Local(2).results(fake.task(), given)) == expected


def test_a_worker_of_the_pool_that_dies_is_told_and_no_answer_is_invented(tmp_path: Path) -> None:
    death = tmp_path / "death"
    death.touch()
    given = [*fake.pieces(70), fake.one_piece(10, fake.DEATH)]
    found: list[Answer] = []
    with pytest.raises(TryAgain):
        found += Local(2).results(fake.task(death), given)
    assert len(list(Local(2).results(fake.task(death), given))) == 11


def test_spark_without_its_extra_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    choice.ready("local", "local[*]")
    with pytest.raises(SettingsError) as refused:
        choice.ready("spark", "local[*]")
    assert "pip install 'gongkai[spark]'" in refused.value.en
    assert "pip install 'gongkai[spark]'" in refused.value.zh


def test_the_command_says_so_with_exit_2_and_reads_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    source = tmp_path / "tickets.csv"
    source.write_text("ticket_id\n", encoding="ascii")
    words = ["run", str(source), "--bundle", str(tmp_path / "b"), "--home", str(tmp_path / "h")]
    assert cli.main([*words, "--engine", "spark", "--lang", "en"]) == Exit.USAGE
    assert "gongkai[spark]" in capsys.readouterr().err
    assert not (tmp_path / "h").exists()
    # Without the option it gets as far as the key.
    assert cli.main([*words, "--lang", "en"]) == Exit.USAGE
    assert "series key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("master", "good"),
    [("local", 1), ("local[4]", 1), ("local[*]", 1), ("spark://h:7077", 1), ("yarn", 1),
     ("k8s://https://h", 1), ("", 0), ("local[x]", 0), ("localhost", 0), ("http://h", 0)],
)  # fmt: skip
def test_a_master_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, master: str, good: int
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: object())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    if good:
        choice.ready("spark", master)
        return
    with pytest.raises(SettingsError, match="--master"):
        choice.ready("spark", master)


def test_spark_without_java_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SettingsError, match="Java 17"):
        choice.ready("spark", "local")
