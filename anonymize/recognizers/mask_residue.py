"""Masks that the source left (***, ××, XX): their length reveals what they hide.

Also ``_x000D_``, the line end that some spreadsheets write out, and file names of photos,
which often hold a name.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding

ENTITY: Final = "MASK_RESIDUE"
KIND: Final = "pattern"

_MASK: Final = re.compile(
    r"\*{2,}|×{2,}|[●■█▇◆◇□○]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|某某某+|_x000[dDaA]_"
    r"|[\[【(](?:已隐藏|已脱敏|已屏蔽|敏感信息|隐私)[\]】)]"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each run that only a mask can be."""
    for match in _MASK.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.9)
