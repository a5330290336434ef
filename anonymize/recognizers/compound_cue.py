"""Compounds whose name has no suffix to go by: 我住在保利垄上, 橄榄城业主, 远洋山水二期.

Somebody's home before it, or what only a compound has after it (业主, 地下车库, 二期), and no
ordinary word inside. Districts, streets and what the city publishes stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import holds_a_word, name_start
from anonymize.recognizers.public_names import is_known_sight, is_public_body, is_public_place
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import is_ordinary

ENTITY: Final = "COMPOUND"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NAME: Final = rf"[{HANZI}A-Za-z0-9·]"
_LIVES: Final = re.compile(
    r"(?:居住在|居住于|租住在|暂住在|(?<!大)家住在?|住在|住进了?|搬到了?|搬进了?|搬入|回迁到|"
    r"入住|户口在|"
    r"落户[在于到]|(?<!大)房子在|家在|"
    r"小区(?:名称|名字|名)?(?:[:]|是|叫|为)|小区名叫|买在|买的是|现住|现居|我住在?|本人住在?|"
    r"他住在?|她住在?|租在)"
    rf"({_NAME}{{2,10}}?)(?=[,。;!?、\s]|$|的(?!地方|时候|人)|已|住(?!宅|户|院)|这边|那边|里面|"
    rf"小区|业主|[一二三四]期|今年|去年|每天|经常|一直|没有|买)"
)
_OWNERS: Final = re.compile(
    r"(?:的)?(?:业主群|业主们?|业委会|物管会|地下车库|地库|售楼处|售楼部|样板间|"
    r"(?P<part>[一二三四五六七八九1-9]期(?!工程|项目|治理|肿|病|癌|临)|(?:[东西南北中]{1,2}|"
    r"[A-Za-z一二三四五六七八九])区(?![域别县间分块]))|"
    r"小区|物业(?!管理|费|公司|服务|企业|行业|条例|纠纷|单位|问题)|"
    r"居民楼|居民|南门|北门|东门|西门|交房|楼盘|会所|班车|底商|门口|租户|住户|"
    r"绿化|整改)"
)
_BOUGHT: Final = re.compile(
    rf"(?:购买了?|买了|购入|购置了?|认购了?|出租了?|承租了?|租了)({_NAME}{{2,8}}?)(?:的)?(?:一套|"
    rf"两套|房子|房产|房屋|期房|新房|二手房|商铺|公寓|车位)"
)
# 润泽悦溪东门堵车: a clause begins with a name, and goes on with what a compound has.
_HAS: Final = re.compile(
    r"(?:这边|那边)?的?(?:物业费|电梯(?!公司|厂|井)|充电桩|门禁|楼道|车位|停水|停电|停暖|停热|"
    r"[东西南北]门(?=堵|外|口|关|锁|没|不|有)|"
    r"(?P<any>停气|断[水电气]|没(?:暖气|通|水|电)|不热|漏[水雨]|保安|物业|(?<=[^的]),))"
)
# 金色年华, 团结里: ordinary words, but called as compounds are.
_CALLED: Final = re.compile(
    r"(?:.{2,5}(?:华|光|辰|界|城|里|园|湾|郡|苑|庭|府|山|岸)|.{1,5}(?:世纪|江南|时代|天下|筑屋|花开|春天))$"
)
_IS_CALLED_NOT: Final = re.compile(
    r".*(?:[公校田菜果茶陵墓乐家]园|(?:幼儿|动物|植物|生态|产业|科技)园|[灯阳亮月反采日]光|"
    r"[县全小省老新古长商进京东西南北]城|政府|学府|[爬上后]山|[海河两上靠]岸|"
    r"(?:[群心手家嘴眼屋房车店厂校院园楼箱圈场班队区镇村市县池管井洞库棚道夜哪这那]|胡同|单元|"
    r"公司|学校|宿舍|子|厨房|卫生间)里|[边世眼外各]界)$"
)
_FULL: Final = 4
_BEGINS: Final = re.compile(r"我们|咱们?|俺们?|住|买的")
# 揽星东区: what is called after the quarters is no stage of building.
_SIDE: Final = re.compile(r"[东西南北中]")
_GENERIC: Final = re.compile(
    r".*(?:某|[某各][个些]|[暖学汛雨旱淡旺业]季|时段|期间)$|"
    r"[0-9一二三四五六七八九十两几多]|.*(?:楼|层|户|室|口|站|所|局|厅|处|厂|店|馆|部|队|号|米|梯|"
    r"墙|院内|家|边|地方|间|套|房|铁|机|车|灯|树|路|桥|河|人|者|员|方|们|名|性|化|期|次|天|年|[0-9一二三四五六七八九十几每上下本个当]月|"
    r"市|区|县|镇|乡|省|国|村|街|道|校|园区|会)$|(?:老|新|旧|某|各|全|本|该|同|多|每|有|无|没|不|"
    r"这|那|哪|其|此|前|后|原|现|第)"
)
_FUNCTION: Final = re.compile(
    r"[由向将应被把对和与及或从到在让给不没未无有就都还再又请找称说问后当出]"
)
_OWN: Final = re.compile(r"业主|业委会|物管会|车库|地库|售楼|样板|[期区]$|小区|楼盘|交房")
_FEWEST: Final = 3
_PAIR: Final = 2
_MOST: Final = 7


def find(text: str) -> Iterator[Finding]:
    """Yield each compound that only the words around it give away."""
    for pattern in (_LIVES, _BOUGHT):
        for match in finditer(pattern, text):
            if _is_name(match[1]) and not is_public_place(match[1]) and match[1][0] not in "的了":
                yield Finding(match.start(1), match.end(1), ENTITY, 0.6)
    for match in finditer(_OWNERS, text):
        low = match.start()
        while low > 0 and match.start() - low < _MOST + 1 and re.match(_NAME, text[low - 1]):
            low -= 1
        end = match.start()
        start = name_start(text, low, end)
        word = text[start:end]
        if not _is_name(word) or end - start > _MOST:
            continue
        # 门口 and 绿化 belong to many things: there the name must be a longer one.
        if match["part"] and not _SIDE.match(match["part"]) and is_ordinary(word):
            continue
        if _OWN.search(match[0]) or (end - start >= _FEWEST and not _holds_any(word)):
            yield Finding(start, match.end("part") if match["part"] else end, ENTITY, 0.55)
    yield from _with_what_it_has(text)


def _with_what_it_has(text: str) -> Iterator[Finding]:
    for match in finditer(_HAS, text):
        low = match.start()
        while low > 0 and match.start() - low < _MOST + 3 and re.match(_NAME, text[low - 1]):
            low -= 1
        begins = _BEGINS.match(text, low, match.start())
        start = begins.end() if begins else low
        word = text[start : match.start()]
        if not _is_name(word) or len(word) > _MOST or is_public_place(word):
            continue
        whole = name_start(text, start, match.start()) == start
        # 住新世纪, tells of a home; 新世纪, alone does not.
        told = match["any"] != "," or (begins is not None and begins[0] == "住")
        called = _CALLED.fullmatch(word) and not _IS_CALLED_NOT.match(word) and told
        named = len(word) >= _FULL and whole and not match["any"] and not _is_prose(word)
        if called or named:
            yield Finding(start, match.start(), ENTITY, 0.55)


def _is_prose(word: str) -> bool:
    """Tell whether *word* is of ordinary words: 高层住宅 and 早高峰等 are, 润泽悦溪 is not."""
    pairs = [is_ordinary(word[at : at + _PAIR]) for at in range(len(word) - 1)]
    return word[-1] in "等坐乘修装加用换开关停看占抢" or any(pairs[1:]) or all(pairs)


def _is_name(word: str) -> bool:
    if len(word) <= 1 or _GENERIC.match(word) or _FUNCTION.search(word) or holds_a_word(word):
        return False
    return not (is_public_body(word) or is_known_sight(word))


def _holds_any(word: str) -> bool:
    """Tell whether *word* holds a word of the dictionary: 开学季 does, 保利垄 does not."""
    return any(is_ordinary(word[at : at + _PAIR]) for at in range(len(word) - 1))
