"""Names after who it is: 反映人：赵立冬, 来电人周木清反映, 法定代表人为时光.

After a label with a colon any two to four Hanzi are a name; right after the word itself,
without a mark, a surname is needed, and more where the word is not one of a case's parties.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.name_shape import (
    ALSO_WORDS,
    NOBODY,
    NOT_NAMES,
    PARTY,
    SCORES,
    STRONG,
    WEAK,
    believable,
    names_at,
)
from anonymize.recognizers.person_words import ADVERB, HARDLY, ROLES, SPEECH, alternatives
from anonymize.recognizers.person_words import PARTY as PARTIES
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, ORDINARY, RARE, SURNAME, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NAMED: Final = frozenset(("姓名", "名字"))
_ROLE: Final = re.compile(alternatives((*ROLES, *_NAMED)))
# 房东：, 申请人姓名（本人）：, 诉求人|, and a label alone on its line.
_LABELLED: Final = re.compile(
    r"(?:(?:的|本人)?(?:名字|姓名|全名)(?:(?:\([^()\n]{1,8}\))?[ \"]{0,2}[:=|\]】\t]|叫做?|是|为)|"
    r"(?:\([^()\n]{1,8}\))?[ \"]{0,2}[:=|\]】\t]|名叫|叫做?|"
    r"名为)[ :是为\"\t“]{0,4}(?:\n[ \t]{0,4})?"
)
# 尊敬的工作人员： speaks to somebody, and what follows is the letter.
_SALUTED: Final = re.compile("尊敬的|亲爱的|各位|敬爱的|你好|您好")
_REACH: Final = 10
_ALONE: Final = re.compile(r"(?:姓名)?[ ]{0,2}\n[ \t]{0,4}")
_BEFORE: Final = re.compile(r"(?:[(“\"‘]|是|叫|系|为|[ ]){0,2}")
# 市民高兴反映: between who and what they do there is room for a name only.
_SAID: Final = re.compile(rf"[ ]?([{HANZI}]{{2,3}})(?<!昵)(?<!名)(?<!简)(?={SPEECH})")
# What is done with a person rather than by one: 经与诉求人高兴核实, 诉求人宝山对答复无异议.
_MET: Final = re.compile(
    rf"[ ]?([{HANZI}]{{2,3}})(?=介绍|描述|陈述|核实|确认|沟通|联系|取得联系|见面|本人|"
    r"对(?:此|答复|处理|"
    r"办理|回复|结果)|的(?:电话|手机|身份|诉求)|这[几两三]个字)"
)
_SPEAKERS: Final = frozenset(
    (*PARTIES.split("|"), "市民", "居民", "村民", "住户", "租户", "群众", "老人", "家长")
)
# 法定代表人为时光。
_EQUALS: Final = re.compile(rf"(?:为|是|系)({SURNAME}[{HANZI}]{{1,2}})(?=[,。;\n]|$)")
# 经办人马上, : a word that needs another after it stands alone here.
_ENDS: Final = re.compile(rf"[ ]?({SURNAME}[{HANZI}]{{1,2}})(?=[,。;\n)]|$)")
_WHOLE_LINE: Final = re.compile(rf"[ \t]{{0,4}}([{HANZI}]{{2,4}})[ \t。]{{0,4}}(?:\n|$)")
_FORMAL: Final = frozenset(
    re.findall(
        r"\S+",
        "经办人 承办人 办理人 受理人 联系人 审核人 签发人 户主 收件人 收款人 接待人 答复人 处理人 "
        "反映人 "
        "来电人 诉求人 申请人",
    )
)
_PREDICATE: Final = re.compile(
    r"(?:请假|关机|通话|应诉|解释|查看|许可|任职|应答|成年|终止|解决|满意|查收|计划|支付|安装|施工|"
    r"连续|解除|康复|付款|付清|通过|通知|干预|应允|和解|向上|向前|平静|默认|管理|查证|严重|强调|"
    r"检查|"
    r"方可|曾.*|于.*|应.*|任.*|不.*)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each name after who it is, and those that follow it in a list."""
    for role in finditer(_ROLE, text):
        yield from _after(text, role)


def _after(text: str, role: re.Match[str]) -> Iterator[Finding]:
    at = role.end()
    word = role[0]
    labelled = _LABELLED.match(text, at)
    if labelled and _SALUTED.search(text, max(0, role.start() - _REACH), role.start()):
        return
    if labelled:
        yield from _listed(text, labelled.end(), trust=STRONG)
        return
    if word in _SPEAKERS:
        yield from _after_party(text, role)
    if word in _FORMAL:
        line = _WHOLE_LINE.match(text, at)
        if line and text[max(0, role.start() - 1) : role.start()] in ("", "\n"):
            yield from _listed(text, line.start(1), trust=STRONG)
            return
        last = _ENDS.match(text, at)
        if last and not _PREDICATE.fullmatch(last[1]) and believable(last[1], STRONG):
            yield Finding(*last.span(1), ENTITY, 0.75)
    yield from _weakly(text, at, trust=PARTY if word in _SPEAKERS else WEAK)


def _after_party(text: str, role: re.Match[str]) -> Iterator[Finding]:
    at = role.end()
    alone = _ALONE.match(text, at)
    if alone and text[max(0, role.start() - 1) : role.start()] in ("", "\n", " "):
        yield from _listed(text, alone.end(), trust=STRONG)
    said = _SAID.match(text, at)
    if said and _is_called(said[1]):
        yield Finding(*said.span(1), ENTITY, 0.8)
    met = _MET.match(text, at)
    if met and _is_called(met[1]) and _is_met(met[1]):
        yield Finding(*met.span(1), ENTITY, 0.75)
    equal = _EQUALS.match(text, at)
    if equal and equal[1] not in NOBODY and _is_called(equal[1]):
        yield Finding(*equal.span(1), ENTITY, 0.75)


def _weakly(text: str, at: int, *, trust: int) -> Iterator[Finding]:
    before = _BEFORE.match(text, at)
    yield from _listed(text, before.end() if before else at, trust=trust)


def _listed(text: str, at: int, *, trust: int) -> Iterator[Finding]:
    for start, end, trusted in names_at(text, at, trust=trust):
        yield Finding(start, end, ENTITY, SCORES[trusted])


_BY_SURNAME: Final = re.compile(SURNAME)


def _is_called(word: str) -> bool:
    """Tell whether *word*, between a person and what the person does, can be a name."""
    return not (
        (is_ordinary(word) and not _BY_SURNAME.match(word))
        or (word[0] not in COMMON and (is_ordinary(word[:2]) or is_ordinary(word[1:])) and word[2:])
        or word in ADVERB
        or word[:2] in ADVERB
        or word[-2:] in ADVERB
        or HARDLY.search(word)
        or NOT_NAMES.match(word)
    )


def _is_met(word: str) -> bool:
    """Tell whether *word* is not how one meets: 当面, 进行, 逐一."""
    return not (word in ORDINARY or _PREDICATE.fullmatch(word)) and (
        not is_ordinary(word) or word[0] in COMMON or word[0] in RARE - ALSO_WORDS
    )
