"""From the word that gives an attribute away to all that is told with it. Not a recogniser.

离婚 is found; what a reader must not learn is 2019年和丈夫离婚三年了. To the left go times,
causes and partners up to the one who is spoken of; to the right what completes the verb, up
to the end of the clause or to where the complaint begins (被单位辞退, 咨询…).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from anonymize.recognizers.attribute_spans import Range
from anonymize.recognizers.attribute_subject import KIN
from anonymize.recognizers.date_forms import COUNT, DATE, RELATIVE

_WINDOW: Final = 32
_LONGEST_BEFORE: Final = 18
_BREAK: Final = re.compile(r"[,。;!?:\n\t|()\[\]【】①-⑳、\ufffc]")
# The one who is spoken of, and the words that say so; what follows is said of them.
_WHO: Final = re.compile(
    rf"(?:(?<![和与跟同被把由随给向对在])(?<![和与跟同][我他她])(?<![和与跟同][我他她]的)"
    rf"(?:我们?家?|本人|俺|他|她|其|您|自己|{KIN}|[\u4e00-\u9fff]{{1,2}}(?:女士|先生)|"
    r"(?:来电|诉求|反映|申请|当事|投诉|举报|求助|咨询|来访|信访|被反映)[人者]|市民|老人|老太太?|"
    r"老汉|大爷|大妈|大叔|阿姨|"
    r"孩子|男子|女子|邻居|家里|家中|家属|对方|住户|租户|业主|村民|居民|老板|员工|职工|同事|工友|"
    r"学生))"
    r"(?:本人|现在|目前)?|(?:自称|自述|称|表示|显示|反映|系|作为|是(?!否)|为(?!了))(?:其|自己)?"
)
_SAYS: Final = re.compile(r"(?:本人|自称|自述|称|说|表示|反映|系|就?是|为|其|自己|的|就|也|都)+")
_TIME: Final = (
    rf"(?:{DATE}|{RELATIVE}|(?<![0-9])(?:19|20)[0-9]{{2}}|[0-9]{{1,2}}月份?|每(?:个)?"
    r"(?:年|月|季度|周|天|星期)|早年|年轻时|当年|最近|近日|近期|上月|本月|这个月|这几年|近[几两]年|"
    r"前几年|[一-十]几岁|一(?:个月|年|季度)|每半年|每季度|逐月|按月)"
)
_LEADS: Final = re.compile(
    rf"(?:(?:{_TIME}|从|自|在|于|到|起|开始|以来|至今|就|才|刚|刚刚|又|再|已|已经|曾|曾经|现|现在|"
    r"目前|正|正在|仍|还|还在|一直|长期|常年|多年|先后|因|被|遭|怀|有|着|了|过|都|能|只|大概|大约|"
    rf"(?:和|与|跟|同)(?:[我他她])?(?:{KIN}|对方|男方|女方|对象)|全家|靠|主要|依靠|办|闹|打|在闹|"
    r"不幸|意外|处于|处在|正处|休|工伤|车祸|事故|转为|成为|转正为|自愿|主动|光荣|荣|协议|诉讼|"
    r"起诉|经法院|法院|"
    r"通过|第?[一二三两四]次|"
    r"因[^,。;!?\n]{1,8}|的|和|与){1,6})$"
)
_COMPLAINT: Final = (
    r"被(?!判|认定|评|授)|要求|咨询|询问|申请(?!了?(?:低保|救助|补贴))|希望|请|反映|投诉|举报|能否|"
    r"能不能|可否|是否|如何|怎么|怎样|单位|公司|物业|社区|居委|街道|村委|政府|学校|医院说|因此|"
    r"所以|"
    r"但|却|可是|然而|而且|而[是现]|想|需要|无法|没法|不能|没人|没有(?!孩子|子女|儿女|收入|工作|"
    r"生活|劳动|生育|亲人|后代|老伴|配偶|结婚|领证)|导致|不给|不让|不知|不予|"
    r"现(?:在|"
    r"被|因)|突然|应该|应当|可以|找不|诉求|认为|觉得|为什么|为何|凭什么|怎|可(?!能|怜)|由(?!于)|"
    r"医保|房产|房屋|手续|费用|材料|证明|工龄|待遇|优待|组织关系|"
    r"符合|不符合|并(?!且)|[,。;!?:\n、()|]|\ufffc|$"
)
_REST: Final = re.compile(rf"(?P<rest>(?:(?!{_COMPLAINT}).){{0,20}})(?={_COMPLAINT})")
_MONEY: Final = r"(?:约|共|为|是|有)?[0-9]{1,6}(?:\.[0-9]{1,2})?(?:多)?(?:元|块钱?)"
_TAIL: Final = re.compile(
    rf"(?:\([^()]{{1,8}}\)|了|过|着|才|刚|已|有|近|约|满|已有|长达|共|大概|将近|快|到|至今|多年|"
    rf"{COUNT}(?:个)?(?:多|余)?"
    rf"(?:年|个月|月|周|天|日|次|岁|级|户|口|人|枚|颗|根)(?:多|零?{COUNT}个?[月天])?|"
    rf"(?:每月|每年|一个月|月均|每人)?{_MONEY}(?:左右)?|在家|期间|[ ]){{1,6}}"
)


def with_times(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range and the times, durations and sums that stand right beside it."""
    low = _clause(text, start)
    lead = _LEADS.search(text, low, start)
    tail = _TAIL.match(text, end)
    return (lead.start() if lead else start), (tail.end() if tail else end)


def to_clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return all that is told in one clause of the person whose event or state it is."""
    first, last = with_times(text, start, end)
    low = _clause(text, start)
    at = -1
    for who in _WHO.finditer(text, low, start):
        at = who.end()
    if at >= 0 and start - at <= _LONGEST_BEFORE:
        says = _SAYS.match(text, at, start)
        first = min(first, says.end() if says else at) if first >= at else at
    return first, max(last, rest_of_clause(text, end))


def rest_of_clause(text: str, end: int) -> int:
    """Return where what is told from *end* on stops: at a mark, or where a complaint begins."""
    rest = _REST.match(text, end)
    return rest.end("rest") if rest else end


def _clause(text: str, start: int) -> int:
    low = max(0, start - _WINDOW)
    for mark in _BREAK.finditer(text, low, start):
        low = mark.end()
    return low


def clauses(text: str, ranges: Iterable[Range], sure: float = 0.8) -> Iterator[Range]:
    """Yield *ranges* widened: to the clause from score *sure* on, below it by times alone."""
    for start, end, score in ranges:
        wide = to_clause if score >= sure else with_times
        yield *wide(text, start, end), score


def timed(text: str, ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield *ranges* with the times, durations and sums that stand beside them."""
    for start, end, score in ranges:
        yield *with_times(text, start, end), score
