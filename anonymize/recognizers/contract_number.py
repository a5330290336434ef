"""Numbers of contracts, agreements, bids and projects (合同编号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_CONTRACT_NUMBER"
KIND: Final = "pattern"

_NUMBER: Final = pattern(
    r"(?:合同|协议|招标|投标|中标|项目|标段|采购|备案|保单|发票|票据|收据|专利|图纸|产品|批次|"
    r"许可证|立项)(?:书|证)?(?:编号|号码|号|代码|批号)(?:[:是为])?"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it."""
    return find_value(_NUMBER, text, ENTITY)
