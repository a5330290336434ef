"""Number plates: province, letter, five or six characters (six: new energy); special plates.

Some exports replace the province by another Hanzi, so any Hanzi will do where a vehicle is
talked of and digits make up most of the rest.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import ALL, HANZI
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_PLATE"
KIND: Final = "pattern"
VIEWS: Final = ALL

_PROVINCE: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SEP: Final = r"[ .·\-_*,:|/]{0,3}"
_IN: Final = r"[ ·.\-]?"
# 粤Z·F023港跨境车: the last character is a sign of the plate unless it begins a word (学校).
_TAIL: Final = (
    r"(?:[ ]?(?:学(?![校生院区习])|警(?![察方务])|港(?![口湾务])|澳(?![门洲])|"
    r"挂(?![了着在靠号失牌满])|领(?![导取先])|临(?![时近街])|超(?![市车速载过])|"
    r"试(?![图车驾])|使(?![用得])))?"
)
_END: Final = r"(?![A-Za-z0-9])"
_PLATE: Final = re.compile(
    rf"[{_PROVINCE}](?:[ ·.\-(\[牌]{{0,2}}|字头?)[A-Za-z][)\]]?{_SEP}(?:牌照?[号为是:]{{0,2}})?"
    rf"[临试超]?(?=(?:[A-Za-z ·.\-]{{0,6}}[0-9]){{2}})"
    rf"[A-Za-z0-9](?:{_IN}[A-Za-z0-9]){{3,5}}(?![0-9]){_TAIL}"
)
_ANY_HANZI: Final = re.compile(
    rf"[A-Za-z](?<=[{HANZI}].)[·. \-]?(?=[A-Za-z0-9]{{5,6}}{_END})"
    rf"[A-Za-z]{{0,2}}[0-9]{{3,5}}[A-Za-z]{{0,2}}{_END}"
)
_VEHICLE: Final = re.compile(r"车|牌|停|驾|司机|占道|违停|剐|蹭|撞|超载|号牌")
_AROUND: Final = 14
_HIDDEN: Final = r"*×●?Xx"
_MASKED: Final = re.compile(
    rf"[{_PROVINCE}][ ]?[A-Za-z{_HIDDEN}][·. \-]?"
    rf"(?=[A-Za-z0-9]{{0,5}}[*×●?Xx]{{1,6}})[A-Za-z0-9{_HIDDEN}]{{4,6}}{_END}"
)
# Each begins with one class of characters or literals, so that it is found fast.
_SPECIAL: Final = (
    re.compile(rf"(?:WJ|wj|武警)[ ]?[{_PROVINCE}]?[0-9]{{0,2}}[·. \-]?[0-9]{{3,5}}[A-Za-z]?{_END}"),
    re.compile(r"[使领][ ·.\-]?[0-9]{3}[·.\- ]?[0-9]{3}(?![0-9A-Za-z])"),
    re.compile(
        rf"[{_PROVINCE}](?:[A-Za-z]?[ ·.]?[0-9]{{3,5}}[领使学警]|"
        rf"[ ·]?临[ ·]?[A-Za-z]?[0-9]{{4,6}}{_END})"
    ),
    re.compile(
        rf"[军空海北沈兰济南广成](?<![{HANZI}].)[A-Z][·. ]?(?=[A-Z]{{0,4}}[0-9])[A-Z0-9]{{5}}{_END}"
    ),
    re.compile(
        rf"临时?[ ]?[{_PROVINCE}]?[A-Za-z][·. ]?"
        rf"(?=[A-Za-z]{{0,5}}[0-9])[0-9A-Za-z]{{4,6}}{_END}"
    ),
    re.compile(rf"民航[A-Z0-9][·. ]?[A-Z0-9]{{4,5}}{_END}"),
)
# Plates of electric bicycles: 北京A123456, 京朝123456.
_BICYCLE: Final = re.compile(
    rf"[北{_PROVINCE}](?:(?<=北)京)?[朝海丰石东西通顺昌大房门怀平密延]?"
    rf"[A-Za-z]?[·. ]?[0-9]{{6,7}}{_END}"
)
_LABELLED: Final = labels(
    full=r"车牌号?码?|牌照号?|车号|号牌号?码?|临时牌|临牌|牌号|电动车牌|车辆号牌|尾牌",
    bare=r"车辆|电动自行车|电动车|三轮车|摩托车|货车|出租车|网约车|公交车|大巴|轿车|面包车",
)
_SPOKEN: Final = re.compile(
    rf"(?:车牌|牌照|号牌|"
    rf"车号)[^0-9A-Za-z。;\n\ufffc]{{0,6}}([{_PROVINCE}][^0-9A-Za-z。;\n]{{0,4}}[A-Za-z]"
    r"[^0-9A-Za-z。;\n\ufffc]{1,10}[A-Za-z0-9]{5,6})(?![A-Za-z0-9])"
)
_FEWEST: Final = 4


def find(text: str) -> Iterator[Finding]:
    """Yield each plate."""
    for match in finditer(_PLATE, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    for match in finditer(_ANY_HANZI, text):
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if _VEHICLE.search(around):
            yield Finding(match.start() - 1, match.end(), ENTITY, 0.6)
    for match in finditer(_BICYCLE, text):
        if _VEHICLE.search(text[max(0, match.start() - _AROUND) : match.start()]):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for pattern in (_MASKED, *_SPECIAL):
        for match in finditer(pattern, text):
            yield Finding(match.start(), match.end(), ENTITY, 0.6)
    for match in finditer(_SPOKEN, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
    yield from find_value(_LABELLED, text, ENTITY, shortest=_FEWEST)
