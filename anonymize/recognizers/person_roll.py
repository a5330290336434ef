"""Names in a roll: by dwelling (1号楼101 支援朝), by number, after a word of signing.

What stands in the rows of a roll is a name as soon as enough of the rows look like names:
people are called 幸福 and 盛夏 too, and in a roll nothing else says so.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import ALSO_WORDS, NOT_NAMES
from anonymize.recognizers.person_words import ADVERB, HARDLY, ROLES
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, COMPOUND, ORDINARY, RARE, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_NAME: Final = rf"[{HANZI}]{{2,4}}?"
_GOES_ON: Final = rf"(?:、{_NAME}(?=夫妇|夫妻|[、\s,。;(]|$)){{0,4}}"
_AFTER: Final = r"(?=夫妇|夫妻|一家|[\s,。;、(]|$)"
# 1号楼101 支援朝, 3-101：盛夏, 二单元 续文山: a dwelling, a space, a name.
_DWELLING: Final = re.compile(
    rf"(?:[0-9一二三四五六七八九十]{{1,4}}(?:单元|号楼|栋|幢|室|号|门)|[0-9]{{1,3}}-[0-9]{{1,4}}|"
    rf"(?:楼|栋|幢|单元|-)[0-9]{{1,4}})[ :\t]{{1,3}}({_NAME}{_GOES_ON}){_AFTER}"
)
# 支红军（1-101）、: the dwelling after it.
_DWELT: Final = re.compile(
    rf"(?<![{HANZI}])({_NAME})\((?:[0-9]{{1,3}}号楼|[0-9]{{1,3}}-)[0-9\-单元室号楼]{{1,12}}\)"
)
# （1）信长江 （2）鱼跃; 1.勾建军 2.种玉莲.
_NUMBERED: Final = re.compile(
    rf"(?<![0-9])(?:\([0-9]{{1,2}}\)|[0-9]{{1,2}}[.、])[ ]?({_NAME})(?=[\s,;]|$)"
)
# 业主签名：贺喜 夏天 冬梅: whatever stands in the list was signed.
_SIGNED: Final = re.compile(
    rf"(?:签名|签字|联名|署名|名单|[二三四五六七八九十0-9]人)"
    r"(?:人员|按?手印|代表|如下|人|为|是){0,2}(?:\([^()\n]{1,12}\))?:[ \n]{0,2}"
    rf"({_NAME}(?:[、, \n]{{1,2}}{_NAME}(?=[、, \n。;(等]|$)){{1,30}})"
)
# 工人：高兴、平安、马上等7人; 邻居冀中、平安、来福可以作证: a list that is counted, or acts.
_COUNTED: Final = re.compile(
    rf"(?:[:有人居民主工属员东客表生])({_NAME}(?:[、]{_NAME}(?=[、等可均都]|联名|作证|[0-9一二两三四五六七八九十]{{1,2}}[人名位户])){{1,20}})"
    rf"(?=等?[0-9一二两三四五六七八九十]{{1,3}}(?:人|名|位|户)|可以?作证|均可作证|都可以作证|作证|联名)"
)
# 见证人有泉水生/操国平; 受伤学生：习文、练达、冷暖: people, and a list to the end.
_PEOPLE: Final = re.compile(
    rf"(?:[人户者友生工主]|代表|邻居|同事|家长)(?:分别)?(?:有|是|为|系|包括|:)[ ]?"
    rf"({_NAME}(?:[、/]{_NAME}(?=[、/,。;等\n]|$)){{1,20}})(?=[,。;等\n]|$)"
)
# 101 门永利: a room, at the head of a line or an item.
_ROOM: Final = re.compile(
    rf"(?:^|(?<=[\n,;、。:]))[ ]?[0-9]{{3,4}}[ :]{{1,2}}({_NAME})(?=[\s,;。、(]|$)"
)
# A line that is nothing but a name, one of many.
_LINE: Final = re.compile(rf"(?<=\n)[ \t]{{0,4}}([{HANZI}]{{2,4}})[ \t]{{0,4}}(?=\n|$)")
_NTH: Final = re.compile(rf"第[一二三四五六七八九十]位(?:是|叫|:)?({_NAME})(?=[,。;、\n]|$)")
_WORDS: Final = re.compile(rf"[{HANZI}]{{2,4}}")
_SURNAMES: Final = COMMON | (RARE - ALSO_WORDS)
_ROWS: Final = 2
_LONGEST: Final = 4


def find(text: str) -> Iterator[Finding]:
    """Yield each name in a roll whose rows look enough like names."""
    for pattern, every in (
        (_DWELLING, False),
        (_DWELT, False),
        (_NUMBERED, False),
        (_ROOM, False),
        (_LINE, False),
        (_NTH, False),
        (_PEOPLE, True),
        (_SIGNED, True),
        (_COUNTED, True),
    ):
        if every:
            for match in finditer(pattern, text):
                yield from _roll(_items(text, *match.span(1)), least=1)
        else:
            rows = [
                item for match in finditer(pattern, text) for item in _items(text, *match.span(1))
            ]
            yield from _roll(rows, least=1 if pattern is _NTH else _ROWS)


def _items(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [(one.start(), one.end(), one[0]) for one in finditer(_WORDS, text, start, end)]


def _roll(rows: list[tuple[int, int, str]], *, least: int) -> Iterator[Finding]:
    """Yield the rows if no fewer than *least*, and a third of them, are names by themselves."""
    if len(rows) < _ROWS:
        return
    sure = sum(_looks(word) for _, _, word in rows)
    surnamed = all(_may_be(word) and word[0] in _SURNAMES for _, _, word in rows)
    if (sure < least or sure * 3 < len(rows)) and not (least == 1 and surnamed):
        return
    for start, end, word in rows:
        if _looks(word) or _may_be(word):
            yield Finding(start, end, ENTITY, 0.7)


def _is_sheng(word: str) -> bool:
    """Tell whether *word* ends like a trade but is a surname and a given name: 佘水生."""
    return (
        word[-1] in "生工"
        and len(word) == len("佘水生")
        and word[0] in _SURNAMES
        and not is_ordinary(word)
        and word[:2] not in ORDINARY
    )


def _may_be(word: str) -> bool:
    return (
        not (
            (NOT_NAMES.match(word) and not _is_sheng(word))
            or HARDLY.search(word)
            or word in ROLES
            or word in ADVERB
        )
        and len(word) < _LONGEST
    )


def _looks(word: str) -> bool:
    """Tell whether *word* has a surname and is no word of the language."""
    if word.startswith(COMPOUND) and len(word) > len("欧阳"):
        return True
    return (
        _may_be(word)
        and (word[0] in COMMON or word[0] in RARE)
        and not (is_ordinary(word) or word[:2] in ORDINARY)
        and not (len(word) > len("名字") and is_ordinary(word[:2]) and is_ordinary(word[1:]))
    )
