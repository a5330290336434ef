"""Numbers of court cases, arbitrations, penalties and files: （2021）京0105民初00000号.

The numbers of laws and official documents (京政办发〔2021〕12号) look alike and stay: they
have no court code of Hanzi and digits after the year, and no kind of case before it.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, HANZI, PLAIN
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_COURT_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

# A year in brackets is rare: it is found first, then what stands on either side of it.
_YEAR: Final = re.compile(r"[(\[〔【<《][ ]?(?:19|20)[0-9]{2}[ ]?年?[ ]?[)\]〕】>》]")
_NUMBER: Final = (
    r"(?:字)?第?[ ]?[0-9]{1,9}(?:[\-之][0-9]{1,8})?[ ]?号?(?:之[一二三四五六七八九十0-9]{1,2})?"
)
_CODE: Final = (
    rf"\s?[{HANZI}]{{0,3}}[ ]?[0-9]{{0,6}}[ ]?[{HANZI}]{{0,6}}"
    r"(?:民|刑|行|执|破|仲|罚|保|知|商|赔|调|裁|诉|委|清|财|辖|认|督|催|信|访)"
    rf"[{HANZI}]{{0,6}}{_NUMBER}"
)
_AFTER_YEAR: Final = re.compile(_CODE)
_UNBRACKETED: Final = re.compile(
    rf"[12](?<![0-9].)[09][0-9]{{2}}年?[)\]]?[ ]?[{HANZI}]{{1,2}}[0-9]{{2,6}}"
    rf"(?:民|刑|行|执|破|财|诉)[{HANZI}]{{0,4}}[0-9]{{1,8}}号?"
)
_KIND: Final = (
    r"(?:行罚决?|行决|罚决?|处罚|仲案?|仲裁|裁|受案|立案?|立刑|刑立|案|工伤认?|伤认|工认|认|鉴|"
    r"信访?|信复|信受|信转|访|访复|"
    r"复决|复议|复不|复终|复受|复(?=字)|处理|处决|强制?|强拆|强决|拘决?|取保|取决|不诉|起诉|诉|"
    r"批捕|催告?|告(?=字)|听告|责改|责停|"
    r"限拆|限改|拆|没决?|扣|封|先登|依申请|告知|公证|民证|内证|调(?=字)|人调|调解|民调|法援|援|"
    r"督|罚单|医鉴|事故|交认|公交认|"
    r"公交决|罚听|赔|许决|撤|行受|不予|违建)"
)
_FILE: Final = re.compile(rf"[{HANZI}](?:[{HANZI}]|\([{HANZI}]{{1,4}}\)){{0,12}}{_KIND}[字书]?第?$")
_AFTER_FILE: Final = re.compile(rf"\s?(?:[{HANZI}]{{1,6}}字)?{_NUMBER}")
# 京政办发 and its like: the last word says that it is for everybody.
_PUBLIC: Final = re.compile(r"(?:发|办|函|规|令|公告|通告|文|通知|通|意见|办法|标准|批)字?$")
_LABELLED: Final = labels(
    full=r"案号|卷宗号|立案号|仲裁案号|案件号|处罚决定书号|决定书文号|警情编号|受案登记|案卷号|执行案号",
    bare=r"案件|卷宗|立案|仲裁|判决书?|裁定书?|调解书?|处罚决定书|决定书|受案|执行|起诉|传票|笔录|出警",
)
_BEFORE: Final = 18
_FEWEST: Final = 4


def find(text: str) -> Iterator[Finding]:
    """Yield each case number."""
    for year in finditer(_YEAR, text):
        before = text[max(0, year.start() - _BEFORE) : year.start()]
        file, number = _FILE.search(before), _AFTER_FILE.match(text, year.end())
        if file and number and not _PUBLIC.search(before):
            start = year.start() - len(file[0])
            yield Finding(start, number.end(), ENTITY, 0.85)
        code = _AFTER_YEAR.match(text, year.end())
        if code:
            yield Finding(year.start(), code.end(), ENTITY, 0.9)
    for match in finditer(_UNBRACKETED, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.9)
    yield from find_value(_LABELLED, text, ENTITY, shortest=_FEWEST)
