"""Where a setting's value comes from: command line, environment, ``gongkai.toml``, default."""

import math
import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import msgspec

from publish.settings import SETTINGS, Process, Setting, SettingsError, Value

CONFIG_FILE: Final = "gongkai.toml"
PREFIX: Final = "GONGKAI_"
BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


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
        read_file(config),
        _from_environment(os.environ if environ is None else environ),
        [
            (name, value, "command line")
            for name, value in (overrides or {}).items()
            if value is not None and name in BY_NAME
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


def read_file(config: Path | None) -> list[tuple[str, object, str]]:
    """Return name, value and source of all settings in *config*, else in ``gongkai.toml``.

    Raises SettingsError where the file cannot be read; without *config* there may be none.
    """
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
        (variable.removeprefix(PREFIX).lower(), environ[variable], variable)
        for variable in sorted(environ)
        if variable.startswith(PREFIX)
    ]


def _checked(name: str, value: object, source: str) -> Value:
    setting = BY_NAME.get(name)
    if setting is None:
        near = get_close_matches(name, BY_NAME, n=1)
        raise SettingsError(
            f"{source}：没有名为 {name[:40]!r} 的设置" + "".join(f"；最接近：{n}" for n in near),
            f"{source}: there is no setting {name[:40]!r}"
            + "".join(f"; nearest: {n}" for n in near),
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
    may_be = allowed(setting)
    where = f"--{setting.name.replace('_', '-')}" if source == "command line" else source
    return SettingsError(
        f"{where}：设置 {setting.name} 应为 {may_be}",
        f"{where}: setting {setting.name} must be {may_be}",
    )


def allowed(setting: Setting) -> str:
    """Return what a setting may be: its choices, or its type and bounds."""
    if setting.choices:
        return " | ".join(setting.choices)
    bounds = [f"{bound:g}" for bound in (setting.least, setting.most) if bound is not None]
    return f"{type(setting.default).__name__} {' … '.join(bounds)}".strip()
