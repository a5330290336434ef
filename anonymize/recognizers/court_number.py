"""Numbers of court cases and of administrative penalties: （2021）京0105民初00000号.

The numbers of laws and official documents (京政办发〔2021〕12号) look alike and stay: they
have no court code of Hanzi and digits after the year.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI

ENTITY: Final = "CN_COURT_NUMBER"
KIND: Final = "pattern"

_CASE: Final = re.compile(
    rf"[(\[〔【](?:19|20)[0-9]{{2}}[)\]〕】]\s?[{HANZI}]{{0,2}}[0-9]{{0,6}}[{HANZI}]{{0,6}}"
    r"(?:民|刑|行|执|破|仲|罚|保|知|商|赔|调|裁)"
    rf"[{HANZI}]{{0,6}}(?:字第?)?[ ]?[0-9]{{1,8}}(?:-[0-9]{{1,3}})?号?"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each case number."""
    for match in _CASE.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.9)
