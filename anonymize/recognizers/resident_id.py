"""Resident identity numbers (居民身份证号码, GB 11643), of eighteen and of fifteen characters.

Eighteen: division code (6), birth date (8), sequence (3), and an ISO 7064 MOD 11-2 check
character, in which ``X`` stands for ten. Fifteen: the form before 1999, year of two digits.

A right check character raises the score; a wrong one never drops the finding.
Callers misread digits aloud, and a number with one wrong digit still points at
somebody. So does the birth date alone when it is told as a part of the number.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import ALL
from anonymize.recognizers.digit_chain import told
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_RESIDENT_ID"
KIND: Final = "pattern"
VIEWS: Final = ALL

# Look-arounds, not \b: 证 is a word character, so \b never matches before a digit.
_GAP: Final = r"[ .·\-_/,\n]{0,3}"
_LAST: Final = r"(?:[0-9](?![0-9])|[Xx×](?![0-9A-Za-z])|[(\[]?[Xx][)\]]?|大?叉|艾克斯)"
_EIGHTEEN: Final = re.compile(
    rf"[1-9](?<![0-9].)(?:{_GAP}[0-9]){{5}}{_GAP}(?:1{_GAP}[89]|"
    rf"2{_GAP}0)(?:{_GAP}[0-9]){{9}}{_GAP}{_LAST}"
)
_FIFTEEN: Final = re.compile(
    rf"[1-9](?<![0-9].)[0-9]{{5}}{_GAP}[0-9]{{2}}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|"
    rf"3[01]){_GAP}[0-9]{{3}}"
    r"(?![0-9])"
)
_HIDDEN: Final = r"*×Xx#●?•○□■_"
_MASKED: Final = re.compile(
    rf"[1-9](?<![0-9A-Za-z].)(?:[0-9]{{2,9}}[ \-]?[{_HIDDEN}]{{4,14}}"
    rf"[ \-]?[0-9]{{0,4}}[0-9Xx]?(?![0-9])"
    rf"|[0-9]{{2,5}}[*×●]{{1,4}}[0-9]{{4,8}}[*×●]{{2,4}}[0-9Xx]?(?![0-9]))"
)
_CUE: Final = r"身份证|身分证|证件号|公民身份|身份号|证号|ID ?[Cc]ard|身份ID|sfz|SFZ"
_ANNOUNCED: Final = re.compile(
    rf"(?:{_CUE}|证件)[^0-9A-Za-z。;!?\ufffc]{{0,12}}"
    rf"([0-9](?:[ .·\-_]{{0,3}}[0-9*×]){{12,20}}[Xx]?)(?![0-9])"
)
_BIRTH: Final = re.compile(
    r"(?:出生(?:年月日?|日期|那)|生日|(?:身份证|"
    r"证号)[^0-9A-Za-z。;\n]{0,6}中间)[^0-9A-Za-z。;!?\n\ufffc]{0,10}"
    r"((?:19|20)[0-9]{2}[01][0-9][0-3][0-9])(?![0-9])"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"
_NEAR: Final = re.compile(_CUE)
_BEFORE: Final = 32
_GROUPS: Final = 6
_TOLD: Final = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9X]")
_TOLD_OLD: Final = re.compile(r"[1-9][0-9]{7}[01][0-9][0-3][0-9]{4}")


def find(text: str) -> Iterator[Finding]:
    """Yield each resident number in *text*, whose digits are already half-width."""
    for match in finditer(_EIGHTEEN, text):
        if not _is_grouped(match[0]) and not _near(text, match.start()):
            continue  # columns of figures
        number = re.sub(r"[^0-9Xx]", "", match[0]).ljust(18, "X")
        yield Finding(match.start(), match.end(), ENTITY, 1.0 if is_consistent(number) else 0.96)
    for pattern in (_FIFTEEN, _MASKED):
        for match in finditer(pattern, text):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for pattern in (_ANNOUNCED, _BIRTH):
        for match in finditer(pattern, text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.96)
    for one in told(text, _is_told):
        if _near(text, one.start) or (one.said and _TOLD.fullmatch(one.digits)):
            yield Finding(one.start, one.end, ENTITY, 0.9)


def _near(text: str, start: int) -> bool:
    """Tell whether a word for the number stands before *start*."""
    return _NEAR.search(text, max(0, start - _BEFORE), start) is not None


def _is_grouped(number: str) -> bool:
    """Tell whether *number* is written in few groups, or digit by digit."""
    groups = re.findall("[0-9]+", number)
    return len(groups) <= _GROUPS or all(len(group) == 1 for group in groups)


def _is_told(digits: str) -> bool:
    return bool(_TOLD.fullmatch(digits) or _TOLD_OLD.fullmatch(digits))


def is_consistent(number: str) -> bool:
    """Tell whether *number*, of eighteen characters, ends in the one it should."""
    total = sum(w * int(digit) for w, digit in zip(_WEIGHTS, number[:17], strict=True))
    return number[17].upper() == _CHECK_CHARACTERS[total % 11]
