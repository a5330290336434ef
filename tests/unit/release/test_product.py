"""A cell's number and its key are two names of one thing, in every release."""

import pytest

from publish.release.product import cell_of, key_of, period_at, period_position, signature
from tests.lib.release import AREAS, CATEGORIES, catalogue

VIEW = catalogue().datasets[0].views[0]


@pytest.mark.parametrize("period", ["2000-01", "2026-09", "2026-12", "2027-01", "2026", "2027"])
def test_a_position_gives_its_period_back(period: str) -> None:
    assert period_at(period_position(period)) == period


def test_months_come_in_order_and_before_all_years() -> None:
    periods = ["2025-12", "2026-01", "2099-12", "2000", "2026"]
    positions = [period_position(period) for period in periods]
    assert positions == sorted(positions)


@pytest.mark.parametrize("period", ["2026-13", "2026-00", "26-01", "2026-9", "latest", ""])
def test_what_is_no_period_has_no_position(period: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        period_position(period)


def test_every_key_has_a_number_of_its_own_and_numbers_give_keys_back() -> None:
    cells = [
        cell_of(VIEW, period, {"area": area, "category": category})
        for period in ("2026-08", "2026-09", "2025")
        for area in AREAS
        for category in CATEGORIES
    ]
    assert cells == sorted(set(cells))
    assert key_of(VIEW, cells[7]) == ("2026-08", {"area": "110101", "category": "heating"})


def test_numbers_do_not_depend_on_which_periods_a_release_holds() -> None:
    other = catalogue(("2026-09",), ()).datasets[0].views[0]
    key = {"area": "110105", "category": "noise"}
    assert cell_of(VIEW, "2026-09", key) == cell_of(other, "2026-09", key)


def test_a_signature_is_made_of_levels() -> None:
    key = {"area": "110101001", "category": "heating"}
    assert signature(VIEW, "2026-09", key) == "month|street|l1"
    assert signature(VIEW, "2025", {**key, "category": "_T"}) == "year|street|total"
