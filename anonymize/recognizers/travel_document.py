"""Passports and permits (护照, 港澳通行证, 外国人永久居留身份证), officers' cards (军官证)."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, HANZI, PLAIN
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.public_numbers import is_public
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CN_TRAVEL_DOCUMENT"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = re.compile(
    r"[A-Zcdeghlmpstw](?<![A-Za-z0-9/].)(?:"
    r"(?<=[EGDSPegdsp])(?:[A-HJ-NP-Za-hj-np-z](?=[0-9]))?[ \-]?[0-9](?:[ ]?[0-9]){6,7}|"
    r"(?<=[HMCWLThmcwlt])(?:[A-Z](?=[0-9]))?[ \-]?[0-9]{7,10}|(?<=[A-Z])[A-Z]{2}[ \-]?[0-9]{12})"
    r"(?![A-Za-z0-9])"
)
_CARDS: Final = (
    r"护照|通行证|回乡证|台胞证|台证|台湾证|居留证|居留许可|居留卡|居住证|暂住证|工作居住证|"
    r"居留身份证|签证|"
    r"港澳证|军官证|士兵证|文职干部证|警官证|海员证|旅行证|绿卡|永居证|永居卡|passport|Passport"
)
_LABELLED: Final = labels(full=_CARDS, bare="证件")
# The letter and the digits told apart: 护照是字母E，后面12345678.
_SPELT: Final = re.compile(
    rf"(?:{_CARDS})"
    rf"[^0-9A-Za-z。;!?\n\ufffc]{{0,10}}?((?:字母)?[A-Za-z]{{1,2}}[^0-9A-Za-z。;!?\n\ufffc]{{1,8}}[0-9]{{7,9}})"
    rf"(?![0-9])"
)
# Officers' cards: 军字第1234567号.
_OFFICER: Final = re.compile(
    rf"[军空海南北沈兰济广成武参政后装联火士文警官][{HANZI}]{{0,2}}字[ ]?第?[ ]?[0-9]{{5,10}}号?"
)
_FEWEST: Final = 5


def find(text: str) -> Iterator[Finding]:
    """Yield each document's number."""
    for match in finditer(_NUMBER, text):
        if not is_public(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.85)
    for match in finditer(_SPELT, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
    for match in finditer(_OFFICER, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
    yield from find_value(_LABELLED, text, ENTITY, shortest=_FEWEST)
