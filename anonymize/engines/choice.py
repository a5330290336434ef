"""Which engine judges the texts, and whether it can: said before anything is read."""

import importlib.util
import os
import re
import shutil
from pathlib import Path
from typing import Final

from anonymize.engines.engine import Engine
from anonymize.engines.local import Local
from anonymize.engines.spark import Spark
from anonymize.job import Job
from publish.settings import SettingsError

SPARK: Final = "spark"
# Spark hands batches to Python in Arrow's columns, and asks for pandas to do so.
_PACKAGES: Final = ("pyspark", "pandas", "pyarrow")
_MASTER: Final = re.compile(
    r"local(?:\[(?:\*|[0-9]{1,4})(?:,[0-9]{1,4})?\])?|yarn|(?:spark|k8s)://\S+"
)


def ready(engine: str, master: str) -> None:
    """Raise SettingsError where *engine* cannot run: what is missing, and how to install it."""
    if engine != SPARK:
        return
    if any(importlib.util.find_spec(name) is None for name in _PACKAGES):
        raise SettingsError(
            "--engine spark 需要附加组件：pip install 'gongkai[spark]'",
            "--engine spark needs an extra: pip install 'gongkai[spark]'",
        )
    home = os.environ.get("JAVA_HOME")
    java = Path(home) / "bin" / "java" if home else shutil.which("java")
    if java is None or not Path(java).exists():
        raise SettingsError(
            "--engine spark 需要 Java 17 或更新：请安装（Debian：openjdk-17-jre-headless）"
            "或以 JAVA_HOME 指明",
            "--engine spark needs Java 17 or newer: install it (Debian: openjdk-17-jre-headless) "
            "or name it by JAVA_HOME",
        )
    if not _MASTER.fullmatch(master):
        raise SettingsError(
            "--master 应为 local、local[N]、local[*]、spark://主机:端口、yarn 或 k8s://…",
            "--master must be local, local[N], local[*], spark://host:port, yarn or k8s://…",
        )


def chosen(job: Job, folder: Path) -> Engine:
    """Return the engine that *job* asks for; what it must lay down goes below *folder*."""
    if job.engine == SPARK:
        return Spark(
            master=job.spark_master, partitions=job.spark_partitions, folder=folder / SPARK
        )
    return Local(job.processes)
