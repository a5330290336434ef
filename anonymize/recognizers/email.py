"""E-mail addresses, spoken ones too (zhang艾特example点com).

Our own ASCII pattern: the usual ones take the Hanzi on either side for letters.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding

ENTITY: Final = "EMAIL"
KIND: Final = "pattern"

_ADDRESS: Final = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+[ ]?(?:@|\(at\)|\[at\]|艾特|#@)[ ]?"
    r"[A-Za-z0-9\-]+(?:[ ]?(?:\.|点|\(dot\))[ ]?[A-Za-z0-9\-]+)+"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each address."""
    for match in _ADDRESS.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
