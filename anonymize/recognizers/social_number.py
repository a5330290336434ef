"""Numbers of social security, health, schooling and welfare (社保编号, 医保卡号, 病历号, 学号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.labelled import find_value, pattern

ENTITY: Final = "CN_SOCIAL_NUMBER"
KIND: Final = "pattern"

_NUMBER: Final = pattern(
    r"(?:社保|医保|社会保障|社会保险|公积金|养老金?|退休证|低保证?|残疾人?证|残联|军官证|"
    r"士兵证|退役证|退伍证|病历|病案|住院|门诊|就诊卡?|诊疗卡?|挂号|学籍|准考证|考生|学生证|"
    r"老年证|老年卡|一卡通|会员卡?|驾驶证|驾照|行驶证|档案)(?:个人)?(?:卡号|编号|号码|号|卡|"
    r"证号)?(?=[:是为号# ]{0,4}[A-Za-z]{0,3}[0-9]{4})|学号"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it."""
    return find_value(_NUMBER, text, ENTITY)
