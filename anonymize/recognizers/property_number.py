"""Numbers of property certificates: 京(2020)朝不动产权第0000000号, X京房权证朝字第000号."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, HANZI, PLAIN
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_PROPERTY_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_YEAR: Final = r"[(〔\[<《][ ]?(?:19|20)[0-9]{2}[ 出划]{0,2}[)〕\]>》]"
# The kind of certificate is found first, then what stands on either side of it.
_KIND: Final = re.compile(
    r"不动产权证?|房权证|房产证(?=字)|房地证|房地权证?|房字|国用|集用|集建|土地证(?=字)|"
    r"不动产证明|房他证|他项|"
    r"不动产登记证明|农地承包权|林证|房售证|房预售"
)
_AFTER: Final = re.compile(
    rf"[{HANZI}]{{0,8}}(?:{_YEAR})?[{HANZI}]{{0,2}}(?:字)?第?[ ]?"
    r"[0-9A-Za-z](?:[0-9A-Za-z\-]|[ ](?=[0-9])){2,24}[ ]?号?"
)
# It begins with a letter, the name of a province or a district, or the year.
_BEFORE: Final = re.compile(
    rf"(?:[A-Za-z][ ]?)?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    rf"[{HANZI}]{{0,2}}[ ]?(?:{_YEAR})?[ ]?[{HANZI}]{{0,8}}$"
    rf"|[{HANZI}]?(?:{_YEAR})[ ]?[{HANZI}]{{0,8}}$|[朝海丰石东西通顺昌大房门怀平密延]?$"
)
_LABELLED: Final = labels(
    full=(
        r"房产证|房本|产权证|不动产权?证|土地证|宅基地证|房屋编码|房屋代码|不动产单元号|宗地号|"
        r"地块号|地籍号|丘号|图幅号|网签号"
    ),
    bare=(
        r"房产证?|不动产|产权证?|房本|宅基地|土地|网签|预售证?|地块|宗地|房屋|地籍|他项权?|房源|"
        r"承包地?|林权|公房|廉租房|"
        r"公租房|保障房|经适房|共有产权房|配售|选房|摇号|车位产权"
    ),
)
_REACH: Final = 24
_FEWEST: Final = 4


def find(text: str) -> Iterator[Finding]:
    """Yield each certificate's number, whole."""
    for kind in finditer(_KIND, text):
        after = _AFTER.match(text, kind.end())
        before = _BEFORE.search(text[max(0, kind.start() - _REACH) : kind.start()])
        if after and before:
            yield Finding(kind.start() - len(before[0]), after.end(), ENTITY, 0.95)
    yield from find_value(_LABELLED, text, ENTITY, shortest=_FEWEST)
