"""Numbers that a hospital gives a patient (病历号, 住院号, 就诊卡号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_MEDICAL_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=r"病历号|病案号|住院号|门诊号|就诊号|就诊卡|诊疗卡|挂号单?|登记号|患者[iI][dD]",
    bare=(
        r"病历|病案|住院|门诊|就诊|诊疗|挂号|患者|检查|检验|化验|报告|标本|样本|核酸|处方|"
        r"体检|接种|手术|出院|影像|病人|床位|血样"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
