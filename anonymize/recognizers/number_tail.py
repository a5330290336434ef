"""Parts of a number (尾号0000, 身份证后四位003X, 138开头): with a place they are enough."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_NUMBER_TAIL"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_COUNT: Final = r"[两二三四五六七八2-8几]"
_PART: Final = (
    rf"(?:尾号|卡尾|尾数|末尾|尾巴|结尾|"
    rf"(?:最后面?|后面?|末|倒数|尾部?|前面?|头|开头|中间|打头)的?(?:这|那)?{_COUNT}个?(?:位|码|"
    rf"数字|个数)数?|号段|开头|打头)"
)
_BETWEEN: Final = (
    r"(?:数字|号码|数|号)?(?:[:是为“\"'(\[, ]|就是|分别|都是|也是|应该|好像|大概|可能|记得|"
    r"写的|显示|应为|的){0,5}"
)
# A few words more where three digits or more follow: 尾号我记得是0000.
_LOOSE: Final = re.compile(
    rf"{_PART}[^0-9A-Za-z。;!?\n\ufffc]{{0,9}}(?:N[oO]\.?[ :]?)?"
    r"([0-9](?:[ \-]?[0-9]){2,7}[Xx]?)(?!\.?[0-9])(?![ ]?(?:元(?!旦)|万|%|名|岁|天|个|年|月|日|分|"
    r"秒|次|人|户|条|件))"
)
_DIGITS: Final = r"[0-9Xx](?:[ \-]?[0-9Xx]){1,7}(?!\.?[0-9])"
_LETTERED: Final = r"(?=[A-Za-z]{0,3}[0-9])[A-Za-z0-9]{3,6}(?![A-Za-z0-9])"
_TIMES: Final = r"[两二三四五六七八2-8]个[0-9零一二三四五六七八九幺]"
_AFTER: Final = re.compile(
    rf"{_PART}{_BETWEEN}(((?:{_DIGITS}|{_LETTERED}|{_TIMES}))(?:(?:[,、/和及与或 ]|还有|"
    rf"跟){{1,2}}[0-9]{{2,8}}[Xx]?(?!\.?[0-9])){{0,9}})"
    r"(?!(?:的?(?:号牌|机动车|车辆)?限行|[ ]?(?:元(?!旦)|万|%|名|岁|天|个月|年|分|秒|次|人|户|条|"
    r"个)))"
)
_BEFORE: Final = re.compile(
    r"(?<![0-9.])([0-9](?:[ \-]?[0-9]){1,7}[Xx]?)(?:结尾|收尾|的?尾号|为尾号|是尾号|做尾号|开头|"
    r"打头|起头)(?!的?(?:车辆)?限行)"
)
# 发到您8860的手机上, 就是3377那个号: whose telephone or card it is.
_OWN: Final = re.compile(
    r"(?:[您你我他她]的?|发到|打到|打给|就是|转到)((?!20[0-3][0-9])[0-9]{4})"
    r"(?=(?:的|那个|这个)(?:手机|电话|号|卡|银行卡|微信))"
)
_WORD_BEFORE: Final = re.compile(rf"({_TIMES})(?:结尾|收尾|的?尾号|开头)")
_AREA: Final = re.compile(r"010|02[0-9]")
_LIMITED: Final = re.compile(r"限行|单双号|摇号日")
_AROUND: Final = 12


def find(text: str) -> Iterator[Finding]:
    """Yield the digits of each part."""
    for pattern in (_AFTER, _LOOSE, _BEFORE, _OWN, _WORD_BEFORE):
        for match in finditer(pattern, text):
            # 尾号4和9限行 is said of everybody.
            around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            if not _LIMITED.search(around) and not _AREA.fullmatch(match[1]):
                yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
