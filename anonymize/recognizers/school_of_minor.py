"""Where a child goes to school: 晴川小学三（2）班, 就读于某中学, 幼儿园中班, 读初二5班.

A school is a secret when a child of the ticket goes there. A school that is complained of
(小学门口拥堵) is a place, and not ours to judge.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import bounds, is_general

ENTITY: Final = "SCHOOL_OF_MINOR"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    班 小学 中学 学校 初中 高中 幼儿园 幼稚园 幼教 年级 附小 附中 卫校 体校 艺校 实小 托育 托儿
    职高 卫校 体校 艺校 技校 中专 完小 高一 高二 高三 初一 初二 初三 中初 中高 届
    """
)
_KIND: Final = (
    r"(?:(?:中心|实验|附属|完全|九年一贯制|外国语|国际|民办|双语|希望|民族|"
    r"第[一二三四五六七八九十0-9]{1,3})?"
    r"(?:小学|中学|初中|高中|学校|幼儿园|幼稚园|幼教|托育园|托儿所|职高|技校|中专|职业学校|完小)|"
    r"附小|附中|实小|卫校|体校|艺校|"
    r"[一二三四五六七八九十]{1,2}(?:中|小)(?=[初高一二三四五六七八九0-9学读上的(,。]))"
)
_NUMERAL: Final = r"(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
_GRADE: Final = (
    r"(?:(?:小学|初中|高中|学前)?(?:[一二三四五六七八九1-9]年级|[初高][一二三123](?:年级)?|"
    r"[小大中托幼](?:[一二三四五六1-6][ ]?)?班|20[0-9]{2}[级届]|学前班|小托|亲子班|"
    r"小升初|初[一二三]年级|高[一二三]年级)|[一二三四五六七八九1-9](?=[(]))"
)
_CLASS: Final = (
    rf"(?:[(]{_NUMERAL}[)]?[ ]?班|{_NUMERAL}[ ]?班|[A-Z][ ]?班|(?:国际|双语|重点|平行|火箭|特长|"
    r"英语)班|重点班|[甲乙丙丁]班)"
)
_PLACE: Final = re.compile(
    rf"(?P<head>[{HANZI}A-Za-z0-9·]{{0,14}}?)(?P<kind>{_KIND})(?:\([^()]{{1,8}}\))?(?:[{HANZI}]"
    rf"{{1,6}}(?:分校|校区|分园|分部)|分校|本部|(?:小学|初中|高中|国际)部|[东南西北]区)?"
    rf"(?:的)?[ ]?(?P<class>(?:{_GRADE})?[ ,]?(?:{_CLASS})?)"
)
_ALONE: Final = re.compile(
    rf"(?:{_GRADE})[ ]?(?:{_CLASS})|[一二三四五六七八九1-9]?[(]{_NUMERAL}[)]班|"
    rf"{_NUMERAL}年级{_NUMERAL}班"
)
_GRADE_ONLY: Final = re.compile(
    rf"(?:上|读|念|升|在|是|今年|刚上|(?<=岁),|就读|即将升|马上)(?P<grade>{_GRADE}|"
    r"小学[一二三四五六]年级|"
    r"幼儿园(?:[大中小]班)?)"
)
_CHILD: Final = re.compile(
    r"孩子|儿子|女儿|闺女|孙子|孙女|外孙|小孩|宝宝|弟弟|妹妹|侄[子女儿]|外甥|学生|男孩|女孩|娃|"
    r"大宝|二宝|老大|老二|双胞胎|子女|小朋友|"
    r"幼儿|家长|其子|其女|同学|班主任|任课老师|我是[^,。;]{0,14}(?:学生|班)"
)
_GOES: Final = re.compile(
    r"(?:就读于?|在读|读书在?|上学在?|入读|转(?:学)?[到至入进]|考[入上取]了?|录取到?|分[到至配入]|"
    r"划片到?|升入|报名|入学|上的是|上了?|读的?|念|"
    r"在|毕业于|从|学校[:是为]|学校名称[:是为]|就读学校[:是为]|幼儿园[:是为]|去)[ “\"]{0,2}$"
)
_READS: Final = re.compile(
    r"^(?:转|上学|读书|就读|念书|上(?:小|中|大|初|高|幼)|学习|住校|借读|读|入托|入园|"
    r"上[一二三四五六初高]|的学生|的班主任|的老师|已与|被同学|被老师|被打|班主任|老师|与)"
)
_LABELLED: Final = re.compile(
    r"(?:就读学校|所在学校|学校名称|毕业学校|就读幼儿园|所在班级)[:是为 ]{1,2}$"
)
# Where the name of a school begins.
_EDGE: Final = re.compile(
    r"就读于?|在读|转[学]?[到至入进]|考[入上取]了?|录取到?|分[到至配入]|划片到?|升入|毕业于|报名|"
    r"孩子|女儿|儿子|孙[子女]|外孙女?|弟弟|妹妹|学生|家长|小孩|"
    r"[我他她]|所在|正在|目前|现在|今年|刚|[在于到从至的是读念去送叫与让,]|进(?![步修贤])|"
    r"和(?![平顺谐美睦悦])|向(?![日阳荣前上东])|对|(?<![以])上(?!海|虞|饶|高|杭|蔡)|反映|投诉|"
    r"举报|位于|来自|属于|被"
)
_GENERIC: Final = re.compile(
    r"(?:公办|民办|私立|普惠性?|重点|附近|对口|一所|某|我们|本|该|各|哪个|哪所|什么|这个|那个|"
    r"片区|当地|农村|城区|乡镇|中|全市|部分|义务教育|"
    r"周边|多所|优质|外地|老家|北京|本市|国际|普通|寄宿|小区|街道|社区|公立|热点|新建|民族|希望|"
    r"上|读|念|在|就读|的)*"
)
# Kinds of school that name none.
_PLAIN: Final = frozenset(
    (
        "小学",
        "中学",
        "初中",
        "高中",
        "学校",
        "幼儿园",
        "幼稚园",
        "幼教",
        "托育园",
        "托儿所",
        "职高",
        "技校",
        "中专",
        "职业学校",
        "中心小学",
        "完小",
        "民办学校",
        "国际学校",
        "双语学校",
        "民办小学",
        "民办中学",
        "民办幼儿园",
        "双语幼儿园",
    )
)
_CLASSES_ALSO: Final = re.compile(r"兴趣|培训|夜|末|加|上|下|值|晚|早|航|开|首|领导|公交|倒|翻")


def find(text: str) -> Iterator[Finding]:
    """Yield each school with its class, and each class or grade of a child alone."""
    near = sentences(text, _ANCHORS)
    for match in scan(_PLACE, text, near):
        yield from _school(text, match)
    for match in scan(_ALONE, text, near):
        before = text[max(0, match.start() - 1) : match.start()]
        if not _CLASSES_ALSO.search(before) and _speaks_of_child(text, match):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in scan(_GRADE_ONLY, text, near):
        if _speaks_of_child(text, match) and not is_general(text, *match.span()):
            yield Finding(match.start("grade"), match.end("grade"), ENTITY, 0.7)


def _school(text: str, match: re.Match[str]) -> Iterator[Finding]:
    start = match.start()
    for stop in _EDGE.finditer(match["head"]):
        start = match.start() + stop.end()
    name = text[start : match.start("kind")]
    end = match.end() - (len(match[0]) - len(match[0].rstrip(" ,的")))
    named = not _GENERIC.fullmatch(name) or match["kind"] not in _PLAIN
    attended = bool(
        _GOES.search(text[max(0, start - 8) : start])
        or _READS.match(text[match.end() : match.end() + 4])
    )
    if match["class"].strip(" ,"):
        if named or _speaks_of_child(text, match, start):
            yield Finding(start, end, ENTITY, 0.85)
    elif named and _LABELLED.search(text[max(0, start - 8) : start]):
        yield Finding(start, end, ENTITY, 0.85)
    elif named and attended and _speaks_of_child(text, match, start):
        yield Finding(start, end, ENTITY, 0.8)


def _speaks_of_child(text: str, match: re.Match[str], start: int = -1) -> bool:
    low, high = bounds(text, *match.span())
    start = match.start() if start < 0 else start
    return bool(_CHILD.search(text, low, start) or _CHILD.search(text, match.end(), high))
