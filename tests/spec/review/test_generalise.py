"""A released text says no more than its row: places, units and days are slots."""

import pytest

from anonymize.review.generalise import Generaliser, generaliser
from publish.profile import load_profile


@pytest.fixture(scope="module")
def go() -> Generaliser:
    return generaliser(load_profile("beijing-demo"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("朝阳区望京街道停暖", "⟦place⟧停暖"),
        ("海淀区的居民", "⟦place⟧的居民"),
        ("在长安街上", "在⟦place⟧上"),
        ("国网北京电力已派人", "⟦unit⟧已派人"),
        ("2026年9月12日断电", "⟦month⟧断电"),
        ("9月12号晚上断电", "⟦month⟧晚上断电"),
        ("九月十二日断电", "⟦month⟧断电"),
        ("2026-09-12断电", "⟦month⟧断电"),
        ("2026年6月以来", "⟦date⟧以来"),
        ("2025年9月12日", "⟦date⟧"),
        ("十二月份", "⟦date⟧"),
        ("12日上午来过", "⟦date⟧上午来过"),
        ("诉求人⟦person:A⟧住⟦place⟧，望京街道答复", "诉求人⟦person:A⟧住⟦place⟧，⟦place⟧答复"),
    ],
)
def test_places_and_days_become_slots(go: Generaliser, text: str, said: str) -> None:
    assert go({"content": text}, "2026-09") == {"content": said}


@pytest.mark.parametrize(
    "text",
    [
        "《北京市接诉即办工作条例》自2021年9月24日起施行",
        "7个工作日内答复",
        "3个月没人管",
        "北京市政府",
        "12345热线",
        "13月",
        "第三十四条",
        "市政务服务局",
    ],
)
def test_laws_periods_and_the_whole_city_stay(go: Generaliser, text: str) -> None:
    assert go({"content": text}, "2026-09") == {"content": text}


def test_it_is_done_once_and_for_all(go: Generaliser) -> None:
    once = go({"content": "2026年9月3日，朝阳区望京街道办事处答复"}, "2026-09")
    assert go(once, "2026-09") == once
