"""Number plates: province, letter, five or six characters (six: new energy); special plates.

Some exports replace the province by another Hanzi, so any Hanzi will do where digits make
up most of the rest.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_PLATE"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT)

_PROVINCE: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_REST: Final = (
    r"[ .·\-_]{0,3}(?=[A-Za-z0-9]{0,5}[0-9])[A-Za-z0-9]{4,6}[学警港澳挂领试超]?(?![A-Za-z0-9])"
)
_PLATE: Final = re.compile(rf"[{_PROVINCE}][ ]?[A-Za-z]{_REST}")
_ANY_HANZI: Final = re.compile(
    rf"[{HANZI}][A-Za-z][·. "
    rf"]?(?=[A-Za-z0-9]{{5,6}}(?![A-Za-z0-9]))[A-Za-z]?[0-9]{{4,5}}[A-Za-z]?(?![A-Za-z0-9])"
)
_MASKED: Final = re.compile(
    rf"[{_PROVINCE}][A-Za-z][·. ]?(?=[A-Za-z0-9]*[*×])[A-Za-z0-9*×]{{4,6}}(?![A-Za-z0-9])"
)
_SPECIAL: Final = re.compile(
    r"(?:WJ|使|[军空海北沈兰济南广成])[A-Z]?[·. ]?[0-9]{5,6}[领警]?(?![0-9A-Za-z])"
)
_LABELLED: Final = pattern(
    r"车牌|牌照|车号|车牌尾号|车架|发动机|VIN|电动车牌", r"[A-Za-z0-9][A-Za-z0-9·\-]{3,17}"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each plate, and the frame and engine numbers that words announce."""
    for match in _PLATE.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    for pattern_ in (_ANY_HANZI, _MASKED, _SPECIAL):
        for match in pattern_.finditer(text):
            yield Finding(match.start(), match.end(), ENTITY, 0.6)
    yield from find_value(_LABELLED, text, ENTITY)
