"""Numbers of orders, bookings and vouchers (订单号, 预约号, 取餐号, 核销码)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_ORDER_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=(
        r"订单|单号|预订号|取餐号|取票号|核销码|兑换码|验证码|密码|口令|查询码|提取码|券码|团购券|"
        r"提货券|排队号|"
        r"叫号|行程单|车次订单"
    ),
    bare=(
        r"订单|订餐|外卖|预订|订票|取票|取餐|购物|团购|兑换|核销|优惠券|门票|车票|船票|电影票|"
        r"演出票|机票|行程|打车|"
        r"网约车|代驾|搬家|保洁|家政|寄存|租车|骑行|充电"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
