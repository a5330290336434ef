"""Masks that the source left (***, ××, XX): their length reveals what they hide.

What stands on either side of a mask inside one number (6222****0000) goes with it. Also
``_x000D_``, the line end that some spreadsheets write out.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.scan import finditer

ENTITY: Final = "MASK_RESIDUE"
KIND: Final = "pattern"

_SIGNS: Final = "*×●■█▇◆◇□○"
_SIGN_RUN: Final = re.compile(
    rf"[{_SIGNS}][{_SIGNS}]{{1,60}}(?:[ \-]?[0-9]{{0,6}}[ \-]?[{_SIGNS}]{{2,60}}){{0,6}}"
    r"(?:[ \-]?[A-Za-z0-9]{1,12}(?![A-Za-z0-9]))?"
)
_HEAD: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{1,12}[ \-]?$")
_REACH: Final = 14
_LETTERS: Final = re.compile(
    r"[Xx](?<![A-Za-z0-9].)[Xx]+(?![A-Za-z0-9])|"
    r"[Xx](?<![A-Za-z0-9].)[Xx]{2,20}[0-9]{2,8}(?![A-Za-z0-9])"
)
_BETWEEN_DIGITS: Final = re.compile(
    r"[0-9](?<![A-Za-z0-9].)[0-9]{1,11}[Xx]{3,20}[0-9]{0,8}(?![A-Za-z0-9])"
)
_WORDS: Final = re.compile(
    r"某某某+|_x000[dDaA]_|[\[【(](?:已隐藏|已脱敏|已屏蔽|敏感信息|隐私)[\]】)]"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each run that only a mask can be, with the number it is part of."""
    for match in finditer(_SIGN_RUN, text):
        head = _HEAD.search(text[max(0, match.start() - _REACH) : match.start()])
        start = match.start() - (len(head[0]) if head else 0)
        yield Finding(start, match.end(), ENTITY, 0.6)
    for pattern in (_LETTERS, _BETWEEN_DIGITS, _WORDS):
        for match in finditer(pattern, text):
            yield Finding(match.start(), match.end(), ENTITY, 0.6)
