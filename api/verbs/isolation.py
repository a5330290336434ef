"""`gongkai-api isolation`: try every forbidden act and say BLOCKED or ALLOWED."""

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

from api.isolation import Act, report
from publish.settings import Exit, add_common, from_args, text

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb, under both of its names."""
    for name in ("isolation", "isolation-report"):
        parser = subparsers.add_parser(
            name, help="逐项尝试禁止的行为 / try every forbidden act and tell"
        )
        add_common(parser)
        parser.add_argument("--releases", metavar="DIR", help="公开目录 / the public directory")
        parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print one line an act; DONE where all are blocked, REFUSED where one is allowed."""
    settings = from_args("api", args)
    acts = list(report(settings.public, settings.home, os.environ))
    if args.json:
        rows = [{"layer": act.layer, "act": act.en, "verdict": _verdict(act)} for act in acts]
        sys.stdout.write(json.dumps({"acts": rows}, ensure_ascii=False) + "\n")
    else:
        for act in acts:
            shown = text(settings.lang, act.zh, act.en)
            sys.stdout.write(f"{_verdict(act)}  {act.layer:<8} {shown}\n")
    return Exit.REFUSED if any(act.allowed for act in acts) else Exit.DONE


def _verdict(act: Act) -> str:
    return "ALLOWED" if act.allowed else "BLOCKED"
