"""Numbers of contracts, bids and projects (合同编号HT-2020-01, 京建合字(2021)第12号)."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, HANZI, PLAIN
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_CONTRACT_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=r"合同号|协议号|标号|项目号|招标号|标段号|合同[Nn][Oo]\.?",
    bare=(
        r"合同|协议|招标|投标|中标|标书|项目|标段|采购|备案|专利|图纸|产品|批次|立项|工程|租约|"
        r"租赁|"
        r"订购|认购|"
        r"施工|装修|委托|服务|借款|贷款|担保|保证书|意向|网签|客户名单|报价单?|询价|招采|配方|工艺|"
        r"技术文件"
    ),
)
_WRITTEN: Final = re.compile(
    r"(?:合同|协议|标书|项目|备案|租约|认购书)(?:书)?(?:的?编号|号码|号|编码|字号)[:是为 “\"]{0,4}"
    rf"([{HANZI}]{{0,8}}[A-Za-z]{{0,6}}[{HANZI}]{{0,4}}[(\[〔【]?(?:19|"
    rf"20)[0-9]{{2}}[)\]〕】年]?[\- ]?[{HANZI}A-Za-z]{{0,6}}"
    r"[第\-]?[ ]?[0-9A-Za-z][0-9A-Za-z\-]{0,16}号?)"
)
# LH字第7731号, KZ字(2021)第12-3号: no document of the state is numbered in letters.
_LETTERED: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,8}[0-9]{0,2}字[ ]?(?:[(\[〔【]?(?:19|20)[0-9]{2}[)\]〕】]?年?)?"
    r"第?[ ]?[0-9A-Za-z][0-9A-Za-z\-]{1,16}号?"
)
# 京某租字第0331号 where a contract is spoken of before or after it.
_WRITTEN_OUT: Final = re.compile(
    rf"(?:合同|协议|租约|标书|认购书)(?:书)?(?:的?编号|号码|号|编码|字号)?[:是为 “\"]{{0,4}}"
    rf"([{HANZI}A-Za-z]{{1,8}}字[ ]?第?[ ]?[0-9A-Za-z][0-9A-Za-z\-]{{1,16}}号?)"
)
_BEFORE_ONE: Final = re.compile(
    r"号?(?:的|这份|那份|书面|[《“]){0,2}[^,。;!?:\n\ufffc]{0,6}?(?:合同|协议|租约|认购书)"
)
_ANY_WRITTEN: Final = re.compile(
    rf"[{HANZI}]{{1,6}}字[ ]?第[ ]?[0-9A-Za-z][0-9A-Za-z\-]{{1,16}}(?:号|(?![0-9A-Za-z]))"
)
_YEARED: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2,6}[(\[〔](?:19|20)[0-9]{2}[)\]〕]第?[0-9A-Za-z\-]{1,14}号?"
)

_STANDARD: Final = re.compile(r"(?:GB|DB[0-9]{2}|JGJ|CJJ|HJ|ISO|QB|FZ)(?:/[A-Z]{1,3})?[ ]?$")
_REACH: Final = 10


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, and those of the usual form."""
    for match in finditer(_WRITTEN, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
    for match in finditer(_YEARED, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for match in finditer(_LETTERED, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in finditer(_WRITTEN_OUT, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
    for match in finditer(_ANY_WRITTEN, text):
        if _BEFORE_ONE.match(text, match.end()):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for found in find_value(_NUMBER, text, ENTITY):
        # 产品执行标准号为GB 18401-2010 is for everybody.
        if not _STANDARD.search(text, max(0, found.start - _REACH), found.start):
            yield found
