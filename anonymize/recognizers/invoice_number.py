"""Numbers of invoices, receipts and payments (发票号码, 收据编号, 交易流水号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_INVOICE_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=r"发票号|发票代码|收据号|小票号|流水号|凭证号|校验码|缴款码|汇款单|回单",
    bare=(
        r"发票|票据|收据|小票|流水|凭证|交易|支付|转账|缴款书?|缴费单?|付款|退款|回单|"
        r"押金单|押金条|欠条|借条|账单|完税|电子票"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
