"""The fast engine and the slow obvious one publish the same numbers of any small city."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.counts import count
from publish.profile import Profile, View
from publish.protection.cell import CELL, STATUS, ReleasedCells
from publish.protection.protect import protect
from publish.tickets import Cohort, allowed_codes
from tests.generative.protection.reference import Reference
from tests.unit.protection.city import (
    CHANNEL,
    EXTENDED,
    MONTH,
    RESOLUTION,
    TYPE,
    VIEWS,
    attribute,
    codelist,
    frame,
    profile,
    small_city,
    tree,
)

COMPARED = tuple(view for view in VIEWS if view.id != "X")


@st.composite
def trees(draw: st.DrawFn, name: str, levels: Sequence[str], roots: int, most: int) -> Any:
    """A codelist of random widths, only children included."""
    rows: list[tuple[str, str | None]] = [(f"{name[0]}{i}", None) for i in range(roots)]
    above = [code for code, _ in rows]
    for _ in levels[1:]:
        below = []
        for parent in above:
            wide = draw(st.integers(1, most))
            below += [(f"{parent}.{i}", parent) for i in range(wide)]
        rows += below
        above = [code for code, _ in below]
    return codelist(name, levels, rows)


@st.composite
def cities(draw: st.DrawFn) -> Profile:
    """A city of random places, categories and exact levels, with a view of every kind."""
    area = draw(trees("area", ("city", "district", "street"), 1, 3))
    roots = draw(st.integers(1, 2))
    category = draw(trees("category", ("l1", "l2", "l3"), roots, 2))
    exact = draw(st.sampled_from([(), (("city",),), (("city",), ("district",))]))
    folded: dict[str, tuple[str, ...]] = draw(st.sampled_from([{}, {"channel": ("app",)}]))
    views = (
        View(
            id="a",
            keys={"area": ("city", "district", "street"), "category": ("total", "l1", "l2")},
            measures=("n", "resolution"),
        ),
        View(
            id="b",
            keys={"category": ("total", "l1", "l2", "l3"), "area": ("district",)},
            measures=("n", "extended"),
        ),
        View(
            id="c",
            keys={
                "channel": ("total", "code"),
                "area": ("city", "street"),
                "demand_type": ("total", "code"),
            },
            measures=("resolution", "n"),
            fold=folded,
        ),
    )
    return profile(
        codelists=(area, category, CHANNEL, TYPE),
        dimensions=(
            tree("area"),
            tree("category"),
            attribute("channel", "phone", undrawn=draw(st.sampled_from([(), ("visit",)]))),
            attribute("demand_type", "report"),
        ),
        families=(RESOLUTION, EXTENDED),
        views=views,
        exact=exact,
        caller_cap=draw(st.integers(1, 3)),
    )


@st.composite
def tickets(draw: st.DrawFn, city: Profile) -> list[dict[str, object]]:
    """Few leaves, so that cells fill; few callers, so that the cap bites; keys that wrap."""
    columns = {name: _leaves(city, name) for name in city.dimensions}
    columns |= {one.column: list(one.parts) for one in city.families.values()}
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    **{name: st.sampled_from(codes) for name, codes in columns.items()},
                    "record_key": st.integers(0, 2**32 - 1),
                    "caller_key": st.sampled_from([None, 7, 2**64 - 1]),
                }
            ),
            max_size=40,
        )
    )
    return [{**row, "pin_key": number.to_bytes(16, "big")} for number, row in enumerate(rows)]


def _leaves(city: Profile, name: str) -> list[str]:
    parents = {code.parent for code in city.codelists[name].codes}
    return [code for code in allowed_codes(city, name) if code not in parents]


def engine(city: Profile, view: View, rows: list[dict[str, object]]) -> ReleasedCells:
    cells = count(Cohort(month=MONTH, tickets=frame(city, rows)), city, city.datasets["counts"])
    return protect(cells, city, view)


def as_dict(released: ReleasedCells) -> dict[int, dict[str, int]]:
    return {
        row[CELL]: {name: value for name, value in row.items() if name not in {CELL, STATUS}}
        for row in released.frame.iter_rows(named=True)
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_city_any_tickets(data: st.DataObject) -> None:
    city = data.draw(cities())
    rows = data.draw(tickets(city))
    for view in city.datasets["counts"].views:
        assert as_dict(engine(city, view, rows)) == Reference(city, view, rows).cells()


@pytest.mark.parametrize("view", COMPARED, ids=lambda view: view.id)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_small_city_with_its_unlocated_places(view: View, data: st.DataObject) -> None:
    city = small_city()
    rows = data.draw(tickets(city))
    assert as_dict(engine(city, view, rows)) == Reference(city, view, rows).cells()
