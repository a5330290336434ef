"""Sexual orientation and gender of a person: 我是同性恋, 跨性别, 出柜."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import belief

ENTITY: Final = "SEXUAL_ORIENTATION"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    同性 双性 跨性 变性 出柜 性取向 男同 女同 LGBT lgbt gay Gay 拉拉 性别认同 无性恋 易性
    """
)
_WORDS: Final = re.compile(
    r"同性(?:恋(?:者|人|关系)?|伴侣|伴|爱人|男友|女友|情侣|婚姻)|双性恋(?:者)?|无性恋(?:者)?|"
    r"跨性别(?:者|女性|男性|人士)?|(?:做(?:了|过)?)?变性(?:人|手术)|易性(?:癖|症)|出柜|"
    r"性取向(?:是|为)?[一-鿿]{0,4}|男同(?!学|事|志愿|胞|桌)(?:性恋|志)?|女同(?!学|事|志愿|胞|"
    r"桌)(?:性恋|志)?|"
    r"(?<![A-Za-z])(?:LGBT[A-Za-z]{0,2}|lgbt|[Gg]ay)(?![A-Za-z])|性别认同(?:障碍)?"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each orientation that is told of a person."""
    near = sentences(text, _ANCHORS)
    for match in scan(_WORDS, text, near):
        score = belief(text, *match.span())
        if score:
            yield Finding(match.start(), match.end(), ENTITY, score)
