"""Rates over whole columns: publish.release.rulebook.evaluate, a million cells at a time.

Every step is the same IEEE operation in the same order as there, so that the digits are
the same; a test holds the two together.
"""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from publish.release.rulebook import HIGH, LOW, Z95, Parts

Floats = NDArray[np.float64]

SUFFIXES = ("", "_numerator", "_denominator", "_excluded", "_low", "_high", "_coded")


def evaluate_columns(
    parts: Parts, counts: pl.DataFrame, variances: Mapping[str, Floats]
) -> pl.DataFrame:
    """Return the columns of the rate of *parts* for the rows of *counts*.

    *counts* holds ``n`` and the family's parts, null where absent; *variances* the
    variance of each drawn measure, row by row. Columns: the rate (percent, one decimal),
    and with suffixes numerator, denominator, excluded, low, high, coded.
    """
    rate = parts.rate
    known = np.ones(counts.height, dtype=bool)
    values: dict[str, NDArray[np.int64]] = {}
    for measure in parts.measures:
        column = counts[measure]
        known &= column.is_not_null().to_numpy()
        values[measure] = column.fill_null(0).cast(pl.Int64).to_numpy()
    left_out = np.zeros(counts.height, dtype=np.int64)
    for part in parts.excluded:
        left_out += values[part]
    base = values["n"] - left_out
    enough = known & (base >= rate.min_n)
    divisor = np.where(base > 0, base, 1).astype(np.float64)
    credited = np.zeros(counts.height)
    squares = np.zeros(counts.height)
    for part, credit, square in parts.credited:
        credited += credit * values[part]
        squares += square * values[part]
    share = np.minimum(np.maximum(credited / divisor, 0.0), 1.0)
    noise = np.zeros(counts.height)
    for measure, numerator, denominator in parts.slopes:
        if measure in variances:
            slope = (numerator - share * denominator) / divisor
            noise += slope * slope * variances[measure]
    sampling = np.maximum(squares / divisor - share * share, 0.0) / divisor
    low, high = _wilson(share, noise, sampling, divisor)
    few = base < rate.coded_below
    bottom, top = enough & few & (share <= LOW), enough & few & (share >= HIGH)
    value = np.where(bottom, 5.0, np.where(top, 95.0, _tenth(100.0 * share)))
    low = np.where(bottom, 0.0, np.where(top, np.minimum(_tenth(low), 95.0), _tenth(low)))
    high = np.where(top, 100.0, np.where(bottom, np.maximum(_tenth(high), 5.0), _tenth(high)))
    name = rate.id
    return pl.DataFrame(
        {
            name: _where(value, enough),
            f"{name}_numerator": _where(credited, enough & ~bottom & ~top),
            f"{name}_denominator": _where(base, known),
            f"{name}_excluded": _where(left_out, known),
            f"{name}_low": _where(low, enough),
            f"{name}_high": _where(high, enough),
            f"{name}_coded": pl.select(
                pl.when(pl.Series(bottom))
                .then(pl.lit("le5"))
                .when(pl.Series(top))
                .then(pl.lit("ge95"))
            ).to_series(),
        }
    )


def _wilson(share: Floats, noise: Floats, sampling: Floats, base: Floats) -> tuple[Floats, Floats]:
    spread = share * (1.0 - share)
    error = noise + sampling
    usable = (spread > 0.0) & (error > 0.0)
    size = np.where(usable, spread / np.where(usable, error, 1.0), base)
    squared = Z95 * Z95
    centre = (share + squared / (2.0 * size)) / (1.0 + squared / size)
    reach = spread / size + squared / (4.0 * size * size)
    half = Z95 / (1.0 + squared / size) * np.sqrt(reach)
    low: Floats = 100.0 * np.maximum(centre - half, 0.0)
    high: Floats = 100.0 * np.minimum(centre + half, 1.0)
    return low, high


def _tenth(values: Floats) -> Floats:
    rounded: Floats = np.floor(values * 10.0 + 0.5) / 10.0
    return rounded


def _where(values: NDArray[np.generic], shown: NDArray[np.bool_]) -> pl.Series:
    return pl.select(pl.when(pl.Series(shown)).then(pl.Series(values))).to_series()
