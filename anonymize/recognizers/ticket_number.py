"""Numbers of tickets: they lead whoever holds the register to the caller (工单号, 受理编号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_TICKET_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=r"(?<!文)件号|派件号|单子号|编号BH",
    bare=(
        r"工单|派单|转单|受理单?|诉求单?|来电|投诉单?|举报|信访件?|案件|登记|事项|报修|"
        r"报警|警情|接警|出警|回执|业务|申请|查询|反馈|备案|预约|服务单|维修单?|报障|"
        r"故障单?|咨询单?|求助|督办单?|交办单?|转办单?|来件|办件|件|服务请求|热线|呼叫|"
        r"录音|通话|会话|上一?单|前一?单|上次|上回|之前的?单子?|单子"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
