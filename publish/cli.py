"""The command line of the publish process: its verbs, each in a module of its own."""

import sys
from collections.abc import Sequence
from typing import Final

from publish import command
from publish.command_parser import Parser

VERBS: Final = ("profile", "reference", "build", "release", "verify", "list", "tidy", "settings")
_ABOUT: Final = ("统计、保护、发布", "counts, protects, releases")


def parser(lang: str) -> Parser:
    """Build the parser of all verbs in *lang*."""
    return command.parser("publish", *_ABOUT, VERBS, lang)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code (publish.settings.Exit)."""
    try:
        return command.run("publish", *_ABOUT, VERBS, argv)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
