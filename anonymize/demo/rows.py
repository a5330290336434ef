"""Rows in the making: one array a column, nothing is text yet.

Codes are places in lists, -1 where nothing is written; moments are microseconds in UTC,
NEVER where nothing is written; people and firms are numbers. What is written to the file
is a function of these arrays alone, so that a row copied here is copied in the file.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from anonymize.demo.draw import Floats, Ints, Wheel
from anonymize.demo.lists import Choices

Rows = dict[str, NDArray[Any]]
NEVER: Final = int(np.iinfo(np.int64).min)
NOTHING: Final = -1
# What becomes of a row (domain.md §4), by number.
FATES: Final = (
    "enters", "waiting", "not_closed", "copy", "repeat", "superseded", "secrecy", "quarantined",
)  # fmt: skip
ENTERS: Final = 0


def count(rows: Rows) -> int:
    """Return how many rows there are."""
    return len(next(iter(rows.values())))


def take(rows: Rows, places: Ints) -> Rows:
    """Return the rows at *places*, as copies."""
    return {column: values[places] for column, values in rows.items()}


def stack(parts: list[Rows]) -> Rows:
    """Return all rows of *parts*, which have the same columns, one part after the other."""
    return {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}


def only(values: NDArray[Any], where: NDArray[np.bool_], otherwise: int = NOTHING) -> NDArray[Any]:
    """Return *values* where the condition holds, else what stands for nothing."""
    return np.where(where, values, otherwise)


def pick(
    rng: np.random.Generator,
    listed: Choices | None,
    size: int,
    told: dict[str, float] | None = None,
) -> Ints:
    """Draw *size* codes of a list by the weights *told* (by code), or by its own.

    A list that knows none of the codes told falls back to its own weights; a list that the
    profile lacks gives nothing.
    """
    if listed is None:
        return np.full(size, NOTHING, dtype=np.int64)
    weights: Floats = listed.weights
    if told and any(code in told for code in listed.codes):
        weights = listed.weighted(told)
    return Wheel(weights).draw(rng, size)
