"""Addresses on the web, and network addresses of machines.

ASCII only, so that the sentence after an address is not taken for a part of it. The bare
name of a public site (beijing.gov.cn) says nothing about a person and stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding

ENTITY: Final = "URL"
KIND: Final = "pattern"

_PATH: Final = r"[A-Za-z0-9\-._~:/?#@!$&*+=%]"
_ADDRESS: Final = re.compile(
    rf"(?:https?|ftp|hxxps?)://{_PATH}+|(?<![A-Za-z0-9.@\-])www\.{_PATH}+"
    rf"|(?<![A-Za-z0-9.@\-])[A-Za-z0-9][A-Za-z0-9\-]*(?:\.[A-Za-z0-9\-]+)*"
    rf"\.(?:com|cn|net|org|io|me|cc|top|vip|tv|xyz)(?![A-Za-z0-9@\-])(?:[/:?]{_PATH}*)?",
    re.IGNORECASE,
)
_PUBLIC: Final = re.compile(r"(?:https?://)?(?:[A-Za-z0-9\-]+\.)*gov\.cn/?", re.IGNORECASE)
_MACHINE: Final = re.compile(
    r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])|"
    r"(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{2}[:\-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:])"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each address but those of public sites' front pages."""
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".?:")
        if address and not _PUBLIC.fullmatch(address):
            yield Finding(match.start(), match.start() + len(address), ENTITY, 0.95)
    for match in _MACHINE.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.7)
