"""The one table of settings of all three processes, and the exit codes they share.

A value comes from the first of: the command line, ``GONGKAI_<NAME>`` in the environment,
``gongkai.toml``, the default (``publish.settings_load``). ``… settings --explain`` says which
it was. Secrets are never values here, only paths of files that hold them.
"""

from enum import IntEnum
from typing import Final, Literal

import msgspec

Process = Literal["anonymize", "publish", "api"]
Value = str | int | float


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    HOPELESS = 3
    QUARANTINED = 4
    WAITING = 5
    TRY_AGAIN = 75


def text(lang: str, zh: str, en: str) -> str:
    """Choose the language of one message."""
    return en if lang == "en" else zh


class SettingsError(Exception):
    """A setting is unknown or its value impossible; ``zh`` and ``en`` say which, and the mend."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep the two texts."""
        super().__init__(en)
        self.zh = zh
        self.en = en


class Setting(msgspec.Struct, frozen=True):
    """One row of the table: its name, its default, and what it means."""

    name: str
    default: Value
    processes: tuple[Process, ...]
    zh: str
    en: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


_ALL: Final = ("anonymize", "publish", "api")
_RAW: Final = ("anonymize",)
_BUILD: Final = ("anonymize", "publish")
_API: Final = ("api",)

SETTINGS: Final = (
    Setting(
        "home",
        "./.gongkai",
        _ALL,
        "状态目录 raw/ bundles/ work/ public/",
        "Where state lies: raw/ bundles/ work/ public/",
    ),
    Setting(
        "lang", "zh", _ALL, "命令行的语言", "Language of the command line", choices=("zh", "en")
    ),
    Setting(
        "profile",
        "beijing-demo",
        _BUILD,
        "城市配置：名称或目录",
        "City profile: a name or a directory",
    ),
    Setting(
        "mapping",
        "",
        _RAW,
        "字段映射：名称或文件；空则用城市配置的默认映射",
        "Mapping: a name or a file; empty for the profile's own",
    ),
    Setting(
        "processes",
        0,
        _BUILD,
        "进程数；0 为处理器核数",
        "Processes to use; 0 for one a core",
        least=0,
        most=256,
    ),
    Setting(
        "engine",
        "local",
        _RAW,
        "由谁处理文本：local 为本机进程，spark 须装 gongkai[spark]",
        "Who judges the texts: local for processes here; spark needs gongkai[spark]",
        choices=("local", "spark"),
    ),
    Setting(
        "spark_master",
        "local[*]",
        _RAW,
        "Spark 的 master：local[N]、spark://…、yarn 或 k8s://…",
        "Spark's master: local[N], spark://…, yarn or k8s://…",
    ),
    Setting(
        "spark_partitions",
        0,
        _RAW,
        "Spark 的分区数；0 由 Spark 定。结果与此无关",
        "Partitions on Spark; 0 for Spark's own. No result depends on it",
        least=0,
        most=10_000,
    ),
    Setting(
        "quarantine_limit",
        0.02,
        _RAW,
        "一个区待处理行的份额上限，超过则整月等待",
        "Share of a district's rows in quarantine above which the cohort waits",
        least=0,
        most=1,
    ),
    Setting(
        "quarantine_min_rows",
        50,
        _RAW,
        "少于这么多行的区不适用上限",
        "Districts with fewer rows are not held to the limit",
        least=1,
    ),
    Setting(
        "quarantine_min_bad",
        5,
        _RAW,
        "待处理少于这么多行时不适用上限",
        "Fewer quarantined rows never pass the limit",
        least=1,
    ),
    Setting(
        "field_limit",
        1_000_000,
        _RAW,
        "单个字段的字符上限",
        "Most characters of one field",
        least=1000,
    ),
    Setting(
        "ticket_deadline",
        30.0,
        _RAW,
        "单张工单文本处理的秒数上限",
        "Seconds that the text of one ticket may take",
        least=0.1,
    ),
    Setting(
        "series_key_file",
        "",
        _RAW,
        "系列密钥文件；空则为 home/raw/keys/series.key",
        "The series key's file; empty for home/raw/keys/series.key",
    ),
    Setting(
        "releases",
        "",
        _API,
        "公开目录；空则为 home/public",
        "The public directory; empty for home/public",
    ),
    Setting("host", "127.0.0.1", _API, "监听地址", "Address to listen on"),
    Setting(
        "port",
        8000,
        _API,
        "监听端口；0 为任一空闲端口",
        "Port to listen on; 0 for any free one",
        least=0,
        most=65535,
    ),
    Setting("workers", 1, _API, "工作进程数", "Worker processes", least=1, most=64),
    Setting(
        "isolation",
        "strict",
        _API,
        "隔离：strict 拒绝任何敞开的层；demo 说明后启动",
        "Isolation: strict refuses any open layer; demo starts and tells",
        choices=("strict", "demo"),
    ),
    Setting(
        "cache_megabytes",
        64,
        _API,
        "整答缓存的大小（MB）",
        "Size of the cache of whole answers, in MB",
        least=0,
        most=65536,
    ),
)
