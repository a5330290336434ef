"""Addresses of our own: parameters in one order, quoted once for all who ask the same."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote_plus

# Codes and names are short and come again; what is long is quoted anew, so that nobody
# can fill the memory with it.
_SHORT: Final = 64


def joined(parameters: Mapping[str, str]) -> str:
    """Return *parameters* as a query string in the canonical order, by name."""
    return "&".join(
        _quoted(name, parameters[name])
        if len(name) + len(parameters[name]) <= _SHORT
        else f"{quote_plus(name)}={quote_plus(parameters[name])}"
        for name in sorted(parameters)
    )


def address(path: str, parameters: Mapping[str, str]) -> str:
    """Return *path* with *parameters* in the canonical order."""
    return f"{path}?{joined(parameters)}" if parameters else path


@lru_cache(maxsize=2048)
def _quoted(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"
