"""The tickets of one cohort in columns, and the positions of their codes. Confidential."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from publish.errors import UnknownCode
from publish.intake import CohortNote
from publish.profile import GROUP, Profile

_DAY = "received_day"  # the one dimension that crosses as a number


class Cohort:
    """One cohort as ``publish.bundles`` verified it. It shows nothing but its month.

    ``tickets`` has the columns of ``publish.intake.COLUMNS`` that were ``collected``,
    codes as Enum over codelists and families; ``not_collected`` names the other columns.
    """

    __slots__ = (
        "demonstration",
        "districts_not_collected",
        "key_fingerprint",
        "month",
        "not_collected",
        "notes",
        "tickets",
    )

    def __init__(
        self,
        *,
        month: str,
        tickets: pl.DataFrame,
        not_collected: frozenset[str] = frozenset(),
        districts_not_collected: tuple[str, ...] = (),
        key_fingerprint: str = "",
        notes: tuple[CohortNote, ...] = (),
        demonstration: bool = False,
    ) -> None:
        """Keep the frame and what the bundles say about it."""
        self.month = month
        self.tickets = tickets
        self.not_collected = not_collected
        self.districts_not_collected = districts_not_collected
        self.key_fingerprint = key_fingerprint
        self.notes = notes
        self.demonstration = demonstration

    def __repr__(self) -> str:
        """Show nothing."""
        return f"Cohort({self.month}, confidential)"


def allowed_codes(profile: Profile, column: str) -> tuple[str, ...]:
    """Return the codes that *column* may hold in published order; empty where it has none."""
    for family in profile.families.values():
        if family.column == column:
            return family.parts
    dimension = profile.dimensions.get(column)
    codelist = profile.codelists.get(dimension.codelist if dimension else column)
    return tuple(code.code for code in codelist.codes) if codelist else ()


def group_codes(profile: Profile, column: str) -> frozenset[str]:
    """Return the declared groups among the codes of *column*: sums, which no ticket bears."""
    dimension = profile.dimensions.get(column)
    codelist = profile.codelists.get(dimension.codelist if dimension else column)
    codes = codelist.codes if codelist else ()
    return frozenset(code.code for code in codes if code.kind == GROUP)


def as_enum(values: pl.Series, codes: Sequence[str]) -> pl.Series:
    """Return *values* as an Enum over *codes*; raises UnknownCode for anything else."""
    kind = pl.Enum(list(codes))
    # Not strict: polars' own error would name the value.
    coded = values if values.dtype == kind else values.cast(pl.String).cast(kind, strict=False)
    if missing := coded.null_count():
        raise UnknownCode(values.name, missing)
    return coded


def positions(tickets: pl.DataFrame, column: str, codes: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return for each ticket the position of its code in *codes*; raises UnknownCode."""
    values = tickets.get_column(column)
    if column == _DAY and values.dtype.is_integer():
        values = pl.select(pl.format("d{}", values.cast(pl.String).str.zfill(2))).to_series()
        values = values.alias(column)
    coded: npt.NDArray[np.int64] = as_enum(values, codes).to_physical().to_numpy()
    return coded
