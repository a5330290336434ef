"""The product of a view: which number a key has, and which key a number.

A cell's number is the mixed-radix rank of its key: the position of its period first,
then the position of each code on its axis, in the order of the axes. Positions of
periods do not depend on the release, so a month keeps its numbers for ever: months count
from 2000-01, years from 2000 on top of 100,000, which puts all years after all months.
"""

import re
from functools import lru_cache
from typing import Final

from publish.release.model import View

_YEARS: Final = 100_000
_FIRST: Final = 2000
_MONTH: Final = re.compile(r"(2[0-9]{3})-(0[1-9]|1[0-2])")
_YEAR: Final = re.compile(r"2[0-9]{3}")


def is_month(period: str) -> bool:
    """Tell whether *period* has the form of a month, ``2026-09``."""
    return _MONTH.fullmatch(period) is not None


def is_year(period: str) -> bool:
    """Tell whether *period* has the form of a year, ``2026``."""
    return _YEAR.fullmatch(period) is not None


@lru_cache(maxsize=1024)
def period_level(period: str) -> str:
    """Return ``month`` or ``year``."""
    return "month" if len(period) > len("2026") else "year"


@lru_cache(maxsize=1024)
def period_position(period: str) -> int:
    """Return the position of a month or year in time; raises ValueError for anything else."""
    if match := _MONTH.fullmatch(period):
        return (int(match[1]) - _FIRST) * 12 + int(match[2]) - 1
    if _YEAR.fullmatch(period):
        return _YEARS + int(period) - _FIRST
    message = "a period is a month YYYY-MM or a year YYYY"
    raise ValueError(message)


def period_at(position: int) -> str:
    """Return the period at *position*, the inverse of period_position."""
    if position >= _YEARS:
        return f"{position - _YEARS + _FIRST:04d}"
    return f"{position // 12 + _FIRST:04d}-{position % 12 + 1:02d}"


def strides(view: View) -> tuple[int, ...]:
    """Return what one step along time and along each axis adds to a cell's number."""
    steps = [1]
    for axis in reversed(view.axes):
        steps.append(steps[-1] * len(axis.codes))
    return tuple(reversed(steps))


def cell_of(view: View, period: str, codes: dict[str, str]) -> int:
    """Return the number of the cell of *period* and one code for each axis.

    Raises KeyError where an axis has no code, ValueError where the code is not on it.
    """
    rank = period_position(period)
    for axis in view.axes:
        rank = rank * len(axis.codes) + axis.codes.index(codes[axis.dimension])
    return rank


def key_of(view: View, cell: int) -> tuple[str, dict[str, str]]:
    """Return period and codes of the cell numbered *cell*, the inverse of cell_of."""
    key: dict[str, str] = {}
    for axis, step in zip(view.axes, strides(view)[1:], strict=True):
        key[axis.dimension] = axis.codes[cell // step % len(axis.codes)]
    return period_at(cell // view.cells_per_period), key


def signature(view: View, period: str, key: dict[str, str]) -> str:
    """Return the levels of a key, joined by ``|``: what its error depends on."""
    levels = [axis.signature_levels[axis.codes.index(key[axis.dimension])] for axis in view.axes]
    return "|".join([period_level(period), *levels])
