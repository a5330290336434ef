"""`gongkai-api isolation`: try every forbidden act and say BLOCKED or ALLOWED."""

import argparse
import json
import os
import sys

from api.isolation import Act, report
from publish.command import from_args
from publish.command_parser import Parser
from publish.settings import Exit, text


def add(top: Parser) -> None:
    """Add the verb, under both of its names."""
    for name in ("isolation", "isolation-report"):
        verb = top.verb(name, "逐项尝试禁止的行为", "try every forbidden act and tell", run=run)
        verb.take("--releases", metavar="DIR", zh="公开目录", en="the public directory")


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
