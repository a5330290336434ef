"""Measures of a body: 身高1米75, 体重180斤, 血压180/110, 血型AB, 视力0.1."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import has_subject, is_general

ENTITY: Final = "BODY_MEASURE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    身高 体重 血压 血糖 血型 阴性 型血 视力 尿酸 肌酐 高压 斤 个子 心率 血氧 BMI 体温 度近视 近视
    智商
    """
)
_VALUE: Final = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})?(?:[/—~-][0-9]{1,3}(?:\.[0-9])?)?|"
    r"[零一二三四五六七八九十百两]{1,5})"
)
_MEASURE: Final = re.compile(
    r"(?:身高|个子|体重|血压|血糖|空腹血糖|(?:双眼|裸眼|矫正|左眼|右眼)?视力|尿酸|肌酐|心率|血氧|"
    r"BMI|体温|智商|左眼|右眼|高压|"
    r"低压)(?:只有|只剩下?|仅剩|仅|还有|已|达|达到|有|约|大概|高达|高到|才|不到|将近|接近|"
    r"飙升?到|升到|[:是为到 ]|"
    rf"左右){{0,2}}"
    rf"{_VALUE}(?:[ ]?(?:米[零一二三四五六七八九0-9]{{0,3}}|厘米|公分|cm|CM|斤|公斤|kg|KG|千克|度|"
    r"mmol(?:/L)?|mmHg|%|次))?"
)
_BLOOD: Final = re.compile(
    r"血型(?:是|为|[: ])?(?:RH阴性)?(?:AB|[ABO])型?|(?:RH|Rh|rh)阴性(?:血)?|(?:AB|[ABO])型血"
)
_SIGHT: Final = re.compile(
    r"(?:高度)?近视[0-9一二三四五六七八九]{1,4}(?:百)?(?:多)?度|[0-9]{3,4}(?:多)?度(?:的)?近视"
)
_WEIGHT: Final = re.compile(
    r"(?<=[我他她人])(?:[1-3][0-9]{2}|[一二三]百[一二三四五六七八九]十?)(?:多)?斤(?=[,。;!?)]|$)|"
    r"(?:瘦|胖|重|长)(?:到|了|得只有|得只剩|成)?[0-9]{2,3}(?:多)?(?:斤|公斤)|"
    r"[12]米[0-9]{1,2}(?:的)?(?:个子|身高|大个|个头)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each measure of a body that is told of a person."""
    near = sentences(text, _ANCHORS)
    for pattern in (_MEASURE, _BLOOD, _SIGHT, _WEIGHT):
        for match in scan(pattern, text, near):
            if text[match.end() : match.end() + 2] in ("以上", "以下", "以内"):
                continue
            told = has_subject(text, *match.span())
            if told or not is_general(text, *match.span()):
                yield Finding(match.start(), match.end(), ENTITY, 0.8 if told else 0.6)
