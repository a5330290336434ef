"""Numbers of tickets: they lead whoever holds the register to the caller (工单号, 受理编号)."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.public_numbers import are_hotlines, is_area_code
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_TICKET_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=r"(?<!文)件号|派件号|单子号|编号BH",
    bare=(
        r"工单|派单|转单|受理单?|诉求单?|来电|投诉单?|举报|信访件?|案件|登记|事项|报修|"
        r"报警|警情|接警|出警|回执|业务|申请|查询|反馈|备案|预约|服务单|维修单?|报障|"
        r"故障单?|咨询单?|求助|督办单?|交办单?|转办单?|来件|办件|件|服务请求|热线|呼叫|"
        r"录音|通话|会话|上一?单|前一?单|上次|上回|之前的?单子?|单子"
    ),
)
# A day and the number of the day: 20200229-00017. A second day or an hour is none.
_SERIAL: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ ]?[\-_/#][ ]?"
    r"(?:[A-Za-z]{0,3}[0-9]{5,6}|[A-Za-z]{1,3}[0-9]{3,4})(?![0-9A-Za-z])"
)
# 2021-11-06-88213: no day has a fourth part.
_DAY_SERIAL: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?<![0-9A-Za-z\-].{4})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])-"
    r"[0-9]{3,8}(?![0-9A-Za-z:\-])"
)
# 上次那单20211106-8213: the one before this, by its number.
_FORMER: Final = re.compile(
    r"(?:上一?个?[件单]|前一?[件单]|[上前]一?[次回]那?[个]?[件单]|[那这]个?[件单]|"
    r"第[一二三]次的?[件单])子?"
    r"[是为:, ]{0,2}([A-Za-z0-9](?=[A-Za-z0-9\-]{0,6}[0-9]{3})"
    r"(?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){6,24})"
    r"(?![0-9A-Za-z]|年|月|日|元)"
)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8}")
# 与0012345重复, 并入A20231: another ticket, by what is said of the two.
_SAME: Final = re.compile(
    r"(?:与|和|同|跟|并入|关联|合并至|合并到|参见|详见|转自|前单|原单|上单|同单)(?:之前|此前|"
    r"前期|前|"
    r"原|上次|[的:为 ]){0,3}([A-Za-z0-9](?:[A-Za-z0-9]|[\-_](?=[A-Za-z0-9])){5,24})"
    r"(?=号?(?:重复|合并|相同|一致|雷同|为同一|系同一|是同一|同属|并案|一并|一起|工单|诉求|来电|件|"
    r"单|统一|并办|重单))"
)
_AREA: Final = re.compile(r"区划|行政|地区|区域|归属地?|辖区|属地|国标|邮编")
_CODE: Final = re.compile(r"(?:代码|编码|区码)(?:[:是为取值用填 ]|对应|应填){0,3}$")
_STANDARD: Final = re.compile(r"(?:GB|DB[0-9]{2}|JGJ|CJJ|HJ|ISO|Q/)(?:/[A-Z]{1,6})?[ ]?[0-9]")
# 事项代码 numbers a service that everybody may ask for.
_SERVICE: Final = re.compile(r"(?:政务|服务|办理|审批)?事项(?:代码|编码)[:是为 ]{0,2}$")
_REACH: Final = 14


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    for match in finditer(_SERIAL, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.85)
    for match in finditer(_DAY_SERIAL, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.85)
    for match in finditer(_FORMER, text):
        if not _DATE.fullmatch(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
    for match in finditer(_SAME, text):
        if any(map(str.isdigit, match[1])):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
    for found in find_value(_NUMBER, text, ENTITY):
        if not _is_of_all(text, found):
            yield found


def _is_of_all(text: str, found: Finding) -> bool:
    """Tell whether the number is a service line or the code of a district or a standard."""
    number = text[found.start : found.end]
    if are_hotlines(number) or _STANDARD.match(number):
        return True
    before = text[max(0, found.start - _REACH) : found.start]
    if _SERVICE.search(before):
        return True
    return bool(is_area_code(number) and (_CODE.search(before) or _AREA.search(before)))
