"""Masks that the source left (***, ××, XX): their length reveals what they hide.

What stands on either side of a mask inside one number (6222****0000) goes with it. Also
``_x000D_``, the line end that some spreadsheets write out.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding

ENTITY: Final = "MASK_RESIDUE"
KIND: Final = "pattern"

_SIDE: Final = r"[A-Za-z0-9]{0,12}"
_MASK: Final = re.compile(
    rf"(?<![A-Za-z0-9]){_SIDE}[ \-]?(?:\*{{2,}}|×{{2,}}|[●■█▇◆◇□○]{{2,}})(?:[ \-]?(?:[*×●■█▇◆◇□○]{{2,}}|[0-9]{{1,6}}[*×]{{2,}}))*(?:[ \-]?[A-Za-z0-9]{{1,12}}(?![A-Za-z0-9]))?"
    r"|(?:\*{2,}|×{2,}|[●■█▇◆◇□○]{2,})"
    r"|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[0-9]{2,12}[Xx]{3,}[0-9]{0,8}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])[Xx]{3,}[0-9]{2,8}(?![A-Za-z0-9])|某某某+|_x000[dDaA]_"
    r"|[\[【(](?:已隐藏|已脱敏|已屏蔽|敏感信息|隐私)[\]】)]"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each run that only a mask can be."""
    for match in _MASK.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.6)
