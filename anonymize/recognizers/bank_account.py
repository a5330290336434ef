"""Bank cards and accounts: thirteen to nineteen digits, or any number a word announces.

The Luhn digit raises the score of a card; it never drops one (decision 7).
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import NUMBER, find_value, pattern

ENTITY: Final = "CN_BANK_ACCOUNT"
KIND: Final = "pattern"
# Groups are part of the pattern; the tight views would join dates and amounts.
VIEWS: Final = (PLAIN, DIGITS)

_CARD: Final = re.compile(r"(?<![0-9.])[3-69](?:[ \-]{0,2}[0-9]){14,18}(?![0-9])")
_ACCOUNT: Final = pattern(
    r"银行卡|卡号|账号|帐号|账户|帐户|开户(?:行)?|对公户|转到|打到|汇到|汇款至|收款|存折|"
    r"工资卡|储蓄卡|信用卡|支付宝",
    NUMBER,
)
_FEWEST: Final = 6
_NINE: Final = 9


def find(text: str) -> Iterator[Finding]:
    """Yield each card and account."""
    for match in _CARD.finditer(text):
        score = 1.0 if is_consistent(re.sub("[^0-9]", "", match[0])) else 0.8
        yield Finding(match.start(), match.end(), ENTITY, score)
    for found in find_value(_ACCOUNT, text, ENTITY, 0.85):
        if found.end - found.start >= _FEWEST:
            yield found


def is_consistent(number: str) -> bool:
    """Tell whether *number* passes the Luhn check of cards."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - _NINE if value > _NINE else value
    return total % 10 == 0
