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
    r"(?:话务员|坐席员?|座席员?|客服(?:人员|代表|专员|小姐|小姑娘)?|接线员|接线人员|受理员|工作人员|技师|快递员|快递小哥|骑手|保安|"
    r"保洁员?|司机|驾驶员|师傅|民警|警官|"
    r"协警|辅警|警员|交警|城管|队员|协管员|营业员|收银员|柜员|护士|护工|医生|大夫|医师|导游|"
    r"执法人员|执法员|检查员|"
    r"店员|员工|办事员|"
    r"(?:值班|护理|巡查|巡逻|保育|养护|理货|分拣|投递|抄表|查表|装维|维保|回访|录入)[员人]|"
    r"(?:对接|承办|责任|审核|签收|带班|开票|收款)人|"
    r"导购员?|接警员|调度员?|前台|经办人?|调解员|网格员|管家|维修工|维修师傅|安检员|乘务员|讲解员|教练|中介|经纪人|"
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
    r"业务员代码|工卡|肩牌|名牌号|服务牌|上岗证|监督卡|准驾证|资格证|从业证|岗位号|受理号|接线号|报的?工?号|自报|"
    rf"{_POST}的?(?:编码|编号|代码|代号|证号|ID|id))" + _LOOSE + _VALUE
)
# 胸前的牌子是0456, 自称1207号: on them or said by them, in short.
_ON_THEM: Final = re.compile(
    r"(?:(?:胸前|胸口|身上|衣服上|肩上|肩膀上|臂上|袖子上|工服上|制服上|马甲上|牌子上?|证件上)[^0-9A-Za-z。;!?\n\ufffc]{0,9}?"
    r"|(?:自称|自称是|说自己是|称自己是|说她是|说他是|我是|"
    r"(?:接电话|接线|服务|接待|接待[您我他她]|接听|受理|回访|登记)的是?|"
    r"记得是|当值的是|当班的是|值班的是)[ :]?)"
    r"([A-Za-z]{0,3}[ \-]?[0-9]{3,6}号?)(?![0-9A-Za-z]|楼|线|院|元|"
    r"[天年月日次人个件户万%路店房室栋幢座])"
)
# 表扬0231号: who is praised or blamed by a number. 0231号 alone is one for its first digit.
_BLAMED: Final = re.compile(
    r"(?:(?:表扬|感谢|投诉|举报|批评|处分|约谈|教育|考核|辞退|开除|处罚|反映|点名|核查|责令|是|由|找|"
    r"问|对|给|将|把)(?:了|的)?(?:贵单位|你们|贵司|该)?([A-Za-z]{0,3}[ \-]?[0-9]{3,6}号)"
    r"|(?<![0-9A-Za-z.\-/第])(0[0-9]{2,5}号))"
    r"(?![0-9A-Za-z楼线院文令铺店房门床室井杆桩车机泵柱柜箱塔栋地案公路宅]|提案|提议|建议|议案|信|牌)"
)
# 由7013接听, 0231号态度恶劣, 8866为我服务: what is done on a telephone or at a counter.
_SERVED: Final = re.compile(
    r"[A-Za-z0-9](?<![0-9A-Za-z./\-].)(?:(?<=[A-Za-z])[A-Za-z]{0,2}[ \-]?[0-9])?[0-9]{2,5}"
    r"(?:(?<=[0-9])号)?(?=(?:接听|接待|接的|接起|为[您我他她]|给[您我他她]|挂断|挂了|挂我|受理的|记录的|登记的|"
    r"回访|态度|坐席|座席|话务))"
)
_PERSON: Final = re.compile(
    r"(?:座席|坐席|话务员?|接线员?|客服|受理[员人]|记录[员人]|登记[员人]|经办人|服务号|骑手ID)"
    + _STRICT
    + _VALUE
)
# 编号012的保安, 0777号坐席, 保安(0123).
_BEFORE_POST: Final = re.compile(
    r"[A-Za-z0-9](?<![0-9A-Za-z./\-].)(?:(?<=[A-Za-z])[A-Za-z]{0,5}[ \-]?[0-9])?"
    r"(?:[0-9A-Za-z]|[ \-](?=[0-9A-Za-z]{2})){1,13}(?![0-9A-Za-z])"
    rf"(?P<after>号?码?(?:[的女男这那位名个]|窗口){{0,3}}){_POST}"
)
# YG00213这位员工: letters and digits are no number of persons.
_LETTERED: Final = re.compile(r"[A-Za-z]{1,4}[ \-]?[0-9]{3,10}")
_NUMBERED: Final = re.compile(r"(?:编号|代号|号码)[:是为 ]{0,2}$")
# 司机0231绕路: whatever they did, no count of them.
_GLUED: Final = re.compile(
    rf"{_POST}([A-Za-z]{{1,6}}[ \-]?[0-9]{{3,10}}|[0-9]{{4,8}})(?![0-9A-Za-z%.:/\-]|号[楼线院]|"
    r"[ ]?(?:[余多名人元年月日天次个户万亿千百位件块小分岁条路里米平]|公里|号线))"
)
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
    yield from _announced(text)
    for match in finditer(_BEFORE_POST, text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if (
            match["after"].startswith("号")
            or _NUMBERED.search(before)
            or match[0].startswith("0")
            or _LETTERED.fullmatch(text, match.start(), match.start("after"))
        ):
            end = match.start("after") + match["after"].startswith("号")
            yield Finding(match.start(), end, ENTITY, 0.85)
    for match in finditer(_SERVED, text):
        if match[0].endswith("号") or not is_public(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in finditer(_GLUED, text):
        if not is_hotline(match[1]) and not _YEAR.fullmatch(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
    for match in finditer(_AFTER_POST, text):
        few = len(_DIGIT.findall(match[1])) <= _MOST
        if few and not _YEAR.fullmatch(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)


def _announced(text: str) -> Iterator[Finding]:
    for match in finditer(_LABELLED, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
    for match in finditer(_PERSON, text):
        if not (is_hotline if match[1].isdigit() else is_public)(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
    for match in finditer(_ON_THEM, text):
        if not is_hotline(match[1].rstrip("号")):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
    for match in finditer(_BLAMED, text):
        group = 1 if match[1] else 2
        if not is_public(match[group][:-1]) or match[group].startswith("0"):
            yield Finding(match.start(group), match.end(group), ENTITY, 0.7)
