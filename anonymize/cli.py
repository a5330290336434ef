"""The command line of the anonymize process: its verbs, each in a module of its own."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final

from publish.settings import Exit, SettingsError, text

VERBS: Final = ("demo", "key", "check", "run", "quarantine", "detect", "settings")


def parser() -> argparse.ArgumentParser:
    """Build the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="gongkai-anonymize",
        description="从已办结工单中去除个人与商业秘密 / removes secrets from closed tickets",
    )
    subparsers = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        importlib.import_module(f"anonymize.verbs.{verb}").add(subparsers)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code (publish.settings.Exit)."""
    args = parser().parse_args(argv)
    try:
        return int(args.func(args))
    except SettingsError as error:
        sys.stderr.write(text(args.lang or "zh", error.zh, error.en) + "\n")
        return Exit.USAGE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
