"""A firm's figures: 年流水2600万, 罗某持股30%, 毛利率三成, 账上只剩40万, 返点5个点.

Statistics of a city, a trade or the state stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.money import FIGURE, SHARE, SUM, gap, is_fine, more_sums
from anonymize.recognizers.scan import finditer

ENTITY: Final = "FINANCE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_TURNOVER: Final = (
    r"流水|营业额|营收|营业收入|销售额|销售收入|销售总额|主营收入|产值|毛利润?|净利润?|纯利润?|"
    r"利润总额|利润|盈利|亏损|净亏|亏(?:了|空)|负债(?:总额)?|应收账?款?|应付账?款?|库存(?:金额|"
    r"价值)|账上(?:只|还)?"
    r"(?:剩|有)|账面(?:资金|余额)?|现金流|成交额|交易额|成交量|进账|入账|日销|月销|年销|日营业|"
    r"月营业|净资产|总资产|资产总额|注册资本|注册资金|实缴(?:资本)?|认缴|估值|市值|融资额?|融资了|"
    r"融了|偷税|漏税|逃税|纳税额?|缴税|"
    r"税额|研发投入|客单价|GMV|gmv|坪效|日均单量|隐匿收入|虚开(?:发票)?(?:金额)?|回款|坏账|呆账|"
    r"授信(?:额度)?|贷款余额|担保金额|质押|抵押(?:了|金额)"
)
_SHARES: Final = (
    r"持股(?:比例)?|占股(?:比例)?|持有(?:[^,。;\n0-9]{0,8})?(?:股权|股份)?|股权(?:比例|占比)?|"
    r"股份(?:比例|占比)?|控股|参股|入股|干股|出资(?:比例|占比)?|分红(?:比例)?|利润率|毛利率?|"
    r"净利率?|净利润率|回扣|提成(?:比例)?|返点|"
    r"返利|抽成|抽佣|扣点|佣金(?:比例|率)?|市场占有率|市占率|市场份额|份额|折扣率|点位|代持|让渡|"
    r"转让(?:了)?|年化(?:收益)?率?|收益率|回报率|月息|年息|利息|利率|不良率|次品率|废品率|良品率|"
    r"合格率|复购率|转化率|负债率"
)
_SUM: Final = re.compile(rf"(?:{_TURNOVER}){gap(9)}(?P<sum>{FIGURE})")
_SHARE: Final = re.compile(rf"(?:{_SHARES}|{_TURNOVER}){gap(9)}(?P<sum>{SHARE}|{SUM})")
_SHARE_FIRST: Final = re.compile(
    rf"(?P<sum>{SHARE})(?:的)?(?:股权|股份|股|干股|分红|回扣|返点|提成|利润|毛利|净利|佣金|抽成|"
    rf"出资)"
)
_EARNS: Final = re.compile(
    rf"(?:(?:每|一|全|上|去|今)年|(?:每|一|上|这)个?月|(?:每|一)天|年|月|日)(?:就|能|可|大概|大约|"
    rf"至少|才|只)?(?:赚|盈利|亏损?|卖|营业|做|挣|出货|出|产|销售?){gap(6)}(?P<sum>{SUM})"
    rf"(?=[^,。;\n]{{0,6}}(?:货|利润|生意|流水|产品|销|[,。;]|$))"
)
_STATISTIC: Final = re.compile(
    r"(?:全市|全区|全国|全省|全年全|行业|产业|本市|本区|国家|财政|人均|居民|政府|我市|我区|央行|"
    r"存款|房贷|公积金|法定|规定|标准|LPR|贷款基准|税|银行|信用卡|检测|抽检)[^,。;!?\n]{0,8}$"
)
_OWN_TAX: Final = re.compile(r"^(?:偷税|漏税|逃税|纳税|缴税|税额)")


def find(text: str) -> Iterator[Finding]:
    """Yield each figure of a firm's business."""
    for pattern in (_SUM, _SHARE, _SHARE_FIRST, _EARNS):
        for match in finditer(pattern, text):
            before = text[max(0, match.start() - 12) : match.start()]
            if not (_STATISTIC.search(before) or is_fine(text, match.end("sum"))):
                end = more_sums(text, match.end("sum"))
                yield Finding(match.start("sum"), end, ENTITY, 0.7)
