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


# What the numbers are called is told with them: 东经116.39, lat=39.9, E116.
_CALLED: Final = re.compile(
    r"(?:东经|西经|北纬|南纬|经度|纬度|经纬度|(?<![A-Za-z])(?:latitude|longitude|lat|lng|lon|LAT|LNG|"
    r"LON|Lat|Lng|Lon|[NSEWnsew]))[:为是=约\"' (]{0,4}$"
)
_POINT: Final = re.compile(
    r"(?:东经|西经|北纬|南纬)[:为是约 ]{0,3}[0-9零〇一二三四五六七八九十百两]{1,7}[ ]?[.点°度][ ]?"
    r"[0-9零〇一二三四五六七八九十百两]{1,10}[ ]?[°度分′']?"
)
# Both of a pair are one place.
_JOINT: Final = re.compile(r"[ ]?(?:[,、;/和及&|\n]|以及)?[ ]?")
_LONGEST_CALL: Final = 16


def find(text: str) -> Iterator[Finding]:
    """Yield each place given by numbers, with what the numbers are called."""
    last: tuple[int, int] | None = None
    for start, end in sorted(_found(text)):
        called = _CALLED.search(text[max(0, start - _LONGEST_CALL) : start])
        first = start - len(called[0]) if called else start
        if last is not None and (first <= last[1] or _JOINT.fullmatch(text, last[1], first)):
            last = (last[0], max(end, last[1]))
            continue
        if last is not None:
            yield Finding(*last, ENTITY, 0.9)
        last = (first, end)
    if last is not None:
        yield Finding(*last, ENTITY, 0.9)


def _found(text: str) -> Iterator[tuple[int, int]]:
    for number in finditer(_DECIMAL, text):
        pair = _PAIR.match(text, number.start())
        if pair:
            yield pair.span()
    for pattern in (_DEGREES, _DEGREES_SAID, _METRES, _POINT):
        for match in finditer(pattern, text):
            yield match.span()
    for match in finditer(_NAMED, text):
        yield match.span(1)
