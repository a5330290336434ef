"""Parts of an address that only the word beside them gives away: 楼上602, 摊位A23, 车位B2-118.

A room after 楼上, 对门 or 隔壁; shop units, stalls, parking spaces, storage rooms, dormitory
and hospital beds; plots of land (08-12地块); the name between 住在 and a house number.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "ADDRESS"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NOT_A_COUNT: Final = r"(?![0-9年月日天时分元块角个次人户名岁家万千%℃度米吨斤.号]|平方|左右|多|余)"
_ROOM: Final = (
    r"(?:[A-Za-z]?[0-9]{3,4}|[零〇一二三四五六七八九幺两]{3,4}|"
    r"[0-9]{1,3}-[0-9]{1,4}(?:-[0-9]{1,4})?)[A-Za-z]?"
    rf"(?:室|房间?|户|{_NOT_A_COUNT})"
)
_BESIDE: Final = re.compile(
    r"(?:楼上|楼下|对门|对面|隔壁|邻居|同层|同楼|我家|我住|家住|(?<!入)住在?|家在|房号|门牌|"
    r"门牌号|室号|"
    r"房间|房间号|户号牌|"
    rf"包间|包房|住户|业主|租户|住址|地址|户室|寝室|宿舍)(?:是|为|:|的|在|号)?[ ]?({_ROOM}(?:(?:和|"
    rf"、|,|及){_ROOM}){{0,5}})"
)
_UNIT: Final = (
    r"(?:车位|停车位|车库|地下室|储藏室|储藏间|储物间|摊位|档口|商铺|铺位|铺面|柜台|展位|工位|"
    r"底商|门面房?|门市房?|"
    r"床位|病床|寝室|宿舍|墓位|泊位)"
)
_CODE: Final = (
    r"(?:[A-Za-z]{1,3}[0-9]{0,2}[ ]?-?[ ]?[0-9]{1,4}|[0-9]{1,4}(?:-[0-9]{1,4}){1,2}|"
    r"[0-9]{1,4}(?=号))"
    r"(?:-[0-9]{1,4})?[A-Za-z]?号?"
)
_UNIT_CODE: Final = re.compile(
    rf"{_UNIT}(?:编?号|号码)?(?:是|为|:)?[ ]?({_CODE})(?![0-9%]|[月日时元个]|线|楼)"
)
_CODE_UNIT: Final = re.compile(
    rf"((?:(?:负|"
    rf"地下)?[一二三四五1-5][层楼]?)?(?:[A-Za-z东西南北甲乙][区座])?(?<![0-9A-Za-z.\-]){_CODE})"
    rf"[ ]?(?:的|这个|那个)?{_UNIT}"
)
_PLOT: Final = re.compile(
    rf"([{HANZI}]{{0,6}}(?<![0-9A-Za-z])[A-Za-z0-9][A-Za-z0-9\-]{{0,14}}(?:号)?)(?:地块|宗地|地段)"
)
_PLOT_WORDS: Final = re.compile(
    r"(?:反映|关于|位于|在|的|对|将|了|是|和|与|区|镇|乡|街道|我|由|此|该|本)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each part of an address that the word beside it gives away."""
    for pattern in (_BESIDE, _UNIT_CODE):
        for match in finditer(pattern, text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
    for match in finditer(_CODE_UNIT, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in finditer(_PLOT, text):
        start = match.start(1)
        for stop in _PLOT_WORDS.finditer(match[1]):
            start = match.start(1) + stop.end()
        yield Finding(start, match.end(), ENTITY, 0.75)
