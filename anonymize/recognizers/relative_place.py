"""Homes told by what is near them: 菜市场往东50米蓝色铁门那户, 小学后门对面第三家.

What names the home (那户, 第三家, 蓝色铁门) counts once the clause also says where it is seen
from (往东, 对面, 村口); distances from a named thing (往东50米) count by themselves. 小区东门
外 and 108国道与六环路交叉口 say nothing of a home and stay.
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

_N: Final = r"[一二三四五六七八九十两几0-9]{1,3}"
_DISTANCE: Final = (
    r"(?:约|大约|大概|不到|近|有)?(?:[0-9]{1,4}|[零一二三四五六七八九十百千两几]{1,5})"
    r"(?:多|余|来)?(?:米|公尺|步|公里|千米|里地)"
)
# 第三家 of what: a home, not a firm.
_HOME: Final = re.compile(
    rf"(?:那|这)(?:一)?(?:户|家|间|栋|幢|排|座|处|套|个院|个门|个小院|个院子)(?:人家|平房|房子|"
    rf"住户|院子|小院|小楼|房|院|的)?|"
    rf"(?:倒数|正数)?第{_N}(?:家|户|间|个门|个院[子门]?|个小院|道门|扇门|个大门|栋|幢|座|排|个单元|"
    rf"个摊位|"
    rf"个铺子|个门脸|根杆|趟房)|"
    rf"(?:[红蓝绿黑白灰黄紫棕]色?)(?:的)?(?:大)?(?:铁|木|防盗|卷帘)?门(?:那(?:一)?[家户]|"
    rf"的?(?:人家|院子|小院|住户|那家|平房|院))?|"
    rf"(?:[红蓝绿黑白灰黄]色?)(?:的)?(?:砖|瓦|顶)?(?:二层|两层|三层)?(?:小楼|平房|瓦房|砖房|小院|"
    rf"房子)|"
    rf"(?:独门|独家)(?:独?院|小院|独户|大院)|独院|(?:两|二|三|四)层小楼|"
    rf"(?:最|尽)[里外东西南北前后左右上下](?:面|边|头)?(?:的)?(?:那|一)?(?:一)?(?:家|户|间|栋|"
    rf"排(?![座椅队号名])|"
    rf"个院|个门)|"
    rf"(?:左|右)手(?:边|侧|面)?(?:的)?(?:那|第)?{_N}?(?:家|户|间|个门|个院子?)?|把(?:头|角|"
    rf"边)(?:的)?(?:那|"
    rf"第)?[一]?(?:家|户|间)?|"
    rf"(?:[东西南北左右]{{1,2}}(?:边|侧|面|头)?)(?:的)?(?:那)?(?:一)?(?:户人家|那[户家]|人家|"
    rf"邻居家)|"
    r"(?:人家|独院|小院|院子|院落|宅院|老宅|铁皮[房棚]|二层楼|门脸|红门|蓝门|"
    r"铁门)(?![里内外中口前]|还|说|都|的?施工)"
)
# 守着水泵房的木栅栏人家: beside what it stands, what it looks like, and what it is.
_BESIDE: Final = re.compile(
    rf"(?:紧?挨着?|紧?靠着?|紧邻|毗邻|邻近|临近|靠近|临着|斜?对着|正对着?|守着|把着|贴着|围着|"
    rf"冲着|背靠)"
    rf"[{HANZI}A-Za-z0-9]{{1,14}}?(?:的)?[{HANZI}A-Za-z0-9]{{0,10}}?"
    r"(?:人家|那[家户](?:人家?)?|独院|小院|大院|院子|院落|宅院|老宅|宅子|平房|砖房|瓦房|"
    r"铁皮[房棚]|彩钢房|"
    r"小楼|二层楼|屋子|门脸|棚子)(?![里内外中](?!面)|还|都)"
)
# 过了坝右手第二个院: how one comes there is told with it.
_WAY: Final = re.compile(
    rf"(?:从|由|[过进出下上]了?|拐过|绕过|沿着?|顺着?|穿过|走过|路过)[{HANZI}A-Za-z0-9]{{0,8}}$"
)
# Where roads meet and buses stop nobody lives.
_TRAFFIC: Final = re.compile(
    r"(?:路口|交叉口|站牌|公交站|地铁站|红绿灯|[桥洞]下?|国道|高速|出口|入口|匝道|辅路|隧道|"
    r"斑马线|天桥)$"
)
_NOT_HOME: Final = re.compile(
    r"(?:的)?(?:公司|物业|店|超市|企业|单位|医院|银行|机构|中介|施工|单|次|批|期|名|位|工作|人数|"
    r"商户|供应|快递|第三方|"
    r"家(?:公司|物业|店)|居民|标准|规定|比|面积|居委会|社区|街道|部门)"
)
# From where it is seen.
_SEEN: Final = re.compile(
    r"(?:往|向|朝|靠|偏)(?:[东西南北左右前后里外上下]{1,2})(?:走|拐|数|去|边|面|侧|开|进)?|"
    r"[东西南北前后左右侧正斜](?:门|口|面|侧|边|头|墙|山墙)|[东西南北]{1,2}(?:侧|边|头|面|角|方向)"
    r"|以[东西南北]|正[东西南北]|"
    r"对面|对过|斜对门|对门|斜对面|斜对过|正对|旁边|旁|隔壁|紧挨|挨着|背后|后身|门前|屋后|房后|"
    r"[东西南北前后左右里]数|[渠河沟塘路山树井墙桥坑湖田地湾]边|把头|门口|门外|底下|边上|边儿|"
    r"跟前|里边|后头|前头|上头|中间|当间|"
    r"(?:左|右)(?:拐|转|手)|"
    r"进去|进门|出门|进村|进院|村口|村东|村西|村南|村北|村头|村尾|巷口|胡同口|路口|街口|桥头|拐角|"
    r"把角|尽头|里头|最里|"
    rf"电梯口|楼梯口|出电梯|下电梯|下楼梯|上楼|一进|楼道|{_DISTANCE}|第{_N}排|后街|前街|东头|西头"
)
# Seen from a thing and a distance: no word for the home is needed.
_FAR: Final = re.compile(
    rf"(?:(?:往|向|朝)[东西南北左右前后里]{{1,2}}(?:走|拐|边|面|方向)?|[东西南北]{{1,2}}(?:侧|边|"
    rf"面|头|方向)|以[东西南北]|正[东西南北](?:方向)?|"
    rf"对面|旁边|后面|前面|门口|路口)(?:的)?{_DISTANCE}(?:处|左右|远|的?地方|的?位置|开外|"
    rf"路[东西南北]|的?巷子|的?院子|的?平房)*"
)
_APART: Final = re.compile(
    rf"距(?:离)?([{HANZI}A-Za-z0-9]{{2,14}}?)(?:只有|仅|也就|大概)?{_DISTANCE}(?:处|左右|"
    rf"远)?(?:的(?:地方|位置|院子|平房|房子|人家|住户|那家|那户|小院|巷子))+"
)
_DOORWAY: Final = re.compile(
    rf"(?:出|进|下|上|一出|一进)?(?:了)?(?:电梯|楼梯|单元门|单元|大门|院门|村口|胡同|巷子?|楼道)"
    rf"(?:口|间|门)?(?:往|向|的|靠|出来|进去|里|上来)?"
    rf"(?:(?:左|右)(?:手|拐|转)(?:边|侧|面)?(?:的)?(?:那)?(?:第{_N})?(?:家|户|间|个门)?|"
    rf"[东西南北]{{1,2}}(?:侧|边|数|面)?(?:的)?(?:第{_N}|那|最后一)(?:家|户|间|个门))"
)
_NEIGHBOUR: Final = re.compile(
    r"(?:(?:我|本人|咱|自|她|他|诉求人|来电人|反映人|业主|投诉人|市民)们?(?:的)?(?:家|屋|房子|"
    r"住处|卧室|住房)?(?:的)?)?(?:正|斜)(?:上方|下方|楼上|楼下|对门|对面|对过)(?:的)?(?:那|这|"
    r"一)?(?:住户|户|邻居|家|人家|业主|租户)+|"
    r"(?:我|本人|咱|自己|她|他|诉求人|来电人|反映人)们?(?:家|屋)(?:的)?(?:楼上|楼下|对门|隔壁|"
    r"上方|下方|左边|右边|东边|西边|南边|北边|上面|下面|头顶)(?:的)?(?:那|这|一)?(?:住户|户|邻居|"
    r"那家|人家|业主|租户)+"
)
_RUN: Final = re.compile(rf"[{HANZI}A-Za-z0-9]")
_FARTHEST: Final = 30
_ANCHOR: Final = 8
_ORDINARY: Final = 2
# 卫生 is an ordinary word, 卫生院 is what a home is seen from: no thing is told in less.
_FEWEST: Final = 3


def find(text: str) -> Iterator[Finding]:
    """Yield each home that is told by its surroundings."""
    for match in finditer(_HOME, text):
        start = _seen_from(text, match)
        if start is not None:
            way = _WAY.search(text, max(0, start - _ANCHOR), start)
            yield Finding(way.start() if way else start, match.end(), ENTITY, 0.75)
    for match in finditer(_FAR, text):
        start = _anchor(text, match.start())
        if start < match.start() and not _TRAFFIC.search(text, start, match.start()):
            yield Finding(start, match.end(), ENTITY, 0.7)
    for pattern in (_APART, _DOORWAY, _NEIGHBOUR, _BESIDE):
        for match in finditer(pattern, text):
            yield Finding(match.start(), match.end(), ENTITY, 0.75)


def _seen_from(text: str, match: re.Match[str]) -> int | None:
    """Return where the telling of a home begins, or None if nothing tells where it is."""
    if _NOT_HOME.match(text, match.end()):
        return None
    low = match.start()
    while low > 0 and match.start() - low < _FARTHEST and _RUN.match(text[low - 1]):
        low -= 1
    seen = _SEEN.search(text, low, match.end())
    return None if seen is None else _anchor(text, seen.start(), low)


def _anchor(text: str, end: int, low: int | None = None) -> int:
    """Return where the thing begins that the place is seen from."""
    first = max(0, end - _ANCHOR) if low is None else max(low, end - _ANCHOR)
    for at in range(end - 1, first - 1, -1):
        if not _RUN.match(text[at]):
            first = at + 1
            break
    # The thing itself may be an ordinary word (路口, 村委会): then it is its last characters.
    for left in range(min(end - first, _ORDINARY) + 1):
        start = name_start(text, first, end - left)
        if start < end - left:
            return max(first, min(start, end - _FEWEST))
    return max(first, end - _ORDINARY)
