"""The columns that nobody may ever see outside: who called, whom it concerns, where they live."""

import numpy as np
import polars as pl

from anonymize.demo.city import City
from anonymize.demo.columns import joined, labels, listed, numbers, where
from anonymize.demo.draw import Ints, below
from anonymize.demo.numbers import phones, resident_ids
from anonymize.demo.people import Pools
from anonymize.demo.places import postcode_like
from anonymize.demo.rows import Rows

_MASKED = "138****5678"
_MANGLED = "1.38E+10"  # what a spreadsheet makes of a number


def caller_names(pools: Pools, caller: Ints, seed: int) -> pl.Series:
    """Return the name of each caller: a function of the caller's number."""
    surnames = labels(pools.surnames, below(caller, seed + 51, len(pools.surnames)))
    return joined(surnames, labels(pools.givens, below(caller, seed + 52, len(pools.givens))))


def addresses(city: City, place: Ints, number: Ints, seed: int) -> pl.Series:
    """Return an address to the door at each place: a function of place and number."""
    pools = city.pools
    return joined(
        labels(city.places.street_names, place),
        labels(pools.compounds, below(number, seed + 53, len(pools.compounds))),
        labels(pools.doors, below(number, seed + 54, len(pools.doors))),
    )


def identity(city: City, rows: Rows, seed: int) -> dict[str, pl.Series]:
    """Return the columns of the caller."""
    caller, chance = rows["caller"], rows["identity"]
    spoken = rows["by_phone"] | (chance < 0.4)
    phone = pl.Series(phones(caller, seed + 55)).cast(pl.String)
    phone = phone.set(pl.Series(chance > 0.985), _MASKED).set(pl.Series(chance > 0.995), _MANGLED)
    home = city.places.district[rows["home"]]
    ids = resident_ids(postcode_like(city.places, home, seed + 56), caller, seed + 57)
    sex = labels(("男", "女"), below(caller, seed + 59, 2))
    anonymous = rows["is_anonymous"] == 1
    return {
        "caller_name": where(caller_names(city.pools, caller, seed), (chance < 0.93) & ~anonymous),
        "caller_phone": where(phone, spoken & (chance < 0.997)),
        "caller_account": where(_accounts(caller, seed), ~spoken),
        "caller_id_no": where(ids, chance < 0.22),
        "caller_address": where(addresses(city, rows["home"], caller, seed + 60), chance < 0.35),
        "caller_sex": where(sex, chance < 0.8),
        "caller_age": numbers(np.where(chance < 0.4, 18 + below(caller, seed + 61, 70), -1)),
    }


def _accounts(caller: Ints, seed: int) -> pl.Series:
    return joined("u_", pl.Series(10**9 + below(caller, seed + 58, 9 * 10**9)).cast(pl.String))


def incident(city: City, rows: Rows, seed: int) -> dict[str, pl.Series]:
    """Return the columns of the place and the parties concerned, all finer than may be shown."""
    pools, place = city.pools, rows["place"]
    known = rows["district"] >= 0
    spot = below(rows["caller"] + rows["leaf"] * 31, seed + 62, 10**6)
    compound = labels(pools.compounds, below(spot, seed + 53, len(pools.compounds)))
    third = below(spot, seed + 63, len(pools.people))
    more = np.where(rows["identity"] < 0.02, below(spot, seed + 64, len(pools.people)), -1)
    firm = rows["firm"]
    parties = listed(
        labels(pools.people, np.where(rows["identity"] % 0.1 < 0.012, third, -1)),
        labels(pools.people, more),
    )
    return {
        "community": where(compound, known),
        "location_point": where(joined(compound, "-", numbers(spot % 97).cast(pl.String)), known),
        "incident_address": where(addresses(city, place, spot, seed), known),
        "lat": where(_degrees(30, spot), known),
        "lon": where(_degrees(110, spot // 7), known),
        "third_parties": parties,
        "company_name": labels([f.name for f in pools.firms], firm),
        "uscc": labels([f.uscc for f in pools.firms], np.where(spot % 3 == 0, firm, -1)),
        "attachments": where(
            joined("IMG_", numbers(spot).cast(pl.String), ".jpg"), rows["identity"] % 0.05 < 0.004
        ),
    }


def _degrees(whole: int, spot: Ints) -> pl.Series:
    """Return invented coordinates, in millionths of a degree above *whole*."""
    return joined(f"{whole + 5}.", numbers(100_000 + spot % 899_999).cast(pl.String))


def staff(city: City, rows: Rows) -> dict[str, pl.Series]:
    """Return the columns of the staff who took and handled it."""
    call = 10**11 + rows["month"] * 10**8 + rows["sequence"]
    return {
        "call_id": where(joined("C", numbers(call).cast(pl.String)), rows["by_phone"]),
        "handler_name": where(labels(city.pools.people, rows["handler"]), rows["dispatched"]),
        "agent_no": numbers(rows["agent"]).cast(pl.String),
    }
