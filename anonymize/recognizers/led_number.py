"""Numbers that Hanzi lead, right after what they number: 保安证号京保2019110763, 合同养2021-0037.

The Hanzi say who gave the number (京保, 养, 租字) and belong to it.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_LICENCE_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT)

_PROVINCE: Final = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_GAP: Final = r"(?:编?号码?)?(?:上|写的?|显示)?[是为:叫 (\"“]{0,2}"
_NUMBER: Final = r"[A-Za-z]{0,2}[0-9][0-9\-]{1,16}[0-9]号?(?![0-9A-Za-z年月日元%])"
_OF_PERSON: Final = re.compile(
    rf"(?:证|[卡牌](?!车|号车)|证件|工号|编号|警号|执照)(?:本|书)?{_GAP}"
    rf"((?:[{_PROVINCE}][{HANZI}]{{0,4}}?(?:字)?第?|[{HANZI}][{_PROVINCE}]|"
    rf"[服协保导护医执教特健电安焊网客货运辅城巡店管]字?第?){_NUMBER})"
)
_OF_CONTRACT: Final = re.compile(
    rf"(?:合同|协议书?|租约|认购书|借条|收据|订单){_GAP}"
    r"((?![^0-9]{0,4}[法范本样版到在签自从于约定期止至的了是一,。;:履执按改终续满])"
    rf"[{HANZI}]{{1,6}}?[(\[]?(?:19|20)[0-9]{{2}}[)\]]?年?"
    r"(?:(?:字)?第[ ]?[0-9\-]{1,10}|-[0-9]{3,8}(?:-[0-9]{1,4})?)号?(?![0-9A-Za-z年月日元%]))"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number with the Hanzi that lead it."""
    for pattern in (_OF_PERSON, _OF_CONTRACT):
        for match in finditer(pattern, text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
