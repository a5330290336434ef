"""An attacker who sees what is published and knows the whole method but no key.

The release attacks of the auditor come with it; these hold the protection itself.
"""

import numpy as np
import polars as pl
import pytest

from publish.counts import count
from publish.profile import Profile, View
from publish.protection.cell import CELL, ConfidentialCells
from publish.protection.lattice import axes, plan
from publish.protection.protect import draw, protect
from publish.protection.ptable import DESIGNS, FINE, table
from publish.tickets import Cohort, allowed_codes
from tests.unit.protection.city import MONTH, PLACES, VIEWS, small_city

TICKETS = 20_000


def many_tickets(city: Profile, many: int = TICKETS, seed: int = 1) -> pl.DataFrame:
    pick = np.random.default_rng(seed)
    columns: dict[str, object] = {}
    for name in city.dimensions:
        parents = {code.parent for code in city.codelists[name].codes}
        leaves = [code for code in allowed_codes(city, name) if code not in parents]
        columns[name] = np.array(leaves)[np.minimum(pick.geometric(0.4, many) - 1, len(leaves) - 1)]
    for family in city.families.values():
        columns[family.column] = np.array(family.parts)[
            np.minimum(pick.geometric(0.6, many) - 1, len(family.parts) - 1)
        ]
    columns["record_key"] = pick.integers(0, 2**32, many, dtype=np.uint32)
    columns["caller_key"] = pick.integers(0, many, many, dtype=np.uint64)
    columns["pin_key"] = [i.to_bytes(16, "big") for i in range(many)]
    return pl.DataFrame(columns)


def counted(city: Profile, tickets: pl.DataFrame) -> ConfidentialCells:
    return count(Cohort(month=MONTH, tickets=tickets), city, city.datasets["counts"])


CITY = small_city()
CELLS = counted(CITY, many_tickets(CITY))


def published(view: View, cells: ConfidentialCells = CELLS, city: Profile = CITY) -> pl.DataFrame:
    """The frame with its codes beside it."""
    shown = protect(cells, city, view).frame
    step = 1
    for axis in reversed(axes(city, view)):
        spots = (shown[CELL] // step % len(axis.codes)).to_list()
        shown = shown.with_columns(
            pl.Series(axis.dimension, [axis.codes[i] for i in spots], dtype=pl.String),
            pl.Series(f"{axis.dimension}_level", [axis.levels[i] for i in spots], dtype=pl.String),
        )
        step *= len(axis.codes)
    return shown


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_no_drawn_number_is_one_or_two_and_none_is_far_from_the_truth(view: View) -> None:
    true = CELLS.views[view.id]
    drawn = draw(true, CITY, plan(CITY, view)).values
    exact = (drawn == true.counts).all(axis=1) & (true.counts[:, 0] > 200)
    hidden = ~exact
    assert not np.isin(drawn[hidden], (1, 2)).any()
    assert (drawn >= 0).all()
    assert (drawn[true.counts == 0] == 0).all()
    assert abs(drawn - true.counts.astype(np.int64)).max() <= 16


def test_averaging_a_number_over_views_gives_that_number_again() -> None:
    """Street and L1 margins stand in several views; no two looks differ."""
    seen: dict[tuple[str, ...], set[int]] = {}
    for view in VIEWS[:5]:
        shown = published(view)
        names = list(view.keys)
        for row in shown.iter_rows(named=True):
            if "reference" in {row[f"{name}_level"] for name in names}:
                continue
            key = tuple(
                sorted(f"{name}={row[name]}" for name in names if row[name] not in {"_T", "C"})
            )
            seen.setdefault(key, set()).add(row["n"])
    assert all(len(values) == 1 for values in seen.values())
    assert len(seen) > 80


def test_differencing_a_family_against_n_exposes_nothing() -> None:
    """n less the published parts is what was derived: zero, or the excess that was clipped."""
    shown = published(PLACES)
    parts = ["resolution_resolved", "resolution_partly", "resolution_unresolved"]
    rest = shown["n"] - shown.select(parts).sum_horizontal()
    clipped = shown["resolution_resolved"] == 0
    assert (rest.filter(~clipped) == 0).all()
    assert (rest.filter(clipped) <= 0).all()


def test_differencing_an_exact_district_against_its_streets_leaves_noise() -> None:
    """An exact parent less its noisy children tells the last child no better than a look at it."""
    streets = ("S12", "S13", "D1U")
    right, looks = 0, 30
    for seed in range(looks):
        tickets = many_tickets(CITY, 400, seed).with_columns(caller_key=pl.lit(None, pl.UInt64))
        shown = published(PLACES, counted(CITY, tickets)).filter(pl.col("category") == "_T")
        numbers = dict(shown.select("area", "n").iter_rows())
        residue = numbers["D1"] - sum(numbers.get(street, 0) for street in streets)
        truth = tickets.filter(pl.col("area") == "S11").height
        assert abs(residue - truth) <= len(streets) * 9
        right += residue == truth
        assert numbers["D2"] == numbers["S21"]  # an only child is its parent, no second look
    assert right <= looks // 3


def test_a_certain_hundred_per_cent_is_never_printed() -> None:
    """All tickets share one part: numerator and denominator still get different noise."""
    city = small_city(exact=())
    tickets = many_tickets(city).with_columns(resolution=pl.lit("partly"))
    shown = published(PLACES, counted(city, tickets), city)
    same = (shown["n"] == shown["resolution_partly"]).mean()
    assert isinstance(same, float)
    assert same < 0.4  # two independent draws agree sometimes, one shared draw always would


def test_exactly_one_is_guessed_wrong_more_often_than_right() -> None:
    """A published zero or three: the likeliest truth is right in at most half of the cases."""
    true = CELLS.views["P1"]
    city = small_city(exact=())
    drawn = draw(true, city, plan(city, PLACES)).values.reshape(-1)
    truth = true.counts.reshape(-1)
    guessed = (drawn == 0) & (truth >= 1)
    if guessed.sum() > 50:
        assert (truth[guessed] == 1).mean() <= 0.75
    three = drawn == 3
    assert (truth[three] == 1).mean() <= 0.5


def test_all_noise_together_has_the_law_of_its_table() -> None:
    """One χ² over large cells; a shared, missing or doubled draw would show here."""
    city = small_city(exact=())
    total = np.zeros(2 * 16 + 1)
    for seed in range(12):
        cells = counted(city, many_tickets(city, 3_000, seed))
        view = cells.views["P1"]
        drawn = draw(view, city, plan(city, PLACES)).values.astype(np.int64)
        # Only children repeat their parents on purpose; cells of n under the fine table.
        thick = (view.counts[:, 0] >= 20) & (view.ranks % 7 <= 2) & (view.ranks // 7 != 9)
        noise = drawn[thick, 0] - view.counts[thick, 0]
        total += np.bincount(noise + 16, minlength=33)
    many = total.sum()
    law = np.bincount(table(DESIGNS[FINE])[64].astype(int) + 16, minlength=33) / 4096
    usual = law * many > 5
    chi2 = float(((total - law * many)[usual] ** 2 / (law * many)[usual]).sum())
    assert many > 300
    assert chi2 < 3 * usual.sum()


def test_one_more_ticket_redraws_its_cells_and_no_other() -> None:
    """Two releases that differ by one person: cells without that person keep their numbers."""
    tickets = many_tickets(CITY)
    one = tickets.row(0, named=True)
    before = published(PLACES, counted(CITY, tickets[1:]))
    after = published(PLACES, counted(CITY, tickets))
    both = before.join(after, on=CELL, suffix="_after")
    changed = both.filter(pl.col("n") != pl.col("n_after"))
    street = str(one["area"])
    codelist = CITY.codelists["area"]
    assert changed.height > 0
    assert all(codelist.under(street, area) for area in changed["area"])
