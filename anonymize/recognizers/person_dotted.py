"""Names by their form alone: 古丽·阿不都 has a dot, 欧阳霏 a surname of two characters."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import FOLLOWS
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMPOUND

ENTITY: Final = "PERSON"
KIND: Final = "rule"

# Also words or places of their own.
_DOUBTFUL: Final = frozenset(re.findall(r"\S+", "东方 西门 百里 第五 单于"))
# A dot between Hanzi is a name in itself. Where it begins is a guess: after a word of calling.
_DOTTED: Final = re.compile(rf"([{HANZI}]{{1,8}})((?:·[{HANZI}]{{1,5}})+)")
_CALLS: Final = re.compile(
    r".*(?:[人叫是告在找和与由经被给对向请让户员主称姓名系属到及跟、的]|居民|先生|女士|邻居|"
    r"同志|师傅)"
)
_TOWN: Final = re.compile("[市县路镇区街村人站]")
_COMPOUND_NAMED: Final = re.compile(
    rf"(?:{'|'.join(sorted(set(COMPOUND) - _DOUBTFUL))})[{HANZI}]{{1,2}}"
)
_THREE: Final = 3


def find(text: str) -> Iterator[Finding]:
    """Yield each name that has such a form."""
    yield from _compound(text)
    yield from _dotted(text)


def _compound(text: str) -> Iterator[Finding]:
    for match in finditer(_COMPOUND_NAMED, text):
        end = match.end()
        if _TOWN.match(text, match.start() + 2):  # 濮阳|市
            continue
        if end - match.start() > _THREE and FOLLOWS.match(text, end - 1):
            end -= 1
        yield Finding(match.start(), end, ENTITY, 0.7)


def _dotted(text: str) -> Iterator[Finding]:
    if "·" not in text:
        return
    for match in finditer(_DOTTED, text):
        called = _CALLS.match(match[1])
        start = match.start() + (called.end() if called and called.end() < len(match[1]) else 0)
        start = max(start, match.end(1) - 5)
        last = text.rfind("·", match.start(), match.end())
        end = match.end()
        for stop in range(last + 2, match.end()):
            if FOLLOWS.match(text, stop):
                end = stop
                break
        yield Finding(start, end, ENTITY, 0.75)
