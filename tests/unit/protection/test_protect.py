"""What is published: derivation, clipping, absence. The engine itself is held elsewhere."""

import msgspec
import polars as pl
import pytest

from publish.counts import count, year_cells
from publish.errors import LatticeRefused
from publish.profile import Code, Profile, View
from publish.protection.absent import in_force
from publish.protection.cell import CELL, STATUS, ConfidentialCells, ReleasedCells
from publish.protection.lattice import axes
from publish.protection.protect import protect
from publish.release.model import Axis
from publish.tickets import Cohort
from tests.unit.protection.city import (
    CHANNELS,
    EXCESS,
    MONTH,
    PLACES,
    cohort,
    frame,
    small_city,
)
from tests.unit.protection.test_counts import some_rows

CITY = small_city()


def publish(
    rows: list[dict[str, object]],
    view: View = PLACES,
    city: Profile = CITY,
    lacking: frozenset[str] = frozenset(),
    without: tuple[str, ...] = (),
) -> ReleasedCells:
    one = Cohort(
        month=MONTH,
        tickets=frame(city, rows).drop(lacking & {"channel", "resolution"}),
        not_collected=lacking,
        districts_not_collected=without,
    )
    return protect(count(one, city, city.datasets["counts"]), city, view)


def spelt_out(released: ReleasedCells, city: Profile, view: View) -> pl.DataFrame:
    """Put the codes beside the numbers."""
    shown = released.frame
    step = 1
    for axis in reversed(axes(city, view)):
        spots = (shown[CELL] // step % len(axis.codes)).to_list()
        shown = shown.with_columns(pl.Series(axis.dimension, [axis.codes[i] for i in spots]))
        step *= len(axis.codes)
    return shown


def test_the_frame_has_one_column_a_measure_and_ascending_cells() -> None:
    shown = publish(some_rows(60)).frame
    assert shown.columns == [
        CELL,
        "n",
        "resolution_resolved",
        "resolution_partly",
        "resolution_unresolved",
        STATUS,
    ]
    assert shown.schema[CELL] == pl.Int64
    assert {shown.schema[name] for name in shown.columns[1:-1]} == {pl.Int32}
    assert shown[CELL].is_sorted()
    assert shown[CELL].is_unique().all()


def test_a_row_that_is_zero_throughout_is_not_stored() -> None:
    shown = publish(some_rows(60)).frame
    measures = shown.drop(CELL, STATUS)
    assert (measures.sum_horizontal() > 0).all()


def test_the_total_of_exact_places_is_the_truth_and_of_others_is_not() -> None:
    rows: list[dict[str, object]] = [{"area": "S11"}] * 300
    rows += [{"area": "S31"}] * 200
    shown = spelt_out(publish(rows), CITY, PLACES).filter(pl.col("category") == "_T")
    exact = dict(shown.select("area", "n").iter_rows())
    assert (exact["C"], exact["D1"], exact["D3"]) == (500, 300, 200)
    hidden = spelt_out(publish(rows, city=small_city(exact=())), CITY, PLACES)
    drawn = dict(hidden.filter(pl.col("category") == "_T").select("area", "n").iter_rows())
    assert (drawn["C"], drawn["D1"], drawn["D3"]) != (500, 300, 200)


def test_a_measure_that_the_source_lacks_is_null_and_told_once() -> None:
    released = publish(some_rows(60), lacking=frozenset({"resolution"}))
    parts = {"resolution_resolved", "resolution_partly", "resolution_unresolved"}
    assert released.not_collected_measures == parts
    assert not released.not_collected
    nulls = released.frame.select(sorted(parts)).null_count().row(0)
    assert nulls == (released.frame.height,) * 3
    assert released.frame["n"].null_count() == 0
    assert released.frame[STATUS].null_count() == released.frame.height


def test_a_dimension_that_the_source_lacks_is_null_but_at_its_total() -> None:
    rows = some_rows(200)
    released = publish(rows, view=CHANNELS, lacking=frozenset({"channel"}))
    assert not released.not_collected
    assert released.not_collected_measures == frozenset()
    shown = spelt_out(released, CITY, CHANNELS)
    below = shown.filter(pl.col("channel") != "_T")
    area, channel = axes(CITY, CHANNELS)
    assert below.height == len(area.codes) * (len(channel.codes) - 1)  # each told, no zero
    assert set(below[STATUS]) == {'{"*":"not_collected"}'}
    assert below.select("n", "resolution_resolved").null_count().row(0) == (below.height,) * 2
    # What is told at the total is what a source with the channel would be told.
    whole = spelt_out(publish(rows, view=CHANNELS), CITY, CHANNELS)
    totals = [one.filter(pl.col("channel") == "_T").drop(STATUS) for one in (shown, whole)]
    assert totals[0].height > 0
    assert totals[0].equals(totals[1])


def test_of_two_dimensions_the_one_that_is_collected_speaks_at_the_total_of_the_other() -> None:
    kinds = ("enquiry", "request")
    rows = [{**row, "demand_type": kinds[place % 2]} for place, row in enumerate(some_rows(200))]
    view = next(one for one in CITY.datasets["counts"].views if one.id == "I1")
    shown = spelt_out(publish(rows, view=view, lacking=frozenset({"channel"})), CITY, view)
    whole = spelt_out(publish(rows, view=view), CITY, view)
    told = shown.filter(pl.col(STATUS).is_null())
    assert set(told["channel"]) == {"_T"}
    assert {"_T", "enquiry", "request"} == set(told["demand_type"])  # its reference is derived
    assert told.drop(STATUS).equals(whole.filter(pl.col("channel") == "_T").drop(STATUS))


def test_a_year_with_one_month_that_lacks_a_dimension_speaks_at_its_total_alone() -> None:
    parts = [
        count(cohort(CITY, some_rows(30, seed), f"2025-{seed:02d}"), CITY, CITY.datasets["counts"])
        for seed in range(1, 13)
    ]
    whole = protect(year_cells(parts), CITY, CHANNELS)
    tickets = frame(CITY, some_rows(30, 4))
    april = Cohort(
        month="2025-04", tickets=tickets.drop("channel"), not_collected=frozenset({"channel"})
    )
    parts[3] = count(april, CITY, CITY.datasets["counts"])
    shown = spelt_out(protect(year_cells(parts), CITY, CHANNELS), CITY, CHANNELS)
    assert set(shown.filter(pl.col(STATUS).is_null())["channel"]) == {"_T"}
    totals = spelt_out(whole, CITY, CHANNELS).filter(pl.col("channel") == "_T")
    assert shown.filter(pl.col("channel") == "_T").drop(STATUS).equals(totals.drop(STATUS))


def test_the_kinds_of_absence_stay_apart_where_they_meet() -> None:
    area = CITY.codelists["area"]
    codes = tuple(
        msgspec.structs.replace(code, valid_from="2026-10-01") if code.code == "S12" else code
        for code in area.codes
    )
    later = msgspec.structs.replace(
        CITY, codelists={**CITY.codelists, "area": msgspec.structs.replace(area, codes=codes)}
    )
    rows: list[dict[str, object]] = [{"area": "S11"}] * 80
    released = publish(rows, CHANNELS, later, lacking=frozenset({"channel"}), without=("D3",))
    shown = spelt_out(released, later, CHANNELS)
    told = {(row["area"], row["channel"]): row for row in shown.iter_rows(named=True)}
    assert told["C", "_T"]["n"] == 80  # a value
    assert ("S13", "_T") not in told  # zero: a key of the product without a row
    assert told["S11", "web"][STATUS] == '{"*":"not_collected"}'  # no channel
    assert told["D3", "_T"][STATUS] == '{"*":"not_collected"}'  # no district
    # A code that is not in force goes first, whatever was collected.
    assert told["S12", "_T"][STATUS] == told["S12", "web"][STATUS] == '{"*":"not_applicable"}'


def test_a_view_without_the_total_of_what_the_source_lacks_is_void() -> None:
    one = Cohort(
        month=MONTH,
        tickets=frame(CITY, some_rows(60)).drop("area"),
        not_collected=frozenset({"area"}),
    )
    released = protect(count(one, CITY, CITY.datasets["counts"]), CITY, CHANNELS)
    assert released.not_collected
    assert released.frame.height == 0
    assert released.not_collected_measures == set(released.measures)


def test_cells_that_were_never_counted_are_not_taken_for_not_collected() -> None:
    empty = ConfidentialCells(dataset="counts", period=MONTH, views={})
    with pytest.raises(LatticeRefused, match="hold no view"):
        protect(empty, CITY, PLACES)


def test_a_district_released_without_is_null_with_all_its_streets_never_zero() -> None:
    released = publish(some_rows(60), without=("D1",))
    shown = spelt_out(released, CITY, PLACES)
    gone = shown.filter(pl.col("area").is_in(["D1", "S11", "S12", "S13", "D1U"]))
    (area, category) = axes(CITY, PLACES)
    assert gone.height == 5 * len(category.codes)
    assert gone["n"].null_count() == gone.height
    assert set(gone[STATUS]) == {'{"*":"not_collected"}'}
    kept = shown.filter(~pl.col("area").is_in(["D1", "S11", "S12", "S13", "D1U"]))
    assert kept["n"].null_count() == 0
    assert kept[STATUS].null_count() == kept.height
    assert isinstance(area, Axis)


def test_a_code_is_not_applicable_outside_its_time() -> None:
    area = CITY.codelists["area"]
    codes = tuple(
        msgspec.structs.replace(code, valid_from="2026-10-01") if code.code == "S12" else code
        for code in area.codes
    )
    later = msgspec.structs.replace(
        CITY, codelists={**CITY.codelists, "area": msgspec.structs.replace(area, codes=codes)}
    )
    shown = spelt_out(publish(some_rows(60), city=later), later, PLACES)
    gone = shown.filter(pl.col("area") == "S12")
    assert set(gone[STATUS]) == {'{"*":"not_applicable"}'}
    assert gone["n"].null_count() == gone.height == 7
    now = spelt_out(publish(some_rows(60)), CITY, PLACES).filter(pl.col("area") == "S12")
    assert now["n"].null_count() == 0


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        ("2026-02", False),
        ("2026-03", True),
        ("2026-08", True),
        ("2026-09", False),
        ("2025", False),
        ("2026", True),
        ("2027", False),
    ],
)
def test_a_code_holds_from_its_first_month_to_its_last(period: str, *, holds: bool) -> None:
    code = Code(code="x", level="l", zh="x", en="x", valid_from="2026-03-15", valid_to="2026-08-31")
    assert in_force(code, period) is holds


def test_repeat_excess_says_about_how_many_were_left_out() -> None:
    rows = [{"area": "S11", "caller_key": 5} for _ in range(100)]
    assert abs(publish(rows, view=EXCESS).frame["repeat_excess"][0] - 98) <= 16
    lone = [{"area": "S11", "caller_key": caller} for caller in range(100)]
    assert publish(lone, view=EXCESS).frame.height == 0


def test_a_street_counts_a_caller_twice_and_its_district_always() -> None:
    rows = [{"area": "S11", "caller_key": 5} for _ in range(100)]
    shown = spelt_out(publish(rows), CITY, PLACES).filter(pl.col("category") == "_T")
    numbers = dict(shown.select("area", "n").iter_rows())
    assert numbers["D1"] == 100
    assert numbers.get("S11", 0) <= 2 + 9


def test_a_year_has_a_draw_of_its_own() -> None:
    parts = [
        count(cohort(CITY, some_rows(40, seed), f"2025-{seed:02d}"), CITY, CITY.datasets["counts"])
        for seed in range(1, 13)
    ]
    year = protect(year_cells(parts), CITY, PLACES)
    monthly = [protect(part, CITY, PLACES).frame for part in parts]
    added = pl.concat(monthly).group_by(CELL).agg(pl.col("n").sum()).sort(CELL)
    both = year.frame.select(CELL, "n").join(added, on=CELL, suffix="_added")
    assert year.period == "2025"
    assert both["n"][0] == both["n_added"][0] == 480  # the city is exact
    assert (both["n"] != both["n_added"]).any()
    assert ((both["n"] - both["n_added"]).abs() <= 16 + 12 * 16).all()
