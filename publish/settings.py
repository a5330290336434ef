"""The settings of all three processes, in one table, and the exit codes they share.

A value comes from the first of: the command line, ``GONGKAI_<NAME>`` in the environment,
``gongkai.toml``, the default. ``… settings --explain`` says which it was. Secrets are
never values here, only paths of files that hold them.
"""

import argparse
import contextlib
import io
import json
import math
import os
import sys
import tomllib
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Final, Literal

import msgspec

Process = Literal["anonymize", "publish", "api"]
Value = str | int | float
CONFIG_FILE: Final = "gongkai.toml"
_PREFIX: Final = "GONGKAI_"


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    HOPELESS = 3
    QUARANTINED = 4
    WAITING = 5
    TRY_AGAIN = 75


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
_BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


class Settings(msgspec.Struct, frozen=True):
    """Every setting's value and where it came from."""

    values: dict[str, Value]
    sources: dict[str, str]

    def text(self, name: str) -> str:
        """Return the setting *name*, which is a text."""
        return str(self.values[name])

    def whole(self, name: str) -> int:
        """Return the setting *name*, which is a whole number."""
        return int(self.values[name])

    def number(self, name: str) -> float:
        """Return the setting *name*, which is a number."""
        return float(self.values[name])

    @property
    def lang(self) -> str:
        """The language of messages, ``zh`` or ``en``."""
        return self.text("lang")

    @property
    def home(self) -> Path:
        """The directory of state."""
        return Path(self.text("home"))

    @property
    def processes(self) -> int:
        """How many processes to use, at least one."""
        return self.whole("processes") or os.cpu_count() or 1

    @property
    def public(self) -> Path:
        """The public directory, which holds ``releases/``."""
        return Path(self.text("releases") or self.home / "public")

    @property
    def series_key(self) -> Path:
        """The file of the series key."""
        return Path(self.text("series_key_file") or self.home / "raw" / "keys" / "series.key")


def text(lang: str, zh: str, en: str) -> str:
    """Choose the language of one message."""
    return en if lang == "en" else zh


def load(
    process: Process,
    *,
    config: Path | None = None,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, Value | None] | None = None,
) -> Settings:
    """Read the settings of *process*.

    *config* names a TOML file; without it ``gongkai.toml`` of the working directory is
    read where there is one. Settings of other processes are read but not refused: one
    file serves all three. Raises SettingsError for an unknown name or impossible value.
    """
    values: dict[str, Value] = {setting.name: setting.default for setting in SETTINGS}
    sources = dict.fromkeys(values, "default")
    layers = (
        _from_file(config),
        _from_environment(os.environ if environ is None else environ),
        [
            (name, value, "command line")
            for name, value in (overrides or {}).items()
            if value is not None and name in _BY_NAME
        ],
    )
    for name, value, source in (row for layer in layers for row in layer):
        values[name] = _checked(name, value, source)
        sources[name] = source
    shown = {setting.name for setting in SETTINGS if process in setting.processes}
    return Settings(
        {name: value for name, value in values.items() if name in shown},
        {name: source for name, source in sources.items() if name in shown},
    )


def _from_file(config: Path | None) -> list[tuple[str, object, str]]:
    path = config or Path(CONFIG_FILE)
    if config is None and not path.is_file():
        return []
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise SettingsError(
            f"无法读取配置文件 {path.name}", f"cannot read the configuration file {path.name}"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise SettingsError(
            f"{path.name} 不是合法的 TOML（UTF-8）", f"{path.name} is not valid TOML in UTF-8"
        ) from None
    return [(name, value, path.name) for name, value in table.items()]


def _from_environment(environ: Mapping[str, str]) -> list[tuple[str, object, str]]:
    # A misspelt name is refused by _checked, as it would be in the file.
    return [
        (variable.removeprefix(_PREFIX).lower(), environ[variable], variable)
        for variable in sorted(environ)
        if variable.startswith(_PREFIX)
    ]


def _checked(name: str, value: object, source: str) -> Value:
    setting = _BY_NAME.get(name)
    if setting is None:
        raise SettingsError(
            f"{source}：没有名为 {name[:40]!r} 的设置",
            f"{source}: there is no setting {name[:40]!r}",
        )
    try:
        checked = type(setting.default)(str(value))
    except (TypeError, ValueError):
        raise _impossible(setting, source) from None
    if isinstance(checked, float) and not math.isfinite(checked):
        raise _impossible(setting, source)
    if isinstance(checked, str):
        if setting.choices and checked not in setting.choices:
            raise _impossible(setting, source)
    elif (setting.least is not None and checked < setting.least) or (
        setting.most is not None and checked > setting.most
    ):
        raise _impossible(setting, source)
    return checked


def _impossible(setting: Setting, source: str) -> SettingsError:
    allowed = _allowed(setting)
    return SettingsError(
        f"{source}：设置 {setting.name} 应为 {allowed}",
        f"{source}: setting {setting.name} must be {allowed}",
    )


def _allowed(setting: Setting) -> str:
    """Return what a setting may be: its choices, or its type and bounds."""
    if setting.choices:
        return " | ".join(setting.choices)
    bounds = [f"{bound:g}" for bound in (setting.least, setting.most) if bound is not None]
    return f"{type(setting.default).__name__} {' … '.join(bounds)}".strip()


def explain(process: Process, settings: Settings, lang: str) -> str:
    """Return all settings of *process* as a ``gongkai.toml`` that says the same.

    Above each stand its meaning, what it may be, its default, its variable and where the
    present value comes from.
    """
    blocks = []
    for setting in SETTINGS:
        if process not in setting.processes:
            continue
        source = settings.sources[setting.name]
        told = text(
            lang,
            f"默认 {setting.default!r} · {_PREFIX}{setting.name.upper()} · 来自 {source}",
            f"default {setting.default!r} · {_PREFIX}{setting.name.upper()} · from {source}",
        )
        value = json.dumps(settings.values[setting.name], ensure_ascii=False)
        blocks.append(
            f"# {text(lang, setting.zh, setting.en)}\n# {_allowed(setting)} · {told}\n"
            f"{setting.name} = {value}\n"
        )
    return "\n".join(blocks)


def add_common(parser: argparse.ArgumentParser, *, one_object: bool = True) -> None:
    """Add the options that every command has; ``--json`` but where a stream is printed."""
    parser.add_argument("--home", metavar="DIR", help="状态目录 / where state lies")
    parser.add_argument("--lang", choices=("zh", "en"), help="语言 / language")
    parser.add_argument("--config", metavar="FILE", type=Path, help="gongkai.toml")
    if one_object:
        parser.add_argument(
            "--json",
            action="store_true",
            help="标准输出只有一个 JSON 对象 / one JSON object on stdout",
        )


def run_verb(args: argparse.Namespace) -> int:
    """Run the verb that *args* name and return its exit code.

    A SettingsError becomes a message in the language that was asked for. With ``--json``
    a verb that failed before it could print its object prints one that says so.
    """
    one_object = bool(getattr(args, "json", False))
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed) if one_object else contextlib.nullcontext():
            code = int(args.func(args))
        failure: dict[str, object] = {}
    except SettingsError as error:
        lang = _language(args)
        sys.stderr.write(text(lang, error.zh, error.en) + "\n")
        code, failure = Exit.USAGE, {"zh": error.zh, "en": error.en}
    if one_object:
        nothing = {"exit": code, "error": _name(code), **failure}
        sys.stdout.write(printed.getvalue() or json.dumps(nothing, ensure_ascii=False) + "\n")
    return code


def _name(code: int) -> str:
    return Exit(code).name.lower() if code in list(Exit) else "failed"


def _language(args: argparse.Namespace) -> str:
    """Return the language that was asked for, wherever; settings may be what is broken."""
    asked = getattr(args, "lang", None) or os.environ.get(f"{_PREFIX}LANG")
    if asked is None:
        with contextlib.suppress(SettingsError):
            rows = _from_file(getattr(args, "config", None))
            asked = next((value for name, value, _ in rows if name == "lang"), None)
    return "en" if asked == "en" else "zh"


def add_profile(parser: argparse.ArgumentParser) -> None:
    """Add ``--profile``, for commands that need a city."""
    parser.add_argument("--profile", metavar="NAME|DIR", help="城市配置 / city profile")


def from_args(process: Process, args: argparse.Namespace) -> Settings:
    """Read the settings of *process* with those given on the command line on top."""
    given: dict[str, Value | None] = {name: getattr(args, name, None) for name in _BY_NAME}
    return load(process, config=getattr(args, "config", None), overrides=given)
