"""Endless repetition of what numbers are made of: a pattern that is not linear takes minutes."""

import pytest

from anonymize.recognizers import declared

UNITS = (
    "13，",
    "四个8",
    "后面1",
    "1:",
    "点a",
    "〔2021〕",
    "工单号1",
    "编号1的",
    "微信a",
    "010-",
    "A-1-",
    "\n1",
)
SLOWEST = 32_000


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", UNITS)
def test_recognisers_of_numbers_survive_endless_repetition(unit: str) -> None:
    text = (unit * SLOWEST)[:SLOWEST] + "。"
    for module in declared.MODULES:
        if module.KIND == "pattern":
            for one in module.find(text):
                assert 0 <= one.start < one.end <= len(text)
