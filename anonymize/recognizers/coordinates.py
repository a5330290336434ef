"""Coordinates: a pair of decimal degrees, degrees and minutes, or one after 东经/北纬."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding

ENTITY: Final = "COORDINATES"
KIND: Final = "pattern"

_LONGITUDE: Final = r"(?:7[3-9]|[89][0-9]|1[0-3][0-9])\.[0-9]{2,}"
_LATITUDE: Final = r"[1-5]?[0-9]\.[0-9]{2,}"
_MARK: Final = r"[°度]?[ENWS东西南北]?"
_BETWEEN: Final = r"[ ]{0,2}[,、;/ ][ ]{0,2}(?:北纬|东经|纬度|经度|lat|lng|lon)?[:为= ]{0,2}"
_PAIR: Final = re.compile(
    rf"(?<![0-9.])(?:{_LONGITUDE}{_MARK}{_BETWEEN}{_LATITUDE}|"
    rf"{_LATITUDE}{_MARK}{_BETWEEN}{_LONGITUDE}){_MARK}(?![0-9])"
)
_DEGREES: Final = re.compile(
    r"(?<![0-9])[0-9]{1,3}°[ ]?[0-9]{1,2}(?:\.[0-9]+)?[′'分][ "
    r"]?(?:[0-9]{1,2}(?:\.[0-9]+)?[″\"秒]?)?[NSEW]?"
    r"|(?<![0-9])[0-9]{1,3}度[ ]?[0-9]{1,2}分[ ]?[0-9]{1,2}(?:\.[0-9]+)?秒"
)
_NAMED: Final = re.compile(
    r"(?:东经|北纬|经度|纬度|坐标)[:为是 ]{0,3}([0-9]{1,3}\.[0-9]{2,}[°度]?)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each place given by numbers."""
    for pattern in (_PAIR, _DEGREES):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), ENTITY, 0.9)
    for match in _NAMED.finditer(text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
