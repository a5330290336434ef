"""The views of the shipped cities: all can be worked out, and the engine agrees on them too."""

import random

import polars as pl
import pytest

from publish.counts import count
from publish.intake import COLUMNS
from publish.profile import GROUP, Profile, load_profile, profile_names
from publish.protection.cell import CELL, STATUS
from publish.protection.lattice import lattice_digest, plan
from publish.protection.protect import protect
from publish.reference.lens import ledger_of, seen_by
from publish.tickets import Cohort, allowed_codes
from tests.generative.protection.reference import Reference
from tests.unit.protection.city import MONTH

CITIES = {name: load_profile(name) for name in profile_names()}
WITH_DATASETS = sorted(name for name, city in CITIES.items() if city.datasets)
TICKETS = 150
SLOW_BEYOND = 700  # cells; the reference looks at every ticket for each


def leaves(city: Profile, column: str) -> list[str]:
    if column not in city.dimensions:
        return list(allowed_codes(city, column))
    codes = city.codelists[city.dimensions[column].codelist].codes
    parents = {code.parent for code in codes}
    return [c.code for c in codes if c.code not in parents and c.kind != GROUP]


def tickets(city: Profile) -> list[dict[str, object]]:
    pick = random.Random(7)  # noqa: S311  -- a seeded sample, no secret
    columns = {
        name: leaves(city, name)
        for name, column in COLUMNS.items()
        if column.dtype == "code" and allowed_codes(city, name)
    }
    if "received_day" in city.dimensions:
        columns["received_day"] = leaves(city, "received_day")
    return [
        {
            **{name: pick.choice(codes[:6]) for name, codes in columns.items()},
            "record_key": pick.randrange(2**32),
            "caller_key": pick.choice([None, 1, 2, 3]),
            "pin_key": pick.randbytes(16),
        }
        for _ in range(TICKETS)
    ]


@pytest.mark.parametrize("name", WITH_DATASETS)
def test_every_declared_view_can_be_worked_out(name: str) -> None:
    city = CITIES[name]
    plans = [
        plan(seen_by(city, one), view)
        for one in city.datasets.values()
        for view in one.views
        if "n" in view.measures
    ]
    assert plans
    assert len(lattice_digest(city)) == 64


@pytest.mark.parametrize("name", WITH_DATASETS)
def test_the_engine_agrees_on_the_smaller_views(name: str) -> None:
    city = CITIES[name]
    rows = tickets(city)
    keys = {"record_key": pl.UInt32, "caller_key": pl.UInt64, "pin_key": pl.Binary}
    frame = pl.DataFrame(rows, schema={column: keys.get(column, pl.String) for column in rows[0]})
    compared = 0
    for dataset in city.datasets.values():
        if dataset.ledger is not None:
            continue
        cells = count(Cohort(month=MONTH, tickets=frame), city, dataset)
        for view in dataset.views:
            if plan(city, view).cells > SLOW_BEYOND or "repeat_excess" in view.measures:
                continue
            published = protect(cells, city, view).frame
            found = {
                row.pop(CELL): {key: value for key, value in row.items() if key != STATUS}
                for row in published.iter_rows(named=True)
            }
            assert found == Reference(city, view, rows).cells(), view.id
            compared += 1
    assert compared > 0


@pytest.mark.parametrize("name", WITH_DATASETS)
def test_the_engine_agrees_on_events_of_reference_files(name: str) -> None:
    city = CITIES[name]
    pick = random.Random(11)  # noqa: S311  -- a seeded sample, no secret
    for dataset in city.datasets.values():
        ledger, lens = ledger_of(city, dataset), seen_by(city, dataset)
        if ledger is None or ledger.kind != "counted":
            continue
        columns = [*ledger.dimensions, *(family.column for family in ledger.families.values())]
        codes = {column: list(allowed_codes(lens, column))[1:9] for column in columns}
        rows: list[dict[str, object]] = [
            {
                **{column: pick.choice(found) for column, found in codes.items()},
                "record_key": pick.randrange(2**32),
                "caller_key": None,  # an event has no caller, so that none is capped
                "pin_key": b"",
            }
            for _ in range(TICKETS)
        ]
        schema = dict.fromkeys(columns, pl.String) | {"record_key": pl.UInt32}
        told = [{name: row[name] for name in schema} for row in rows]
        events = Cohort(month=MONTH, tickets=pl.DataFrame(told, schema=schema))
        cells = count(events, lens, dataset)
        for view in dataset.views:
            found = {
                row.pop(CELL): {key: value for key, value in row.items() if key != STATUS}
                for row in protect(cells, lens, view).frame.iter_rows(named=True)
            }
            assert found == Reference(lens, view, rows).cells(), view.id
