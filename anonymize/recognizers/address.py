"""Addresses to the door: 3号楼2单元501, 5-2-1203, G2栋320室, 甲12号院, 骨科12床.

A chain of numbered parts; one strong part (号楼, 单元, 室) is enough, a weak one (层, 号, 户)
needs another part or a word that says somebody lives there. Lines (14号线), documents
(12号文) and roads without a number are no addresses.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.place_words import BREAK

ENTITY: Final = "ADDRESS"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NUMBER: Final = (
    r"(?:[A-Za-z甲乙丙丁东西南北临新旧]{0,2}[ ]?[-]?(?:[0-9]{1,5}|"
    r"[零〇一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖幺]{1,5})[A-Za-z甲乙丙丁]?|[A-Za-z]|"
    r"[甲乙丙丁])"
)
_STRONG: Final = (
    r"(?:号楼|#楼|号院|号门|栋|幢|座|单元|单(?=[0-9])|门洞|室|号房|房间|弄|床位?|号铺|号商铺|"
    r"号摊位?|号车位|号别墅|号库|梯|号底商|楼门|号宅|门牌)"
)
_WEAK: Final = r"(?:层|楼|号|户|门|排|房|组|区|期|院|铺|巷|栋楼)"
_NOT_HERE: Final = (
    r"(?!线|文|公告|令|通知|文件|路|工单|电话|机|信|台风|楼宇|国道|高速|公路|桥|口|码|称|召|"
    r"人|以上|及以上|以下|之|的时候|前|后|上午|下午|左右|晚|早)"
)
_PART: Final = rf"{_NUMBER}[ ]?(?:{_STRONG}|{_WEAK}{_NOT_HERE})"
_GLUE: Final = r"[ ,\-、之]{0,2}(?:第|附|的)?"
_ROOM: Final = (
    r"(?:[ ,\-]{0,2}(?:地下|负|附)?[A-Za-z]?(?:[0-9]{1,5}|"
    r"[零〇一二三四五六七八九十幺两]{2,5})(?:-[0-9]{1,4})?[A-Za-z]?(?![0-9年月日天时分个元户次"
    r"名岁人万%.]))"
)
_CHAIN: Final = re.compile(rf"{_PART}(?:{_GLUE}{_PART}){{0,5}}{_ROOM}?")
_STRONG_PART: Final = re.compile(_STRONG)
_PART_AGAIN: Final = re.compile(_PART)
_COMPACT: Final = re.compile(
    r"(?<![0-9A-Za-z\-/.年月])[A-Za-z]?[0-9]{1,3}(?:[-#/][A-Za-z]?[0-9]{1,3}){0,2}[-#][0-9]{3,4"
    r"}[A-Za-z]?(?:-[0-9]{1,3})?(?![0-9\-/.年月个元人万%号])"
    r"|(?<![0-9A-Za-z\-/.])[0-9]{1,3}-[0-9]{1,2}-[0-9]{1,4}(?![0-9\-/.年月日个元人万%])"
)
_HOUSE: Final = re.compile(
    r"(?:路|街|胡同|巷|大道|道|条|里|弄|村|屯|庄|园|苑|坊|寺|桥|门|口|沿|营|院|区|社区)"
    rf"((?:甲|乙|丙|丁|内|临|旁门|附|特)?[ ]?[0-9]{{1,5}}[A-Za-z]?(?:-[0-9]{{1,4}})?(?:号院|"
    rf"号楼|号|弄|#){_NOT_HERE}(?:{_GLUE}{_PART}){{0,5}}{_ROOM}?)"
)
_GROUP: Final = re.compile(
    r"(?:村|屯|庄|营|寨|沟|峪|铺|洼|台|堡)(第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:组|"
    r"队|社|巷|排)(?:[0-9]{1,4}号)?)"
)
_LIVES: Final = re.compile(
    r"(?:住在?|家在|家住|我家在?|居住在?|位于|租住在?|楼上|楼下|地址[:是为]?|房号[:是为]?|"
    r"门牌号?[:是为]?|户室[:是为]?)[ ]{0,2}$"
)
_ANNOUNCED: Final = re.compile(
    r"(?:家住|住|房号|门牌号?|室号|房间号?|户号牌|楼号)[:是为在 "
    r"]{0,3}([0-9]{3,4})(?=[,。;、\s的)]|$)"
)
_WARD: Final = re.compile(
    r"[内外妇儿骨眼耳肿神心肺肾消呼急产脑泌皮感康重]{1,2}[\u4e00-\u9fff]{0,3}(?:科|病区|"
    r"病房)[0-9零一二三四五六七八九十]{1,4}(?:号)?(?:床位?|室|病房)"
)
_BEFORE: Final = 8
_LEFT: Final = 28
_AREAS: Final = ("区", "镇", "乡", "县", "市", "路", "街", "街道", "地区")
_NAMES: Final = re.compile(rf"[{HANZI}A-Za-z0-9]{{2,}}$")
_AREA: Final = re.compile(
    rf"[{HANZI}A-Za-z0-9]{{2,8}}?(?:省|市|区|县|街道|地区|镇|乡|路|街|大道|胡同|巷|村|屯|社区|"
    r"小区|花园|家园|苑|园|里|公寓)"
)
_PARTS: Final = 2
# A chain ends early where a weak part alone would be a count: 3层楼, 37户.
_COUNTED: Final = re.compile(r"(?:共|有|各|每|约|近|超过|达|涉及|多|等|全)[ ]?$")


def find(text: str) -> Iterator[Finding]:
    """Yield each address, from its first numbered part to its last."""
    for match in _CHAIN.finditer(text):
        if _is_address(text, match):
            yield _whole(text, Finding(match.start(), _end(match), ENTITY, 0.85))
    for match in _COMPACT.finditer(text):
        if not _is_date(match[0]):
            yield _whole(text, Finding(match.start(), match.end(), ENTITY, 0.8))
    for pattern in (_HOUSE, _ANNOUNCED, _GROUP):
        for match in pattern.finditer(text):
            yield _whole(text, Finding(match.start(1), match.end(1), ENTITY, 0.85))
    for match in _WARD.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)


def _whole(text: str, found: Finding) -> Finding:
    """Let an address begin where its district, street or compound does."""
    before = text[max(0, found.start - _LEFT) : found.start]
    run = _NAMES.search(before)
    if run is None:
        return found
    start = run.start()
    for stop in BREAK.finditer(before, run.start()):
        if not stop[0].endswith(_AREAS):
            start = stop.end()
    if not _AREA.match(before[start:]):
        return found
    return found._replace(start=found.start - len(before) + start)


def _is_address(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if _COUNTED.search(before) and not _LIVES.search(before):
        return False
    if _STRONG_PART.search(match[0]):
        return True
    parts = len(_PART_AGAIN.findall(match[0]))
    return parts >= _PARTS or bool(_LIVES.search(before))


def _end(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip(" ,-、"))


def _is_date(word: str) -> bool:
    parts = re.split(r"[-#/]", word)
    days, months, years = 31, 12, 4
    if len(parts) != len("ymd"):
        return len(parts[-1]) == years and parts[-1][:2] in ("19", "20")
    return (
        len(parts[0]) == len("21")
        and parts[0].isdigit()
        and parts[1].isdigit()
        and parts[2].isdigit()
        and parts[1].startswith("0")
        and int(parts[1]) <= months
        and int(parts[2]) <= days
    )
