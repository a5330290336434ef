"""Numbers of property certificates: 京(2020)朝不动产权第0000000号, X京房权证朝字第000号."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_PROPERTY_NUMBER"
KIND: Final = "pattern"

_CERTIFICATE: Final = re.compile(
    rf"[A-Za-z]?[{HANZI}]?(?:[(〔\[](?:19|20)[0-9]{{2}}[)〕\]])?[{HANZI}]{{0,3}}"
    rf"(?:不动产权|房权证|房地证|国用|集用|土地证|不动产证明|房地权证)[{HANZI}]{{0,6}}"
    r"(?:[(〔\[](?:19|20)[0-9]{2}[)〕\]])?(?:字)?第?[ ]?[0-9A-Za-z\-]{3,20}号?"
)
_LABELLED: Final = pattern(
    r"(?:房产|不动产|产权|房本|宅基地|土地|网签|预售|地块|宗地)(?:证书?|合同|使用证)?(?:编号|"
    r"号码|号|代码)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each certificate's number, whole."""
    for match in _CERTIFICATE.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    yield from find_value(_LABELLED, text, ENTITY)
