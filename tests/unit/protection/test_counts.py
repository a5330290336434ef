"""Counting: codes, what is not collected, order, overflow, years."""

import random

import numpy as np
import polars as pl
import pytest

from publish.counts import count, year_cells
from publish.errors import LatticeRefused, UnknownCode
from publish.profile import Profile
from publish.protection.cell import ConfidentialCells, ConfidentialView
from publish.protection.lattice import axes
from publish.tickets import Cohort
from tests.unit.protection.city import CHANNELS, MONTH, PLACES, cohort, frame, small_city

CITY = small_city()
DATASET = CITY.datasets["counts"]


def cells_of(rows: list[dict[str, object]], month: str = MONTH) -> ConfidentialCells:
    return count(cohort(CITY, rows, month), CITY, DATASET)


def some_rows(many: int, seed: int = 1) -> list[dict[str, object]]:
    pick = random.Random(seed)  # noqa: S311
    return [
        {
            "area": pick.choice(["S11", "S12", "D1U", "S21", "CU"]),
            "category": pick.choice(["A1x", "A2y", "B1x"]),
            "resolution": pick.choice(["resolved", "partly", "unresolved"]),
            "channel": pick.choice(["phone", "web", "visit"]),
            "caller_key": pick.choice([None, 1, 2]),
            "record_key": pick.randrange(2**32),
            "pin_key": pick.randbytes(16),
        }
        for _ in range(many)
    ]


def same(one: ConfidentialView, other: ConfidentialView) -> bool:
    return (
        one.coordinates == other.coordinates
        and np.array_equal(one.ranks, other.ranks)
        and np.array_equal(one.counts, other.counts)
        and np.array_equal(one.keys, other.keys)
    )


def test_the_first_cell_is_the_whole_city() -> None:
    rows = some_rows(50)
    places = cells_of(rows).views["P1"]
    assert places.ranks[0] == 0
    assert places.counts[0, 0] == 50
    assert places.keys[0, 0] == sum(int(str(row["record_key"])) for row in rows) % 2**32


def test_keys_wrap_at_32_bits_and_stay_32_bits() -> None:
    rows = [{"record_key": 2**32 - 1, "pin_key": bytes([i]) * 16} for i in range(5)]
    places = cells_of(rows).views["P1"]
    assert places.keys.dtype == np.uint32
    assert places.keys[0, 0] == 2**32 - 5
    with pytest.raises(ValueError, match="uint32"):
        ConfidentialView(
            coordinates=("n",),
            ranks=np.zeros(1, dtype=np.int64),
            counts=np.zeros((1, 1), dtype=np.uint32),
            keys=np.zeros((1, 1), dtype=np.uint64),  # the mistake
        )


def test_the_order_and_the_cutting_of_the_rows_change_nothing() -> None:
    rows = some_rows(80)
    shuffled = random.Random(2).sample(rows, k=len(rows))  # noqa: S311
    pieces = pl.concat([frame(CITY, shuffled[:30]), frame(CITY, shuffled[30:])])
    again = count(Cohort(month=MONTH, tickets=pieces), CITY, DATASET)
    for name, view in cells_of(rows).views.items():
        assert same(view, again.views[name])


def test_a_code_outside_the_codelist_is_refused_and_not_told() -> None:
    with pytest.raises(UnknownCode) as caught:
        cells_of([{"area": "secret-street-99"}, {}])
    assert (caught.value.column, caught.value.rows) == ("area", 1)
    assert "secret" not in f"{caught.value!r}{caught.value.zh}{caught.value.__cause__}"


def test_a_missing_code_is_refused() -> None:
    with pytest.raises(UnknownCode, match="resolution"):
        cells_of([{"resolution": None}])


def test_no_tickets_no_cells() -> None:
    assert all(len(view.ranks) == 0 for view in cells_of([]).views.values())


def test_what_the_source_lacks_is_not_counted() -> None:
    tickets = frame(CITY, some_rows(5)).drop("channel", "resolution")
    lacking = Cohort(
        month=MONTH, tickets=tickets, not_collected=frozenset({"channel", "resolution"})
    )
    cells = count(lacking, CITY, DATASET)
    # Views with the channel are counted at its total, as if they did not have it.
    assert set(cells.views) == {"P1", "P5", "U1", "X", "I1", "I2"}
    assert cells.views["P1"].coordinates == ("n",)
    channels = len(axes(CITY, CHANNELS)[1].codes)
    assert set((cells.views["I2"].ranks % channels).tolist()) == {0}
    whole = cells_of(some_rows(5)).views["I2"]
    at_total = whole.ranks % channels == 0
    assert cells.views["I2"].ranks.tolist() == whole.ranks[at_total].tolist()
    assert cells.views["I2"].keys[:, 0].tolist() == whole.keys[at_total, 0].tolist()


def test_a_view_without_the_total_of_what_the_source_lacks_is_not_counted() -> None:
    tickets = frame(CITY, some_rows(5)).drop("area")
    cells = count(
        Cohort(month=MONTH, tickets=tickets, not_collected=frozenset({"area"})), CITY, DATASET
    )
    assert set(cells.views) == {"U1", "I1"}


def test_what_the_source_lacks_is_seen_in_coordinates() -> None:
    tickets = frame(CITY, some_rows(5)).drop("channel", "resolution")
    lacking = Cohort(
        month=MONTH, tickets=tickets, not_collected=frozenset({"channel", "resolution"})
    )
    cells = count(lacking, CITY, DATASET)
    assert cells.views["U1"].coordinates == ("n", "extended_yes")


def months(city: Profile = CITY) -> list[ConfidentialCells]:
    return [
        count(cohort(city, some_rows(20, seed), f"2025-{seed:02d}"), city, DATASET)
        for seed in range(1, 13)
    ]


def test_a_year_is_the_sum_of_its_months_counts_and_keys() -> None:
    parts = months()
    year = year_cells(parts)
    assert year.period == "2025"
    assert year.views["P1"].counts[0, 0] == 240
    keys = sum(int(part.views["P1"].keys[0, 0]) for part in parts) % 2**32
    assert year.views["P1"].keys[0, 0] == keys
    streets = sum(int(part.views["P1"].counts.sum()) for part in parts)
    assert int(year.views["P1"].counts.sum()) == streets


def test_a_year_needs_its_twelve_months() -> None:
    parts = months()
    for wrong in (parts[:11], [*parts[:11], parts[0]], [*parts[:11], cells_of([], "2026-01")]):
        with pytest.raises(LatticeRefused):
            year_cells(wrong)


def test_what_one_month_lacks_the_year_lacks() -> None:
    parts = months()
    tickets = frame(CITY, some_rows(5)).drop("channel", "resolution")
    parts[3] = count(
        Cohort(
            month="2025-04",
            tickets=tickets,
            not_collected=frozenset({"channel", "resolution"}),
            districts_not_collected=("D3",),
        ),
        CITY,
        DATASET,
    )
    year = year_cells(parts)
    assert "I2" in year.views  # at the total of its channel: protect leaves out the rest
    assert year.views["P1"].coordinates == ("n",)
    assert year.not_collected == {"channel", "resolution"}
    assert year.districts_not_collected == ("D3",)


def test_confidential_things_show_nothing() -> None:
    cells = cells_of(some_rows(5))
    shown = f"{cells!r} {cells} {cells.views['P1']!r} {cohort(CITY, some_rows(5))!r}"
    assert not any(digit in shown.replace(MONTH, "") for digit in "0123456789")
    assert PLACES.id in cells.views
