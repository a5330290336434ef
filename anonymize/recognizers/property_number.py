"""Numbers of property certificates: 京(2020)朝不动产权第0000000号, X京房权证朝字第000号."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, HANZI, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_PROPERTY_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_YEAR: Final = r"[(〔\[<《][ ]?(?:19|20)[0-9]{2}[ 出划]{0,2}[)〕\]>》]"
_CERTIFICATE: Final = re.compile(
    rf"[A-Za-z]?[ ]?[{HANZI}]{{0,2}}(?:{_YEAR})?[ ]?[{HANZI}]{{0,10}}"
    rf"(?:不动产权证?|房权证|房产证(?=字)|房地证|房字|国用|集用|集建|土地证(?=字)|不动产证明|房地权证?|房他证|他项|不动产登记证明|农地承包权|林证|房售证|房预售)"
    rf"[{HANZI}]{{0,8}}(?:{_YEAR})?[{HANZI}]{{0,2}}(?:字)?第?[ ]?[0-9A-Za-z](?:[0-9A-Za-z\-]|[ ](?=[0-9])){{2,24}}[ ]?号?"
)
_LABELLED: Final = labels(
    full=r"房产证|房本|产权证|不动产权?证|土地证|宅基地证|房屋编码|房屋代码|不动产单元号|宗地号|地块号|地籍号|丘号|图幅号|网签号",
    bare=r"房产证?|不动产|产权证?|房本|宅基地|土地|网签|预售证?|地块|宗地|房屋|地籍|他项权?|房源|承包地?|林权|公房|廉租房|公租房|"
    r"保障房|经适房|共有产权房|配售|选房|摇号|车位产权",
)
# A certificate begins with a letter or the name of a province, not with what is said of it.
_LEAD: Final = re.compile(
    rf"(?:[A-Za-z][ ]?)?(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]|{_YEAR}|[朝海丰石东西通顺昌大房门怀平密延])"
)
_FEWEST: Final = 4


def find(text: str) -> Iterator[Finding]:
    """Yield each certificate's number, whole."""
    for match in _CERTIFICATE.finditer(text):
        lead = _LEAD.search(match[0])
        start = match.start() + (lead.start() if lead else 0)
        yield Finding(start, match.end(), ENTITY, 0.95)
    yield from find_value(_LABELLED, text, ENTITY, shortest=_FEWEST)
