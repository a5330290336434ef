"""Fixed telephone numbers: area code, seven or eight digits, extension; short inside numbers.

Without an area code a word must announce it. The lines of public offices are kept by the
policy, which knows the profile's published offices; this module finds them all. Lines of
service (400, 95xxx) are published by nature and are left alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.digit_chain import told
from anonymize.recognizers.public_numbers import is_public
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_LANDLINE"
KIND: Final = "pattern"
# Not the tight views: there 2021-2022 is eight digits.
VIEWS: Final = (PLAIN, DIGITS)

_DASH: Final = r"(?:[ .\-_/~:]{1,3}|横?杠|短?横线?|-)"
_EXTENSION: Final = (
    r"(?:[)\]]?[ ,]{0,2}(?:再?转分?机?|分机号?|内线|ext\.?|EXT\.?|Ext\.?|-|\*|#|x)"
    r"[ :号是为]{0,2}[0-9]{1,6}(?![0-9]))?"
)
# Seven or eight digits however they are grouped, and more of them after a stroke.
_LOCAL: Final = r"[0-9](?:[ .\-]?[0-9]){6,7}(?![0-9])"
_AGAIN: Final = re.compile(rf"(?:[2-8][0-9]{{6,7}}|[0-9]{{1,4}})(?![0-9]){_EXTENSION}")
_MORE: Final = (
    r"(?P<more>(?:[ ]?(?:[/、,或和及]|或者|以及)[ ]?(?:[2-8][0-9]{6,7}|[0-9]{1,4})"
    rf"(?![0-9A-Za-z年月日.元号个人次]){_EXTENSION}){{0,4}})"
)
_AREA: Final = r"0(?:10|2[0-9]|[3-9][0-9]{2})"
_WITH_AREA: Final = re.compile(
    rf"0(?:(?<![0-9]0)|(?<=860))(?:10|2[0-9]|"
    rf"[3-9][0-9]{{2}})[)\]]?{_DASH}?{_LOCAL}{_EXTENSION}{_MORE}"
)
_LEAD: Final = re.compile(r"(?:(?<![0-9])[(\[]?(?:\+|00)?86[)\]]?[ \-]{0,2}[(\[]?|[(\[])$")
_WITH_COUNTRY: Final = re.compile(
    rf"[+0(8](?<![0-9].)(?:(?<=8)6|(?:\+|0)?[+0]?86)[)\]]?[ \-]{{0,2}}[(\[]?"
    rf"(?:10|2[0-9]|[3-9][0-9]{{2}})[)\]]?[ \-]{{1,2}}{_LOCAL}{_EXTENSION}"
)
_BARE: Final = re.compile(
    rf"[2-9](?<![0-9.\-/].)(?:[ .\-]?[0-9]){{6,7}}(?![0-9])"
    rf"(?!\.[0-9]|[ ]?(?:元(?!旦)|[万亿千百平米件户人次吨度个年])){_EXTENSION}{_MORE}"
)
_CUE: Final = re.compile(
    r"(?:电话|座机|坐机|固话|话机|致电|拨打|来电|回电|传真|号码|联系方式|联系|打到|转接|宅电|"
    r"总机|直线|"
    r"打给|打过|直拨|[Tt][Ee][Ll]|[Ff][Aa][Xx]|[Pp]hone)[^0-9A-Za-z。;!?\n\ufffc]{0,12}$"
)
_SHORT: Final = re.compile(
    r"(?:分机|内线|短号|集团号|虚拟网号?|虚拟号|[Vv]网号?|小号|内部号码?|转分机)(?:号码|号)?"
    r"[^0-9A-Za-z。;!?\n\ufffc]{0,6}?([0-9]{2,7})(?![0-9.])"
)
_TURN: Final = re.compile(r"转(?:分机)?[ :]?([0-9]{3,6})(?:分机|找|联系|转接)")
_AREA_ALONE: Final = re.compile(
    rf"区号(?:[:是为 ]){{0,3}}({_AREA})[^0-9A-Za-z。;\n]{{0,8}}({_LOCAL})"
)
_NEAR: Final = re.compile(r"电话|座机|固话|传真|号码|联系|打")
_BEFORE: Final = 24
_TOLD: Final = re.compile(
    r"0(?:10|2[0-9])[2-8][0-9]{7}|0[3-9][0-9]{2}[2-8][0-9]{6,7}|[2-8][0-9]{7}"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each fixed number with its extension."""
    for match in finditer(_WITH_AREA, text):
        lead = _LEAD.search(text[max(0, match.start() - _BEFORE) : match.start()])
        start = match.start() - (len(lead[0]) if lead else 0)
        yield Finding(start, match.start("more"), ENTITY, 0.95)
        yield from _again(text, match)
    for match in finditer(_WITH_COUNTRY, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    for match in finditer(_BARE, text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _CUE.search(before) and not is_public(text[match.start() : match.start("more")]):
            yield Finding(match.start(), match.start("more"), ENTITY, 0.85)
            yield from _again(text, match)
    for pattern in (_SHORT, _TURN):
        for match in finditer(pattern, text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
    for match in finditer(_AREA_ALONE, text):
        yield Finding(match.start(1), match.end(2), ENTITY, 0.9)
    for one in told(text, _is_landline):
        if _NEAR.search(text, max(0, one.start - _BEFORE), one.start) and one.said:
            yield Finding(one.start, one.end, ENTITY, 0.8)


def _again(text: str, number: re.Match[str]) -> Iterator[Finding]:
    """Yield the numbers that follow *number* in a list; each may be published by itself."""
    for match in _AGAIN.finditer(text, *number.span("more")):
        start = match.start() - (text[match.start() - 1] == "/")
        yield Finding(start, match.end(), ENTITY, 0.85)


def _is_landline(digits: str) -> bool:
    return _TOLD.fullmatch(digits) is not None
