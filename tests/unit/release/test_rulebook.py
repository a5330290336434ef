"""Rates by hand: the numbers below were worked out from protection.md §4 on paper."""

import math

import pytest

from publish.release.model import Absence
from publish.release.rulebook import Parts, evaluate, in_force, tenth
from tests.lib.release import catalogue

DATASET = catalogue().datasets[0]
PARTS = Parts(DATASET.rates[0], DATASET)
DRAWN = dict.fromkeys(
    [
        "n",
        "resolution_partly",
        "resolution_unresolved",
        "resolution_unknown",
        "resolution_excluded",
    ],
    4.5,
)


def _values(
    n: int, partly: int, unresolved: int, unknown: int, excluded: int
) -> dict[str, int | None]:
    return {
        "n": n,
        "resolution_resolved": n - partly - unresolved - unknown - excluded,
        "resolution_partly": partly,
        "resolution_unresolved": unresolved,
        "resolution_unknown": unknown,
        "resolution_excluded": excluded,
    }


def test_a_rate_is_its_credits_over_its_base() -> None:
    rate = evaluate(PARTS, _values(1000, 100, 50, 40, 60), DRAWN)
    # base 900, resolved 750, half of 100 partly: 800 / 900
    assert (rate.value, rate.numerator, rate.denominator, rate.excluded) == (88.9, 800.0, 900, 100)
    assert rate.status is None
    assert rate.coded is None


def test_the_noise_is_that_of_the_closed_form() -> None:
    # With resolved as reference: V / b^2 (1 1/4 + 3 (1 - r)^2).
    values = _values(1000, 100, 50, 40, 60)
    share, base = 800 / 900, 900
    noise = sum(
        ((numerator - share * denominator) / base) ** 2 * 4.5
        for _, numerator, denominator in PARTS.slopes
    )
    assert math.isclose(noise, 4.5 / base**2 * (1.25 + 3 * (1 - share) ** 2))
    sampling = ((750 + 0.25 * 100) / base - share**2) / base
    size = share * (1 - share) / (noise + sampling)
    z2 = 1.96**2
    centre = (share + z2 / (2 * size)) / (1 + z2 / size)
    half = 1.96 / (1 + z2 / size) * math.sqrt(share * (1 - share) / size + z2 / (4 * size**2))
    rate = evaluate(PARTS, values, DRAWN)
    assert (rate.low, rate.high) == (tenth(100 * (centre - half)), tenth(100 * (centre + half)))


def test_noise_widens_the_interval() -> None:
    values = _values(200, 20, 10, 10, 10)
    noisy, exact = evaluate(PARTS, values, DRAWN), evaluate(PARTS, values, {})
    assert noisy.value == exact.value
    assert noisy.low is not None
    assert exact.low is not None
    assert noisy.low < exact.low


@pytest.mark.parametrize(("n", "told"), [(29, False), (30, True)])
def test_no_rate_on_a_base_under_thirty(n: int, told: bool) -> None:
    rate = evaluate(PARTS, _values(n, 6, 4, 0, 0), DRAWN)
    assert (rate.value is not None) is told
    assert rate.denominator == n
    assert rate.status == (None if told else Absence.SUPPRESSED)


def test_the_floor_is_that_of_the_base_and_not_of_n() -> None:
    assert evaluate(PARTS, _values(40, 0, 4, 6, 5), DRAWN).status is Absence.SUPPRESSED


@pytest.mark.parametrize(
    ("values", "coded", "value"),
    [
        (_values(99, 0, 0, 0, 0), "ge95", 95.0),
        (_values(99, 0, 99, 0, 0), "le5", 5.0),
        (_values(99, 0, 50, 0, 0), None, 49.5),
    ],
)
def test_ends_are_coded_on_a_base_under_a_hundred(
    values: dict[str, int | None], coded: str | None, value: float
) -> None:
    rate = evaluate(PARTS, values, DRAWN)
    assert (rate.coded, rate.value) == (coded, value)
    assert (rate.numerator is None) is (coded is not None)


def test_ends_are_told_on_a_base_of_a_hundred() -> None:
    rate = evaluate(PARTS, _values(100, 0, 0, 0, 0), DRAWN)
    assert (rate.value, rate.coded, rate.high) == (100.0, None, 100.0)


@pytest.mark.parametrize("kind", [Absence.NOT_COLLECTED, Absence.SUPPRESSED])
def test_a_part_that_is_absent_makes_the_rate_absent_for_that_reason(kind: Absence) -> None:
    values = _values(1000, 100, 50, 40, 60) | {"resolution_unknown": None}
    rate = evaluate(PARTS, values, DRAWN, {"resolution_unknown": kind})
    assert rate.status is kind
    assert rate.value is None


def test_a_rate_holds_from_its_first_month_on() -> None:
    rate = DATASET.rates[0]
    assert not in_force(rate, "2020-12")
    assert in_force(rate, "2021-01")
    assert in_force(rate, "2026")


def test_halves_are_rounded_up() -> None:
    assert [tenth(value) for value in (0.25, 88.85, 0.04)] == [0.3, 88.9, 0.0]
