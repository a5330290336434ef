"""Sums of private deals: 合同总价1280.5万元, 押金8500元, 转让费三十万, 壹佰贰拾万元整.

Tariffs, statutory fines, subsidies and statistics stay. What a person paid in passing (买了
30元水果) stays too: a sum counts as a deal's from a deal's words, or from its size.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.money import FIGURE, PER, RANGE, gap, is_public, more_sums
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CONTRACT_AMOUNT"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_CONTRACT: Final = (
    r"(?:合同|协议|签约|订单|采购|工程|项目|总承包|分包|施工|装修|结算|决算|审定|审计|成交|交易|"
    r"标的|货物|购房|购车|房屋|股权|转让|收购|设备|材料|劳务)"
    r"(?:的)?(?:暂定|暂估|固定|含税|不含税)?(?:总)?(?:价款|价格|价|金额|总额|额|款项|款|造价|"
    r"总造价|费用)|"
    r"总价款?|总造价|造价|总额|合同(?:约定|写明|写的|载明|显示|标的)|签(?![证字收到名注])了?(?:一份)?|"
    r"签订(?:了)?(?:一份)?"
)
_DEAL: Final = (
    r"货款|尾款|余款|首付款?|首期款|进度款|质保金|工程款|材料款|设备款|劳务款|预付款|定金|订金|"
    r"诚意金|意向金|认筹金|押金|保证金|履约金|违约金|滞纳金|赔偿金?|赔偿款|赔偿费|"
    r"赔付款?|补偿款|补偿金|拆迁款|补偿|租金|房租|月租金?|年租金?|店租|转租费|承包费|承包金|"
    r"转让费|转让款|转让价|顶手费|进场费|加盟费|代理费|装修款|装修费|中介费|居间费|佣金|律师费|"
    r"咨询费|服务费|手续费|好处费|回扣|红包|茶水费|学费|培训费|课时费|课程费|托管费|会员费|会费|"
    r"入会费|卡费|年费|充值款?|卡内余额|卡里(?:还)?(?:剩|有)?|还剩|剩余|余额|预存款?|储值|"
    r"借款|本金|欠款|欠条|垫付款?|垫资|房款|购房款|车款|全款|团购款|集资款|入股款?|股金|出资额?|"
    r"投资款|(?<!总)投资额|融资款?|彩礼|聘金|医药费|治疗费|手术费|鉴定费|维修费|修理费|"
    r"拖车费|搬家费|家政费|月嫂费|团费|房价款|成交价|售价|卖价|要价|开价|标价|评估价|起拍价|损失|"
    r"诉讼标的|涉案金额|(?<!奖的)(?<!最高)金额"
)
_STRONG: Final = re.compile(rf"(?:{_CONTRACT}){gap(10)}(?P<sum>{FIGURE})(?!{PER})")
_TIED: Final = re.compile(rf"(?:{_DEAL}){gap(9)}(?P<sum>{RANGE})")
_AFTER: Final = re.compile(
    rf"(?P<sum>{RANGE})(?:整)?(?:的|作为|当)?(?:{_DEAL}|合同|订单|工程|协议|借条|货|房子|房产|卡|"
    rf"会员卡|年卡|储值卡|购物卡|预付卡|课程|课|标的|项目款|生意|单子)"
)
_PAID: Final = re.compile(
    rf"(?:花(?:了|费)?|付(?:了|款|给|清)?|支付(?:了)?|交(?:了|纳|付|给)?|缴(?:了|纳)?|转(?:账|给|"
    rf"了|走)|打(?:款|给|了)|汇(?:款|了|给)|退(?:款|还|费|回|给|赔)(?:了|我)?|"
    rf"收(?:了|取|我|走|款)|索要|索赔|要(?:求)?赔(?:偿)?|扣(?:了|除|款|留)|赔(?:了|给|付|偿)?|"
    rf"骗(?:了|走|取)|卖(?:了|给)|买(?:了|的|下)?|欠(?:我|了|下|着)?|拖欠|垫(?:付|了)|投(?:了|入)|"
    rf"充(?:了|值)|存(?:了|入)|预付|预存|贷(?:了|款)?|借(?:了|给|走)|价值|价格|作价|折价|标价|报销|"
    rf"理赔){gap(8)}(?P<sum>{RANGE})(?!{PER})"
)
_LARGE: Final = re.compile(r"[万亿萬wW]|[百千仟佰]|[0-9][0-9,]{3,}|[5-9][0-9]{2}")
# Capital numerals are written in contracts and receipts and nowhere else.
_CAPITAL: Final = re.compile(
    r"(?P<sum>(?:人民币)?(?:[壹贰叁肆伍陆柒捌玖]|"
    r"[零拾佰仟萬万亿](?=[壹贰叁肆伍陆柒捌玖拾佰仟萬万零亿元圆])){2,18}(?:元|"
    r"圆)?(?:[壹贰叁肆伍陆柒捌玖零]角)?(?:[壹贰叁肆伍陆柒捌玖]分)?(?:整|正)?)"
)
_CAPITAL_DIGIT: Final = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")
# Tens of thousands are no shopping; less is, but for what ties it to a deal or a debt.
_BIG: Final = re.compile(r"[万亿萬wW]|[0-9][0-9,]{4,}|[壹贰叁肆伍陆柒捌玖仟]")
_DEALS: Final = re.compile(
    r"合同|协议|签[了订约]|欠|借|租|转让|工程|货|公司|工资|工钱|劳务|供应|承包|加盟|项目|私下|私人|房东|中介|"
    r"甲方|乙方|厂|客户|订单|报价|收据|转账|打款|赔|违约|尾款|首付|余款|定金|垫|股|投资|佣金|好处|回扣|红包|"
    r"彩礼|欠条|本金|贷|集资|房款|车款|质保|保证金|预付|损失|老板|经理"
)
_STOP: Final = re.compile(r"[。;!?\n\ufffc]")
_REACH: Final = 30
_FINE: Final = re.compile(r"(?:罚款|处以?|罚金|罚没|处罚)[^,。;\n]{0,6}$")


def find(text: str) -> Iterator[Finding]:
    """Yield each sum of a private deal."""
    for match in finditer(_STRONG, text):
        if not is_public(text, match.start("sum"), match.end("sum"), 8):
            yield _found(text, match, 0.8)
    for pattern, score in ((_TIED, 0.75), (_AFTER, 0.7)):
        for match in finditer(pattern, text):
            public = is_public(text, match.start("sum"), match.end("sum"))
            if not (public or _is_plain(text, match)):
                yield _found(text, match, score)
    for match in finditer(_PAID, text):
        public = is_public(text, match.start("sum"), match.end("sum"), 24)
        if _LARGE.search(match["sum"]) and not (public or _is_plain(text, match)):
            yield _found(text, match, 0.6)
    for match in finditer(_CAPITAL, text):
        fine = _FINE.search(text[max(0, match.start() - 10) : match.start()])
        if _CAPITAL_DIGIT.search(match[0]) and not fine and match[0][-1] in "元圆整正角分万萬亿":
            yield _found(text, match, 0.8)


def _is_plain(text: str, match: re.Match[str]) -> bool:
    """Tell whether a sum is what a customer paid in passing: small, and tied to no deal."""
    if _BIG.search(match["sum"]):
        return False
    low, high = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
    for stop in _STOP.finditer(text, low, match.start()):
        low = stop.end()
    end = _STOP.search(text, match.end(), high)
    return not _DEALS.search(text, low, end.start() if end else high)


def _found(text: str, match: re.Match[str], score: float) -> Finding:
    return Finding(match.start("sum"), more_sums(text, match.end("sum")), ENTITY, score)
