from random import Random

import pytest

from anonymize.demo import forms


@pytest.mark.parametrize(
    ("chance", "written"),
    [
        (0.0, "13912345678"),
        (0.63, "139 1234 5678"),
        (0.66, "139-1234-5678"),
        (0.69, "１３９１２３４５６７８"),
        (0.72, "一三九一二三四五六七八"),
        (0.75, "幺三九幺二三四五六七八"),
        (0.78, "+86 13912345678"),
    ],
)
def test_a_mobile_number_is_written_in_many_ways(chance: float, written: str) -> None:
    assert forms.mobile("13912345678", chance) == (written, "CN_MOBILE")


def test_a_number_the_caller_masked_is_told_apart() -> None:
    assert forms.mobile("13912345678", 0.9999) == ("139****5678", "CN_MOBILE_MASKED")


def test_an_identity_number_may_be_misread_in_one_digit() -> None:
    number = "130102194001011237"
    assert forms.identity(number, 0.1) == number
    wrong = forms.identity(number, 0.99)
    assert sum(a != b for a, b in zip(number, wrong, strict=True)) == 1


def test_names_are_spaced_or_masked_at_times_and_plain_mostly() -> None:
    rng = Random(4)  # noqa: S311 - a seeded test
    written = [forms.person("李小明", rng) for _ in range(2000)]
    assert written.count("李小明") > 1800
    assert "李 小 明" in written
    assert "李某某" in written


@pytest.mark.parametrize("amount", [300, 9_999, 10_000, 12_805_000])
def test_money_is_written_with_its_unit(amount: int) -> None:
    rng = Random(1)  # noqa: S311 - a seeded test
    for _ in range(50):
        assert forms.money(amount, rng).endswith(("元", "万"))
