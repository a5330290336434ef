"""Numbers of staff and inside codes of persons (工号, 警号, 胸牌)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_STAFF_NUMBER"
KIND: Final = "pattern"

_NUMBER: Final = pattern(
    r"警号|工号|员工号|员工编号|胸牌号?|胸卡号?|工牌号?|执法证号?|座席号?|坐席号?|话务员|坐席|"
    r"接线员|客服(?=[0-9]{2,})|编号(?=[:是为]?[0-9]{3,8}的)",
    r"[A-Za-z]{0,4}[ -]?[0-9]{2,10}",
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it."""
    return find_value(_NUMBER, text, ENTITY)
