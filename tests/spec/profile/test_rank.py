"""The rank test of the lattice: no drawn number is told twice by a sum of other drawn numbers.

One column for each drawn function over random possible combinations of attributes. Where
the columns depend on each other, one cell could be had from others, a second look at the
same count; the least eigenvalue of their normalised Gram matrix is then zero.
"""

import itertools
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from publish.profile import Profile, View, load_profile

ROWS: Final = 30_000
CITY: Final = load_profile("beijing-demo")
Columns = dict[str, npt.NDArray[Any]]


def possible(profile: Profile) -> Columns:
    """Random tickets whose attributes contradict nothing that is declared or follows."""
    draw = np.random.default_rng(20210924)

    def any_of(codes: list[str]) -> npt.NDArray[Any]:
        return np.array(codes, dtype=object)[draw.integers(0, len(codes), ROWS)]

    columns = {
        name: any_of([code.code for code in profile.codelists[dimension.codelist].codes])
        for name, dimension in profile.dimensions.items()
        if dimension.kind == "attribute"
    }
    columns |= {family.column: any_of(list(family.parts)) for family in profile.families.values()}

    def only_where(condition: npt.NDArray[Any], name: str, none: str, some: str) -> None:
        told = np.where(columns[name] == none, some, columns[name])
        columns[name] = np.where(condition, told, none)

    def where(condition: npt.NDArray[Any], name: str, code: str) -> None:
        columns[name] = np.where(condition, code, columns[name])

    dispatched = columns["disposition"] == "dispatched"
    where(~dispatched, "handed_over", "no")
    columns["dispatched"] = np.where(dispatched, "yes", "no")
    only_where(columns["disposition"] == "emergency", "transferred_to", "none", "110")
    only_where(dispatched, "dispatch_route", "none", "street")
    only_where(columns["outcome"] == "not_now", "unresolvable_reason", "none", "other")
    only_where(columns["resolution"] == "excluded", "exclusion_reason", "none", "other")
    where(columns["contacted"] == "no", "response", "not_responded")
    silent = columns["called_back"] == "no"
    where(silent & (columns["resolution"] != "excluded"), "resolution", "unknown")
    where(silent, "satisfaction", "unrated")
    where(columns["on_time"] == "no", "feedback", "no")
    columns["overdue"] = np.where(columns["on_time"] == "no", "yes", "no")
    earlier = columns["lag"] != "m0"
    columns["received_day"] = np.where(
        earlier,
        "d00",
        np.where(columns["received_day"] == "d00", "d01", columns["received_day"]),
    )
    return columns


def drawn(profile: Profile) -> dict[Any, npt.NDArray[Any]]:
    """One column a drawn function; a function of two views is one function."""
    tickets = possible(profile)
    found: dict[Any, npt.NDArray[Any]] = {}
    for dataset in profile.datasets.values():
        if dataset.ledger is not None:
            continue  # events of a reference file are no tickets: neither follows from the other
        for view in dataset.views:
            for cross in itertools.product(*_choices(profile, view)):
                key = tuple(sorted(choice for choice in cross if choice is not None))
                here = np.ones(ROWS, dtype=bool)
                for name, code in key:
                    here &= tickets[name] == code
                found[key, "n"] = here
                for measure in view.measures:
                    family = profile.families.get(measure)
                    for part in family.parts if family else ():
                        if family and part != family.reference:
                            found[key, family.id, part] = here & (tickets[family.column] == part)
    return found


def _choices(profile: Profile, view: View) -> list[list[tuple[str, str] | None]]:
    choices: list[list[tuple[str, str] | None]] = []
    for name in view.keys:
        dimension = profile.dimensions[name]
        if dimension.kind == "attribute":
            hidden = {dimension.reference, *dimension.undrawn, *view.fold.get(name, ())}
            codes = [code.code for code in profile.codelists[dimension.codelist].codes]
            choices.append([None, *((name, code) for code in codes if code not in hidden)])
    return choices


def least_eigenvalue(profile: Profile) -> float:
    """Return the least eigenvalue of the normalised Gram matrix of the drawn functions."""
    matrix = np.array(list(drawn(profile).values()), dtype=np.float32)
    assert matrix.sum(axis=1).min() > 0  # every function is possible
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return float(np.linalg.eigvalsh((matrix @ matrix.T).astype(np.float64))[0])


def with_view(**more: Any) -> Profile:
    """Return the city with one more view in its funnel."""
    funnel = CITY.datasets["process_funnel"]
    view = View(id="X", keys={"area": ("city",), **more.get("keys", {})}, measures=more["measures"])
    changed = msgspec.structs.replace(funnel, views=(*funnel.views, view))
    return msgspec.structs.replace(CITY, datasets={**CITY.datasets, "process_funnel": changed})


def with_all_drawn(name: str) -> Profile:
    """Return the city with an attribute whose nested codes are all drawn."""
    changed = msgspec.structs.replace(CITY.dimensions[name], undrawn=())
    return msgspec.structs.replace(CITY, dimensions={**CITY.dimensions, name: changed})


def test_no_drawn_number_follows_from_others() -> None:
    assert least_eigenvalue(CITY) > 5e-4


def test_one_more_view_that_tells_something_new_keeps_the_rank() -> None:
    assert least_eigenvalue(with_view(measures=("n", "lag"))) > 5e-4


@pytest.mark.parametrize(
    "spoilt",
    [
        with_view(measures=("n", "dispatched")),  # the sum of the other dispositions
        with_view(measures=("n", "overdue")),  # the late, again
        with_view(keys={"dispatch_route": ("total", "code")}, measures=("n",)),
        with_all_drawn("transferred_to"),  # the four are the emergencies
        with_all_drawn("exclusion_reason"),  # the reasons are the excluded
    ],
    ids=["dispatched", "overdue", "routes", "emergencies", "exclusions"],
)
def test_a_second_look_at_a_number_is_caught(spoilt: Profile) -> None:
    if spoilt.datasets["process_funnel"].views[-1].keys.get("dispatch_route"):
        # All routes and 'none' drawn beside the dispositions add up to what is known.
        route = msgspec.structs.replace(spoilt.dimensions["dispatch_route"], undrawn=())
        spoilt = msgspec.structs.replace(
            spoilt, dimensions={**spoilt.dimensions, "dispatch_route": route}
        )
    assert least_eigenvalue(spoilt) < 1e-5  # zero, as far as single precision tells
