"""Less than a name, and more than nobody: 老王, 大刘, 老赵头, 秀英大姐."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import HARDLY, ROLES
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, ORDINARY, SURNAME_COMMON, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_FAMILIAR: Final = re.compile(
    rf"(?<![{HANZI}])老[{''.join(sorted(COMMON))}]头|"
    rf"[老小阿大]({SURNAME_COMMON})(?=[,。;:、!?\s”\")]|$|说|称|的|也|就|在|和|与|家|他|她|把|让)"
)
# 大刘经常: not where the surname and what follows are a word (小黄|车 is, for the dictionary).
_OLD: Final = re.compile(
    rf"(?:^|"
    rf"(?<=[\s,。;:!?、(“和与跟给找让由被叫板员姐哥傅介卫级保中商邻长司]))[老小大]([{''.join(sorted(COMMON))}])"
    rf"(?![{HANZI}]{{0,3}}[庄镇乡屯])"
    r"(?![庄村镇店桥营路街窑寨河湖山沟坡口里楼院巷儿子狗猫鸡鱼牛羊马车家])"
)
_DOES: Final = re.compile("[欠把让不是说称跟叫在骂打收卖养开]")
# 秀英大姐: a given name.
_GIVEN: Final = re.compile(
    rf"(?:^|(?<=[\s,。;:!?、(“和与跟给找让由被请]))([{HANZI}]{{2}})"
    r"(?:大姐|大哥|大爷|大妈|大娘|大叔|婶子|婶婶|嫂子|阿姨|奶奶|爷爷|叔叔|大嫂|师傅)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each familiar form, the word of familiarity included."""
    for match in finditer(_FAMILIAR, text):
        if match[0] not in ORDINARY:
            yield Finding(match.start(), match.end(), ENTITY, 0.6)
    for match in finditer(_OLD, text):
        pair = match[1] + text[match.end() : match.end() + 1]
        spoken = _DOES.match(text, match.end())
        if (spoken or not is_ordinary(match[0])) and not is_ordinary(pair):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for match in finditer(_GIVEN, text):
        word = match[1]
        if not (is_ordinary(word) or word in ROLES or HARDLY.search(word)):
            yield Finding(match.start(), match.end(), ENTITY, 0.65)
