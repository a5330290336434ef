"""Numbers of members, owners and holders of cards (会员卡号, 业主编号, 一卡通)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "MEMBER_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=(
        r"会员号|业主号|门禁卡号?|停车卡号?|一卡通号?|公交卡号?|健身卡号?|储值卡号?|"
        r"购物卡号?|充值卡号?|月卡号?|借书证号?|读者证号?|会员卡"
    ),
    bare=(
        r"会员|业主|住户|租户|门禁|停车|一卡通|公交|健身|储值|购物|充值|消费|预付|读者|"
        r"借书|积分|VIP|vip|贵宾|车位|停车证|出入证|通行码"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
