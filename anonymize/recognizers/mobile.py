"""Mobile numbers: eleven digits from 13 to 19, in every written form.

With +86, spaces, dashes, line ends, an extension, Chinese digits (by views), told in pieces,
or already masked by the caller: the digits that are left still narrow it down.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import ALL
from anonymize.recognizers.digit_chain import told, told_freely
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_MOBILE"
KIND: Final = "pattern"
VIEWS: Final = ALL

# The first digit is found first, and what may stand before it after that.
_FIRST: Final = r"1(?:(?<![0-9]1)|(?<=861))"
_COUNTRY: Final = re.compile(
    r"(?<![0-9])[(\[]?(?:\+|00)?[ ]?[(\[]?(?:\+|00)?86[)\]]?[ \-_.,:]{0,2}[(\[]?$"
)
_CLOSED: Final = re.compile(r"[0-9]{3,4}[)\]]")
_LEAD: Final = 14
_NEAR: Final = r"[ .·\-_]{0,3}"
_COMMA: Final = r"[ ]?[,、/|+][ ]?"
# Between whole groups more may stand, even a dash that was typed as the word one.
_WIDE: Final = r"(?:[\s.,·。/\\\-_~:;()\[\]\"'|+=*]{1,3}|[一丨](?=[0-9]{4}))"
_SHAPES: Final = (
    r"[3-9][0-9]W[0-9]{4}W[0-9]{4}|[3-9][0-9]W[0-9]{8}|[3-9][0-9]{5}W[0-9]{4}"
    r"|[3-9][0-9]W[0-9]{3}W[0-9]{5}|[3-9][0-9]W[0-9]{4}W[0-9]{2}W[0-9]{2}"
    r"|[3-9][0-9]{2}W[0-9]{3}W[0-9]{4}|[3-9][0-9]{2}W[0-9]{4}W[0-9]{3}"
    r"|[3-9][0-9]W[0-9]{2}W[0-9]{2}W[0-9]{2}W[0-9]{2}|[3-9][0-9]{3}W[0-9]{6}"
).replace("W", _WIDE)
_EXTENSION: Final = (
    r"(?:[)\]]?[ ,]{0,2}(?:转分?机?|分机号?|ext\.?|-)[ :号]{0,2}[0-9]{1,6}(?![0-9]))?"
)
_NUMBER: Final = re.compile(
    rf"{_FIRST}(?:{_NEAR}[3-9](?:{_NEAR}[0-9]){{9}}|{_SHAPES}"
    rf"|{_COMMA}[3-9](?:{_COMMA}[0-9]){{9}})(?![0-9]){_EXTENSION}"
)
_HIDDEN: Final = r"*×Xx#●?•○□■◆☆★_"
_MASKED: Final = re.compile(
    rf"1(?<![0-9]1)[ \-]?[3-9{_HIDDEN}][ \-]?[0-9{_HIDDEN}](?:[ \-]?[0-9{_HIDDEN}]){{8}}(?![0-9])"
)
_SHORTENED: Final = re.compile(
    rf"1(?<![0-9]1)[3-9][0-9][0-9 ]{{0,4}}(?:[{_HIDDEN}]{{2,8}}|[.…]{{3,6}}|某{{2,8}})"
    r"[ \-]?[0-9]{0,4}(?![0-9])"
)
_ALL_HIDDEN: Final = re.compile(rf"1[3-9]?[{_HIDDEN}]+")
# One digit too few or too many is a slip of the hand, and the rest still leads to somebody.
_SLIP: Final = re.compile(r"1(?<![0-9]1)[3-9](?:[ \-]?[0-9]){6,11}(?![0-9])")
_SLIP_CUE: Final = re.compile(
    r"(?:电话|手机|联系方式|致电|号码|微信|拨打|联系|tel|TEL|Tel|[Pp]hone)(?:号码|号)?"
    r"(?:[:是为.,\s(/]|就是|他|她|我|你){0,4}$"
)
_ABROAD: Final = re.compile(
    r"[+0](?<![0-9A-Za-z+].)(?:(?<=\+)|0)[ ]?(?!86|[ ]?86)[1-9][0-9]{0,2}(?:[ ]?\([0-9]{1,4}\))?"
    r"(?:[ \-.]?[0-9]{2,5}){2,5}(?![0-9])"
)
_CUE: Final = re.compile(r"电话|手机|号码|联系|打给|微信|致电|拨打|回电|来电|VX|vx")
_SEGMENT: Final = re.compile(r"[前后末中间][一二三四五六七八0-9]位|[前后]半|第[一二三]段|[截段]")
_TWO: Final = 2
_LENGTH: Final = 11
_HIDDEN_AT_LEAST: Final = 3
_BEFORE: Final = 24
_START: Final = re.compile(r"1[3-9]")
_SIZES: Final = frozenset(((3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (5, 6), (4, 4, 3), (4, 3, 4)))


def find(text: str) -> Iterator[Finding]:
    """Yield each mobile number."""
    for match in finditer(_NUMBER, text):
        yield Finding(_begin(text, match), match.end(), ENTITY, 0.95)
    for match in finditer(_SLIP, text):
        if _SLIP_CUE.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for match in finditer(_ABROAD, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
    yield from _masked(text)
    yield from _in_pieces(text)


def _begin(text: str, number: re.Match[str]) -> int:
    """Return where *number* begins with its country code, or the bracket that it closes."""
    start = number.start()
    lead = _COUNTRY.search(text[max(0, start - _LEAD) : start])
    if lead:
        return start - len(lead[0])
    opened = start > 0 and text[start - 1] in "(["
    return start - 1 if opened and _CLOSED.match(number[0]) else start


def _masked(text: str) -> Iterator[Finding]:
    for match in finditer(_MASKED, text):
        hidden = sum(character in _HIDDEN for character in match[0])
        if hidden >= _HIDDEN_AT_LEAST and not _ALL_HIDDEN.fullmatch(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in finditer(_SHORTENED, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)


def _in_pieces(text: str) -> Iterator[Finding]:
    for one in told(text, _is_mobile):
        announced = _CUE.search(text, max(0, one.start - _BEFORE), one.start)
        if one.sizes[0] > 1 and (one.said or (announced and one.sizes in _SIZES)):
            yield Finding(one.start, one.end, ENTITY, 0.85)
    for one in told_freely(text, _is_mobile):
        between = text[max(0, one.start - _BEFORE) : one.end]
        if one.sizes[0] > _TWO and (_CUE.search(between) or _SEGMENT.search(between)):
            yield Finding(one.start, one.end, ENTITY, 0.8)


def _is_mobile(digits: str) -> bool:
    return len(digits) == _LENGTH and digits.isdigit() and _START.match(digits) is not None
