"""The command line of the publish process: its verbs, each in a module of its own."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final

from publish.settings import run_verb

VERBS: Final = ("profile", "build", "release", "verify", "list", "settings")


def parser() -> argparse.ArgumentParser:
    """Build the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="gongkai-publish", description="统计、保护、发布 / counts, protects, releases"
    )
    subparsers = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        importlib.import_module(f"publish.verbs.{verb}").add(subparsers)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code (publish.settings.Exit)."""
    args = parser().parse_args(argv)
    try:
        return run_verb(args)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
