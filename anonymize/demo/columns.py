"""Small pieces that turn the arrays of rows into columns of a file."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from anonymize.demo.draw import Flags, Ints
from anonymize.demo.rows import NEVER

YES_NO: Final = ("否", "是")


def labels(values: Sequence[str | None], places: NDArray[Any]) -> pl.Series:
    """Return the label at each place; nothing where the place is negative."""
    known = pl.Series([*values, None], dtype=pl.String)
    return known.gather(np.where(places < 0, len(values), places).astype(np.uint32))


def moments(values: Ints, zone: str) -> pl.Series:
    """Return moments in *zone*; nothing where it never happened."""
    whole = pl.Series(values, dtype=pl.Int64)
    stated = whole.set(pl.Series(values == NEVER), None)
    return stated.cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(zone)


def numbers(values: NDArray[Any]) -> pl.Series:
    """Return whole numbers; nothing where negative."""
    whole = pl.Series(values.astype(np.int64))
    return whole.set(pl.Series(values < 0), None)


def yes_no(values: NDArray[Any]) -> pl.Series:
    """Return 是 and 否; nothing where negative."""
    return labels(YES_NO, values.astype(np.int64))


def where(values: pl.Series, told: Flags) -> pl.Series:
    """Return *values* where told, else nothing."""
    return values.set(pl.Series(~told), None)


def joined(*parts: pl.Series | str) -> pl.Series:
    """Return the texts of *parts* side by side; nothing where one part is nothing."""
    named = [part.alias(str(n)) for n, part in enumerate(parts) if isinstance(part, pl.Series)]
    places = iter(range(len(parts)))
    expressions = [
        pl.lit(part) if isinstance(part, str) else pl.col(str(place))
        for part, place in zip(parts, places, strict=True)
    ]
    return pl.DataFrame(named).select(pl.concat_str(expressions)).to_series()


def listed(first: pl.Series, second: pl.Series) -> pl.Series:
    """Return one or two texts as a list, ``;`` between them."""
    both = pl.concat_str([pl.col("a"), pl.col("b")], separator=";", ignore_nulls=True)
    frame = pl.DataFrame([first.alias("a"), second.alias("b")])
    return frame.select(pl.when(pl.col("a").is_not_null()).then(both)).to_series()
