"""Unified social credit codes (统一社会信用代码, GB 32100) and the older codes of firms.

Eighteen characters: authority, kind, division (6 digits), body (9), check. The alphabet has
no I, O, S, V, Z, but callers read them out, so every letter is let in.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_USCC"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT)

_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z])[1-9A-Za-z][0-9A-Za-z][ \-]?[0-9]{6}[ \-]?[0-9A-Za-z]{9}[ "
    r"\-]?[0-9A-Za-z](?![0-9A-Za-z])"
)
_LABELLED: Final = pattern(
    r"信用代码|组织机构代码|机构代码|营业执照(?:注册)?(?:号|编号)?|注册号|税号|纳税人识别号"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each code of a firm or a body."""
    for match in _CODE.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    yield from find_value(_LABELLED, text, ENTITY)
