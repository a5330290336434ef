"""Compounds, villages, buildings, schools, hospitals and sites with a name (domain.md §9).

Finer than a street, so they go: by a suffix that only such places have, or by a short one
(里, 园, 城) where a door, a district's words or somebody's home speak for it. Districts,
streets, towns and roads stay, and so does what has no name (老旧小区, 社区居委会).
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import (
    bare,
    breaks_after,
    ends_a_word,
    holds_a_word,
    name_start,
    starts,
)
from anonymize.recognizers.public_names import is_known_sight
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import is_ordinary

ENTITY: Final = "COMPOUND"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_VILLAGE: Final = (
    r"村(?!民|里|庄|镇|落|口|干部|书记|村通|委|支|主任|改|规|级|集体|容|内|中|医|史|貌|头|"
    r"风|务|干|官|校|办|道|路|部|两|民|组织|企|财|账|务|霸|妇)"
)
# What only a home, a house or a site is called.
_SUFFIX: Final = (
    r"小区|花园|家园|嘉园|佳园|名园|庄园|公寓|雅居|新居|华府|公馆|新村|小院|大院|杂院|山庄|别墅区?|"
    r"社区|家属院|家属区|家属楼|宿舍楼?|豪庭|名邸|华庭|名都|官邸|壹号院|大厦|写字楼|商厦|苑|"
    r"新城|名城|花城|名苑|雅苑|丽苑|馨苑|佳苑|嘉苑|府邸|世家|雅筑|水岸|半岛|国际城|商住楼|"
    r"广场(?!舞)|"
    r"集资楼|筒子楼|单身楼|壹号|[东西南北]里(?!面|头|屋)|教工楼|安置区|保障房|经适房|棚户区|"
    r"四合院|商业街|"
    r"产业园区?|工业园区?|科技园区?|物流园区?|创业园|孵化园|软件园|生态园|产业基地|工业区|"
    r"[一二三四五六七八九]小(?=$|[,。;的附门上住读念旁对])|菜市场|"
    r"市场(?![监价调经管化主行上占份部营秩准规竞需供里内摊服环])|农贸市场|批发市场|建材市场|"
    r"集贸市场|家具城|建材城|商城|购物中心|商贸城|小商品城|"
    r"幼儿园|(?:初级|高级|完全|实验|中心|外国语|国际|双语|民族|职业|"
    r"第[一二三四五六七八九十0-9]{1,3})?"
    r"(?:小学|中学|学校)|"
    r"附小|附中|[一二三]中(?![学心间国])|高中|职高|技校|学院|大学|"
    r"养老院|敬老院|福利院|老年公寓|养老中心|养老驿站|护理院|康养中心|"
    r"医院|卫生院|卫生室|卫生服务站|卫生服务中心|门诊部|康复中心|妇幼院|"
    rf"工地|项目部|回迁楼|回迁房|安置房|{_VILLAGE}"
)
_TAIL: Final = (
    r"(?:[东西南北中新老]{1,2}[区里院园门](?!域|别)|"
    r"(?:第?[一二三四五六七八九十0-9]{1,3}|[A-Za-z])[期区里院组队社](?!间|别|长|织))?"
)
_STRONG: Final = re.compile(rf"(?:{_SUFFIX})(?:{_SUFFIX})?{_TAIL}")
# A short suffix is a word of its own (里, 园): only what is around it makes it a compound.
_WEAK: Final = re.compile(
    r"(?:里|庭|园|院|府|城|湾|轩|居|阁|郡|坊|屯|庄|营|寨|沟|峪|铺|洼|台|汇|岸|墅|寓|岛|峰|筑|邸|"
    r"舍|洲(?!际)|"
    rf"国际|中心|天地|时代|花都|御景|公元|印象|天下|楼|堡|坨|塘|坪|坡|岗|港|堂|巷|"
    rf"小镇(?!政)){_TAIL}"
)
# 卡布其诺1956: a name and a number that counts nothing.
_NUMERAL: Final = re.compile(r"[0-9](?<![0-9].)[0-9]{1,3}(?![0-9])")
_LONGEST_NUMERAL: Final = 5
# 杏林坞村两委, 石桥村委会: the village is told with its people.
_VILLAGE_OF: Final = re.compile(
    r"村(?=民(?![宿居政])|两委|委会|委|支部|支书|干部|书记|主任|党支部|口|头|里|内|中(?!心)|东|"
    r"西|南|北)"
    r"|[庄屯营寨沟峪铺洼台堡坨坡窑湾](?=村(?:民|口|头|里|内|委|支|两|东|西|南|北))"
)
_RURAL: Final = frozenset("庄屯营寨沟峪铺洼台堡坨坡窑湾村")
_THEIRS: Final = _RURAL | frozenset("园庭府湾轩郡阁墅邸坊城")
# Whose place it is, and how one comes to it: enough before a name of two characters.
_CAME: Final = re.compile(
    r"(?:嫁到|嫁进|嫁入|嫁去|老家(?:是|在)?|籍贯是?|祖籍|出生[在于]|回到|搬回|搬去|来到|插队在?|"
    r"下乡到|"
    r"我们|咱们|咱|俺们?|承包)了?$"
)
_OF_IT: Final = re.compile(
    r"(?:的(?!话|时候|人|事|方面)|[0-9几一二三四五六七八九十两]{1,4}[百千]?多?户|人(?!员|民)|"
    r"种地|至今|到现在|没通|还没|二十|十几|几十|"
    r"[0-9]{1,2}年|[一二三四五六七八九十]{1,3}年)"
)
# What one does with such places, and where one goes: no name ends so.
_DONE: Final = re.compile(
    r"(?:增加|新增|减少|增设|新设|增建|开办|兴办|创办|创建|下沉|走访|走进|深入|参观|慰问|取消|"
    r"合并|撤销|引进|"
    r"引入|配建|规划|筹建|扩建|迁建|停办|选择|缺少|缺乏|增派|送进|送入|选址|就近|下到|派驻|包保|"
    r"帮扶|"
    r"凭证|下辖|指定|户籍所?在?地|比例按?|按照?|涵盖|遍布|进驻|开展|举办|评选|评为|争创|共建)"
)
_NO_NAME: Final = re.compile(
    r"(?:[某到至往去在给把被让叫含]|某[个些一]|[供采停汛雨旱旺淡开上放毕暑寒][暖学业假水]?季|"
    r"汛期|时段|时|期间|"
    r"[年月日周]|(?:[0-9]|[一二三四五六七八九十])[、.)]?)$"
)
# 群里, 手里: in it.
_INSIDE: Final = frozenset(
    "群心手家嘴眼屋房车店厂校院楼包箱信圈场班队区镇村市县桶池管井洞梯道库棚锅碗瓶袋柜"
)
_NUMBERED_AREA: Final = re.compile(r"[一二三四五六七八九十]$")
_HOME_AFTER: Final = re.compile(
    r"[ ]?(?:的?(?:小区|业主|住户|居民|物业|业委会|物管会|租户|房东|房子|保安|门卫|地下车库|"
    r"地下室|车库|楼道|电梯|单元门|东门|西门|南门|北门|正门|东区|西区|南区|北区|村民|村委会)|"
    r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z][0-9]{0,2})(?:号楼|号院|栋|幢|座|#|-[0-9]|"
    r"单元|号门|门|组|队|期)|[0-9]{3,4}(?:室|房|号|(?![0-9年元]))|[A-Za-z]座)"
)
_HOME_BEFORE: Final = re.compile(
    r"(?:住在|(?<!大)家[住在]|居住在|租住在|租住|暂住|暂住在|入住|搬到|搬进|回迁到|住进|居住于|"
    r"住址[:是为]?|"
    r"地址[:是为]?|小区(?:名称)?[:是叫为]+|位于|坐落于?|购买了?|买了|购入|购置了?|户口在|落户在?|"
    r"出租了?|我是|本人是|我住|我家|来自|现住|现居|承租)$"
)
# At the beginning of a clause, with something told of it: 凯兴里一直没有解决.
_COURTS: Final = frozenset("里园庭府湾轩郡阁墅邸庄屯坊城舍")
# After two characters of no word these end a name, wherever a word follows.
_SELDOM_WORDS: Final = frozenset(
    (
        "园",
        "庭",
        "府",
        "湾",
        "轩",
        "郡",
        "阁",
        "墅",
        "邸",
        "庄",
        "坊",
        "城",
        "舍",
        "岛",
        "洲",
        "国际",
        "天地",
        "时代",
        "公元",
        "御景",
    )
)
_DIGIT: Final = re.compile(r"[0-9]")
_NEAR_IT: Final = re.compile(
    r"(?:附近|周边|旁边|对面|门口|大门|绿化|整改|张贴|地库|交房|里面|这边|那边|楼下)"
)
_TOLD_OF: Final = re.compile(
    r"[ ]?(?:一直|共有?|又|经常|长期|每天|至今|今年|去年|现在|目前|全|整|没|未|无|被|不|已|停|漏|"
    r"堵|"
    r"内(?!容|部)|附近|周边|楼|院|地下|那边|这边|到处|仍|还|"
    r"最近|近期|昨|今|从)"
)
_COUNT: Final = re.compile(
    r"(?:下?辖|含|包括|所)?[0-9一二三四五六七八九十百两几多数]+(?:个|所|家|座)?(?:行政|自然|中心)?"
)
# Not behind a name of a public post or body: 社区居委会, 村委会 go by the words after them.
_OFFICE: Final = re.compile(
    r"(?:局|委员会|管委会|办事处|派出所|[东西南北中内外]{0,2}(?:街道|镇(?!痛|静)|乡|地区|路(?!灯|"
    r"面|边|口)|大街|桥|地铁|站(?!台|在))|"
    rf"[{HANZI}]镇(?!政)|[{HANZI}]街道)"
)
# 梨园镇幼儿园 is the kind of thing in a town, and no name; 古镇小区 is a name.
_AREA: Final = re.compile(r"(?:街道|地区|[镇乡区县市])$")
_SHORT: Final = 2
_CHARACTER: Final = re.compile(rf"[{HANZI}A-Za-z0-9·]")
_HANZI_ONLY: Final = re.compile(rf"[{HANZI}]+")
_HAS_NAME: Final = re.compile(rf"[{HANZI}A-Za-z]")
_HOTLINE: Final = re.compile(r"(?<![0-9])12[0-9]{3}(?![0-9])")
_MOST: Final = 12


def find(text: str) -> Iterator[Finding]:
    """Yield each named compound, village, building, school, hospital and site."""
    for match in _STRONG.finditer(text):
        start = _start(text, match)
        if start is not None:
            for first in starts(text, start, match.start()):
                yield Finding(first, match.end(), ENTITY, 0.75)
    for match in _WEAK.finditer(text):
        start = _start(text, match)
        if start is not None and _is_home(text, start, match):
            for first in starts(text, start, match.start()):
                yield Finding(first, match.end(), ENTITY, 0.7)
    for pattern in (_VILLAGE_OF, _NUMERAL):
        for match in finditer(pattern, text):
            start = _start(text, match)
            if start is not None and _is_plain_name(text, start, match):
                yield Finding(start, match.end(), ENTITY, 0.7)


def _is_plain_name(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a name of Hanzi alone stands before, without any ordinary word."""
    name = text[start : match.start()]
    if not _SHORT <= len(name) <= _LONGEST_NUMERAL or not _HANZI_ONLY.fullmatch(name):
        return False
    if not match[0].isdigit():
        return (
            name[0] not in "本各全某该每外两这那"
            and not holds_a_word(name)
            and not is_ordinary(text[start : match.end()])
        )
    if _HOME_BEFORE.search(text[max(0, start - len("小区名称:xx")) : start]):
        return not holds_a_word(name)
    if any(is_ordinary(name[at : at + 2]) for at in range(len(name) - 1)) or holds_a_word(name):
        return False
    return bool(_HOME_AFTER.match(text, match.end()))


def _start(text: str, match: re.Match[str]) -> int | None:
    """Return where the name before a suffix begins, or None where there is none."""
    low = match.start()
    while low > 0 and match.start() - low < _MOST and _CHARACTER.match(text[low - 1]):
        low -= 1
    end = bare(text, low, match.start())
    start = name_start(text, low, end)
    if not text[start:end] and match[0].startswith("家属"):
        # 铁路家属院: whose families they are is its name.
        start = name_start(text, low, match.start())
        end = match.start()
    if end == match.start() and match[0].startswith("第"):
        start = min(start, match.start())
        end = match.end()
    name = text[start:end]
    if not name or not _HAS_NAME.search(name) or _COUNT.fullmatch(name):
        return None
    if (_AREA.search(name) and len(name) > _SHORT) or is_no_name(name):
        return None
    for done in _DONE.finditer(text, start, match.start()):
        start = done.end()
    if start >= end or (start >= match.start() and not match[0].startswith("第")):
        return None
    if ends_a_word(text, start, match.start(), match.end()):
        return None
    if is_known_sight(text[start : match.end()]) or _OFFICE.match(text, match.end()):
        return None
    return start


def is_no_name(name: str) -> bool:
    """Tell whether *name* ends as no name does: 某, 供暖季, 开工2."""
    # 户籍地; 12318文化市场举报电话, a hotline and whom it is for.
    if name == "地" or _HOTLINE.search(name):
        return True
    ending = _NO_NAME.search(name)
    if ending is None or _NUMBERED_AREA.search(name):
        return False
    before = name[: ending.start()]
    if name[-1].isdigit():
        return is_ordinary(before[-_SHORT:])
    return ending.end() - ending.start() > 1 or name[-1] in "某到往去在给把被让叫"


def is_deed(word: str) -> bool:
    """Tell whether *word* says what is done with places (下沉社区) and names none."""
    return _DONE.search(word) is not None


def _is_home(text: str, start: int, match: re.Match[str]) -> bool:
    within = match[0] == "里" and text[match.start() - 1] in _INSIDE
    if within or _HOME_AFTER.match(text, match.end()):
        return not within
    if (
        match.start() - start >= len("橄榄")
        and match[0] in _COURTS
        and _NEAR_IT.match(text, match.end())
    ):
        return True
    if (
        match.start() - start >= len("橄榄")
        and match[0] in _SELDOM_WORDS
        and not _DIGIT.search(text, start, match.start())
        and not holds_a_word(text[start : match.start()])
        and breaks_after(text, match.end())
    ):
        return True
    if (
        match.start() - start in (2, 3)
        and match[0] in _COURTS
        and (start == 0 or not _CHARACTER.match(text[start - 1]))
        and _TOLD_OF.match(text, match.end())
    ):
        return True
    if _HOME_BEFORE.search(text[max(0, start - len("小区名称:xx")) : start]):
        return True
    return (
        match.start() - start >= _SHORT and match[0] in _THEIRS and _is_theirs(text, start, match)
    )


def _is_theirs(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether somebody comes from a place that is called like a village."""
    name = text[start : match.start()]
    if holds_a_word(name) or is_ordinary(text[match.start() - 1 : match.end()]):
        return False
    came = _CAME.search(text[max(0, start - len("老家是在了")) : start])
    return came is not None and bool(came[0][0] not in "我咱俺" or _OF_IT.match(text, match.end()))
