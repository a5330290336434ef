"""Numbers that point at somebody, by the column: phones, identity numbers, credit codes, cards.

All are made up; check characters are right (but for the few that a caller misreads, which
the texts see to), because a detector that leans on them must find them.
"""

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from anonymize.demo.draw import Ints, below, mix

_ID_WEIGHTS: Final = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_ID_CHECKS: Final = np.frombuffer(b"10X98765432", dtype=np.uint8)
_USCC_ALPHABET: Final = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", dtype=np.uint8)
_USCC_WEIGHTS: Final = np.array([pow(3, place, 31) for place in range(17)])
_SECOND_DIGITS: Final = np.array([3, 3, 5, 5, 7, 8, 8, 9])


def digits(numbers: Ints, width: int) -> NDArray[np.uint8]:
    """Return the decimal digits of each number, the last *width* of them, one row a number."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return (numbers[:, None] // powers % 10).astype(np.uint8)


def strings(characters: NDArray[np.uint8]) -> pl.Series:
    """Return rows of ASCII characters as strings of one width."""
    width = characters.shape[1]
    rows = np.ascontiguousarray(characters).view(f"S{width}").ravel()
    return pl.Series(rows).cast(pl.String)


def phones(people: Ints, salt: int) -> Ints:
    """Return the mobile number of each person, eleven digits."""
    second = _SECOND_DIGITS[below(people, salt, 8)]
    return 10_000_000_000 + second * 1_000_000_000 + below(people, salt + 1, 10**9)


def resident_ids(regions: Ints, people: Ints, salt: int) -> pl.Series:
    """Return the identity number of each person (GB 11643), from six digits of a region."""
    days = below(people, salt, 365 * 70)
    born = np.datetime64("1940-01-01") + days.astype("timedelta64[D]")
    year = born.astype("datetime64[Y]").astype(np.int64) + 1970
    month = born.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (born - born.astype("datetime64[M]")).astype(np.int64) + 1
    date = year * 10_000 + month * 100 + day
    body = regions * 10**11 + date * 1000 + below(people, salt + 1, 1000)
    rows = digits(body, 17)
    checks = _ID_CHECKS[(rows * _ID_WEIGHTS).sum(axis=1) % 11]
    return strings(np.column_stack([rows + np.uint8(48), checks]))


def credit_codes(regions: Ints, firms: Ints, salt: int) -> list[str]:
    """Return the unified social credit code of each firm (GB 32100), eighteen characters."""
    head = digits(np.full(len(firms), 91), 2).astype(np.int64)
    region = digits(regions, 6).astype(np.int64)
    bits = mix(firms, salt)
    tail = np.stack([(bits >> np.uint64(7 * i)) % np.uint64(31) for i in range(9)], axis=1)
    values = np.column_stack([head, region, tail.astype(np.int64)])
    checks = (31 - (values * _USCC_WEIGHTS).sum(axis=1) % 31) % 31
    return strings(_USCC_ALPHABET[np.column_stack([values, checks])]).to_list()


def bank_card(stem: str) -> str:
    """Return *stem*, digits, with the check digit that makes it a card number (Luhn)."""
    total = 0
    for place, character in enumerate(reversed(stem)):
        doubled = int(character) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return stem + str(-total % 10)
