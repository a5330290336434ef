"""Perturbation tables: known answers, promises of every row, and tables that cannot be."""

import numpy as np
import pytest

from publish.errors import TableInfeasible
from publish.protection.ptable import (
    DESIGNS,
    FINE,
    KEYS,
    MAX_ROW,
    WIDE,
    Design,
    digest,
    half95,
    row,
    support,
    table,
)

MEASURED = Design(variance=4, most=8)


def test_the_first_row_of_the_measured_prototype() -> None:
    published = {1 + noise: chance for noise, chance in row(MEASURED, 1).items()}
    known = {0: 0.7720, 3: 0.0946, 4: 0.0529, 5: 0.0313, 6: 0.0197, 7: 0.0132, 8: 0.0093, 9: 0.007}
    assert published.keys() == known.keys()
    assert all(published[n] == pytest.approx(known[n], abs=5e-5) for n in known)


def test_the_third_row_of_the_measured_prototype() -> None:
    published = {3 + noise: chance for noise, chance in row(MEASURED, 3).items()}
    known = {0: 0.2514, 3: 0.3197, 4: 0.2224, 5: 0.1240}
    assert all(published[n] == pytest.approx(known[n], abs=5e-5) for n in known)


def test_large_counts_are_within_four_of_the_truth_97_7_times_in_100() -> None:
    for count in (9, MAX_ROW):
        near = sum(chance for noise, chance in row(MEASURED, count).items() if abs(noise) <= 4)
        assert near == pytest.approx(0.977, abs=5e-4)


@pytest.mark.parametrize("name", [FINE, WIDE])
@pytest.mark.parametrize("count", range(1, MAX_ROW + 1))
def test_every_row_has_mean_0_and_the_variance_it_says(name: str, count: int) -> None:
    chances = row(DESIGNS[name], count)
    assert sum(chances.values()) == pytest.approx(1, abs=1e-12)
    assert sum(d * p for d, p in chances.items()) == pytest.approx(0, abs=1e-9)
    variance = sum(d * d * p for d, p in chances.items())
    assert variance == pytest.approx(DESIGNS[name].variance, abs=1e-9)


@pytest.mark.parametrize("name", [FINE, WIDE])
def test_twelve_bits_cost_next_to_nothing(name: str) -> None:
    noises = table(DESIGNS[name])[1:].astype(float)
    assert abs(noises.mean(axis=1)).max() < 1e-3
    assert abs((noises**2).mean(axis=1) - DESIGNS[name].variance).max() < 1e-2


@pytest.mark.parametrize("name", [FINE, WIDE])
def test_zero_stays_zero_and_one_and_two_are_never_published(name: str) -> None:
    noises = table(DESIGNS[name]).astype(int)
    published = noises + np.arange(MAX_ROW + 1)[:, None]
    assert noises.shape == (MAX_ROW + 1, KEYS)
    assert (published[0] == 0).all()
    assert not np.isin(published, (1, 2)).any()
    assert (published >= 0).all()
    assert (published[3] == 3).any()
    assert abs(noises).max() <= DESIGNS[name].most


def test_the_two_tables_are_the_ones_of_the_design() -> None:
    assert (DESIGNS[FINE].variance, DESIGNS[FINE].most) == (4.5, 9)
    assert (DESIGNS[WIDE].variance, DESIGNS[WIDE].most) == (9, 16)
    assert (half95(DESIGNS[FINE]), half95(DESIGNS[WIDE])) == (4, 6)


def test_the_tables_never_change() -> None:
    # A changed table redraws every cell that was ever published.
    assert digest(FINE).startswith("c08583af")
    assert digest(WIDE).startswith("b5333ac9")
    with pytest.raises(ValueError, match="read-only"):
        table(DESIGNS[FINE])[0, 0] = 1


@pytest.mark.parametrize(
    ("design", "feasible"),
    [
        (Design(variance=2, most=8), False),  # row 1 degenerates to {0, 3}
        (Design(variance=2.1, most=8), True),
        (Design(variance=1, most=8), False),  # a naive solver returns nonsense here
        (Design(variance=4, most=4), False),  # row 1 can spread no further than D
        (Design(variance=4, most=5), True),
        (Design(variance=6, most=12, threshold=4), False),
        (Design(variance=6.5, most=12, threshold=4), True),
    ],
)
def test_a_table_that_cannot_be_is_refused(design: Design, *, feasible: bool) -> None:
    if feasible:
        assert table(design).shape == (MAX_ROW + 1, KEYS)
    else:
        with pytest.raises(TableInfeasible, match="row"):
            table(design)


def test_the_support_of_a_small_count_skips_one_and_two() -> None:
    assert support(MEASURED, 1) == (-1, 2, 3, 4, 5, 6, 7, 8)
    assert support(MEASURED, 4)[:3] == (-4, -1, 0)
