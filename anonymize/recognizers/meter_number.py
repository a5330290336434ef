"""Numbers of meters and of customers of utilities (户号, 电表号, 缴费号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_METER_NUMBER"
KIND: Final = "pattern"

_NUMBER: Final = pattern(
    r"户号|客户编号|用户编号|用户号|客户号|缴费号|缴费编号|表号|(?:电|水|燃气|煤气|热力|"
    r"热)表(?:表号|编号|号)?|燃气卡号?|水卡号?|电卡号?|供暖卡号?|采暖编号|宽带账?号|档案号"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it."""
    return find_value(_NUMBER, text, ENTITY)
