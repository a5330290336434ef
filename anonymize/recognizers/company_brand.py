"""Firms by an invented name before their trade: 某好餐饮的人态度恶劣, 就是某恒汽修干的.

No cue is needed: a clause begins, two or three characters that make no word of the language
follow, and then a trade.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import after_mark, holds_a_word, name_start
from anonymize.recognizers.common_prose import IN_TRADES
from anonymize.recognizers.public_names import is_public_body
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import is_ordinary
from anonymize.recognizers.trades import TRADE

ENTITY: Final = "COMPANY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_FIRM: Final = re.compile(
    rf"(?:{TRADE})(?:{TRADE})?(?:{TRADE})?(?:管理|服务|工程|技术|经纪|集团|连锁|用品|设备|制品|分包)?"
)
# Function words, counts and the verbs of complaints: in no invented name, but in many a clause.
_NEVER: Final = frozenset(
    "的了着过在是不没未无别很也都就还又再才只最太更已曾会要想敢肯得把被给让对跟与及或但而所因为"
    "我你他她它们这那哪谁几每各该此其某等么吗呢吧啊一二三四五六七八九十两半个家户辆台位名次件"
    "停修装乱占堵挡收交买卖用去来做办打请找叫送拉拆搬搞弄学看说问干吃住坐等查管投退欠付缴扣罚"
    "甲乙丙前后应即里外内边旁侧间处期始止于从自往至把将经由任"
)
_LEADS: Final = "查受请找问让由被和与跟向对为替告罚在到去从是叫即"
# What makes the trade a thing or an activity, not a firm: 某某停车难, 餐饮行业, 教育问题.
_GOES_ON: Final = re.compile(
    r"[费位场难证卡票业类区线点桩机器品板面材料房柜架网站券款金税权法费率量价史学生员工师题课]|"
    r"问题|行业|市场|秩序|资源|纠纷|噪音|噪声|扰民|垃圾|条例|政策|标准|资质|许可|协会|用地|设施|"
    r"系统|卫生|部门|人员|项目|中心|基地|园区|大厦|广场|改造|时间|时段|入位|泊位|困难|不便|混乱"
)
_RUN: Final = re.compile(rf"[{HANZI}A-Za-z0-9]")
_DOING: Final = re.compile(rf"{TRADE}|国际|集团|控股|实业|[有股][限份]|公司|[^厂]厂")
_REGION: Final = re.compile(
    rf"(?:中国)?(?:(?:北京|天津|上海|重庆|河北|内蒙古|黑龙江)(?:[省市]|自治区)?|[{HANZI}]{{2,3}}省)?"
    rf"(?:[{HANZI}]{{2,3}}(?:市(?![政场])|[县区]))?"
)
_LONGEST: Final = 12
_FEWEST: Final = 2
_MOST: Final = 5
_WITH_PLACE: Final = 4


def find(text: str) -> Iterator[Finding]:
    """Yield each firm that an invented name and a trade make."""
    for match in finditer(_FIRM, text):
        start = _start(text, match)
        if start is not None:
            yield Finding(start, match.end(), ENTITY, 0.6)


def _start(text: str, match: re.Match[str]) -> int | None:
    """Return where the invented name before a trade begins, if there is one."""
    low = match.start()
    while low > 0 and match.start() - low < _LONGEST and _RUN.match(text[low - 1]):
        low -= 1
    low = after_mark(text, low, match.start())
    start = name_start(text, low, match.start(), IN_TRADES)
    while start + _FEWEST < match.start() and text[start] in _LEADS:
        start += 1
    name = text[start : match.start()]
    if not is_brand(name) or is_public_body(text[start : match.end()]):
        return None
    if _GOES_ON.match(text, match.end()):
        return None
    return start


def own_name(firm: str) -> str:
    """Return the invented name in a *firm*'s full one, or nothing."""
    region = _REGION.match(firm)
    start = region.end() if region else 0
    trade = _DOING.search(firm, start + 1)
    name = firm[start : trade.start()] if trade else ""
    if not is_brand(name):
        return ""
    return name[2:] if len(name) >= _WITH_PLACE and is_ordinary(name[:2]) else name


def is_brand(name: str) -> bool:
    """Tell whether *name* is two to five Hanzi that make no word; a place may be its head."""
    if not _FEWEST <= len(name) <= _MOST or not all("㐀" <= one <= "鿿" for one in name):
        return False
    if not _NEVER.isdisjoint(name):
        return False
    # 廊坊某和: the place is a word, what follows it is none.
    own = name[2:] if len(name) >= _WITH_PLACE and is_ordinary(name[:2]) else name
    if is_ordinary(name) or holds_a_word(name):
        return False
    seam = name[1:] if own is not name else name
    return not any(is_ordinary(seam[at : at + 2]) for at in range(len(seam) - 1))
