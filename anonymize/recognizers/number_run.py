"""Any long run of digits that nothing explains: a number that leads somewhere.

What measures, money, statistics and dates explain is left alone. Seven or eight digits
may be a telephone number without its area code.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN

ENTITY: Final = "LONG_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)
CONTEXT: Final = ("电话", "号", "联系", "座机", "码", "账", "卡")

_RUN: Final = re.compile(r"(?<![0-9.])[0-9]{7,}[Xx]?(?![0-9])(?!\.[0-9])")
_MEASURE: Final = re.compile(
    r"[ ]{0,2}(?:元|万|亿|千|百|平|米|公里|人次?|户|件|个|吨|次|度|%|名|公斤|条|辆|亩|字|起|家|"
    r"台|套|千瓦|立方|票)"
)
_DATE: Final = re.compile(
    r"20[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[0-2][0-9][0-5][0-9])?"
)
_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9/.\-])(?!(?:GB|DB|ISO|JGJ|CJJ|IEC)[A-Z/]{0,3}[ 0-9])"
    r"(?:[A-Za-z]{1,6}[\-_]?[0-9](?:[A-Za-z0-9]|[\-_](?=[A-Za-z0-9])){5,30}|"
    r"[0-9]{4,}[A-Za-z][A-Za-z0-9\-]{2,30})(?![A-Za-z0-9])"
)
_DIGIT: Final = re.compile("[0-9]")
_SHORT: Final = 8
_FEWEST_DIGITS: Final = 6


def find(text: str) -> Iterator[Finding]:
    """Yield each unexplained run of seven digits or more, and codes with six digits."""
    for match in _RUN.finditer(text):
        if _MEASURE.match(text, match.end()) or _DATE.fullmatch(match[0]):
            continue
        length = match.end() - match.start()
        yield Finding(match.start(), match.end(), ENTITY, 0.4 if length <= _SHORT else 0.7)
    for match in _CODE.finditer(text):
        if len(_DIGIT.findall(match[0])) >= _FEWEST_DIGITS:
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
