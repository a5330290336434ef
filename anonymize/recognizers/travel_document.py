"""Passports and permits (护照, 港澳通行证, 台胞证, 外国人永久居留身份证)."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_TRAVEL_DOCUMENT"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT)

_NUMBER: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[EGDSPegdsp][A-HJ-NP-Za-hj-np-z0-9]?[0-9]{7,8}|"
    r"[HMCWLhmcwl][0-9]{8,10}|[A-Z]{3}[0-9]{12})"
    r"(?![A-Za-z0-9])"
)
_LABELLED: Final = pattern(
    r"护照|通行证|回乡证|台胞证|居留证|居留许可|居住证|暂住证|永久居留身份证|签证|港澳证|"
    r"军官证|证件"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each document's number."""
    for match in _NUMBER.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.85)
    yield from find_value(_LABELLED, text, ENTITY)
