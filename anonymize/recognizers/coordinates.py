"""Coordinates: a pair of decimal degrees, degrees and minutes, or one after 东经/北纬."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.scan import finditer

ENTITY: Final = "COORDINATES"
KIND: Final = "pattern"

_LONGITUDE: Final = r"(?:7[3-9]|[89][0-9]|1[0-3][0-9])[ ]?\.[ ]?[0-9]{2,}"
_LATITUDE: Final = r"[1-5]?[0-9][ ]?\.[ ]?[0-9]{2,}"
_MARK: Final = r"[ ]?[°度]?[ ]?[ENWSenws东西南北]?"
_NAME: Final = (
    r"(?:北纬|东经|纬度|经度|latitude|longitude|lat|lng|lon|LAT|LNG|LON|Lat|Lng|Lon|[NEne]|[xXyY])"
)
_BETWEEN: Final = rf"(?:[\s,、;/&|\"']|和){{1,4}}{_NAME}?[:为是=\" ]{{0,3}}"
_PAIR: Final = re.compile(
    rf"(?<![0-9.])(?:{_LONGITUDE}{_MARK}{_BETWEEN}{_LATITUDE}|"
    rf"{_LATITUDE}{_MARK}{_BETWEEN}{_LONGITUDE}){_MARK}(?![0-9])"
)
_LEAD: Final = re.compile(r"(?<![A-Za-z])[NSEWnsew][ ]?$")
_DECIMAL: Final = re.compile(r"[0-9]{1,3}[ ]?\.[ ]?[0-9]{2}")
_DEGREES: Final = re.compile(
    r"[NSEWnsew0-9](?<![0-9].)(?:(?<=[A-Za-z])[ ]?[0-9])?[0-9]{0,2}[ ]?°[ ]?[0-9]{1,2}(?:\.[0-9]+)?"
    r"[ ]?(?:[′'’分][ ]?"
    r"(?:[0-9]{1,2}(?:\.[0-9]+)?[ ]?(?:[″\"”秒]|''|′′)?)?)?[ ]?[NSEWnsew]?"
)
_DEGREES_SAID: Final = re.compile(
    r"[0-9](?<![0-9].)[0-9]{0,2}度[ ]?[0-9]{1,2}分[ ]?[0-9]{1,2}(?:\.[0-9]{1,6})?秒"
)
_SPOKEN: Final = r"[0-9一二三四五六七八九十百零〇两点幺. ]"
_NAMED: Final = re.compile(
    r"(?:东经|北纬|西经|南纬|经度|纬度|坐标|latitude|longitude|(?<![A-Za-z])(?:lat|lng|lon|LAT|"
    r"LNG|LON))"
    rf"[:为是=约\"' (]{{0,4}}("
    r"[0-9]{1,3}[ ]?[.点][ ]?[0-9]{1,}[ ]?[°度]?"
    rf"|{_SPOKEN}{{1,10}}[°度]{_SPOKEN}{{1,10}}[分′'](?:{_SPOKEN}{{1,10}}[秒″\"]?)?"
    r"|[一二三四五六七八九十百零〇两]{1,7}点[一二三四五六七八九零〇两幺]{1,10}[°度]?)"
)
# Metres of a survey: X=4421234.56, Y=504321.12.
_METRES: Final = re.compile(
    r"[XYxy](?<![A-Za-z0-9].)(?:坐标)?[:=为是 ]{0,3}[0-9]{6,8}(?:\.[0-9]{1,4})?(?![0-9])"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each place given by numbers."""
    for number in finditer(_DECIMAL, text):
        pair = _PAIR.match(text, number.start())
        if pair:
            lead = _LEAD.search(text[max(0, pair.start() - 3) : pair.start()])
            start = pair.start() - (len(lead[0]) if lead else 0)
            yield Finding(start, pair.end(), ENTITY, 0.9)
    for pattern in (_DEGREES, _DEGREES_SAID, _METRES):
        for match in finditer(pattern, text):
            yield Finding(match.start(), match.end(), ENTITY, 0.9)
    for match in finditer(_NAMED, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
