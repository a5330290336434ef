"""A session of Spark that keeps to itself: no page, no log of events, nothing left on disk."""

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from anonymize.errors import Refused, TryAgain

_LOCAL: Final = re.compile(r"local(?:\[(\*|[0-9]+)(?:,[0-9]+)?\])?")
_TIMES: Final = 4  # a piece is tried on workers that die; alone, a local Spark gives up at once
_WAIT: Final = 30  # seconds for Java to end
_QUIET: Final = {
    "spark.app.name": "gongkai-anonymize",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.eventLog.enabled": "false",
    "spark.log.level": "OFF",
    "spark.io.encryption.enabled": "true",
    "spark.python.worker.reuse": "true",
    "spark.speculation": "false",
    # One piece at a time lies in a worker's memory.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
    "spark.sql.shuffle.partitions": "1",
    # More workers beat more threads of each.
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
}
_LOGGING: Final = "appender.none.type = Null\nappender.none.name = none\nrootLogger = off, none\n"


@contextmanager
def session(master: str, folder: Path) -> Iterator[Any]:
    """Open a session at *master*, lay what Spark lays down below *folder*, end it with Java.

    Raises TryAgain where Spark does not start, Refused where its cluster would send or keep
    anything unencrypted.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra that most do not have

    # It logs tracebacks of whatever cut a call short; what we have to say, we say.
    logging.getLogger("py4j").setLevel(logging.CRITICAL + 1)
    local = _LOCAL.fullmatch(master)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "log4j2.properties").write_text(_LOGGING, encoding="ascii")
    builder = SparkSession.builder.master(f"local[{local[1] or 1},{_TIMES}]" if local else master)
    for name, value in {**_QUIET, **_places(folder), **(_alone() if local else {})}.items():
        builder = builder.config(name, value)
    try:
        with _environment(_variables(folder) if local else {}):
            opened = builder.getOrCreate()
    except Exception:  # noqa: BLE001 - Spark's own errors; their texts are not ours to show
        _end_java()
        raise TryAgain(
            "Spark 未能启动：核对 --master、JAVA_HOME 与内存后再试",
            "Spark did not start: check --master, JAVA_HOME and memory, and try again",
        ) from None
    try:
        if not local:
            _must_be_encrypted(opened)
        yield opened
    finally:
        with suppress(Exception):
            opened.stop()
        _end_java()
        shutil.rmtree(folder, ignore_errors=True)


def _places(folder: Path) -> dict[str, str]:
    return {
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": (
            f"-Djava.io.tmpdir={folder} -XX:-UsePerfData "
            f"-Dlog4j2.configurationFile=file:{folder}/log4j2.properties"
        ),
    }


def _alone() -> dict[str, str]:
    """Return what holds for a Spark of one machine: it listens to itself alone."""
    return {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def _variables(folder: Path) -> dict[str, str]:
    """Return the variables that would lead Spark elsewhere, as they must be."""
    return {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _must_be_encrypted(opened: Any) -> None:  # noqa: ANN401 - a SparkSession, where there is one
    """Raise Refused where the key of the pieces would cross a network in clear."""
    conf = opened.sparkContext.getConf()
    for name in ("spark.authenticate", "spark.network.crypto.enabled"):
        if conf.get(name, "false") != "true":
            raise Refused(
                f"该 Spark 集群未加密通信：请在 spark-defaults.conf 中设 {name} true",
                f"this Spark cluster does not encrypt what it sends: set {name} true in "
                "spark-defaults.conf",
            )


def _end_java() -> None:
    """End the Java process that pyspark would keep until we end, with its memory."""
    from pyspark import SparkContext  # noqa: PLC0415 - as above

    gateway = SparkContext._gateway  # noqa: SLF001 - pyspark offers no other way
    if gateway is None:
        return
    process: subprocess.Popen[bytes] | None = getattr(gateway, "proc", None)
    with suppress(Exception):
        gateway.shutdown()
    SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - as above
    if process is None:
        return
    with suppress(OSError):
        # Java ends when nobody holds the other end.
        if process.stdin is not None:
            process.stdin.close()
    try:
        process.wait(_WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
