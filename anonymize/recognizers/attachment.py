"""Names of files (IMG_王小禾_身份证.jpg): they often hold a name and always lead to one."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI

ENTITY: Final = "ATTACHMENT"
KIND: Final = "pattern"

_FILE: Final = re.compile(
    rf"(?<![A-Za-z0-9_\-])[A-Za-z0-9_\-][{HANZI}A-Za-z0-9_\-()]{{0,60}}"
    r"\.(?:jpe?g|png|gif|heic|mp[34]|mov|avi|wav|amr|m4a|pdf|docx?|xlsx?|pptx?|txt|zip|"
    r"rar)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_AFTER_QUOTE: Final = re.compile(
    rf"[“\"《'「(:附件 ]([{HANZI}A-Za-z0-9_\-()]{{1,60}}"
    r"\.(?:jpe?g|png|gif|heic|mp[34]|mov|pdf|docx?|xlsx?|zip|rar))(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Finding]:
    """Yield each file name."""
    for match in _FILE.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.85)
    for match in _AFTER_QUOTE.finditer(text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
