"""Where a proper name begins: after the last word of its clause that no name holds.

Chinese writes no spaces, so 反映望云苑施工 gives only the end of a name away (its suffix). The
words here are those of ordinary complaint prose. Three classes: what ends before a name
(verbs, people, times, places by position), what describes a thing without naming it (老旧,
住宅), and single characters, most of which stand in names as well (和平里, 向阳). Not a
recogniser.
"""

import re
from typing import Final

from anonymize.recognizers.common_prose import BREAKS, DESCRIBING, FACILITIES

# These are in no name; a name begins right after them.
_ALWAYS: Final = frozenset("起的了在是我你他她它们这那哪也吗呢啊吧着您该其此")
# These may be a later character of a name: they break only before two more.
_SOMETIMES: Final = frozenset(
    "和与及或跟从到去至往对向由让把被给为称说问找用将并但而且不没未无有系因请镇乡县区市路街本经故拟须应叫已于以各"
)
# And these even its first: 和平里, 向阳花小区, 于家务.
_FIRST: Final = frozenset("和同向将于有市街各")
# Right before a suffix these are words; the others end a name there (祥和苑, 南街村).
_NEVER_LAST: Final = frozenset("与及或跟从去往让把被给称说问找用但而且又再还就都不没未请")
# 一家, 两座: a number of things and no name, where nothing else is left of it.
_MEASURES: Final = frozenset("家户栋座次条项种所处幢年月日时号后前内外上下里")
_NUMBER: Final = re.compile(r"(?:[0-9]|[一二三四五六七八九十百两几多数半])$")
_MARK: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])[0-9](?=[\u4e00-\u9fff])(?![家户栋座次条项种所处幢年月日时号期楼层层路组队里人个])"
)
_AFTER: Final = frozenset("到往去有没未不无被把给向和与要已又还住")
_LONGEST: Final = 5
_BEFORE_NAME: Final = 2
_WINDOW: Final = 22
_LEVELS: Final = 5
_AREA_LENGTH: Final = 3
_LONGER: Final = tuple(range(_LONGEST, 1, -1))


def bare(text: str, start: int, end: int) -> int:
    """Return the end of what is left of ``[start, end)`` without describing words at its end."""
    moved = True
    while moved and end > start:
        moved = False
        for length in (*_LONGER, 1):
            if end - length < start:
                continue
            word = text[end - length : end]
            if word in DESCRIBING:
                end -= length
                moved = True
                break
            # 下 describes, but not in 楼下.
            if word in BREAKS:
                return end
    return end


def name_start(text: str, start: int, end: int, allowed: frozenset[str] = frozenset()) -> int:
    """Return where a name that ends at *end* begins, no earlier than *start*.

    Equal to *end* where nothing is named. Looks at no more than a name's length. *allowed*
    are words that end no name of this kind (管理 in a firm).
    """
    low = max(start, end - _WINDOW)
    at = _last_word(text, low, end, allowed)
    for position in range(end - 1, at - 1, -1):
        if text[position] in _ALWAYS:
            at = position + 1
            break
    for position in range(end - 1, at - 1, -1):
        left = end - position - 1
        if not left and text[position] in _MEASURES and _NUMBER.search(text, at, position):
            return end
        if text[position] not in _SOMETIMES or 0 < left < _BEFORE_NAME:
            continue
        if position == at and left and text[position] in _FIRST:
            return at
        if not left and position > at and not _ends_before(text, at, position):
            continue
        return position + 1
    return at


def _ends_before(text: str, at: int, position: int) -> bool:
    """Tell whether the one character before a suffix is a word and not the end of a name.

    和 is a word in 幼儿园和小学, and part of the name in 祥和苑.
    """
    if text[position] in _NEVER_LAST:
        return True
    if text[position] not in "和同":
        return False
    return any(
        position - length >= at and text[position - length : position] in known
        for length in _LONGER
        for known in (BREAKS, DESCRIBING, FACILITIES)
    )


def with_areas(text: str, low: int, start: int, areas: re.Pattern[str]) -> int:
    """Return where the districts and streets begin that stand right before a name.

    *areas* matches their last characters, anchored at the end.
    """
    for _ in range(_LEVELS):
        area = areas.search(text, max(low, start - _AREA_LENGTH), start)
        if area is None:
            break
        further = name_start(text, low, area.start())
        if further >= area.start():
            break
        start = further
    return start


def after_mark(text: str, start: int, end: int) -> int:
    """Return where the text after a list mark begins: in 杂物②某居烤鸭店 the mark reads 2."""
    marks = [match.end() for match in _MARK.finditer(text, max(start - 1, 0), end)]
    return marks[-1] if marks else start


def starts(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the beginnings a name may have: 和宏泰装饰 may be 宏泰装饰 after the word 和."""
    if text[start] in _FIRST and end - start > _BEFORE_NAME:
        return start, start + 1
    return (start,)


def _last_word(text: str, low: int, end: int, allowed: frozenset[str]) -> int:
    for stop in range(end, low, -1):
        for length in _LONGER:
            if stop - length < low:
                continue
            word = text[stop - length : stop]
            if word in BREAKS and word not in allowed:
                return stop
    return low


def breaks_after(text: str, end: int) -> bool:
    """Tell whether a word that no name holds, or no word at all, stands at *end*."""
    after = text[end : end + 1]
    return (
        not after.isalnum()
        or after in _ALWAYS
        or after in _AFTER
        or any(text[end : end + length] in BREAKS for length in _LONGER)
    )


def follows_break(text: str, start: int) -> bool:
    """Tell whether a word that no name holds ends right at *start*: 前往|某周烟酒店."""
    return any(text[max(0, start - length) : start] in BREAKS for length in _LONGER)


def ends_a_word(text: str, start: int, middle: int, end: int) -> bool:
    """Tell whether an ordinary word (政府, 家里) ends at *end* and begins before *middle*."""
    return any(
        start <= end - length < middle
        and (text[end - length : end] in BREAKS or text[end - length : end] in DESCRIBING)
        for length in _LONGER
    )


def holds_a_break(word: str, allowed: frozenset[str] = frozenset()) -> bool:
    """Tell whether *word* holds a word that ends names, other than those *allowed*."""
    return any(
        word[at : at + length] in BREAKS and word[at : at + length] not in allowed
        for at in range(len(word))
        for length in _LONGER
    )


def holds_a_word(word: str) -> bool:
    """Tell whether *word* holds an ordinary word of two characters or more."""
    return any(
        word[at : at + length] in known
        for at in range(len(word))
        for length in _LONGER
        for known in (BREAKS, DESCRIBING, FACILITIES)
        if at + length <= len(word)
    )


def names_nothing(text: str, start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` is made of ordinary words only."""
    at = bare(text, start, end)
    return at <= start or name_start(text, start, at) >= at
