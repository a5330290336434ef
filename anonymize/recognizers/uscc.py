"""Unified social credit codes (统一社会信用代码, GB 32100) and the older codes of firms.

Eighteen characters: authority, kind, division (6 digits), body (9), check. The alphabet has
no I, O, S, V, Z, but callers read them out, so every letter is let in. A code of digits
only is one where it can be no identity number: no division begins with 9.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import CLOSE, DIGITS, PLAIN, TIGHT
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_USCC"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT, DIGITS, CLOSE)

_SEP: Final = r"[ \-.]{0,2}"
_CODE: Final = re.compile(
    rf"[1-9A-Za-z](?:(?<![0-9A-Za-z].)|(?<=[0-9])(?<![0-9].))"
    rf"(?:(?=[0-9A-Za-z \-.]{{1,26}}[A-Za-z]){_SEP}[0-9A-Za-z]|"
    rf"(?<=9){_SEP}[1239]){_SEP}"
    rf"[0-9](?:{_SEP}[0-9]){{5}}{_SEP}[0-9A-Za-z](?:{_SEP}[0-9A-Za-z]){{8}}{_SEP}[0-9A-Za-z](?![0-9A-Za-z])"
)
_PERSON: Final = re.compile(r"[1-9][0-9]{16}[0-9Xx]")
_LABELLED: Final = labels(
    full=(
        r"信用代码证?号?|信用代码|组织机构代码|机构代码|营业执照|注册号|税号|纳税人识别号|工商号|"
        r"统一代码"
    ),
    bare=r"营业执照|执照|税务登记|工商注册|工商登记|纳税人|组织机构|信用|企业",
)
_FIRST_OF_FIRMS: Final = "9"
_FEWEST: Final = 6


def find(text: str) -> Iterator[Finding]:
    """Yield each code of a firm or a body."""
    for match in finditer(_CODE, text):
        code = re.sub("[^0-9A-Za-z]", "", match[0])
        if not _PERSON.fullmatch(code):
            yield Finding(match.start(), match.end(), ENTITY, 0.95)
        elif code.startswith(_FIRST_OF_FIRMS):
            yield Finding(match.start(), match.end(), ENTITY, 0.85)
    yield from find_value(_LABELLED, text, ENTITY, shortest=_FEWEST)
