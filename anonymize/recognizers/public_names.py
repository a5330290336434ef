"""What is public by its form: offices, utilities, districts, streets and roads stay readable.

Not a recogniser. A city adds its own names through its profile (anonymize.policy.Kept).
"""

import re
from typing import Final

from anonymize.normalize import HANZI

_BODY: Final = re.compile(
    r".*(?:局|委|委员会|办事处|办公室|政府|法院|检察院|派出所|公安|支队|大队|总队|指挥部|"
    r"指挥中心|管理处|管理所|管理站|执法队|城管|"
    r"服务局|服务中心|热线|纪委|党委|工委|支部|总工会|妇联|残联|居委会|村委会|街道|税务所|"
    r"监督所|消防|武警|海关|人社|教委|卫健委|"
    r"住建|住建委|发改委|财政|民政|信访|交通委|政协|人大|街乡|管委会|中心支行|运营方|运营公司)$"
)
_UTILITY: Final = re.compile(
    r"^(?:.{0,4})(?:国网|国家电网|南方电网|供电公司|自来水|燃气集团|热力集团|供热集团|公交集团|"
    r"地铁|轨道交通|排水集团|环卫集团|"
    r"中国移动|中国联通|中国电信|中国铁塔|歌华|邮政|铁路|首发集团|首都机场|京投|城投|移动公司|"
    r"联通公司|电信公司|电力公司|自来水公司|"
    r"燃气公司|热力公司|公交公司|地铁公司|水务集团|水务公司|人民银行|银保监|银联|12345|政务)"
)
_AREA: Final = re.compile(
    rf"[{HANZI}A-Za-z0-9]*(?:省|市|区|县|旗|州|盟|街道|地区|镇|乡|新区|开发区|示范区|保税区|"
    r"京津冀|国)$"
)
_ROAD: Final = re.compile(
    rf"[{HANZI}0-9]*(?:路|大街|街|大道|道|胡同|巷|高速|公路|国道|省道|环线?|桥|立交|隧道|匝道|"
    r"辅路|北路|南路|东路|西路|线|站|"
    r"机场|火车站|公园|广场|河|湖|江|海|山|水库|森林|湿地|口岸|门|井|窑|里|坟|庄|营|店|坡|岭|口)$"
)
# Known to everybody and nobody's home. A city adds its own through its profile.
_SIGHT: Final = re.compile(
    rf"[{HANZI}]*(?:公园|动物园|植物园|博物馆|图书馆|体育馆|体育场|体育中心|火车站|汽车站|客运站|"
    rf"机场|"
    r"航站楼|政务服务中心|服务大厅|办事大厅|行政中心|副中心|城市副中心|示范区|自贸区|开发区|"
    r"高新区|湿地|森林|水库|故宫|天安门|长城)"
)


def is_known_sight(word: str) -> bool:
    """Tell whether *word* names a public sight or hall, which is no home and no firm."""
    return bool(_SIGHT.fullmatch(word))


def is_public_body(word: str) -> bool:
    """Tell whether *word* names a public body or a public utility."""
    return bool(_BODY.match(word) or _UTILITY.match(word))


def is_public_place(word: str) -> bool:
    """Tell whether *word* names a district, a street or town, or a road: nothing finer."""
    return bool(_AREA.fullmatch(word) or _ROAD.fullmatch(word))
