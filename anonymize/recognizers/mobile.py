"""Mobile numbers: eleven digits from 13 to 19, in every written form.

With +86, spaces, dashes, Chinese digits (by views), or already masked by the caller: the
digits that are left still narrow it down.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import ALL

ENTITY: Final = "CN_MOBILE"
KIND: Final = "pattern"
VIEWS: Final = ALL

_GAP: Final = r"[ .·,、/\-_]{0,2}"
_NUMBER: Final = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)?\(?(?:\+|00)?86\)?{_GAP})?1{_GAP}[3-9]{_GAP}[0-9](?:{_GAP}[0-9]){{8}}"
    r"(?![0-9])"
)
_MASKED: Final = re.compile(r"(?<![0-9])1[3-9][0-9][0-9 ]{0,4}[*xX×#●?]{2,8}[0-9]{0,4}(?![0-9])")
# One digit too few or too many is a slip of the hand, and the rest still leads to somebody.
_SLIP: Final = re.compile(
    r"(?:电话|手机|联系方式|致电|号码|微信|拨打)(?:号码|号)?[:是为 "
    r"]{0,3}(1[3-9][0-9]{6,11})(?![0-9])"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each mobile number."""
    for match in _NUMBER.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    for match in _MASKED.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in _SLIP.finditer(text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.7)
