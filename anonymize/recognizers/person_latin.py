"""Names in Latin letters: Maria来电, 房东叫wang xiaoming, LI Na, O'Connor.

Two capitalised words are a name wherever they stand among Hanzi. One word, or a surname
and a given name in pinyin, is one where a person is announced or does something.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.latin_things import LETTER, PART, THINGS
from anonymize.recognizers.person_words import ROLE, SPEECH
from anonymize.recognizers.scan import finditer

ENTITY: Final = "PERSON"
KIND: Final = "rule"

# Pinyin of the surnames one meets, and every syllable there is by initial and final.
_SURNAMES: Final = (
    "ouyang|shangguan|sima|zhuge|huangfu|murong|linghu|xiahou|gongsun|duanmu|yuwen|situ|"
    "zhang|zheng|zhong|zhuang|zhou|zhao|zhan|zhai|zhuo|zhu|zeng|zou|zuo|zong|"
    "wang|wei|wen|weng|wu|wan|li|liu|liang|lin|ling|lu|luo|lv|lyu|lan|lai|lei|leng|lian|liao|"
    "long|lou|"
    "chen|cheng|cao|cai|cui|chang|che|chi|chu|cen|cong|dong|deng|ding|du|duan|dai|dang|diao|dou|"
    "yang|ye|yao|yan|yin|yu|yuan|yue|yi|ying|you|huang|he|hu|han|hou|hao|hong|hua|hui|huo|hang|"
    "xu|xie|xiao|xia|xiang|xin|xing|xiong|xue|xi|xuan|sun|song|su|shen|shi|shao|shang|shu|sheng|"
    "shan|sha|sui|"
    "ma|mao|meng|mu|miao|mei|mi|min|gao|guo|gu|guan|geng|gong|ge|gan|gou|gui|jiang|jia|jin|jing|"
    "ji|jiao|"
    "tang|tan|tian|tao|tong|tu|teng|feng|fan|fang|fu|fei|peng|pan|pang|pei|pu|ping|pi|qin|qiu|"
    "qian|qi|qiao|"
    "qu|quan|qiang|ren|ruan|rong|rao|ran|ru|kang|kong|kou|kuang|ke|bai|bao|bi|bian|bo|bu|ban|nie|"
    "ni|niu|ning|"
    "an|ai|ao|ou"
)
_SYLLABLE: Final = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|"
    "uo|ui|ue|ve|"
    "er|a|o|e|i|u|v|ü)"
)
_SURNAME: Final = re.compile(f"(?:{_SURNAMES})", re.IGNORECASE)
_GIVEN: Final = re.compile(rf"(?:{_SYLLABLE})(?:['-]?{_SYLLABLE})?", re.IGNORECASE)
_WHOLE: Final = re.compile(rf"(?:{_SURNAMES})({_SYLLABLE})(?:{_SYLLABLE})?", re.IGNORECASE)
# A run of Latin words, none of them part of an address or a file.
_RUN: Final = re.compile(
    rf"(?<![{LETTER}0-9.@/_\\\-&#=])[{LETTER}][{LETTER}'’\-]{{0,24}}\.?"
    rf"(?:[ /,·]{{1,2}}[{LETTER}][{LETTER}'’\-]{{0,24}}\.?){{0,5}}(?![{LETTER}0-9@/_])"
)
_CUED: Final = re.compile(
    rf"(?:{ROLE}|姓名|名字|叫|我是|户名|拼音|英文名|写成了?|登记为|名为|签名|联系|外号|人称|"
    r"致电|见到了?|双方|三方|通知|回访|询问|备注名?|署名|答[:]|问[:]|"
    r"Miss|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|name is|I am|I'm|[Cc]ontact|Name|找|和|跟|与|给|向|由|被|让|"
    r"让|据)"
    r"(?:的|中|里|了|到|叫|是|为|[ :“\"(‘、]){0,4}$"
)
_ACTS: Final = re.compile(
    rf"[ ]?(?:{SPEECH}|[和与](?=[A-Z])|租|[ ”\")]?(?:妈妈|爸爸|老师|先生|女士|小姐|同学|同志|"
    rf"教练|本人|家|夫妇)|"
    rf"和我|与我|跑路|"
    r"[,，]?是[我他她]|说|没|不|已|也|在|对|把|将|于|给|住院|到|提供|等|、(?=[A-Z])|的(?:妈妈|"
    r"爸爸|父亲|母亲|孩子|家|电话|账户|房))"
)
_FEWEST: Final = 3


def find(text: str) -> Iterator[Finding]:
    """Yield each name in Latin letters."""
    if not _ANY.search(text):
        return
    for run in finditer(_RUN, text):
        parts = list(finditer(PART, text, run.start(), run.end()))
        before = _before(text, run.start())
        if _WRITTEN.search(before) and _is_pinyin([one[0] for one in parts]) and parts[1:]:
            yield Finding(run.start(), run.end(), ENTITY, 0.7)
            continue
        named = [one for one in parts if one[0].lower() not in THINGS]
        if not named or (
            len(parts) > len(named) and not _CUED.search(_before(text, named[0].start()))
        ):
            continue
        if named[-1].start() - named[0].start() and len(named) != _between(parts, named):
            continue
        start, end = named[0].start(), named[-1].end()
        if _is_name([one[0] for one in named], text, start, run.end()):
            titled = _TITLED.search(text, max(0, start - 6), start)
            end = run.end() if len(parts) == len(named) else end
            yield Finding(titled.start() if titled else start, end, ENTITY, 0.8)


# 登记he bin: that it is written so makes a name of words that are no name in English.
_WRITTEN: Final = re.compile(
    r"(?:登记|写|名字|姓名|户名|拼音|护照名?)(?:[成为的是叫了:]){0,3}[ “\"]{0,2}$"
)
_TITLED: Final = re.compile(r"(?:Ms|Mr|Mrs|Miss|Dr)\.?[ ]{0,2}$")
_ANY: Final = re.compile(rf"[{LETTER}]{{2}}")


def _before(text: str, at: int) -> str:
    return text[max(0, at - 14) : at]


def _between(parts: list[re.Match[str]], named: list[re.Match[str]]) -> int:
    return parts.index(named[-1]) - parts.index(named[0]) + 1


def _is_name(words: list[str], text: str, start: int, end: int) -> bool:
    cued = bool(_CUED.search(_before(text, start)))
    acts = bool(_ACTS.match(text, end))
    if len(words) > 1:
        if _is_pinyin(words):
            return True
        return all(word[0].isupper() for word in words if len(word) > _FEWEST) and (cued or acts)
    word = words[0]
    if word.isupper() and len(word) < _FEWEST + 1:
        return False
    if _WHOLE.fullmatch(word) and (cued or acts):
        return True
    return (
        len(word) >= _FEWEST
        and word[0].isupper()
        and any(one.islower() for one in word)
        and (cued or acts)
    )


def _is_pinyin(words: list[str]) -> bool:
    if len(words) > _FEWEST or not _SURNAME.fullmatch(words[0]):
        return False
    return all(_GIVEN.fullmatch(word) for word in words[1:])
