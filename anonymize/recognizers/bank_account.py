"""Bank cards and accounts: fifteen to nineteen digits, or any number a word announces.

The Luhn digit raises the score of a card; it never drops one (decision 7).
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.digit_chain import told
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_BANK_ACCOUNT"
KIND: Final = "pattern"
# Groups are part of the pattern; the tight views would join dates and amounts.
VIEWS: Final = (PLAIN, DIGITS)

_GAP: Final = r"[ \-.·_/\n]{1,3}"
_ISSUER: Final = r"(?:(?<=6)[02589]|(?<=4)[0-9]|(?<=5)[1-5]|(?<=9)5)"
# Grouped in any other way only where a card or an account is talked of.
_ODD: Final = re.compile(r"[3-69](?<![0-9.].)[0-9]{0,7}(?:[ \-.][0-9]{1,8}){2,18}(?![0-9])")
# In one run, or in the groups that stand on a card: columns of figures look otherwise.
_CARD: Final = re.compile(
    r"[3-69](?<![0-9.].)(?:[0-9]{14,18}"
    r"|F[0-9]{2}(?:G[0-9]{4}){3}(?:G?[0-9]{1,3})?"
    r"|F[0-9]{2}G[0-9]{4}G[0-9]{4}G[0-9]{7}"
    r"|F[0-9]{4}G[0-9]{4}G[0-9]{4}G[0-9]{2,5}"
    r"|F[0-9]{4}G[0-9]{10,13}"
    r"|F[0-9]{6}G[0-9]{8}(?:G?[0-9]{1,3})?"
    r")(?![0-9])".replace("G", _GAP).replace("F", _ISSUER)
)
_ACCOUNT: Final = labels(
    full=(
        r"银行卡号?|卡号|银行账号|银行帐号|账号|帐号|对公户|存折|工资卡号?|储蓄卡号?|信用卡号?|"
        r"借记卡号?|"
        r"一类卡|账户号?|帐户号?|开户行及账号|公积金(?:账|帐)号|收款(?:账|帐)[号户]|(?:账|帐)户"
    ),
    bare=(
        r"开户行?|转到|打到|汇到|汇款至|转账至|打给|存到|转入|汇入|收款|银行|工行|建行|农行|中行|"
        r"交行|招行|"
        r"邮储|公积金|[支分]行|信用社|村镇银行"
    ),
)
_FEWEST: Final = 6
_NINE: Final = 9
_CARDS: Final = re.compile(r"[3-69][0-9]{15,18}")
_NEAR: Final = re.compile(r"卡|账|帐|户|存折")
_BEFORE: Final = 30


def find(text: str) -> Iterator[Finding]:
    """Yield each card and account."""
    for match in finditer(_CARD, text):
        number = re.sub("[^0-9]", "", match[0])
        if len(number) >= 15:  # noqa: PLR2004 - the shortest card, American Express
            score = 0.95 if is_consistent(number) else 0.8
            yield Finding(match.start(), match.end(), ENTITY, score)
    for match in finditer(_ODD, text):
        size = sum(character.isdigit() for character in match[0])
        if 15 <= size <= 19 and _NEAR.search(text, max(0, match.start() - 16), match.start()):  # noqa: PLR2004
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    yield from find_value(_ACCOUNT, text, ENTITY, 0.85, shortest=_FEWEST)
    for one in told(text, _is_card):
        if _NEAR.search(text, max(0, one.start - _BEFORE), one.start):
            yield Finding(one.start, one.end, ENTITY, 0.85)


def _is_card(digits: str) -> bool:
    return _CARDS.fullmatch(digits) is not None


def is_consistent(number: str) -> bool:
    """Tell whether *number* passes the Luhn check of cards."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - _NINE if value > _NINE else value
    return total % 10 == 0
