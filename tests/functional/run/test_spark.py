"""Spark says what the local pool says, whatever the partitions, the order, or who dies."""

import importlib.util
import logging
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from anonymize.engines.local import Local
from anonymize.engines.spark import through
from anonymize.errors import Hopeless, Refused
from anonymize.piece import Answer, Piece
from tests.lib import fake_text_engine as fake
from tests.lib.scan import scan

TICKETS: Final = 300
POISONED: Final = 123
pytestmark = [
    pytest.mark.slow,
    # pyspark leaves its sockets to be closed when they are collected.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def expected() -> list[Answer]:
    """What one process says."""
    given = fake.pieces(TICKETS, poison=POISONED)
    return list(Local(1).results(fake.task(), given))


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path]]:
    """A Spark of two workers, and the folder of all that it lays down."""
    if not all(importlib.util.find_spec(name) for name in ("pyspark", "pandas")):
        pytest.skip("Spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine")
    from anonymize.engines.spark_session import session  # noqa: PLC0415 - needs the extra

    folder = tmp_path_factory.mktemp("home") / "spark"
    with session("local[2]", folder) as opened:
        yield opened, folder
    assert not folder.exists()


@pytest.mark.parametrize("partitions", [1, 4, 17])
def test_spark_says_what_the_pool_says_whatever_the_partitions_and_the_order(
    spark: tuple[Any, Path], expected: list[Answer], partitions: int
) -> None:
    given = fake.pieces(TICKETS, poison=POISONED)
    random.Random(partitions).shuffle(given)  # noqa: S311 - seeded, not secret
    found = list(through(spark[0], fake.task(), iter(given), partitions=partitions))
    found.sort(key=lambda answer: answer.number)
    assert list(map(msgspec.msgpack.encode, found)) == list(map(msgspec.msgpack.encode, expected))


def test_a_worker_of_spark_that_dies_costs_nothing(spark: tuple[Any, Path], tmp_path: Path) -> None:
    death = tmp_path / "death"
    death.touch()
    given = [*fake.pieces(70), fake.one_piece(10, fake.DEATH)]
    found = list(through(spark[0], fake.task(death), given, partitions=4))
    assert not death.exists(), "nobody died"
    assert found == list(Local(1).results(fake.task(), given))


def test_spark_holds_few_pieces_at_a_time(spark: tuple[Any, Path]) -> None:
    taken = [0]

    def endless() -> Iterator[Piece]:
        for piece in fake.pieces(700):
            taken[0] += 1
            yield piece

    results = through(spark[0], fake.task(), endless(), partitions=1)
    next(results)
    assert taken[0] < 20


def test_an_error_of_ours_comes_back_from_spark_as_it_was_said(spark: tuple[Any, Path]) -> None:
    broken = msgspec.structs.replace(fake.task(), start=fake.hopeless)
    with pytest.raises(Hopeless, match=fake.BROKEN):
        list(through(spark[0], broken, fake.pieces(7), partitions=1))


def test_no_value_leaves_a_worker_of_spark(
    spark: tuple[Any, Path], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    loud = msgspec.structs.replace(fake.task(), start=fake.indiscreet)
    with pytest.raises(Refused) as told:
        list(through(spark[0], loud, fake.pieces(7, poison=3), partitions=4))
    assert "KeyError" in told.value.en
    assert told.value.__cause__ is None
    said = [*capfd.readouterr(), told.value.en, told.value.zh, caplog.text]
    assert not any(fake.POISON in one or "13812345678" in one for one in said)


def test_spark_lays_down_nothing_that_can_be_read(spark: tuple[Any, Path]) -> None:
    opened, folder = spark
    secret = "绝密之言" * 5_000
    given = [fake.one_piece(place, secret) for place in range(40)]
    assert len(list(through(opened, fake.task(), given, partitions=4))) == 40
    assert any(path.is_file() for path in folder.rglob("*")), "looked in the wrong place"
    assert scan([folder], ["绝密之言绝密"]) == {}
    assert folder.stat().st_mode & 0o077 == 0
    conf = dict(opened.sparkContext.getConf().getAll())
    assert conf["spark.io.encryption.enabled"] == "true"
    assert conf["spark.ui.enabled"] == conf["spark.eventLog.enabled"] == "false"
    assert conf["spark.driver.bindAddress"] == "127.0.0.1"
