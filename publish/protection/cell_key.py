"""Cell keys: the noise of a cell is a function of its records and of nothing else.

A cell's key is the sum of its tickets' record keys modulo 2³². Mixed with a salt of the
measure it gives the column of the perturbation table. The same records therefore get the
same noise in every view and release, and different measures of the same records get
independent noise.
"""

import hashlib
from typing import Final

import numpy as np
import numpy.typing as npt

from publish.protection.ptable import DESIGNS, KEY_BITS, MAX_ROW, table

_SALT_BYTES: Final = 8
_TAG: Final = "gongkai/measure"
N: Final = "n"
"""The set of all tickets of a cell."""


def record_set(conditions: dict[str, str]) -> str:
    """Return the one name of the set of records that satisfy *conditions* (column -> code).

    Every view and measure that counts the same records comes to the same name, whichever
    way it is declared: ``channel=web&resolution=partly``. No condition: ``n``.
    """
    return "&".join(f"{column}={conditions[column]}" for column in sorted(conditions)) or N


def salt(series: str, table_name: str, records: str) -> int:
    """Return the 64-bit salt of a set of records under a table in a series."""
    text = f"{_TAG}\0{series}\0{table_name}\0{records}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:_SALT_BYTES], "big")


def mix64(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return Stafford's 13th mix (the finaliser of SplitMix64) of each value.

    It breaks linearity: without it the key of a parent would tell that of a child.
    """
    mixed: npt.NDArray[np.uint64] = values ^ (values >> np.uint64(30))
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed = mixed ^ (mixed >> np.uint64(27))
    mixed = mixed * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def noise(
    counts: npt.NDArray[np.uint32],
    keys: npt.NDArray[np.uint32],
    salts: npt.NDArray[np.uint64],
    table_name: str,
) -> npt.NDArray[np.int32]:
    """Return the noise of each cell; the arrays have one shape or broadcast to it."""
    mixed = mix64(keys.astype(np.uint64) ^ salts)
    column = (mixed >> np.uint64(64 - KEY_BITS)).astype(np.int64)
    rows = np.minimum(counts, np.uint32(MAX_ROW)).astype(np.int64)
    drawn: npt.NDArray[np.int32] = table(DESIGNS[table_name])[rows, column].astype(np.int32)
    return drawn
