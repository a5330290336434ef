"""Names in a table: the column under 姓名, 户主 or 联系人, row by row."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import PARTY
from anonymize.recognizers.scan import finditer

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_HEAD: Final = re.compile(
    rf"(?:^|\n)([^\n]{{0,120}}(?:姓名|户主|"
    rf"(?<![{HANZI}])(?:{PARTY})(?![{HANZI}:]))[^\n]{{0,120}})\n"
)
_COLUMNS: Final = re.compile(r"[|\t]|[ ]{2,}")
_NAME_HEAD: Final = re.compile(rf"(?:.{{0,4}}姓名|户主|{PARTY})")
_CELL: Final = re.compile(rf"[{HANZI}·]{{2,12}}|[A-Za-z][A-Za-z .'·\-]{{2,30}}")
_NOT_CELL: Final = re.compile(r"不详|未知|匿名|合计|无|空")
# The longest table that is read as one.
_ROWS: Final = 200


def find(text: str) -> Iterator[Finding]:
    """Yield each cell below a heading that names people."""
    if "|" not in text and "\t" not in text and "  " not in text:
        return
    for head in finditer(_HEAD, text):
        names = [
            at
            for at, (start, end) in enumerate(_cells(text, head.start(1), head.end(1)))
            if _NAME_HEAD.fullmatch(text[start:end])
        ]
        if not names:
            continue
        width = len(list(_cells(text, head.start(1), head.end(1))))
        line = head.end()
        for _ in range(_ROWS):
            stop = text.find("\n", line)
            stop = len(text) if stop < 0 else stop
            cells = list(_cells(text, line, stop))
            if len(cells) < max(2, width - 1):
                break
            for at in names:
                if at < len(cells):
                    start, end = cells[at]
                    word = text[start:end]
                    if _CELL.fullmatch(word) and not _NOT_CELL.search(word):
                        yield Finding(start, end, ENTITY, 0.85)
            line = stop + 1
            if line >= len(text):
                break


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the cells of a line, without the space around them; the outer bars make none."""
    at = start
    for mark in [*_COLUMNS.finditer(text, start, end), None]:
        stop = end if mark is None else mark.start()
        word = text[at:stop]
        left = len(word) - len(word.lstrip())
        if word.strip() or (mark is not None and at != start):
            yield at + left, at + left + len(word.strip())
        at = end if mark is None else mark.end()
