import numpy as np
import pytest

from anonymize.demo.draw import Wheel, below, evenly, mix, shares, uniform, zipf


def test_what_belongs_to_a_number_is_for_ever_the_same() -> None:
    numbers = np.arange(1000)
    assert (mix(numbers, 3) == mix(numbers, 3)).all()
    assert (mix(numbers, 3) != mix(numbers, 4)).any()
    assert len(set(mix(numbers, 3).tolist())) == 1000
    assert int(mix(7, 3)[0]) == int(mix(np.array([7]), 3)[0])


def test_uniform_fills_the_interval_evenly() -> None:
    values = uniform(np.arange(20_000), 9)
    assert values.min() >= 0
    assert values.max() < 1
    counts = np.histogram(values, bins=10, range=(0, 1))[0]
    assert counts.min() > 1800


def test_below_stays_below() -> None:
    assert set(below(np.arange(5000), 1, 7).tolist()) == set(range(7))


def test_a_wheel_follows_its_weights_and_never_draws_a_zero() -> None:
    drawn = Wheel([0.7, 0.0, 0.3]).draw(np.random.default_rng(1), 10_000)
    counts = np.bincount(drawn, minlength=3)
    assert counts[1] == 0
    assert 6700 < counts[0] < 7300


def test_a_wheel_at_its_ends() -> None:
    wheel = Wheel([1.0, 1.0])
    assert wheel.at(np.array([0.0, 0.499, 0.5, 0.999999])).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("total", [0, 1, 7, 1000])
def test_shares_add_up(total: int) -> None:
    parts = shares(total, np.array([5.0, 3.0, 1.0]))
    assert parts.sum() == total
    assert (parts >= 0).all()


def test_zipf_falls_and_sums_to_one() -> None:
    weights = zipf(20)
    assert (np.diff(weights) < 0).all()
    assert weights.sum() == pytest.approx(1)


def test_evenly_spreads_without_repeating() -> None:
    places = evenly(100, 10, np.random.default_rng(2))
    assert len(places) == 10
    assert set(np.diff(places).tolist()) <= {9, 10, 11}
    assert len(evenly(3, 0, np.random.default_rng(2))) == 0
    assert len(evenly(0, 3, np.random.default_rng(2))) == 0
