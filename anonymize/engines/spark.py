"""Apache Spark as an engine: sealed pieces go through ``mapInArrow``, sealed answers come back.

Pieces go in waves of bounded size, so that memory does not grow with the input, and a run
that is killed loses no more than a wave. Spark runs a task again whose worker died; that
every piece of a wave was answered exactly once is checked here.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from anonymize.engines.engine import Task
from anonymize.errors import AnonymizeError, Refused, TryAgain
from anonymize.sealing import KEY_BYTES, Seal

_EACH: Final = 16  # pieces for every partition of a wave
_WAVE_BYTES: Final = 32 * 1024 * 1024


class Spark(msgspec.Struct, frozen=True, kw_only=True):
    """The engine of a cluster, or of one machine where *master* says so."""

    master: str
    partitions: int  # 0: as many as Spark likes
    folder: Path  # for what Spark lays down while it runs; removed

    def results(self, task: Task, pieces: Iterable[Any]) -> Iterator[Any]:
        """Yield the result of each piece, in order. Raises TryAgain, and errors of ours."""
        waiting = iter(pieces)
        first = next(waiting, None)
        if first is None:
            return  # nothing to do is not worth the start of a Java process
        from anonymize.engines.spark_session import session  # noqa: PLC0415 - an extra

        with session(self.master, self.folder) as opened:
            yield from through(opened, task, _again(first, waiting), partitions=self.partitions)


def through(
    session: Any,  # noqa: ANN401 - a SparkSession, where there is one
    task: Task,
    pieces: Iterable[Any],
    *,
    partitions: int,
) -> Iterator[Any]:
    """Yield the result of each piece, by an open *session*. Raises TryAgain, and errors of ours."""
    from anonymize.engines.spark_work import Work  # noqa: PLC0415 - needs what the extra brings

    key = os.urandom(KEY_BYTES)
    work = Work(task, os.urandom(8).hex(), key)
    most = (partitions or session.sparkContext.defaultParallelism) * _EACH
    for wave in _waves(pieces, Seal(key), most):
        answers = _run(session, work, wave, partitions)
        yield from _opened(task, Seal(key), sorted(number for number, _ in wave), answers)


def _again(first: Any, rest: Iterator[Any]) -> Iterator[Any]:  # noqa: ANN401 - a piece
    yield first
    yield from rest


def _waves(pieces: Iterable[Any], seal: Seal, most: int) -> Iterator[list[tuple[int, bytes]]]:
    """Yield numbers and sealed pieces, so many at a time."""
    from anonymize.engines.spark_work import name  # noqa: PLC0415 - needs what the extra brings

    wave: list[tuple[int, bytes]] = []
    size = 0
    for piece in pieces:
        sealed = seal.close(name("piece", piece.number), msgspec.msgpack.encode(piece))
        wave.append((piece.number, sealed))
        size += len(sealed)
        if len(wave) >= most or size >= _WAVE_BYTES:
            yield wave
            wave, size = [], 0
    if wave:
        yield wave


def _run(
    session: Any,  # noqa: ANN401 - a SparkSession
    work: Any,  # noqa: ANN401 - spark_work.Work
    wave: list[tuple[int, bytes]],
    partitions: int,
) -> list[dict[str, Any]]:
    import pyarrow as pa  # noqa: PLC0415 - part of the extra

    from anonymize.engines.spark_work import COLUMNS, PIECES  # noqa: PLC0415 - as above

    numbers, sealed = zip(*wave, strict=True)
    table = pa.table([pa.array(numbers, pa.int64()), pa.array(sealed, pa.binary())], PIECES)

    # pyspark looks for the name and the arguments of a plain function.
    def answer(batches: Iterable[Any]) -> Iterator[Any]:
        return iter(work(batches))

    try:
        frame = session.createDataFrame(table)
        if partitions:
            frame = frame.repartition(partitions)
        rows: list[dict[str, Any]] = frame.mapInArrow(answer, COLUMNS).toArrow().to_pylist()
    except Exception:  # noqa: BLE001 - Spark's own errors; their texts are not ours to show
        raise TryAgain(
            "Spark 的任务多次失败（工作进程意外结束或内存不足？）：再次运行同一命令即从中断处继续",
            "a task of Spark failed several times (workers that ended, or out of memory?): run "
            "the same command again, and it goes on from there",
        ) from None
    return rows


def _opened(
    task: Task, seal: Seal, numbers: list[int], answers: list[dict[str, Any]]
) -> Iterator[Any]:
    """Yield the results of one wave in order. Raises Refused where one is missing or twice."""
    from anonymize.engines.spark_work import DONE, TOLD, name  # noqa: PLC0415 - as above

    answers = sorted(answers, key=lambda row: int(row["number"]))
    if [row["number"] for row in answers] != numbers:
        raise _lost()
    for row in answers:
        plain = seal.open(name("answer", row["number"]), row["sealed"])
        if plain is None:
            raise _lost()
        if row["code"] == TOLD:
            raise _told(plain)
        if row["code"] != DONE:
            raise Refused(
                f"Spark 工作进程出错（{row['code']}）；错误原文可能含有数据，不予显示",
                f"error in a worker of Spark ({row['code']}); its text may hold data and is not "
                "shown",
            )
        yield msgspec.msgpack.decode(plain, type=task.result)


def _told(plain: bytes) -> AnonymizeError:
    """Return the error of ours that a worker sealed."""
    kind, zh, en = msgspec.msgpack.decode(plain, type=tuple[str, str, str])
    kinds = {one.__name__: one for one in AnonymizeError.__subclasses__()}
    return kinds.get(kind, Refused)(zh, en)


def _lost() -> Refused:
    return Refused(
        "Spark 返回的结果不完整或重复：不予采用", "what Spark returned is not whole, and not used"
    )
