"""Numbers of tickets: they lead whoever holds the register to the caller (工单号, 受理编号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_TICKET_NUMBER"
KIND: Final = "pattern"

_NUMBER: Final = pattern(
    r"(?:工单|派单|受理|诉求|来电|投诉|举报|信访|案件|登记|件|事项|报修|报警|警情|接警|回执|"
    r"业务|流水|订单|申请|查询|反馈|备案)(?:单号|编号|单|号)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it."""
    return find_value(_NUMBER, text, ENTITY)
