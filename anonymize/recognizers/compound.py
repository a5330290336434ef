"""Compounds, villages and communities: finer than a street, so they go (domain.md §9).

By their suffix; what stands before it is cut at words that cannot be part of a name.
Districts, streets, towns and roads stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.place_words import BREAK

ENTITY: Final = "COMPOUND"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_SUFFIX: Final = (
    "小区|花园|家园|嘉园|佳园|名园|庄园|公寓|苑|雅居|新居|华府|公馆|新村|小院|大院|山庄|"
    "别墅区?|社区|家属院|家属区|宿舍楼?|"
    "豪庭|名邸|华庭|名都|官邸|壹号院|大厦|写字楼|村(?!民|里|庄|镇|落|口|干部|书记|村通|委|支|"
    "主任|改|规|级|集体|容|内|中)"
)
_NAMED: Final = re.compile(
    rf"([{HANZI}A-Za-z0-9·]{{1,10}}?)({_SUFFIX})(?:[东西南北中新老]{{1,2}}[区里院]|"
    rf"[一二三四五六七八九十0-9A-Z]{{1,3}}[期区里院组队])?"
)
# A short suffix is a word of its own (里, 园), so only a door after it makes it a compound.
_BEFORE_DOOR: Final = re.compile(
    rf"([{HANZI}A-Za-z0-9·]{{1,10}}?)(里|庭|园|院|府|城|湾|轩|居|阁|郡|坊|屯|庄|营|寨|沟|峪|铺|"
    rf"洼|台|汇|岸|墅|寓|世家|国际|中心|广场)(?:[东西南北中]{{1,2}}[区里院])?"
    r"(?=[ ]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z][0-9]{0,2})(?:号楼|号院|栋|幢|"
    r"座|#|-[0-9]|楼|单元|号门|门|组|队))"
)
_GENERIC: Final = re.compile(
    r"|老|新|旧|大|小|全|各|整|每|老旧|住宅|居民|封闭|高档|全部|附近|周边|隔壁|整个|智慧|回迁|"
    r"新建|商品房|政府|机关|单位|学校|"
    r"城中|农|农业农|乡|山|自然|行政|我|本|美丽|示范|试点|文明|无物业|老旧住宅|安置|拆迁|平房|"
    r"开放式|和谐|幼儿|后花|空中|街心|屋顶|城市|"
    r"青年|人才|员工|学生|职工|教师|商务|酒店式|老年|单身|集体|部队|医院|平安|居委会|街道|管辖|"
    r"辖区|相关|所属|属地|基层|物业|多|个|绿色|生态"
)
_MOST: Final = 8


def find(text: str) -> Iterator[Finding]:
    """Yield each named compound, village and community."""
    for match in (*_NAMED.finditer(text), *_BEFORE_DOOR.finditer(text)):
        start = match.start(1)
        for stop in BREAK.finditer(match[1]):
            # 旺和社区, 和碧花园: what is left of 和 alone would be no name.
            if stop[0] == "和" and len(match[1]) - stop.end() <= 1:
                continue
            start = match.start(1) + stop.end()
        name = text[start : match.end(1)]
        if len(name) > _MOST or _GENERIC.fullmatch(name) or not re.search(f"[{HANZI}]", name):
            continue
        yield Finding(start, match.end(), ENTITY, 0.75)
