"""Numbers of parcels and orders (快递单号, 订单号, 取件码)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_PARCEL_NUMBER"
KIND: Final = "pattern"

_NUMBER: Final = pattern(
    r"快递单?|运单|物流单?|包裹|订单|面单|取件码?|取货码?|验证码|提货码|单号(?=[:是为]?[A-Za-z0-9])"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it."""
    return find_value(_NUMBER, text, ENTITY)
