"""The last digits of a number (尾号0000, 身份证后四位003X): with a place they are enough."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN

ENTITY: Final = "CN_NUMBER_TAIL"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_AFTER: Final = re.compile(
    r"(?:尾号|尾数|后[四三六五4365八8][位码]|末[四三六五4365][位码]|末尾|后几位|"
    r"最后[四三六五4365几][位码]|前[三六36七7][位码]?)"
    r"(?:数字|号码|数|号)?(?:[:是为“\" ]|就是|分别){0,4}([0-9Xx](?:[ -]?[0-9Xx]){1,7})(?![0-9])"
)
_BEFORE: Final = re.compile(r"(?<![0-9])([0-9]{2,6}[Xx]?)(?:结尾|收尾|的尾号|为尾号|尾号)")


def find(text: str) -> Iterator[Finding]:
    """Yield the digits of each tail."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
