"""Axes from codelists alone, and views that would break the protection."""

import msgspec
import pytest

from publish.errors import LatticeRefused
from publish.profile import GROUP, Code, View
from publish.protection.lattice import REFERENCE, axes, lattice_digest, plan
from publish.protection.rules import exact_levels
from tests.unit.protection.city import (
    AREA,
    CHANNELS,
    CROSS,
    DEEP,
    EXCESS,
    PLACES,
    attribute,
    profile,
    small_city,
    tree,
)

CITY = small_city()


def refused(view: View) -> str:
    with pytest.raises(LatticeRefused) as caught:
        plan(CITY, view)
    assert caught.value.zh != caught.value.en
    return caught.value.en


def test_an_axis_holds_the_declared_levels_coarsest_first_and_the_total_before() -> None:
    area, category = axes(CITY, PLACES)
    assert area.codes[:5] == ("C", "D1", "D2", "D3", "CU")
    assert area.levels[:3] == ("city", "district", "district")
    assert category.codes == ("_T", "A", "B", "A1", "A2", "B1", "B2")
    assert category.levels == ("total", "l1", "l1", "l2", "l2", "l2", "l2")


def test_an_attribute_marks_its_reference_and_hides_what_is_undrawn_or_folded() -> None:
    channel, demand = axes(CITY, CROSS)
    assert channel.codes == ("_T", "phone", "web", "app")  # visit is never drawn
    assert channel.levels == ("total", REFERENCE, "code", "code")
    assert demand.codes == ("_T", "enquiry", "request")  # report is folded here
    unfolded = msgspec.structs.replace(CROSS, fold={})
    assert axes(CITY, unfolded)[1].codes == ("_T", "enquiry", "request", "report")


def test_declared_groups_are_sums_and_stand_on_no_axis() -> None:
    group = Code(code="G6", level="district", zh="城六区", en="Six", parent="C", kind=GROUP)
    grouped = msgspec.structs.replace(AREA, codes=(*AREA.codes, group))
    city = msgspec.structs.replace(CITY, codelists={**CITY.codelists, "area": grouped})
    assert axes(city, PLACES) == axes(CITY, PLACES)


def test_published_measures_stand_in_the_order_of_the_view_reference_parts_included() -> None:
    assert plan(CITY, CHANNELS).measures == (
        "n",
        "resolution_resolved",
        "resolution_partly",
        "resolution_unresolved",
        "extended_no",
        "extended_yes",
    )
    drawn = [one.id for one in plan(CITY, CHANNELS).coordinates]
    assert drawn == ["n", "resolution_partly", "resolution_unresolved", "extended_yes"]


def test_no_view_joins_streets_with_the_third_level() -> None:
    streets = View(
        id="x", keys={"area": ("city", "street"), "category": ("total", "l3")}, measures=("n",)
    )
    assert "no view joins streets" in refused(streets)
    assert plan(CITY, DEEP).cells > 0


def test_an_attribute_without_its_total_is_refused() -> None:
    view = View(id="x", keys={"channel": ("code",)}, measures=("n",))
    assert "needs the level total" in refused(view)
    assert plan(CITY, msgspec.structs.replace(view, keys={"channel": ("total", "code")})).cells == 4


def test_an_attribute_without_a_reference_is_refused() -> None:
    city = profile(
        codelists=(CITY.codelists["channel"],),
        dimensions=(attribute("channel", "nothing"),),
        families=(),
        views=(),
    )
    view = View(id="x", keys={"channel": ("total", "code")}, measures=("n",))
    with pytest.raises(LatticeRefused, match="has no reference code"):
        plan(city, view)


@pytest.mark.parametrize(
    ("keys", "measures", "said"),
    [
        ({"nowhere": ("total",)}, ("n",), "no dimension"),
        ({"area": ("parish",)}, ("n",), "lacks a declared level"),
        ({"area": ()}, ("n",), "lacks a declared level"),
        ({"area": ("city",)}, ("wishes",), "no measure or family"),
        ({"area": ("city", "district")}, ("repeat_excess",), "for the city only"),
    ],
)
def test_a_declaration_that_names_what_is_not_there_is_refused(
    keys: dict[str, tuple[str, ...]], measures: tuple[str, ...], said: str
) -> None:
    assert said in refused(View(id="x", keys=keys, measures=measures))


def test_repeat_excess_of_the_city_is_a_measure() -> None:
    assert plan(CITY, EXCESS).measures == ("repeat_excess",)


def test_exact_levels_are_single_levels_of_places() -> None:
    assert exact_levels(CITY) == {"city", "district"}
    with pytest.raises(LatticeRefused, match="one level of places"):
        exact_levels(small_city(exact=(("district", "l1"),)))


def test_the_digest_of_the_lattice_follows_its_declarations() -> None:
    assert lattice_digest(CITY) == lattice_digest(small_city())
    assert lattice_digest(CITY) != lattice_digest(small_city(views=(PLACES,)))
    assert lattice_digest(CITY) != lattice_digest(msgspec.structs.replace(CITY, series="small-2"))


def test_a_view_without_keys_is_the_total() -> None:
    city = profile(codelists=(AREA,), dimensions=(tree("area"),), families=(), views=())
    worked_out = plan(city, View(id="x", keys={}, measures=("n",)))
    assert (worked_out.cells, worked_out.strides) == (1, ())
