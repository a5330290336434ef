"""Names that a word of calling announces: 我叫高兴, 本名赵立冬, 您怎么称呼？答：周木清.

What is called so is a name, an ordinary word too. A list goes on: 吴晓、郑安、冯可心.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.name_shape import SCORES, STRONG, WEAK, names_at
from anonymize.recognizers.person_words import alternatives
from anonymize.recognizers.scan import finditer

ENTITY: Final = "PERSON"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

# What announces a name by itself, whoever is meant: only a surname makes it one.
_WEAKLY: Final = frozenset(("我是", "他叫", "她叫", "叫", "系", "证明"))
# From a question for the name to the answer, on the same line or the next.
_ANSWER: Final = r"[^\n?。:]{0,4}[?。:\n]+[ ]{0,2}(?:[^\n:?,。]{1,8}[:\n])?"
# Every alternative begins with a character of its own, so that a search skips all others.
_CUE: Final = re.compile(
    r"我叫|本人叫|名叫|名为|名字叫|名字是|取名|改名|更名为|叫做|称呼为|姓名是|全名|真名|本名|化名|"
    r"曾用名|的人叫做?|个人叫做?|他叫做?|她叫做?|名字叫做?|孩子叫做?|"
    rf"姓[{HANZI}]{{1,2}},?(?:名字)?叫|"
    rf"怎么称呼{_ANSWER}|贵姓{_ANSWER}|叫什么(?:名字)?{_ANSWER}|名字呢{_ANSWER}|姓名呢{_ANSWER}|"
    rf"{alternatives(_WEAKLY)}"
)
_TOLD: Final = re.compile(r"[ :是为叫我姓免贵\"\t“]{0,5}(?:\n[ \t]{0,4})?")


_BEFORE: Final = re.compile(r"(?:[(“\"‘]|是|叫|系|为|[ ]){0,2}")


def find(text: str) -> Iterator[Finding]:
    """Yield each name after a word of calling, and those that follow it in a list."""
    for cue in finditer(_CUE, text):
        if cue[0] in _WEAKLY:
            before = _BEFORE.match(text, cue.end())
            at, trust = before.end() if before else cue.end(), WEAK
        else:
            told = _TOLD.match(text, cue.end())
            at, trust = told.end() if told else cue.end(), STRONG
        for start, end, trusted in names_at(text, at, trust=trust):
            yield Finding(start, end, ENTITY, SCORES[trusted])
