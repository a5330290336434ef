"""Mixtures by their parts alone: 两种原料按7:3, 核心添加剂占12%, 每桶加0.3%的香精.

A ratio of three is nothing but a mixture; one of two, and a share, need a substance, a craft
or a secret beside them. Times, scores, statistics and taxes stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.formula import CRAFT, ORDINARY, SECRECY
from anonymize.recognizers.scan import finditer

ENTITY: Final = "FORMULA"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

# So much of a substance: 核心添加剂占12%, 每桶加0.3%的香精.
_DOSE: Final = re.compile(
    r"(?:添加|掺|加到?|加了|加入|含有?|占|兑|用量|放|混|比例|配|浓度|纯度|用到?|调到|只要|控制在)"
    r"(?:[^,。;!?\n0-9]{0,8}?)(?P<dose>"
    r"[0-9]{1,3}(?:\.[0-9]{1,3})?(?:[-~至到][0-9.]{1,5})?[ ]?(?:%|‰|ppm)|"
    r"百分之[零一二三四五六七八九十百点两半]{1,6})"
)
_SUBSTANCE: Final = re.compile(
    r"原料|辅料|主料|配料|香料|染料|颜料|填料|回料|回收料|粉|[剂油浆糖盐酸碱胶酯醇醛酮酚钠钙钾锌铬镍钛硅]|树脂|"
    r"香精|色素|蛋白|原浆|浓缩|溶液|纤维|母粒|乳液|酵母|菌种|提取物|果汁|肉(?:含量|占)|面(?:里|中)"
)
_NO_DOSE: Final = re.compile(
    r"油烟|油价|加油|甲醛|PM|绿化|糖尿|血糖|血压|人数|比例尺|补贴|税|同比|环比|股|分红|利|房|公摊|超标|检测|抽检|"
    r"满意|投票|赞成|空气|雾霾|排放"
)
# 1:2:4 is nothing but a mixture; 3:1 needs a word for it beside it.
_PARTS: Final = re.compile(
    r"(?<![0-9:.])[0-9]{1,3}(?:\.[0-9]{1,2})?(?::[0-9]{1,3}(?:\.[0-9]{1,2})?){1,6}(?![0-9:])|"
    r"[一二三四五六七八九十两半]{1,2}(?:比[一二三四五六七八九十两半]{1,2}){1,4}"
)
_MIXES: Final = re.compile(
    r"配|兑|混|掺|水泥|砂|灰|树脂|胶|药|漆|调和|搅|比例|用量|料|粉|浆|剂|溶|熬|酱|糖|油|面|水灰"
)
_NO_MIX: Final = re.compile(
    r"[点时分]|师生|车位|比分|投票|赔率|屏幕|画[面幅]|比例尺|股|分成|分账|杠杆|首付|人数|男女|床|护|公摊|绿化|"
    r"营业|开门|关门|上午|下午|晚上|早上|凌晨|夜间|每天|发车|班次|至|赢|输|胜|负|比赛|号线|时间|配比车"
)
_ITEM: Final = 12
_NEAR: Final = 6
_SEVERAL: Final = 2


def find(text: str) -> Iterator[Finding]:
    """Yield each ratio and each share of a mixture."""
    for match in finditer(_PARTS, text):
        before = text[max(0, match.start() - _NEAR) : match.end()]
        if not ORDINARY.search(before) and _is_mixture(text, match):
            yield Finding(*match.span(), ENTITY, 0.65)
    for match in finditer(_DOSE, text):
        around = text[max(0, match.start() - _ITEM) : match.end() + _ITEM]
        told = _SUBSTANCE.search(around) or CRAFT.search(around) or SECRECY.search(around)
        if told and not _NO_DOSE.search(around):
            yield Finding(*match.span("dose"), ENTITY, 0.6)


def _is_mixture(text: str, match: re.Match[str]) -> bool:
    """Tell whether parts like 3:1 are those of a mixture, and no time, score or share."""
    around = text[max(0, match.start() - _ITEM) : match.end() + _ITEM]
    if _NO_MIX.search(around):
        return False
    return len(re.findall("[:比]", match[0])) >= _SEVERAL or bool(_MIXES.search(around))
