"""Bids: 标底998万, 第二名报价1003万, 投标价, 中标价, 控制价, 下浮12%, 技术标得分87.5分."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.money import FIGURE, PER, SHARE, gap, more_sums
from anonymize.recognizers.scan import finditer

ENTITY: Final = "BID"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_CUE: Final = (
    r"标底价?|拦标价|(?:招标)?控制价|最高限价|最高投标限价|投标(?:总)?(?:报)?价格?|投标金额|"
    r"投(?:的)?标|(?:第[一二三四五]名|我方|我司|我们|对方|他们|对手|竞争对手|首次|二次|最终|最低|"
    r"最高|初步|评标|竞标|开标|"
    r"一轮|二轮|第[一二三]轮)?报价(?:单|为|是|了)?|竞标价格?|竞价|竞买价|出价|中标(?:价格?|金额|"
    r"额|总价)?|开标价|评标价|评标基准价|底价|底标|保留价|起拍价|心理价位|预算(?:价|金额|控制)?|"
    r"围标(?:价|金额)?|陪标价?"
)
_SUM: Final = re.compile(rf"(?:{_CUE}){gap(9)}(?P<sum>{FIGURE}(?:{PER})?)")
_RATE: Final = re.compile(
    rf"(?:下浮|上浮|让利|下浮率|报价折扣|折扣率|浮动|降幅|费率|中标费率|"
    rf"投标费率){gap(6)}(?P<sum>{SHARE})"
)
_MARK: Final = re.compile(
    r"(?:技术标|商务标|评标|综合评分|投标文件|标书|信用标)(?:的)?(?:得分|评分|打分|得|为|是|"
    r"评了){0,3}(?P<sum>[0-9]{1,3}(?:\.[0-9]{1,2})?分)"
)
# What the state itself offers or fixes is no bid: 挂号报价, 财政预算.
_PUBLIC: Final = re.compile(r"财政|政府|全市|全区|公示|公布|标准|国家|中央")


def find(text: str) -> Iterator[Finding]:
    """Yield each figure of a tender."""
    for match in finditer(_SUM, text):
        if not _PUBLIC.search(text[max(0, match.start() - 6) : match.start()]):
            yield Finding(match.start("sum"), more_sums(text, match.end("sum")), ENTITY, 0.75)
    for pattern in (_RATE, _MARK):
        for match in finditer(pattern, text):
            yield Finding(match.start("sum"), match.end("sum"), ENTITY, 0.7)
