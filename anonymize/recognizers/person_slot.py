"""Words that stand where only a person can: 昨天金桔又来了, 联系不上守义, 转交仝卓处理.

What stands left and right of a place in a sentence may leave room for a person only. How
much is asked of the word there depends on how surely: a surname or two characters that
people are named with, and if the language has the word too, a doubt.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import ALSO_WORDS, FOLLOWS, NOT_NAMES
from anonymize.recognizers.person_given import GIVEN
from anonymize.recognizers.person_words import ADVERB, HARDLY, ROLE, ROLES, SPEECH
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import (
    COMMON,
    COMPOUND,
    ORDINARY,
    RARE,
    is_half_ordinary,
    is_ordinary,
)

ENTITY: Final = "PERSON"
KIND: Final = "rule"

# Between a person and what the person does.
_HOW: Final = (
    r"(?:也|又|还|已经?|没有?|不|就|都|经常|一直|天天|每天|多次|当场|昨天|今天|现在|曾|将|会|"
    r"可以|能|要|正|"
    r"从未|再次|亲自|擅自|在群里|在现场|在家里?|从外地|对(?:处理结果|结果|答复|此|我)|"
    r"[把向给跟](?:我|他|她)们?){0,3}"
)
# What only people do, have or are.
_DOES: Final = re.compile(
    rf"{_HOW}(?:(?:{SPEECH})(?![的人])|告诉[我他她]|回电|来电话|打来|骂[人我他]|摔倒|住院|去世|"
    rf"受伤|晕倒|离职|辞职|"
    r"退休|独居|知情|在场|到场|值守|值班|露面|出面|签收|签[的字]|代[签缴笔办领]|收[的了]|"
    r"拿[的了]|欠[了我]|惹的|干的|"
    r"威胁|动手|打[了人]|推[的了]|骗[了取]|道歉|跑路|失联|闹事|[又也]?来[过了]|搬走|租住|喊|"
    r"介绍的?|谈过|对质|帮忙|负责|跟进|处理的?[,。])|"
    r"的(?:车|狗|家|孩子|儿子|女儿|丈夫|妻子|父亲|母亲|东西|电话|手机|诉求|房子?|态度|身份证|"
    r"病历|工资)|"
    r"名下|家中|家里|家[漏的]|老人|同志|本人|那边|所述|会处理|不在家|在群里|在现场|也在现场|"
    r"是这家|敬上|"
    r",[男女][,。]|[,(][0-9]{2}岁|[,:]?您好|态度|无证经营"
)
# Who is before it.
_START: Final = re.compile(
    rf"(?:^|[^{HANZI}A-Za-z0-9]|[由被把给跟与和找问是请让向据将对为、]|当时|昨天|今天|前天|此事|"
    rf"后来|还有|包括|"
    rf"[上下壁门]的|有个|叫来|{ROLE})$"
)
# After these a person stands, and the sentence may end.
_LEFT: Final = re.compile(
    r"联系不上|多亏|幸亏|转交|介绍人|事主|署名[:]|抄送[:]|[录转]人[:]|自称|一位叫|写的是|签的是?|"
    r"[转交租卖借还]给了?|登记在|开的是|[得去该]问|就是|都是|老人|您好|[叫喊]来|把|有个|举报|投诉|反映|-{2}|"
    r"认识|"
    r"老板是|负责人是|房东是|司机是|店主是|签字[:]|同意。|请|告知"
)
_RIGHT: Final = re.compile(
    rf"$|[,。;!?)\n、]|[ ](?=[0-9])|处理|阅|名下|[惹干签收打骂]|知情|帮忙|(?:{SPEECH})|态度|骗|"
    rf"无证|回电|摔|"
    r"代|值|已|没|不|叫来|喊来|天天|整天|的(?:房|车|家|电话|孩)|,您"
)
_LENGTHS: Final = (3, 2)
_REACH: Final = 4
_SURNAMES: Final = (COMMON | RARE) - ALSO_WORDS
_GIVEN_WORD: Final = re.compile(rf"[{GIVEN}]{{2}}")
_CHARS: Final = re.compile(rf"[{HANZI}]{{2,3}}")
# How much a word speaks for itself, and what that is worth in a place for people.
_NAME: Final = 3
_LIKELY: Final = 2
_WORD: Final = 1
_SCORES: Final = {_NAME: 0.65, _LIKELY: 0.6, _WORD: 0.4}
# Groups and times that do what people do: 商家, 平时, 路人.
_GROUP: Final = re.compile(
    r".*[家户方们众客员商主东人者师生工友长手子][门]?$|.*[天时日月年晚早午夜周期间后前][间里上]?$|"
    r".*[区县市镇乡村局所处科部委办会社院校店厂站队司网台路街楼层门口车费]$|[全各某本该每多几数]."
)


def find(text: str) -> Iterator[Finding]:
    """Yield each word in a place for people; a doubtful one where the language has it too."""
    for match in finditer(_DOES, text):
        for length in _LENGTHS:
            start = match.start() - length
            if start < 0 or not _START.search(text, max(0, start - _REACH), start):
                continue
            weight = _weight(text[start : match.start()])
            if weight:
                yield Finding(start, match.start(), ENTITY, _SCORES[weight])
                break
    for match in finditer(_LEFT, text):
        for length in _LENGTHS:
            end = match.end() + length
            if end <= len(text) and _RIGHT.match(text, end):
                weight = _weight(text[match.end() : end])
                if weight:
                    yield Finding(match.end(), end, ENTITY, _SCORES[weight])
                    break


def _weight(word: str) -> int:
    """Return how far *word* looks like a name: not at all is 0."""
    if not _CHARS.fullmatch(word) or _is_other(word):
        return 0
    surnamed = word[0] in _SURNAMES or word.startswith(COMPOUND)
    ordinary = is_ordinary(word)
    two = len(word) == len("名字")
    if surnamed and not ordinary:
        if two:
            return _NAME
        given = is_ordinary(word[1:]) and not _GIVEN_WORD.fullmatch(word[1:])
        return 0 if given or is_ordinary(word[:2]) or FOLLOWS.match(word, 2) else _NAME
    if two and _GIVEN_WORD.fullmatch(word):
        return _LIKELY if not ordinary or is_half_ordinary(word) else _WORD
    return _WORD if surnamed and two and word[1] in GIVEN else 0


def _is_other(word: str) -> bool:
    """Tell whether *word* is somebody by what they are, a group, a time, or no noun."""
    return bool(
        word in ROLES
        or word in ORDINARY
        or word in ADVERB
        or word[:2] in ADVERB
        or word[-2:] in ADVERB
        or HARDLY.search(word)
        or NOT_NAMES.match(word)
        or _GROUP.fullmatch(word)
    )
