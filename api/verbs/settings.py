"""`gongkai-api settings`: every setting, its value and where it comes from."""

from publish import settings_verb
from publish.command_parser import Parser


def add(top: Parser) -> None:
    """Add the verb."""
    settings_verb.add(top, "api")
