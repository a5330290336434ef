"""Numbers of social security, housing fund and welfare (社保编号, 医保卡号, 低保证号, 残疾证号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_SOCIAL_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=(
        r"社保号|医保号|养老号|社保电脑号|电脑号|退休证|低保证|残疾人?证|残联证|老年证|"
        r"优待证|优抚证|烈属证|失业证|就业创业证"
    ),
    bare=(
        r"社保|医保|社会保障|社会保险|养老保险?|养老金?|医疗保险|失业保险|工伤保险|"
        r"生育保险|新农合|参保人?|缴费|公积金|低保|特困|残疾人?|残联|退休|退役|退伍|老年|"
        r"优抚|优待|社保卡|医保卡|民生卡|市民卡"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
