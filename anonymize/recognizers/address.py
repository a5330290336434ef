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
from anonymize.recognizers.clause_words import name_start, with_areas
from anonymize.recognizers.public_numbers import is_public
from anonymize.recognizers.scan import finditer

ENTITY: Final = "ADDRESS"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NUMBER: Final = (
    r"(?:[A-Za-z甲乙丙丁东西南北临新旧]{0,2}[ ]?[-]?(?:[0-9]{1,5}|"
    r"[零〇一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖幺]{1,5})[A-Za-z甲乙丙丁]?|[A-Za-z]|"
    r"[甲乙丙丁])"
)
_STRONG: Final = (
    r"(?:号楼(?!宇)|#楼?|号院|号门[市面脸]房?|号门(?![市诊脸面头口禁铃锁窗卫前外内后])|栋|幢|座|"
    r"单元|"
    r"单(?=[0-9])|门洞|室(?!厅|友|卫(?!生)|居(?!民)|[一二两三0-9]{1,2}[厅卫])|号房间?|"
    r"房间|弄(?!堂|得|坏|虚|好|丢|清|脏)|床(?!位)|号床位?|号铺(?![设路装面])|号商铺|号店铺|号摊(?![贩派牌])位?|号档口|号车位|"
    r"号车库|号别墅|号库|梯(?![两一三四])|号底商|楼门|号宅|门牌|号工位|号柜|号营房|号厂房|号仓库|"
    r"号公寓|号大院|"
    r"号平房|号地块)"
)
_WEAK: Final = r"(?:层|楼|号|户|门|排|房|组|队|生产队|村民小?组|小组|区|期|院|铺|巷|栋楼)"
# 东户, 西门户: which of two doors it is.
_SIDE: Final = (
    r"(?:[东西南北中左右]{1,2}(?:侧|边|头|面|手边?|"
    r"首)?(?:的)?(?:第?[一二三四五六七八九十两0-9]{1,2}|那)?(?:户|家|间|室|门)"
    r"(?!门|口|外|长|里|内|中|人)|最[里外](?:面|边|头)?(?:的)?(?:那)?(?:一)?(?:户|家|间)|顶[层楼]|"
    r"把[头边]|"
    r"顶头|第[一二三四五六七八九十两0-9]{1,2}(?:户|家|间|个门))"
)
_NOT_HERE: Final = (
    r"(?!线(?!路)|文|公告|令|通知|文件|路|工单|电话|机|信|台风|楼宇|国道|高速|公路|桥|口|码|称|召|"
    r"人|以上|及以上|以下|之|的时候|前(?![院门楼])|后(?![院门楼身])|上午|下午|左右|晚|早)"
)
_PART: Final = rf"{_NUMBER}[ ]?(?:{_STRONG}|{_WEAK}{_NOT_HERE})"
_GLUE: Final = (
    r"[ ,\-、之/\n]{0,2}(?:第|附|的|负|地下室?|"
    r"底商|门市|裙楼|附楼|配楼|平房|车库|阁楼|前院|后院|储藏室|东侧|西侧|南侧|北侧)?"
)
_ROOM: Final = (
    r"(?:[ ,\-]{0,2}(?:地下|负|附)?[A-Za-z]?(?:[0-9]{1,5}|"
    r"[零〇一二三四五六七八九十幺两]{2,5})(?:-[0-9]{1,4})?[A-Za-z]?(?![0-9年月日天时分个元户次"
    r"名岁人万%.℃度米吨块斤只次条张台辆座起件倍多余号]))"
)
# 上铺, 靠窗下铺, 2号床; 旁门, 院内平房: what is left of an address after its last number.
_LAST: Final = (
    r"(?:[ ,]?(?:(?:靠|临|挨)(?:窗户?|门|墙|过道|里|外|阳台)|[东西南北左右里外]{1,2}(?:侧|边|面|"
    r"手边?))?的?"
    r"(?:[上中下]铺|[上中下]床|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})号?[床铺]位?)"
    r"|(?:的|院内|内|楼下|一层|首层|[东西南北]侧){0,2}(?:旁门|侧门|偏门|角门|"
    r"[前后东西南北正]门(?!卫|口)|"
    r"[前后东西南北]院|底商|门脸房?|门面房?|门市房?|平房|[东西南北正]房|厢房|地下室|阁楼|车库|"
    r"寝室))"
)
_CHAIN: Final = re.compile(
    rf"(?:第)?{_PART}(?:{_GLUE}{_PART}){{0,6}}{_ROOM}?(?:{_GLUE}{_SIDE})?{_LAST}?"
)
_STRONG_PART: Final = re.compile(_STRONG)
_PART_AGAIN: Final = re.compile(_PART)
# No year, sum or count: but 年久失修, 个别住户, 人多, 402号业主 tell of a home.
_NO_COUNT: Final = (
    r"(?![0-9\-/.月日元万%]|年(?!久)|个(?!别)|人(?!多|家|太|没|不|在|都|已)|"
    r"号(?!业主|住|房|租|邻|的|户|家|门))"
)
_COMPACT: Final = re.compile(
    r"(?<![0-9A-Za-z\-/.年月])[A-Za-z]?[0-9]{1,3}(?:[-#/][A-Za-z]?[0-9]{1,3}){0,2}[-#][0-9]{3,4"
    r"}[A-Za-z]?(?:-[0-9]{1,3})?"
    + _NO_COUNT
    + r"|(?<![0-9A-Za-z\-/.])[0-9]{1,3}-[0-9]{1,2}-[0-9]{1,4}"
    + _NO_COUNT
    + r"|(?<![0-9A-Za-z\-/.])[A-Ha-h]-(?:[1-9]|[1-4][0-9])(?:0[1-9]|[12][0-9]|"
    r"30)(?![A-Za-z])" + _NO_COUNT
)
_COMPACT_HAN: Final = re.compile(
    r"(?<![零〇一二三四五六七八九十0-9])"
    r"[一二三四五六七八九十]{1,3}-(?:[一二三四五六七八九十]{1,2}-)?[零〇一二三四五六七八九十幺百]{3,4}(?![零〇一二三四五六七八九十幺百月日年])"
    r"|"
    r"(?<![零〇一二三四五六七八九十0-9])"
    r"[一二三四五六七八九十]{1,3}-[一二三四五六七八九十]{1,2}-[零〇一二三四五六七八九十幺]{1,4}"
)
_HOUSE_NUMBER: Final = r"(?:[0-9]{1,5}|[零〇一二三四五六七八九十百]{1,6})"
_HOUSE: Final = re.compile(
    r"(?:路|街|胡同|巷|大道|道|条|里|弄|村|屯|庄|园|苑|坊|寺|桥|门|(?<![路门窗入出港车])口|沿|营|"
    r"院|区|社区)"
    rf"((?:甲|乙|丙|丁|内|外|临|旁门|附|特|新|旧|"
    rf"老)?[ ]?{_HOUSE_NUMBER}[A-Za-z]?(?:-[0-9]{{1,4}})?(?:号院|"
    rf"号楼|号|弄(?!堂)|#){_NOT_HERE}(?:{_GLUE}{_PART}){{0,5}}{_ROOM}?{_LAST}?)"
)
# 村西边37号, 老戏台旁5号: doors of a village.
_IN_VILLAGE: Final = re.compile(
    r"[村庄屯营寨沟峪铺洼台堡坨坡岭窑湾]((?:村|老|新)?(?:村委会|大队部?|学校|小学|戏台|庙|祠堂)?"
    r"(?:[东西南北中前后上下]{0,2}(?:头|边|口|侧|尾|首|角|大街|街|胡同|巷子?|沟|坡|台|河沿|沿|"
    r"旁|片|场|"
    rf"道|路)儿?){{1,2}}[ ]?[甲乙丙丁临新老]?{_HOUSE_NUMBER}(?:-[0-9]{{1,4}})?(?:号院?|"
    rf"户){_NOT_HERE}"
    rf"{_LAST}?)"
)
# 9/2/706, 31/1504: a room has a floor and a number on it, a date has a month.
_SLASHED: Final = re.compile(
    r"(?<![0-9A-Za-z\-/.年月])[A-Za-z]?[0-9]{1,3}/(?:[0-9]{1,2}/[0-9]{3,4}|"
    r"(?:[1-9]|[1-4][0-9])(?:0[1-9]|[12][0-9]|30)|0[1-9]0[1-9])[A-Za-z]?(?:室|户)?" + _NO_COUNT
)
_NO_DOOR: Final = re.compile(
    r"(?:[图表例题章节款式版比占约]|血压|高压|低压|附件|图纸|比例|概率|尺寸|规格|型号|编号|GB|"
    r"DB)[ :为是]{0,2}$"
)
_MEASURED: Final = re.compile(
    r"[ ]?(?:公里|千米|米(?!黄|白|色)|路(?!过)|吨|分|小时|度|℃|立方|岁|张|次|块|折|平|套|"
    r"人(?!多|家|太|没|不|在|都|已)|"
    r"天(?!天)|周|种|kg|km|mm|"
    r"cm|m(?![a-z])|迈|"
    r"公斤|克|升|瓦|赫|兆|比[0-9]|胜)"
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
# 区18号停水 tells the day: after these, so small a number alone is no house.
_DAY: Final = re.compile(r"(?:[12]?[0-9]|3[01])号$")
_DAY_AFTER: Final = "区园苑院门口桥寺社"
# More rooms of the same house: 501、502、601.
_MORE: Final = re.compile(
    r"(?:[、,和及/](?:[0-9]{3,4}|[0-9]{1,2}-[0-9]{3,4})室?(?![0-9年月元个户次人万%.\-])){1,12}"
)
_ONE_OF_MANY: Final = re.compile(
    r"[一二三四五六七八九十两](?:栋|幢|座|室|间|梯|弄|床|房间)|[0-9]{1,4}座"
)
_BEFORE: Final = 8
_LEFT: Final = 28
# A street or district before a house is told with it, as far as it is named.
_AREA_WORD: Final = re.compile(
    r"(?:小区|社区|街道|新区|地区|胡同|大街|大道|[省市区县镇乡路街道村里弄])$"
)
_RUN: Final = re.compile(rf"[{HANZI}A-Za-z0-9()·]")
_LODGING: Final = re.compile(
    r"(?:学生|职工|员工|教师|单身|青年|教工|人才|工人|男生|女生)(?:公寓|宿舍)(?:楼|区)?$|"
    r"住院[部楼]$"
)
_FLOOR_ROOM: Final = re.compile(r"(?:楼|层|门)[ ]?[0-9]{3,4}[A-Za-z]?$|[东西南北中]户$")
_PARTS: Final = 2
_LAST_PART: Final = re.compile(_LAST)
# A count and no place: 共有楼17栋、居民3462户, 涉及12栋楼, 一层4户.
_COUNTED: Final = re.compile(
    r"(?:共|有|各|每|约|近|超过|达|涉及|多|等|全|改造|新建|拆除|加装|完成|建成|建设|包[括含]|含|"
    r"惠及|覆盖|腾退|"
    r"楼房?|住宅楼?|高层|别墅|居民楼?|总?计|剩余|其余|仅|只|增加|减少|新增|楼宇|房屋|建筑|入住|"
    r"总数)[ :为]?$"
)
_SURELY_COUNTED: Final = re.compile(
    r"(?:[0-9一二三四五六七八九十]个(?:小区|社区|村|项目|片区)|共|各|每|约|近|超过|达|涉及|改造|"
    r"新建|拆除|加装|完成|建成|建设|包[括含]|惠及|覆盖|腾退|"
    r"总?计|新增|总数|"
    r"楼房|住宅楼?|居民楼|楼宇|房屋|建筑|(?<![住家])有楼?)[ :为]?$"
)
_COUNT: Final = re.compile(
    r"第?(?:[0-9]{1,5}|[一二三四五六七八九十百两]{1,4})[ ]?(?:栋楼|[栋幢座户层间床排组队门梯楼]|"
    r"单元)"
    r"(?P<more>(?:[ ]?[、,]?(?:[0-9]{1,5}|[一二三四五六七八九十百两]{1,4})[ ]?(?:户|层|间|"
    r"单元)){0,2})[、,]?"
)
_COUNTED_THINGS: Final = re.compile(
    r"的?(?:楼(?:房|宇|加装|改造|进行|实施|[均都外])|居民|住户|住宅|建筑|房屋|人家|家庭|业主|"
    r"商户|别墅|平房|高层|用户|老楼|危楼)"
)
_HOUSEHOLDS: Final = re.compile(
    r"[、,楼][ ]?[0-9]{3,5}户$|^[一每两首]层[0-9一二三四五六七八九十两]{1,2}户$"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each address, from its first numbered part to its last."""
    for match in finditer(_CHAIN, text):
        if _is_address(text, match):
            yield _whole(text, Finding(match.start(), _end(text, match), ENTITY, 0.85))
    for match in (
        *finditer(_COMPACT_HAN, text),
        *finditer(_COMPACT, text),
        *finditer(_SLASHED, text),
    ):
        if not _is_date(match[0]) and not _is_measure(text, match):
            more = _MORE.match(text, match.end()) or _LAST_PART.match(text, match.end())
            end = more.end() if more else match.end()
            yield _whole(text, Finding(match.start(), end, ENTITY, 0.8))
    for match in (
        *filter(lambda house: not _is_day(text, house), finditer(_HOUSE, text)),
        *finditer(_ANNOUNCED, text),
        *finditer(_GROUP, text),
        *finditer(_IN_VILLAGE, text),
    ):
        yield _whole(text, Finding(match.start(1), match.end(1), ENTITY, 0.85))
    for match in finditer(_WARD, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)


def _is_measure(text: str, match: re.Match[str]) -> bool:
    """Tell whether the numbers count or measure something, or call somebody's service line."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    return bool(
        match[0][0] == "0"
        or _NO_DOOR.search(before)
        or _MEASURED.match(text, match.end())
        or is_public(match[0])
    )


def _whole(text: str, found: Finding) -> Finding:
    """Let an address begin where its district, street or compound does."""
    low = found.start
    while low > 0 and found.start - low < _LEFT and _RUN.match(text[low - 1]):
        low -= 1
    start = with_areas(text, low, name_start(text, low, found.start), _AREA_WORD)
    lodging = _LODGING.search(text, max(0, start - _LEFT), found.start)
    return found._replace(start=min(start, lodging.start()) if lodging else start)


def _is_day(text: str, house: re.Match[str]) -> bool:
    return text[house.start(1) - 1] in _DAY_AFTER and bool(_DAY.fullmatch(house[1]))


def _is_address(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    lives = bool(_LIVES.search(before))
    if not lives and _is_count(text, match, before):
        return False
    parts = len(_PART_AGAIN.findall(match[0]))
    strong = bool(_STRONG_PART.search(match[0]))
    if (parts == 1 or not strong) and _COUNTED.search(before) and not lives:
        return False
    if strong and not _ONE_OF_MANY.fullmatch(match[0]):
        return True
    if _FLOOR_ROOM.search(match[0]):
        return True
    return parts >= _PARTS or lives


def _is_count(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether a chain only says how many houses, floors or households there are."""
    count = _COUNT.fullmatch(match[0])
    if count is None:
        return False
    return bool(
        _SURELY_COUNTED.search(before)
        or _HOUSEHOLDS.search(match[0])
        or (not count["more"] and _COUNTED_THINGS.match(text, match.end()))
    )


def _end(text: str, match: re.Match[str]) -> int:
    more = _MORE.match(text, match.end())
    return more.end() if more else match.start() + len(match[0].rstrip(" ,-、/\n"))


def _is_date(word: str) -> bool:
    parts = re.split(r"[-#/]", word.rstrip("室户"))
    days, months, years = 31, 12, 4
    last = parts[-1]
    year = len(last) == years and last[:2] in ("19", "20")
    if year and all(part.isdigit() for part in parts) and "/" in word:
        # 31/2004 has no such month, and 8/5/2004 is a date.
        return any(int(part) <= months for part in parts[:-1])
    if len(parts) != len("ymd"):
        return year
    return (
        len(parts[0]) == len("21")
        and all(part.isdigit() for part in parts)
        and parts[1].startswith("0")
        and int(parts[1]) <= months
        and int(last) <= days
    )
