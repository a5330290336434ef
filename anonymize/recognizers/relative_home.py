"""Homes told by a thing, a relation and a storey or a kind of house: 水塔北边的平房.

The thing (水塔, 理发店), the relation (北边, 楼上, 正对着) and the home (那户, 平房, 二楼) stand in
a row; each may be said of the one before (煎饼摊后面那栋灰楼的地下室). A relation without a thing
(对面那家店) or to a thing that is everywhere (小区楼上那户) tells nothing. Also the quarter of a
village (桃园村东头) and villages called as they are spoken of there (柳树屯儿).
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import name_start
from anonymize.recognizers.scan import finditer

ENTITY: Final = "ADDRESS"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_N: Final = r"[一二三四五六七八九十两0-9]{1,2}"
_STOREY: Final = (
    rf"(?:{_N}(?:楼|层)(?!候|平台|的?厕所|的?空调|以[上下])|顶[层楼]|半?地下室|阁楼|楼[上下]|"
    r"[前后]院|[东西南北]屋|天台)"
)
_RELATION: Final = (
    r"(?:斜?对[面过门]|正?对面|正?对着|[正紧]?挨着|紧?靠着|旁边?|边上|隔壁|"
    r"[东西南北]{1,2}[边侧面头]|[前后][面头边身院]|背后|背面|[楼屋房][后前]|底下|[上下]头|楼[上下]|"
    r"[左右]手边?|墙根底?下?|跟前|[里外][面头边])"
)
# What stands there: a house by itself, or one of those that a word points at.
_POINTED: Final = (
    r"(?:[那这][一]?(?:家|户|间|栋|幢|排|座|处)|[那这]几[户家]|"
    r"[那这]个(?:院子?|小院|铺子|门脸|门面|棚子|门洞|摊子?))"
    rf"(?:[{HANZI}]{{0,5}}?(?=的?{_STOREY})|(?:人家|[红灰白黄黑蓝]?砖?楼|平房))?"
)
_HOUSE: Final = r"(?:平房|院子|小院|铺子|门脸房?|门面房?|[二两三四]层小?楼|小楼|瓦房|砖房|棚子)"
_TRADE: Final = rf",?(?:开|卖|做|修|收|养|弹|补)[{HANZI}]{{1,6}}?的?[那这][家户]"
_HOME: Final = re.compile(
    rf"(?P<one>{_RELATION})(?:的|{_RELATION}){{0,3}}"
    rf"(?P<home>{_TRADE}|{_POINTED}|{_HOUSE}|(?P<bare>{_STOREY}))(?P<in>的?{_STOREY})?"
    r"(?!的?(?:公司|企业|单位|商户|居民|业主|群众|路|道))"
)
# Before these the thing begins anew.
_BEFORE: Final = re.compile(
    r"反映|投诉|举报|诉求|来电|表示|住在|位于|就在|希望|建议|人称|市民|[在从的了是把和与有称说,]"
)
# They are everywhere: what stands beside them is not found by them.
_ANYWHERE: Final = re.compile(
    r"(?:.*(?:小区|社区|居民|街道|马路|公路|道路|路|街|楼房|单元|楼道|大家|[我你他她它咱]们?|"
    r"这|那|老人|邻居|业主|孩子|建|加|不|没|要|去|住|家|楼|上|下|个))?$"
)
_DOORWAY: Final = re.compile(r"[门口]$")
_ABOVE: Final = frozenset(("楼上", "楼下"))
_RUN: Final = re.compile(rf"[{HANZI}A-Za-z0-9]")
_FARTHEST: Final = 12
_FEWEST: Final = 2
_RURAL: Final = r"[村庄屯营寨峪洼坨沟窑铺台湾堡]"
_QUARTER: Final = re.compile(
    rf"{_RURAL}(?P<where>(?:村)?(?:[东西南北]{{1,2}}(?:头|口|边|侧|角|街|沿)|[前后]街|村[东西南北]|"
    r"河[东西南北沿]|村?[上下]头)儿?)(?!路|镇|乡|区|门)"
)
_SPOKEN: Final = re.compile(
    r"(?:屯|庄|沟|营|峪|洼|坟|坨|湾|寨|铺|窑)儿(?=[的人那这村,。;!?、]|低保|路|没|停|[东西南北]|$)"
)
_NO_VILLAGE: Final = re.compile(r"[一二三四五六七八九十两各全本该每这那外城农乡新老]|山|[水河]$")


def find(text: str) -> Iterator[Finding]:
    """Yield each home that a thing beside it tells, and each quarter of a named village."""
    for match in finditer(_HOME, text):
        start = _thing(text, match.start())
        thing = text[start : match.start()]
        everywhere = _ANYWHERE.fullmatch(thing) is not None
        # 马路对面那家的楼上 is told twice over; 马路对面那家 is anywhere.
        if match["bare"] and match["one"] not in _ABOVE:
            # 东门对面二楼 may be anybody's; 理发店楼上二楼 is one.
            everywhere = everywhere or _DOORWAY.search(thing) is not None
        twice = match["in"] is not None and len(thing) >= _FEWEST
        if len(thing) >= _FEWEST and (twice or not everywhere):
            yield Finding(start, match.end(), ENTITY, 0.7)
    for match in finditer(_QUARTER, text):
        start = name_start(text, max(0, match.start() - _FARTHEST), match.start())
        if _is_village(text[start : match.start()]):
            yield Finding(start, match.end(), ENTITY, 0.7)
    for match in finditer(_SPOKEN, text):
        start = name_start(text, max(0, match.start() - _FARTHEST), match.start())
        if _is_village(text[start : match.start()]):
            yield Finding(start, match.end(), ENTITY, 0.7)


def _thing(text: str, end: int) -> int:
    low = end
    while low > 0 and end - low < _FARTHEST and _RUN.match(text[low - 1]):
        low -= 1
    start = low
    for stop in _BEFORE.finditer(text, low, end):
        start = stop.end()
    return start


def _is_village(name: str) -> bool:
    return 1 <= len(name) <= len("东南后泥河") and not _NO_VILLAGE.fullmatch(name)
