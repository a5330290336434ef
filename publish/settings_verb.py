"""The verb `settings` of all three commands: every setting, its value, where it comes from."""

import argparse
import json
import sys
from typing import Final

from publish.command import from_args
from publish.command_parser import CITY, Parser
from publish.settings import SETTINGS, Exit, Process, text
from publish.settings_load import PREFIX, Settings, allowed

_SOURCES: Final = {"default": "默认值", "command line": "命令行"}


def add(top: Parser, process: Process) -> None:
    """Add the verb to the command of *process*."""
    shown = {setting.name for setting in SETTINGS if process in setting.processes}
    verb = top.verb(
        "settings",
        "各项设置及其来源",
        "settings and where they come from",
        run=lambda args: run(process, args),
        uses=tuple(name for name in CITY if name in shown),
    )
    verb.take(
        "--explain", action="store_true", zh="逐项说明来源与含义",
        en="say what each means and where it comes from",
    )  # fmt: skip


def run(process: Process, args: argparse.Namespace) -> int:
    """Print the settings of *process*."""
    settings = from_args(process, args)
    if args.json:
        rows = {
            name: {"value": value, "source": settings.sources[name]}
            for name, value in settings.values.items()
        }
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
    elif args.explain:
        sys.stdout.write(explain(process, settings, settings.lang))
    else:
        sys.stdout.writelines(f"{name} = {value!r}\n" for name, value in settings.values.items())
    return Exit.DONE


def explain(process: Process, settings: Settings, lang: str) -> str:
    """Return all settings of *process* as a ``gongkai.toml`` that says the same.

    Above each stand its meaning, what it may be, its default, its variable and where the
    present value comes from.
    """
    blocks = []
    for setting in SETTINGS:
        if process not in setting.processes:
            continue
        source, variable = settings.sources[setting.name], f"{PREFIX}{setting.name.upper()}"
        told = text(
            lang,
            f"默认 {setting.default!r} · {variable} · 来自 {_SOURCES.get(source, source)}",
            f"default {setting.default!r} · {variable} · from {source}",
        )
        value = json.dumps(settings.values[setting.name], ensure_ascii=False)
        blocks.append(
            f"# {text(lang, setting.zh, setting.en)}\n# {allowed(setting)} · {told}\n"
            f"{setting.name} = {value}\n"
        )
    return "\n".join(blocks)
