"""Validate sources and tell the fate of every row, without keys, state or output.

The same validation and the same fates as in a run, except for what only earlier runs know.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import date

import msgspec
import polars as pl

from anonymize import fates, limits, quarantine, source
from anonymize.mapping import Mapping
from anonymize.pipeline import final_day, main, month_of_day, secret
from anonymize.sources.batch import Options, RawBatch
from anonymize.validation import Validator
from publish.profile import Profile


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """Where every row read would go: read = accepted + set aside + quarantined."""

    read: int
    accepted: int
    set_aside: dict[str, int]
    quarantined: int
    rejected: pl.DataFrame  # quarantine.SCHEMA
    over: tuple[limits.Over, ...]
    cohorts: dict[int, int]  # accepted rows by months since 2000-01

    def __post_init__(self) -> None:
        """Refuse an account that loses a row."""
        if self.read != self.accepted + sum(self.set_aside.values()) + self.quarantined:
            message = "read differs from accepted + set aside + quarantined"
            raise ValueError(message)


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a check."""

    sources: Sequence[str]
    mapping: Mapping
    profile: Profile
    as_of: date
    limit: limits.Limit
    field_limit: int = 1_000_000
    accept_truncated: bool = False
    batch_rows: int = 50_000
    note: Callable[[str, str], None] = lambda _zh, _en: None
    done: Callable[[int], None] = lambda _rows: None


def check(asked: Check) -> Checked:
    """Check all sources. Raises Hopeless, MappingError, TryAgain."""
    validator = Validator(asked.mapping, asked.profile, asked.as_of, asked.field_limit)
    work = _Work(asked, validator)
    for number, name in enumerate(asked.sources):
        options = Options(
            mapping=asked.mapping,
            number=number,
            batch_rows=asked.batch_rows,
            field_limit=asked.field_limit,
            accept_truncated=asked.accept_truncated,
            note=asked.note,
        )
        for batch in source.read(name, options):
            work.take(batch)
            asked.done(work.read)
    return work.result()


class _Work:
    """What is kept of the rows: 46 bytes each, and those in quarantine."""

    def __init__(self, asked: Check, validator: Validator) -> None:
        self._asked = asked
        self._validator = validator
        # Digests live no longer than the check and are told to nobody.
        self._seed = secrets.randbits(63)
        self._events: list[pl.DataFrame] = []
        self._places: list[pl.Series] = []
        self._rejected: list[pl.DataFrame] = [quarantine.empty()]
        self.read = 0

    def take(self, batch: RawBatch) -> None:
        """Validate a batch and keep what decides the fates of its rows."""
        self.read += batch.read
        frame, rejected = self._validator.validate(batch)
        self._rejected.append(rejected)
        said = frame.drop("row", "source")
        zone, window = self._asked.profile.timezone, self._asked.profile.final_window_days
        ids = frame.get_column("ticket_id")
        self._events.append(
            frame.select(
                "source",
                pl.col("row").cast(pl.UInt32),
                ids.hash(self._seed).alias("id_high"),
                ids.hash(self._seed ^ 1).alias("id_low"),
                said.hash_rows(self._seed).alias("content"),
                pl.col("closed_at").dt.timestamp("us"),
                month_of_day(final_day(frame.columns, zone, window)).alias("cohort"),
                main(frame.columns),
                secret(frame.columns),
                pl.lit(value=False).alias("carried"),
            ).cast(fates.NARROW)
        )
        self._places.append(self._validator.district(frame).cast(pl.Categorical))

    def result(self) -> Checked:
        """Decide the fates and count them."""
        profile = self._asked.profile
        events = pl.concat(self._events) if self._events else pl.DataFrame(schema=fates.NARROW)
        places = events.select("source", "row").with_columns(
            district=pl.concat(self._places) if self._places else pl.lit(None, pl.String)
        )
        told = fates.decide(events, as_of=self._asked.as_of, freeze_days=profile.freeze_days)
        told = told.with_columns(
            places.sort("source", "row").get_column("district").cast(pl.String)
        )
        clash = told.filter(pl.col("fate") == fates.CONFLICT).select(
            "source",
            "row",
            pl.lit("ticket_id").alias("field"),
            pl.lit(fates.CONFLICT).alias("rule"),
            "district",
            pl.col("cohort").alias("month"),
        )
        rejected = pl.concat([*self._rejected, clash.cast(quarantine.SCHEMA)])
        counts = dict(told.group_by("fate").len().iter_rows())
        valid = (
            told.filter(pl.col("fate") != fates.CONFLICT)
            .group_by("source", "district", "cohort")
            .agg(n=pl.len())
        )
        months = told.filter(pl.col("fate") == fates.ACCEPTED).group_by("cohort").len()
        return Checked(
            read=self.read,
            accepted=counts.get(fates.ACCEPTED, 0),
            set_aside={fate: counts[fate] for fate in fates.SET_ASIDE if counts.get(fate)},
            quarantined=rejected.height,
            rejected=rejected.sort("source", "row"),
            over=tuple(limits.over(valid, rejected, self._asked.limit)),
            cohorts=dict(months.sort("cohort").iter_rows()),
        )
