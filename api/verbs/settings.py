"""`gongkai-api settings`: every setting, its value and where it comes from."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from publish.settings import Exit, add_common, explain, from_args

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = subparsers.add_parser(
        "settings", help="设置及其来源 / settings and where they come from"
    )
    add_common(parser)
    parser.add_argument(
        "--explain",
        action="store_true",
        help="逐项说明来源与含义 / say where each value comes from",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print the settings."""
    settings = from_args("api", args)
    if args.json:
        rows = {
            name: {"value": value, "source": settings.sources[name]}
            for name, value in settings.values.items()
        }
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
    elif args.explain:
        sys.stdout.write(explain("api", settings, settings.lang) + "\n")
    else:
        sys.stdout.writelines(f"{name} = {value!r}\n" for name, value in settings.values.items())
    return Exit.DONE
