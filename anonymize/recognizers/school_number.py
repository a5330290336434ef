"""Numbers of pupils, students and examinees (学号, 学籍号, 准考证号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_SCHOOL_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=r"学号|学籍号|准考证|考生号|考号|座位号|全国学籍号?|教育[iI][dD]|教育ID号?",
    bare=(
        r"学籍|准考证?|考生|学生证?|报名|考试|毕业证|学位证|录取|入学|幼升小|成绩|学员|"
        r"招生"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
