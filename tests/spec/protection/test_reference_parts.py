"""Reference parts: what is drawn, what is derived, and how derived numbers are clipped."""

import numpy as np
import pytest

from publish.protection.derive import Drawn, derive
from publish.protection.lattice import plan
from tests.unit.protection.city import CROSS, small_city

CITY = small_city()
PLAN = plan(CITY, CROSS)
CHANNELS = ("_T", "phone", "web", "app")  # phone is the reference
TYPES = ("_T", "enquiry", "request")  # enquiry is the reference

SPEC = """
drawn n (channel, type)                  | derived n                             | why
_T,_T=100 web,_T=30 app,_T=20            | phone,_T=50                           | the total less the others
_T,_T=100 web,_T=70 app,_T=40            | phone,_T=0                            | never below zero
_T,_T=0 web,_T=5                         | phone,_T=0                            | the total may have come out as zero
_T,_T=100 _T,request=60                  | _T,enquiry=40                         | each attribute has its own
_T,_T=100 web,_T=30 _T,request=60 web,request=10 | phone,enquiry=20 phone,request=50 web,enquiry=20 | a crossing by inclusion and exclusion
_T,_T=10 web,_T=10 _T,request=10 web,request=5   | phone,enquiry=0 phone,request=5 web,enquiry=5 | a negative crossing is zero
"""  # noqa: E501  -- a table


def spec_rows() -> list[tuple[dict[tuple[str, ...], int], dict[tuple[str, ...], int]]]:
    lines = [line.split("|") for line in SPEC.strip().splitlines()[1:]]
    return [(parsed(left), parsed(right)) for left, right, _ in lines]


def parsed(text: str) -> dict[tuple[str, ...], int]:
    pairs = [item.split("=") for item in text.split()]
    return {tuple(key.split(",")): int(value) for key, value in pairs}


def rank(key: tuple[str, ...]) -> int:
    return CHANNELS.index(key[0]) * len(TYPES) + TYPES.index(key[1])


def published(
    drawn: dict[tuple[str, ...], tuple[int, ...]], coordinates: tuple[str, ...]
) -> dict[tuple[str, str], dict[str, int]]:
    keys = sorted(drawn, key=rank)
    ranks, columns = derive(
        CITY,
        PLAN,
        Drawn(
            coordinates=coordinates,
            ranks=np.array([rank(key) for key in keys], dtype=np.int64),
            values=np.array([drawn[key] for key in keys], dtype=np.int64),
        ),
    )
    return {
        (CHANNELS[cell // len(TYPES)], TYPES[cell % len(TYPES)]): {
            name: int(values[place]) for name, values in columns.items()
        }
        for place, cell in enumerate(ranks.tolist())
    }


@pytest.mark.parametrize(("drawn", "derived"), spec_rows())
def test_the_reference_code_is_what_the_others_leave(
    drawn: dict[tuple[str, ...], int], derived: dict[tuple[str, ...], int]
) -> None:
    found = published({key: (n,) for key, n in drawn.items()}, ("n",))
    assert {key: found[key[0], key[1]]["n"] for key in derived} == derived
    assert {key: found[key[0], key[1]]["n"] for key in drawn} == drawn


COORDINATES = ("n", "resolution_partly", "resolution_unresolved")


@pytest.mark.parametrize(
    ("n", "partly", "unresolved", "resolved"),
    [(100, 20, 30, 50), (10, 8, 7, 0), (0, 3, 0, 0), (50, 0, 0, 50)],
)
def test_the_reference_part_is_what_the_other_parts_leave(
    n: int, partly: int, unresolved: int, resolved: int
) -> None:
    cell = published({("_T", "_T"): (n, partly, unresolved)}, COORDINATES)["_T", "_T"]
    assert cell["resolution_resolved"] == resolved
    assert (cell["resolution_partly"], cell["resolution_unresolved"]) == (partly, unresolved)


def test_parts_of_a_derived_cell_are_derived_too() -> None:
    cells = published(
        {("_T", "_T"): (100, 20, 30), ("web", "_T"): (40, 10, 5), ("app", "_T"): (10, 12, 0)},
        COORDINATES,
    )
    assert cells["phone", "_T"] == {
        "n": 50,
        "resolution_resolved": 27,
        "resolution_partly": 0,  # 20 - 10 - 12, clipped
        "resolution_unresolved": 25,
    }


def test_a_family_that_the_source_lacks_has_no_parts() -> None:
    assert published({("_T", "_T"): (9,)}, ("n",))["_T", "_T"] == {"n": 9}
