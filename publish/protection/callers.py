"""The cap of callers: nobody is most of a street's figure.

Per street and cohort at most ``caller_cap`` tickets of one caller count, those with the
smallest record keys. It is one flag per ticket, the same in every view, category level
and measure below district, so that cells still roll up. Districts and above count all; a
street that is its district's only one is its district. A ticket without a caller is
never capped.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from publish.profile import Profile
from publish.protection.place import AREA, capped_codes
from publish.tickets import allowed_codes, positions


def counted_in_streets(tickets: pl.DataFrame, profile: Profile) -> npt.NDArray[np.bool_]:
    """Return one flag per ticket: whether it counts in cells below district."""
    counted = np.ones(tickets.height, dtype=np.bool_)
    dimension = profile.dimensions.get(AREA)
    if dimension is None or AREA not in tickets.columns or "caller_key" not in tickets.columns:
        return counted
    streets = _street_of(profile, dimension.codelist)
    at = positions(tickets, AREA, allowed_codes(profile, AREA))
    visits = ["caller_key", "street"]
    surplus = (
        tickets.select("caller_key", "record_key", "pin_key")
        .with_columns(pl.Series("street", streets[at]))
        .with_row_index("row")
        .filter(pl.col("caller_key").is_not_null() & (pl.col("street") >= 0))
        .filter(pl.len().over(visits) > profile.caller_cap)
        # Record keys are 32 bits: the pin key settles the rare tie, whatever the row order.
        .sort([*visits, "record_key", "pin_key"])
        .filter(pl.int_range(pl.len()).over(visits) >= profile.caller_cap)
    )
    counted[surplus.get_column("row").to_numpy()] = False
    return counted


def _street_of(profile: Profile, codelist_id: str) -> npt.NDArray[np.int32]:
    """Return for each code of places the position of its capped street, -1 where none."""
    codelist = profile.codelists[codelist_id]
    capped = capped_codes(codelist)
    found = np.full(len(codelist.codes), -1, dtype=np.int32)
    for position, code in enumerate(codelist.codes):
        here: str | None = code.code
        while here is not None and here not in capped:
            here = codelist.get(here).parent
        found[position] = -1 if here is None else codelist.position(here)
    return found
