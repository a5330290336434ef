"""Numbers of parcels (快递单号, 运单号, 取件码)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_PARCEL_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=(
        r"快递|运单|包裹|面单|取件码?|取货码?|提货码|物流|邮单|挂号信|邮件号|开柜码|快件|"
        r"[Ee][Mm][Ss]|顺丰|圆通|中通|申通|韵达|极兔|京东快递|德邦|邮政快递"
    ),
    bare=(
        r"快递|运单|物流|包裹|面单|邮件|挂号信|快件|货运|托运|寄件|收件|取件|提货|快运|"
        r"信件|顺丰|货单"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
