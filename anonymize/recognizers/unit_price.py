"""Prices between firms: 甲供石材单价365元/平方米, 供货价每吨4200, 出厂价, 成本价, 进货价.

Tariffs (水费5元/吨), subsidies and what things cost in a shop stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.money import FIGURE, PER, PER_FIRST, RANGE, gap, is_public, more_sums
from anonymize.recognizers.scan import finditer

ENTITY: Final = "UNIT_PRICE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_CUE: Final = (
    r"(?:综合|含税|不含税|合同|甲供|供货|结算|材料|劳务|采购|加工|固定|包干|清单|基准|执行)?单价|"
    r"供货价格?|供价|出厂价格?|成本价?格?|进货价格?|进价|拿货价?|采购价格?|批发价格?|结算价格?|"
    r"合同价格?|"
    r"协议价格?|内部价格?|一口价|成交价格?|收购价格?|回收价格?|代工费|加工费|工费|包工包料|清包|"
    r"大包|含税价?|裸价|到岸价|离岸价|到厂价|落地价|甲供价?|底价|最低价|优惠价|团购价|员工价|"
    r"代理价|到场价|到岸|外包价|承包价|(?:内部|公司)?核算价|安装费|租赁价|运费单价|配送价|"
    r"经销价|渠道价|分销价|提货价|扣点|结算标准|计价|让利价|给(?:我们|他们|对方|客户|经销商)"
    r"(?:的)?(?:报)?价(?:格)?|供(?:给|应)(?:我们|他们|对方)?(?:的)?(?:价格?)?"
)
_SPOKEN: Final = (
    r"(?:[0-9]{1,5}|[一二三四五六七八九十百两]{1,4})(?:块|毛)[0-9一二三四五六七八九半](?![0-9])"
)
_AMOUNT: Final = rf"(?:{_SPOKEN}|{FIGURE})"
_PRICE: Final = re.compile(
    rf"(?:{_CUE}){gap(10)}(?P<sum>{PER_FIRST}?{_AMOUNT}(?:{PER})?(?:[(](?:不?含税|不?含运费|不?含安装|"
    r"不?含票|到场|到厂|自提)[)])?)"
)
_WORD: Final = "单价"
_TRADING: Final = (
    r"合同|供货|采购|进货|拿货|批发|出厂|成本|报价|结算|包工|甲方|乙方|施工队|供应商|供货商|厂家|代理|"
    r"经销|加工|代工|收购|订购|订货|发货|甲供|中标|投标|分包|承包|外包|安装|清工|工费|我司|我们公司|我厂|"
    r"渣土|砂石|混凝土|商砼|水泥|钢筋|钢材|石材|沥青|模板|脚手架|苗木|管材|电缆|幕墙|门窗|瓷砖|涂料|防水|运费"
)
_EACH: Final = re.compile(
    rf"(?:{_TRADING})[^。;!?\n0-9]{{0,14}}?(?P<sum>{RANGE}{PER}|(?:{_SPOKEN}|[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?)"
    rf"{PER}|{PER_FIRST}(?:{_SPOKEN}|{RANGE}))"
)
# The price first, then what it was: 4120元/吨的采购价.
_THEN: Final = re.compile(
    rf"(?P<sum>{RANGE}{PER})(?:的|,|是|为|就是|这个|左右){{0,3}}(?:我们|我司|公司|和|跟|与|供应商|"
    rf"厂家|[{HANZI}]{{1,4}}谈的){{0,3}}(?:底价|采购价|进价|进货价|成本|成本价|供货价|出厂价|"
    r"结算价|合同价|拿货价|内部价|报价)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each price of a trade between firms."""
    for pattern, score in ((_PRICE, 0.75), (_EACH, 0.65), (_THEN, 0.65)):
        for match in finditer(pattern, text):
            if not is_public(text, match.start("sum"), match.end("sum"), 12):
                end = more_sums(text, match.end("sum"))
                # 单价78.5元 is one word with its price.
                start = match.start("sum")
                start -= len(_WORD) if text.endswith(_WORD, 0, start) else 0
                yield Finding(start, end, ENTITY, score)
