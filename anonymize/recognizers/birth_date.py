"""When somebody was born: 1990年2月3日生, 出生于腊月初八, 58年生人, 属马, 我是85后."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences
from anonymize.recognizers.attribute_subject import belief, has_subject
from anonymize.recognizers.date_forms import DATE, RELATIVE

ENTITY: Final = "BIRTH_DATE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = ("生", "属", "后", "降", "诞", "年的", "本命", "岁")
_YEAR_ALONE: Final = r"(?<![0-9])(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
_BORN: Final = re.compile(
    r"(?:(?:出生(?:日期|年月日?|时间|日)|生日|诞辰|生辰)"
    r"(?:[:是为在于 ,(/|]|都是|应该是|就是|证上写的|登记为|大概|大约){0,3}|"
    r"(?:生于|出生[于在]|降生[于在]|诞生于|出生)(?:[:是为 ]|大概|大约){0,2})"
    rf"({DATE}|{RELATIVE}|{_YEAR_ALONE}年?)(?![ ]?[0-9一二三四五六七八九十]{{1,3}}[ ]?周?岁)"
)
_THEN: Final = re.compile(
    rf"((?:{DATE}|{_YEAR_ALONE}年?)[ ]?(?:生人)?)(?<=[年月日号0-9人初零一二三四五六七八九十])[ ]?("
    rf"?:(?<=生人)|(?:[,]|[在于][一-鿿]{{2,6}})?出生|生人|生(?=[,.。;!?、)的于在]|$|人)|降生|"
    r"诞生|(?:是|为|过)?[我他她][^,。;]{0,4}生日|生日|的生日|(?:过|满)?(?:六十|七十|八十|九十|"
    r"百)大寿)"
)
_OF: Final = re.compile(
    r"(?:[我他她]|本人|母亲|父亲|爱人|老伴|儿子|女儿|孩子)(?:就|都)?是"
    r"((?:(?:19|20)?[0-9]{2}|[一二][零〇九][零〇一二三四五六七八九]{2}|"
    r"[一二三四五六七八九零〇]{2})年)(?:的(?![一-鿿])|生的?|的人|出生)"
)
_ANIMAL: Final = re.compile(
    r"(?:(?<=[父母]亲)|(?<![所隶归附直金家下亲眷军烈]))属(?:大|"
    r"小)?[鼠牛虎兔龙蛇马羊猴鸡狗猪](?=[的,。;!?、)了是今,]"
    r"|$)"
)
_DECADE: Final = re.compile(
    r"(?<![0-9])(?:[0-9]0|[0-9]5|[6789][0-9]|[五六七八九零][零五〇0])后(?![0-9天期续来面果门备勤])"
)
_DECADE_OF: Final = re.compile(r"(?:[我是的位名个]|本人|作为|[男女],?)$")


def find(text: str) -> Iterator[Finding]:
    """Yield each birth date, birth year, animal of the year and decade of birth."""
    near = sentences(text, _ANCHORS)
    for pattern in (_BORN, _THEN, _OF):
        for match in scan(pattern, text, near):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
    for match in scan(_ANIMAL, text, near):
        if belief(text, match.start(), match.end()) > 0:
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for match in scan(_DECADE, text, near):
        before = text[max(0, match.start() - 3) : match.start()]
        if _DECADE_OF.search(before) and has_subject(text, match.start(), match.end()):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
