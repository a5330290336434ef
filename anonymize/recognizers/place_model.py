"""Places the model found that are finer than a street: by suffix, or by the door after them.

The model knows where 望云苑 begins; the rule of compounds only guesses.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.address import find as find_doors
from anonymize.recognizers.compound import is_deed
from anonymize.recognizers.lac import Span
from anonymize.recognizers.public_names import is_public_place

ENTITY: Final = "COMPOUND"
KIND: Final = "model"

_FINER: Final = re.compile(
    r".*(?:小区|园|苑|庭|府|湾|轩|居|阁|屯|坊|公寓|寓|墅|郡|公馆|社区|村|组|新城|家属院|大院|"
    r"小院|花城|名邸|豪庭|山庄|大厦|写字楼|号院|楼)"
    r"(?:[东西南北中]{0,2}[区里院]|[一二三四五六七八九十]{1,2}[期区里组队])?$"
)
_PUBLIC: Final = re.compile(
    r".*(?:公园|陵园|墓园|公墓|纪念园|乐园|校园|动物园|植物园|开发园|产业园|科技园|园区|政府|首都|国务院|故宫|天安门)$"
)
_BRIDGE: Final = 6
_PLACE: Final = 1


def find(text: str, spans: Sequence[Span]) -> Iterator[Finding]:
    """Yield the places among *spans* that are compounds, or that a door follows."""
    places = [span for span in spans if span.kind == _PLACE]
    if not places:
        return
    doors = sorted(found.start for found in find_doors(text))
    at = 0
    for span in places:
        word = text[span.start : span.end]
        while at < len(doors) and doors[at] < span.end:
            at += 1
        near = at < len(doors) and doors[at] - span.end <= _BRIDGE
        glued = near and not re.search(r"[,。;:!?\n、]", text[span.end : doors[at]])
        if (
            _PUBLIC.match(word)
            or is_deed(word)
            or (is_public_place(word) and not _FINER.match(word))
        ):
            continue
        if _FINER.match(word):
            yield Finding(span.start, span.end, ENTITY, max(span.score, 0.7))
        elif glued:
            yield Finding(span.start, doors[at], ENTITY, max(span.score, 0.6))
