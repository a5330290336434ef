"""Resident identity numbers (居民身份证号码, GB 11643), of eighteen and of fifteen characters.

Eighteen: division code (6), birth date (8), sequence (3), and an ISO 7064 MOD 11-2 check
character, in which ``X`` stands for ten. Fifteen: the form before 1999, year of two digits.

A right check character raises the score; a wrong one never drops the finding.
Callers misread digits aloud, and a number with one wrong digit still points at
somebody.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import ALL

ENTITY: Final = "CN_RESIDENT_ID"
KIND: Final = "pattern"
VIEWS: Final = ALL

# Look-arounds, not \b: 证 is a word character, so \b never matches before a digit.
_GAP: Final = r"[ .·\-_]{0,3}"
_EIGHTEEN: Final = re.compile(
    rf"(?<![0-9])[1-9](?:{_GAP}[0-9]){{5}}{_GAP}(?:1[89]|"
    rf"20)(?:{_GAP}[0-9]){{9}}{_GAP}[0-9Xx](?![0-9])"
)
_FIFTEEN: Final = re.compile(
    rf"(?<![0-9])[1-9][0-9]{{5}}{_GAP}[0-9]{{2}}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|"
    rf"3[01]){_GAP}[0-9]{{3}}"
    r"(?![0-9])"
)
_MASKED: Final = re.compile(r"(?<![0-9])[1-9][0-9]{2,9}[*xX×#●]{4,14}[0-9]{0,4}[0-9Xx]?(?![0-9])")
_ANNOUNCED: Final = re.compile(
    r"(?:身份证|证件)(?:号码|号)?(?:[:是为 ]|就是){0,3}([0-9][0-9 \-]{8,22}[0-9Xx])(?![0-9])"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"


def find(text: str) -> Iterator[Finding]:
    """Yield each resident number in *text*, whose digits are already half-width."""
    for match in _EIGHTEEN.finditer(text):
        number = re.sub(r"[^0-9Xx]", "", match[0])
        yield Finding(match.start(), match.end(), ENTITY, 1.0 if is_consistent(number) else 0.9)
    for pattern in (_FIFTEEN, _MASKED):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in _ANNOUNCED.finditer(text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.8)


def is_consistent(number: str) -> bool:
    """Tell whether *number*, of eighteen characters, ends in the one it should."""
    total = sum(w * int(digit) for w, digit in zip(_WEIGHTS, number[:17], strict=True))
    return number[17].upper() == _CHECK_CHARACTERS[total % 11]
