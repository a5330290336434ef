"""Numbers of staff and inside codes of persons (工号, 警号, 胸牌, 0777号话务员)."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import ALL
from anonymize.recognizers.public_numbers import is_hotline, is_public
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_STAFF_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = ALL

_POST: Final = (
    r"(?:话务员|坐席|座席|客服|接线员|接线人员|受理员|工作人员|技师|快递员|快递小哥|骑手|保安|"
    r"保洁员?|司机|驾驶员|师傅|民警|警官|"
    r"协警|辅警|警员|交警|城管|队员|协管员|营业员|收银员|柜员|护士|护工|医生|大夫|医师|导游|"
    r"执法人员|执法员|检查员|"
    r"店员|员工|经办人?|调解员|网格员|管家|维修工|维修师傅|安检员|乘务员|讲解员|教练|中介|经纪人|"
    r"理财经理|客户经理|业务员|"
    r"收费员|车管员|管理员|服务员|调度员|押运员|外卖员|配送员|站务员|考官|监考|志愿者)"
)
_CODE: Final = (
    r"[A-Za-z]{0,6}[ \-]?[0-9](?:[0-9A-Za-z]|[ \-](?=[0-9A-Za-z]{2})){1,13}(?![0-9A-Za-z])"
)
_STRICT: Final = (
    r"(?:号码|编号|号|码)?(?:[:是为叫#“\"'(\[,\s]|就是|写着?|显示|上面?|大概|好像|应该|可能|尾号|"
    r"标着?|的){0,6}"
)
_LOOSE: Final = r"[^0-9A-Za-z。;!?\n\ufffc]{0,10}?(?:N[oO]\.?|#)?[:“ ]{0,2}"
_VALUE: Final = (
    rf"([A-Za-z]{{2,8}}[\-_]?[A-Za-z]{{1,12}}[0-9]{{1,8}}(?![0-9A-Za-z])|{_CODE})"
    r"(?!号线|号楼|元(?!旦)|[天年月次人个件户万%]|小时|分钟|多)"
)
_LABELLED: Final = re.compile(
    r"(?:警号|工号|员工号|员工编号|员工代码|职工号|职工编号|人员编号|胸牌|胸卡|胸号|工牌|工作牌|"
    r"工作证|执法证|执法编号|座席号|坐席号|受理员号|经办号|柜员号|骑手号|司机号|技师号|服务编号|"
    r"上岗牌|肩章号|臂章号|员工ID|员工[iI][dD]|警员编号|辅警编号|职员号|工作号|执法仪编号|"
    r"业务员代码)" + _LOOSE + _VALUE
)
_PERSON: Final = re.compile(
    r"(?:座席|坐席|话务员|接线员|客服|受理员|服务号|骑手ID)" + _STRICT + _VALUE
)
# 编号012的保安, 0777号坐席, 保安(0123).
_BEFORE_POST: Final = re.compile(
    r"[A-Za-z0-9](?<![0-9A-Za-z./\-].)(?:(?<=[A-Za-z])[A-Za-z]{0,5}[ \-]?[0-9])?"
    r"(?:[0-9A-Za-z]|[ \-](?=[0-9A-Za-z]{2})){1,13}(?![0-9A-Za-z])"
    rf"(?P<after>号?码?(?:[的女男这那位名个]|窗口){{0,3}}){_POST}"
)
_NUMBERED: Final = re.compile(r"(?:编号|代号|号码)[:是为 ]{0,2}$")
_GLUED: Final = re.compile(rf"{_POST}([0-9]{{4,8}})(?=号(?![楼线院])|[的,。;)\]]|$)")
_REACH: Final = 6
_AFTER_POST: Final = re.compile(
    rf"{_POST}(?:[:,(\[“\" ]|编号|代号|工号|是|为|叫|No\.?|"
    rf"#){{1,4}}({_CODE})(?=[号)\]”\",。;的 ]|$)"
)
_DIGIT: Final = re.compile(r"[0-9]")
_MOST: Final = 10
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def find(text: str) -> Iterator[Finding]:
    """Yield each number that a word for it announces or a post follows."""
    for match in finditer(_LABELLED, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
    for match in finditer(_PERSON, text):
        if not (is_hotline if match[1].isdigit() else is_public)(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
    for match in finditer(_BEFORE_POST, text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if match["after"].startswith("号") or _NUMBERED.search(before):
            yield Finding(match.start(), match.start("after"), ENTITY, 0.85)
    for match in finditer(_GLUED, text):
        if not is_hotline(match[1]) and not _YEAR.fullmatch(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
    for match in finditer(_AFTER_POST, text):
        few = len(_DIGIT.findall(match[1])) <= _MOST
        if few and not _YEAR.fullmatch(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
