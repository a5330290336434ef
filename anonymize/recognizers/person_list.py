"""Names in a list: 王伟、李娜、张强; 刘洋和赵敏二人. Three that look like names are names."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_sign import believable
from anonymize.recognizers.person_words import HARDLY, SPEECH
from anonymize.recognizers.surnames import COMMON, COMPOUND, RARE, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_ANY: Final = (
    rf"(?:(?:{'|'.join(COMPOUND)})[{HANZI}]{{1,2}}|"
    rf"[{''.join(sorted(COMMON | RARE))}][{HANZI}]{{1,2}})"
)
_ITEM: Final = re.compile(_ANY)
# Only an item with another after it is worth a look.
_FIRST: Final = re.compile(
    rf"{_ANY}(?:(?=[ ]?[、,/;和与及以(]|[ ]{{1,4}}|[0-9])|(?<=[{HANZI}][、,/;和与及以]))"
)
_BETWEEN: Final = re.compile(
    r"[ ]?(?:、|,|/|;|和|与|及|以及)[ ]?|[ ]{1,4}(?:[0-9]{1,2}[.、)])?[ ]{0,2}"
)
_NEXT: Final = re.compile(
    rf"[、,/;]|[ ](?=[{HANZI}]{{2,3}}(?:[ 、,。;\n]|$))|和|与|及|等|$|[。\n)(:]|[0-9]|"
    rf"[一二三四五六两几]人|"
    rf"夫妇|夫妻|联名|同志|{SPEECH}|都|均|的|在|签"
)
_PLACE: Final = re.compile("[市县区镇乡村庄窑井桥路街屯站店]$")
_FEWEST: Final = 3
_BOTH: Final = re.compile(
    r"(?:双方|夫妇|夫妻|兄弟|姐妹|父子|母子|父女|母女|[二两]人)(?:是|为|系|即|[:(])?$"
)
_NEAR: Final = 5


def find(text: str) -> Iterator[Finding]:
    """Yield the names of a list of three, or of two that are counted as people.

    Where two of three are names, the third may be an ordinary word: 曹颖、许可、宋佳.
    """
    at = 0
    while (first := _FIRST.search(text, at)) is not None:
        items: list[tuple[int, int]] = []
        sure = 0
        position = first.start()
        while (item := _item(text, position, listed=bool(items))) is not None:
            end, believed = item
            items.append((position, end))
            sure += believed
            between = _BETWEEN.match(text, end)
            if between is None or between.end() == end:
                break
            position = between.end()
        enough = len(items) >= _FEWEST and sure * _FEWEST >= len(items)
        two = len(items) == _FEWEST - 1
        # 当事双方高兴、洪钟: that there are two of them is told before.
        told = two and _BOTH.search(text, max(0, first.start() - _NEAR), first.start())
        if enough or told or (two and _two(text, items) and sure):
            for start, end in items:
                yield Finding(start, end, ENTITY, 0.75)
        at = items[-1][1] if items else first.start() + 1


def _item(text: str, at: int, *, listed: bool) -> tuple[int, bool] | None:
    """Return where the item at *at* ends and whether it looks like a name by itself."""
    found = _ITEM.match(text, at)
    if found is None or (not listed and at and _IN_WORD.match(text, at - 1)):
        return None
    for end in (found.end(), found.end() - 1):
        if end - at > 1 and _NEXT.match(text, end):
            word = text[at:end]
            if _PLACE.search(word):
                return None
            common = is_ordinary(word) or not believable(word)
            if not common or not HARDLY.search(word):
                return end, not common
    return None


_IN_WORD: Final = re.compile(
    rf"[{HANZI}](?<![、和与及等叫是找向由让被给对跟请为有人员者女男父母子方])"
)


def _two(text: str, items: list[tuple[int, int]]) -> bool:
    end = items[-1][1]
    return bool(
        re.compile(r"等?[二两2]人|夫妇|夫妻|[系是]夫妻|联名|等[0-9一二三四五六七八九十]").match(
            text, end
        )
    ) and (text[items[0][1]] in "、和与及,")
