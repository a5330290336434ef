"""Where a person lies or is treated: 在市三院心内科住院, 住院部5楼12床, 在某医院做的手术.

A hospital that is complained of (某医院挂号难) is a place, and not ours to judge.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences
from anonymize.recognizers.attribute_subject import belief
from anonymize.recognizers.date_forms import COUNT

ENTITY: Final = "HOSPITAL_STAY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = ("院", "病房", "病区", "病床", "科", "ICU", "监护", "诊所")
_HOUSE: Final = (
    r"(?:医院|卫生院|医学院|妇幼保健院|保健院|妇产院|疗养院|康复中心|诊所|卫生所|卫生室|"
    r"[一二三四五六七八九十]院|中医院|儿研所|人民医院|精神卫生中心|安定医院|养老院|敬老院|福利院|"
    r"护理院|校医院|附属医院|附院|总院)"
)
_WARD: Final = (
    rf"(?:(?:[{HANZI}]{{0,4}}分院|[东南西北]院区|[{HANZI}]{{1,4}}院区)?(?:的)?(?:住院部|住院楼|"
    rf"门诊楼|急诊)?(?:[0-9一二三四五六七八九十]{{1,3}}(?:层|楼))?(?:[{HANZI}]{{0,6}}(?:科|病区|"
    rf"病房|"
    rf"监护室|ICU))?(?:[0-9一二三四五六七八九十]{{1,4}}(?:号)?(?:床|病房|病区|室))?)"
)
_STAYS: Final = (
    rf"(?:住院|住了{COUNT}(?:天|个月|多天)|做(?:的|了|过)?[^,。;!?\n]{{0,8}}(?:手术|透析|化疗|"
    r"放疗|移植|搭桥|康复|检查)|抢救|看病|就诊|就医|看的?病|治疗|治病|手术|透析|化疗|放疗|复查|"
    r"生(?:的)?孩子|生产|分娩|剖腹产|产检|建档|确诊|查出|"
    r"住着|躺着|去世|病逝|疗养|戒毒|开刀|出院|拿药|打针|输液|缝[合针]|照顾|陪护|被护工|被护士|"
    r"摔倒|走失|检查(?:出|发现)|诊断)"
)
_IN: Final = re.compile(
    rf"(?P<where>(?P<head>[{HANZI}A-Za-z0-9·]{{0,14}}?)(?P<kind>{_HOUSE}){_WARD}?)(?:[ ,]?(?:里|"
    rf"内|那边)?(?:正在|一直|已|接受|被|进行|连续|做过|来回|曾)?){_STAYS}"
)
_STAYS_IN: Final = re.compile(
    r"(?:住院(?:在|于)|住在|住(?=[一-鿿]{2,8}(?:养老|敬老|福利|护理|医)院)|住进(?:了)?|转(?:院|入|"
    r"到|至)(?:了|到|至)?|送(?:到|往|进|至)(?:了)?|"
    rf"收治于|躺在|入住)(?P<where>(?P<head>[{HANZI}A-Za-z0-9·]{{0,14}}?)(?P<kind>{_HOUSE}){_WARD})"
)
_BED: Final = re.compile(
    rf"(?:住院部|住院楼|[{HANZI}]{{1,4}}科|病区|病房|ICU)[^,。;!?\n]{{0,8}}?[0-9一二三四五六七八九"
    rf"十]{{1,4}}号?(?:病房|病区|床位?|病床)|[0-9一二三四五六七八九十]{{1,4}}号?(?:病床|床(?=患者|"
    r"病人|家属|的?病))"
)
_LONG: Final = re.compile(
    rf"(?:住院|住了|住过|入院|在院)(?:治疗|观察|期间)?(?:了|已|已有|共|共计|长达)?{COUNT}(?:多|"
    r"余)?(?:天|日|周|个月|月|次|年)|(?:正在|现在|目前|仍在|还在|一直|曾)住院(?:治疗)?|"
    r"住院(?:治疗|观察)(?:中|期间)?"
)
# Where the name of a hospital begins.
_EDGE: Final = re.compile(
    r"[在于到从至去往进的是了被把我他她由经找与向对因后,]|(?<![协同仁泰])和(?![平睦谐])|转[院入]|"
    r"送|住进?|位于|前往|反映|投诉|来到|人在|母亲|父亲|老伴|孩子|老人|家属|目前|现在|正在|一直"
)
_GENERIC: Final = re.compile(
    r"(?:公办|民办|一家|某|该|这家|那家|一些|各|当地|附近|市属|公立|私立|三甲|定点|大|小|去|到|"
    r"在|的|县|市|"
    r"省|社区)*"
)

_ANY: Final = frozenset(("医院", "养老院", "敬老院", "福利院", "护理院", "诊所"))


def find(text: str) -> Iterator[Finding]:
    """Yield each hospital, ward and bed of a person, and how long the stay was."""
    near = sentences(text, _ANCHORS)
    for pattern in (_IN, _STAYS_IN):
        for match in scan(pattern, text, near):
            start = match.start("head")
            for stop in _EDGE.finditer(match["head"]):
                start = match.start("head") + stop.end()
            if _GENERIC.fullmatch(text[start : match.start("kind")]) and match["kind"] in _ANY:
                start = match.end("kind")
            end = match.end("where")
            if end > start and belief(text, match.start(), match.end(), alone=0.6):
                yield Finding(start, end, ENTITY, 0.75)
    for pattern in (_BED, _LONG):
        for match in scan(pattern, text, near):
            if belief(text, *match.span(), alone=0.55):
                yield Finding(match.start(), match.end(), ENTITY, 0.75)
