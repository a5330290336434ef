"""Names masked before they came: 梁某平, 王某某, 张**, 李XX. What is left tells still."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import ALSO_WORDS
from anonymize.recognizers.person_words import ROLE
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, RARE, SURNAME

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_STAR: Final = re.compile(r"[*×xX○□△#_]")
_STARRED: Final = re.compile(
    rf"(?<![A-Za-z0-9])({SURNAME})[ ]?[*×xX○□△#_]{{1,4}}[{HANZI}]?(?![A-Za-z0-9*×])|"
    rf"(?<=[人主户为是:、,])({SURNAME})[*×○□△#]{{1,4}}"
)
_MASKED: Final = re.compile(
    rf"[{HANZI}]某(?:某|[{HANZI}](?=[,。;:、\s)(]|$|的|电话|反映|称|说|等|于|表示|同志))?"
)
_SURNAMES: Final = RARE - ALSO_WORDS - {"区"}
# 其妻边某, 系由佘某经营: who it is stands before the rarer surnames.
_WHO: Final = re.compile(rf"(?:{ROLE}|^|[由系与和向被将对给、,。;:!?(])$")
_REACH: Final = 8


def find(text: str) -> Iterator[Finding]:
    """Yield each surname with what hides the rest, the rest included."""
    for match in finditer(_MASKED, text):
        if (
            match[0][0] in COMMON
            or (match[0][0] in RARE - {"区"} and match[0].endswith("某某"))
            or (
                match[0][0] in _SURNAMES
                and _WHO.search(text[max(0, match.start() - _REACH) : match.start()])
            )
        ):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    if not _STAR.search(text):
        return
    for match in finditer(_STARRED, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
