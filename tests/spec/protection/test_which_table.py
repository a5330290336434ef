"""Which of the three rules a cell's ``n`` is under: exact, fine or wide.

The set of a cell's dimensions decides, never its dataset and never its count.
"""

import numpy as np
import pytest

from publish.profile import View
from publish.protection.lattice import plan
from publish.protection.rules import rules
from tests.unit.protection.city import small_city

RULES = """
place   category  channel  unit   | n is
C       _T        _T       _T     | exact
D1      _T        _T       _T     | exact
S11     _T        _T       _T     | fine
C       A         _T       _T     | fine
C       A1        _T       _T     | fine
C       A1x       _T       _T     | fine
D1      A         _T       _T     | fine
D1      A1        _T       _T     | fine
D1      A1x       _T       _T     | wide
S11     A         _T       _T     | fine
S11     A1        _T       _T     | wide
CU      _T        _T       _T     | exact
D1U     A         _T       _T     | fine
S21     _T        _T       _T     | exact
S21     A1        _T       _T     | fine
C       _T        web      _T     | wide
D1      _T        web      _T     | wide
C       _T        _T       K1     | wide
C       A         _T       u1     | wide
"""
COMMENTS = {
    "CU": "tickets without a district stand beside the districts",
    "S21": "the one street of its district is that district",
}


def spec_rows() -> list[tuple[tuple[str, ...], str]]:
    lines = [line for line in RULES.strip().splitlines()[1:] if line]
    halves = [line.split("|") for line in lines]
    return [(tuple(left.split()), right.strip()) for left, right in halves]


@pytest.mark.parametrize(("key", "rule"), spec_rows(), ids=str)
def test_the_rule_follows_from_the_dimensions(key: tuple[str, ...], rule: str) -> None:
    city = small_city()
    street = key[0].startswith("S") or key[0].endswith("1U")
    levels = ("total", "l1", "l2") if street else ("total", "l1", "l2", "l3")
    view = View(
        id="x",
        keys={
            "area": ("city", "district", "street") if street else ("city", "district"),
            "category": levels,
            "channel": ("total", "code"),
            "unit": ("total", "class", "unit"),
        },
        measures=("n",),
    )
    worked_out = plan(city, view)
    at = [
        np.array([one.axis.codes.index(code)])
        for one, code in zip(worked_out.axes, key, strict=True)
    ]
    decided = rules(city, worked_out)
    found = "wide" if decided.wide(at)[0] else "fine"
    assert ("exact" if decided.exact(at)[0] else found) == rule


def test_a_dimension_at_its_total_does_not_count() -> None:
    city = small_city()
    short = plan(city, View(id="x", keys={"area": ("city", "street")}, measures=("n",)))
    at = [np.arange(len(short.axes[0].axis.codes))]
    long = plan(
        city,
        View(
            id="y",
            keys={"unit": ("total", "class"), "area": ("city", "street")},
            measures=("n",),
        ),
    )
    there = [np.zeros(len(at[0]), dtype=np.int64), at[0]]
    assert (rules(city, short).wide(at) == rules(city, long).wide(there)).all()
    assert (rules(city, short).exact(at) == rules(city, long).exact(there)).all()


def test_without_exact_levels_nothing_is_exact() -> None:
    city = small_city(exact=())
    worked_out = plan(city, View(id="x", keys={"area": ("city", "district")}, measures=("n",)))
    assert not rules(city, worked_out).exact([np.arange(5)]).any()
