"""Any long run of digits that nothing explains: a number that leads somewhere.

What measures, money, statistics and dates explain is left alone. Seven or eight digits
may be a telephone number without its area code.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.public_numbers import is_public
from anonymize.recognizers.scan import finditer

ENTITY: Final = "LONG_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)
CONTEXT: Final = ("电话", "号", "联系", "座机", "码", "账", "卡")

# Eleven digits and more are no decimals, whatever point stands beside them (1.139…).
_RUN: Final = re.compile(
    r"[0-9](?<![0-9].)(?:(?<!\..)[0-9]{6,9}[Xx]?(?![0-9])(?!\.[0-9])|[0-9]{10,}[Xx]?)"
)
_MEASURE: Final = re.compile(
    r"[ ]{0,2}(?:[多余几])?(?:元(?!旦)|块|万|亿|千|百|平|米|公里|人次?|户|件|个|吨|次|度|%|名|"
    r"公斤|条|"
    r"辆|亩|字|起|家|"
    r"台|套|千瓦|立方|票|㎡|m2|美元|欧元|株|棵|册|张|份|株|只|头|笔|步)"
)
_MONEY: Final = re.compile(r"(?:[¥￥$]|人民币|RMB|共计|合计|总计|约|达到?|金额[为是:]?|款)[ ]?$")
_CODES: Final = re.compile(
    r"(?:区划|行政区|统计用?|地区|邮政|国标|区域)(?:代码|编码|码)?[^0-9]{0,4}$"
)
_CODE: Final = re.compile(
    r"[A-Za-z0-9](?<![A-Za-z0-9/.\-].)(?:(?<=[A-Za-z])[A-Za-z]{0,5}[\-_]?[0-9](?:[A-Za-z0-9]|"
    r"[\-_](?=[A-Za-z0-9])){5,30}|"
    r"(?<=[0-9])[0-9]{3,40}[A-Za-z][A-Za-z0-9\-]{2,30})(?![A-Za-z0-9])"
)
# Groups with dashes, ten digits or more together: 0105-2021-000123.
_DASHED: Final = re.compile(
    r"[0-9](?<![0-9A-Za-z.\-/].)[0-9]{1,11}(?:-[0-9]{2,12}){1,5}(?![0-9A-Za-z\-]|\.[0-9])"
)
_DATED: Final = re.compile(
    r"(?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01])|0[0-9]-[0-9]{2}"
)
_DIGIT: Final = re.compile("[0-9]")
_SHORT: Final = 8
_FEWEST_DIGITS: Final = 6
_MANY: Final = 10
_NEAR: Final = 8


def find(text: str) -> Iterator[Finding]:
    """Yield each unexplained run of seven digits or more, and codes with six digits."""
    for match in finditer(_RUN, text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        if _MEASURE.match(text, match.end()) or is_public(match[0]):
            continue
        if _CODES.search(before):
            continue
        length = match.end() - match.start()
        if length <= _SHORT and _MONEY.search(before):
            continue
        yield Finding(match.start(), match.end(), ENTITY, 0.4 if length <= _SHORT else 0.7)
    for match in finditer(_CODE, text):
        if len(_DIGIT.findall(match[0])) >= _FEWEST_DIGITS and not is_public(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for match in finditer(_DASHED, text):
        many = len(_DIGIT.findall(match[0])) >= _MANY
        if many and not _DATED.match(match[0]) and not is_public(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.6)
