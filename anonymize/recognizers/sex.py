"""Sex where a form asks for it (性别：男): with an age and a street it points at somebody."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "SEX"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT)

_LABEL: Final = re.compile(
    r"性别(?:[ ]{0,2}[:|][ ]{0,2}|[ ]{0,3}|[是为])([男女]性?)(?![一-鿿]{0,2}(?:不限|平等))"
)

# 王某，男，45岁 and （女，汉族，…）: an entry of a list whose other entries are a person's.
_LISTED: Final = re.compile(
    r"(?<=[,、/|( \t])([男女]性?)(?=[ ]?[,、/|) \t][ ]?(?:[0-9]{1,3}[ ]?周?岁|"
    r"[\u4e00-\u9fff]{1,3}族|"
    r"(?:19|20)[0-9]{2}|[0-9]{2}(?:岁|年|[,、/| ])|[一二三四五六七八九十]{1,3}岁|出生|身份证|"
    r"现年|今年|"
    r"现?住|未婚|已婚|离异|电话|手机|联系|年龄|民族|户籍|籍贯))"
)


def find(text: str) -> Iterator[Finding]:
    """Yield the answer to each question for the sex."""
    for pattern in (_LABEL, _LISTED):
        for match in finditer(pattern, text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
