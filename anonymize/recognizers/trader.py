"""Traders as they are registered: 海淀区某周烟酒经销部, 涿州市某平食品店.

After a district whatever stands before a shop's kind is its name, ordinary word or not;
what tells only where or how (朝阳区路边小吃店, 丰台区多家超市) is none.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.clause_words import holds_a_word, with_areas
from anonymize.recognizers.public_names import is_known_sight, is_public_body
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.trades import TRADE

ENTITY: Final = "COMPANY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_KIND: Final = re.compile(
    rf"(?:(?:{TRADE})?(?:{TRADE}|副食|日用|粮油|蔬菜|小吃|早点|理发|水暖|窗帘|电器|家电|电动车|废品|豆腐|打字|打印|"
    r"复印|食|用))?(?:品|材料)?(?:经营|经销|销售|批发|维修|修理|服务|安装|加工|零售|小吃|快餐|"
    r"缝纫|货运|汽修)部|"
    rf"(?:{TRADE}|副食|食|日用|粮油|蔬菜|小吃|早点|理发|窗帘|打印|豆腐|烧烤|早餐|面)品?"
    r"(?:商店|店|铺|摊|坊|馆|社|室|行)"
    r"(?![里内铺长员主家面外门租])|"
    rf"(?:{TRADE}|废品|副食品?)?(?:便利店|小卖部|饭馆|餐馆|饭店|超市|商店|烟酒店|收购站|回收站|设计室|工作室|棋牌室)"
)
_AREA: Final = re.compile(
    r"(?:北京|天津|上海|重庆|河北|石家庄|保定|廊坊|唐山|张家口|承德|沧州)(?![省市区县站路街口])|(?<=[一-鿿][一-鿿])省|"
    r"(?<=[一-鿿][一-鿿])(?:(?<![小社园校景城辖片地新])区(?![域内里间])|市(?![场民区政内里辖])|县(?![城内里])|"
    r"镇(?![上里政区])|乡(?![下里村镇])|街道(?!办))"
)
_AREA_WORD: Final = re.compile(r"[省市区县镇乡]$|街道$")
_NO_NAME: Final = re.compile(
    r"[的了在是被多某这那各]|^[有家个把让到去开]|[一二三四五六七八九十][层楼号]"
)
_LONGEST: Final = 24
_MOST: Final = 7


def find(text: str) -> Iterator[Finding]:
    """Yield each trader named after a district."""
    for match in finditer(_KIND, text):
        low = match.start()
        while low > 0 and match.start() - low < _LONGEST and "一" <= text[low - 1] <= "鿿":
            low -= 1
        for area in (one.end() for one in _AREA.finditer(text, low, match.start())):
            if _is_name(text, area, match):
                start = with_areas(text, low, area, _AREA_WORD)
                yield Finding(start, match.end(), ENTITY, 0.65)
                break


def _is_name(text: str, start: int, kind: re.Match[str]) -> bool:
    """Tell whether a name stands between the district and the *kind* of shop."""
    name, whole = text[start : kind.start()], text[start : kind.end()]
    if not 0 < len(name) <= _MOST or _NO_NAME.search(name) or holds_a_word(name):
        return False
    return not (is_public_body(whole) or is_known_sight(whole))
