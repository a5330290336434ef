"""Fixed telephone numbers: area code, seven or eight digits, extension.

Without an area code a word must announce it. The lines of public offices are kept by the
policy, which knows the profile's published offices; this module finds them all.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN

ENTITY: Final = "CN_LANDLINE"
KIND: Final = "pattern"
# Not the tight views: there 2021-2022 is eight digits.
VIEWS: Final = (PLAIN, DIGITS)

_EXTENSION: Final = (
    r"(?:[ ,]{0,2}(?:转分?机?|分机号?|内线|ext\.?|-)[ :号]{0,2}[0-9]{1,6}(?![0-9]))?"
)
_WITH_AREA: Final = re.compile(
    r"(?<![0-9])(?:(?:\+|00)86[ \-]{0,2})?[(\[]?0(?:10|2[0-9]|[3-9][0-9]{2})[)\]]?[ .\-_/]{0,3}"
    r"[0-9]{3,4}[ .\-]{0,2}[0-9]{4}(?![0-9])" + _EXTENSION
)
_ANNOUNCED: Final = re.compile(
    r"(?:电话|座机|固话|话机|致电|拨打|来电|回电|传真|号码|联系方式|联系|热线|打到|转接|内线|"
    r"分机|宅电)"
    r"(?:号码|号|机)?(?:[:是为,/ (]|也是|就是|他|她|我|家里|单位){0,4}"
    r"((?:[2-8][0-9]{2,3}[ .\-]{0,2}[0-9]{4})(?![0-9])" + _EXTENSION + ")"
)
_SERVICE: Final = re.compile(r"(?<![0-9])[48]00[ \-]?[0-9]{3,4}[ \-]?[0-9]{3,4}(?![0-9])")
_EXTENSION_ALONE: Final = re.compile(r"(?:分机|内线)号?[:是为 ]{0,3}([0-9]{2,6})(?![0-9])")


def find(text: str) -> Iterator[Finding]:
    """Yield each fixed number with its extension."""
    for match in _WITH_AREA.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    for match in _SERVICE.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for pattern in (_ANNOUNCED, _EXTENSION_ALONE):
        for match in pattern.finditer(text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
