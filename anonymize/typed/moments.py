"""Texts of dates and times become moments in UTC, by the forms that a mapping declares."""

from collections.abc import Sequence
from typing import Final, Literal

import polars as pl

MOMENT: Final = pl.Datetime("us", "UTC")
_NAIVE: Final = pl.Datetime("us")
ISO: Final = "iso"
# After "T" has become a blank and "Z" an offset; each form excludes the others.
_ISO_FORMS: Final = (
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f%z",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M%z",
    "%Y-%m-%d",
    "%Y%m%dT%H%M%S%z",
)
_ZONED: Final = ("%z", "%:z", "%#z", "%s")
Ambiguous = Literal["earliest", "latest"]


def moments(
    texts: pl.Series, formats: Sequence[str], zone: str, *, ambiguous: Ambiguous
) -> pl.Series:
    """Return the moments that *texts* tell; null where there is none or no form fits.

    A time without an offset is local time of *zone*. One that the clocks skipped in spring
    is taken as many minutes later as they skipped; of one that they told twice in autumn,
    *ambiguous* says which. Columns of the source's own dates are taken as they are.
    """
    if texts.dtype == pl.Date:
        texts = texts.cast(_NAIVE)
    if isinstance(texts.dtype, pl.Datetime):
        if texts.dtype.time_zone is None:
            return _local(texts.cast(_NAIVE), zone, ambiguous)
        return texts.cast(pl.Datetime("us", texts.dtype.time_zone)).dt.convert_time_zone("UTC")
    if texts.dtype != pl.String:
        texts = texts.cast(pl.String)
    found = pl.Series(texts.name, [None], dtype=MOMENT).new_from_index(0, len(texts))
    for form in formats:
        left = texts.set(found.is_not_null(), None)
        if left.null_count() == len(left):
            break
        parsed = _iso(left, zone, ambiguous) if form == ISO else _by(left, form, zone, ambiguous)
        found = found.zip_with(found.is_not_null(), parsed)
    return found


def _iso(texts: pl.Series, zone: str, ambiguous: Ambiguous) -> pl.Series:
    plain = texts.str.replace("T", " ", literal=True)
    if plain.str.ends_with("Z").any():
        plain = plain.str.replace("Z$", "+00:00")
    # Most columns are written in one form: what fits the first value is tried first.
    known = plain.drop_nulls().head(1)
    forms = sorted(_ISO_FORMS, key=lambda form: _by(known, form, zone, ambiguous).null_count())
    found = _by(plain, forms[0], zone, ambiguous)
    for form in forms[1:]:
        left = plain.set(found.is_not_null(), None)
        if left.null_count() == len(left):
            break
        found = found.zip_with(found.is_not_null(), _by(left, form, zone, ambiguous))
    return found


def _by(texts: pl.Series, form: str, zone: str, ambiguous: Ambiguous) -> pl.Series:
    """Return the moments of *texts* in one form."""
    if texts.null_count() == len(texts):
        return pl.Series(texts.name, [None], dtype=MOMENT).new_from_index(0, len(texts))
    if any(mark in form for mark in _ZONED):
        return texts.str.to_datetime(form, time_unit="us", time_zone="UTC", strict=False)
    parsed = texts.str.to_datetime(form, time_unit="us", strict=False)
    return _local(parsed, zone, ambiguous)


def _local(naive: pl.Series, zone: str, ambiguous: Ambiguous) -> pl.Series:
    placed = naive.dt.replace_time_zone(zone, ambiguous=ambiguous, non_existent="null")
    skipped = placed.is_null() & naive.is_not_null()
    if skipped.any():
        # The offset from before the change, as clocks that were not put forward would tell.
        before = naive.dt.offset_by("-3h").dt.replace_time_zone(
            zone, ambiguous=ambiguous, non_existent="null"
        )
        placed = placed.zip_with(
            ~skipped,
            before.dt.convert_time_zone("UTC").dt.offset_by("3h").dt.convert_time_zone(zone),
        )
    return placed.dt.convert_time_zone("UTC")
