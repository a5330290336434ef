"""The structured half: valid rows become compact rows, generalised, with keys for identities.

What leaves here holds no name, number, address, ticket id or exact receipt time; it is what
lies in the spill and in the state, and what pass two makes cohorts from. Pure: no IO.
"""

from collections.abc import Collection, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
import polars as pl

from anonymize import fates, record_key
from anonymize.families import RULES, month_index, month_name, parts
from anonymize.mapping import IDENTITY
from anonymize.quasi_identifiers import Generaliser, generalisers
from anonymize.record_key import KeyHolder
from publish.intake import COLUMNS, FAMILY_COLUMNS
from publish.profile import Profile

TEXT_FIELDS: Final = ("title", "content", "handling_result", "reply", "callback_note")
REPORT: Final = "report"  # 举报: never a case row, its text never read
DISTRICT: Final = "district"
LEADING: Final = "main"
_TOLD_AS_NUMBER: Final = ("state", "military")
_RECORD_BYTES: Final = 4
_HALF_OF_A_BYTE: Final = 128
_IDENTITIES: Final = {
    "caller_key": ("caller_phone", "caller_account", "caller_id_no"),
    "enterprise_key": ("uscc", "company_name"),
    "received_day": ("received_at",),
}


class Compactor(msgspec.Struct, frozen=True):
    """All that turns one batch of valid rows into compact rows."""

    series: str
    holder: KeyHolder
    zone: str
    window: int  # days in which a call-back makes a ticket final
    fields: frozenset[str]
    families: frozenset[str]  # those that the profile declares; of others nothing is kept
    dimensions: tuple[Generaliser, ...]
    districts: dict[str, str | None]  # area -> its district

    @property
    def collected(self) -> tuple[str, ...]:
        """The columns that the source has, in the order of intake.COLUMNS."""
        absent = {maker.column for maker in self.dimensions if not maker.fields}
        absent |= {name for name in FAMILY_COLUMNS if not RULES[name].collected(self.fields)}
        absent |= set(FAMILY_COLUMNS) - self.families
        for name, sources in _IDENTITIES.items():
            absent |= set() if self.fields.intersection(sources) else {name}
        return tuple(name for name in COLUMNS if name not in absent)


def compactor(profile: Profile, holder: KeyHolder, fields: Collection[str]) -> Compactor:
    """Return the compactor of *profile* for a source with *fields*."""
    area = profile.codelists["area"]
    return Compactor(
        series=profile.series,
        holder=holder,
        zone=ZoneInfo(profile.timezone).key,
        window=profile.final_window_days,
        fields=frozenset(fields),
        families=frozenset(family.column for family in profile.families.values()),
        dimensions=tuple(generalisers(profile, fields)),
        districts={code.code: area.ancestor(code.code, DISTRICT) for code in area.codes},
    )


def final_day(fields: Collection[str], zone: str, window: int) -> pl.Expr:
    """Return the local day on which a closed ticket became final; null where it is not closed.

    That is the day of the call-back where it fell on or after the closing and within
    *window* days of the closing day, else the last day of the window (its 24:00).
    """
    closed = pl.col("closed_at").dt.convert_time_zone(zone).dt.date()
    last = closed.dt.offset_by(f"{window}d")
    if "callback_at" not in fields:
        return last
    called = pl.col("callback_at").dt.convert_time_zone(zone).dt.date()
    counts = (pl.col("callback_at") >= pl.col("closed_at")) & (called <= last)
    return pl.when(counts).then(called).otherwise(last)


def month_of_day(day: pl.Expr) -> pl.Expr:
    """Return months since 2000-01 of a local day, Int32."""
    return (day.dt.year().cast(pl.Int32) - 2000) * 12 + day.dt.month().cast(pl.Int32) - 1


def compact(frame: pl.DataFrame, maker: Compactor) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the compact rows of *frame* and, of every row, what decides its fate.

    *frame* holds the schema's fields, typed and coded, of valid rows. Compact rows are those
    of closed tickets: the bundle's columns and what the run needs to join them. Events are
    fates.COLUMNS with district and may_have_text.
    """
    zone, fields = maker.zone, maker.fields
    # A row that is not closed need not have an id; it is told apart by nothing anyway.
    ids = frame.get_column("ticket_id").fill_null("")
    dated = frame.with_columns(
        cohort=month_of_day(final_day(fields, zone, maker.window)),
        caller=_first((IDENTITY,), frame.columns),
        enterprise=_first(("uscc", "company_name"), fields),
        pin_key=record_key.pins(maker.holder, maker.series, ids.to_list()),
        content=content(frame, maker),
        may_have_text=may_have_text(fields),
        # Here, where ``content`` still is the ticket's own column.
        has_text=has_text(fields),
    )
    closed = dated.filter(pl.col("closed_at").is_not_null())
    rows = closed.select(
        "row",
        "source",
        "cohort",
        "pin_key",
        "content",
        "closed_at",
        "may_have_text",
        *(dimension.expression() for dimension in maker.dimensions),
        *parts(fields, zone, maker.families),
        received_day(fields, zone),
        case_row(fields),
        "has_text",
        district(maker),
        main(fields),
        secret(fields),
    )
    rows = rows.with_columns(keys(closed, maker)) if rows.height else _keyless(rows)
    return rows, dated.select(
        "source",
        "row",
        "pin_key",
        "content",
        "closed_at",
        "cohort",
        main(fields),
        secret(fields),
        district(maker),
        "may_have_text",
        pl.lit(value=False).alias("carried"),
    )


EVENT_COLUMNS: Final = (*fates.COLUMNS, "district", "may_have_text", "carried")


def main(fields: Collection[str]) -> pl.Expr:
    """Whether the row is the leading one (主办); an empty role is."""
    if "ticket_role" not in fields:
        return pl.lit(value=True).alias("main")
    return (pl.col("ticket_role").fill_null(LEADING) == LEADING).alias("main")


def secret(fields: Collection[str]) -> pl.Expr:
    """Whether the ticket is told as a number alone (涉密, 涉军)."""
    if "secrecy_class" not in fields:
        return pl.lit(value=False).alias("secret")
    classes = pl.col("secrecy_class").list.set_intersection(list(_TOLD_AS_NUMBER))
    return (classes.list.len() > 0).fill_null(value=False).alias("secret")


def district(maker: Compactor) -> pl.Expr:
    """Return the district complained of, or the street's; null where neither is told."""
    above = pl.lit(None, pl.String)
    if "street_code" in maker.fields:
        above = pl.col("street_code").replace_strict(
            maker.districts, default=None, return_dtype=pl.String
        )
    told = pl.col("district_code") if "district_code" in maker.fields else pl.lit(None, pl.String)
    return pl.coalesce(told, above).alias("district")


def _keyless(rows: pl.DataFrame) -> pl.DataFrame:
    """Return no rows with the columns that keys would fill."""
    return rows.with_columns(
        pl.lit(None, pl.UInt32).alias("record_key"),
        pl.lit(None, pl.UInt64).alias("caller_key"),
        pl.lit(None, pl.UInt64).alias("enterprise_key"),
        pl.lit(None, pl.Boolean).alias("sample"),
    )


def keys(closed: pl.DataFrame, maker: Compactor) -> list[pl.Series]:
    """Return the keyed columns of rows that have ``ticket_id``, ``cohort`` and identities.

    Record key and sample bit are different bytes of one code of the ticket's id, the pin key
    another code under the series' own key, since it must not change with the cohort.
    """
    months = closed.get_column("cohort")
    names = {month: month_name(month) for month in months.unique().to_list()}
    cohorts = months.replace_strict(names, return_dtype=pl.String)

    def coded(purpose: str, column: str, width: int) -> list[bytes | None]:
        return record_key.cohort_codes(
            lambda cohort: maker.holder.derive(maker.series, cohort, purpose),
            cohorts,
            closed.get_column(column).to_list(),
            width,
        )

    ids = coded(record_key.RECORD, "ticket_id", _RECORD_BYTES + 1)
    record, half = zip(*((code[:-1], code[-1:]) for code in ids if code), strict=True)
    return [
        record_key.unsigned("record_key", record, _RECORD_BYTES),
        record_key.unsigned("caller_key", coded(record_key.CALLER, "caller", 8), 8),
        record_key.unsigned("enterprise_key", coded(record_key.ENTERPRISE, "enterprise", 8), 8),
        (record_key.unsigned("sample", half, 1) >= _HALF_OF_A_BYTE).alias("sample"),
    ]


def content(frame: pl.DataFrame, maker: Compactor) -> pl.Series:
    """Return 16 keyed bytes a row that tell whether two rows of one id say the same."""
    names = sorted(set(frame.columns) - {"row", "source", IDENTITY})
    if not frame.height:
        return pl.Series("content", [], pl.Binary)
    # Empty columns say nothing; a bare mark keeps the others in their places.
    told = [
        _as_text(frame.schema[name], name).fill_null("\x1e")
        if frame.get_column(name).null_count() < frame.height
        else pl.lit("\x1e")
        for name in names
    ]
    said = frame.select(pl.concat_str(told, separator="\x1f").alias("said")).to_series()
    return record_key.digests(maker.holder, maker.series, said.to_list())


def _as_text(dtype: pl.DataType, name: str) -> pl.Expr:
    if isinstance(dtype, pl.List):
        return pl.col(name).cast(pl.List(pl.String)).list.join("\x1d")
    if isinstance(dtype, pl.Datetime):
        return pl.col(name).cast(pl.Int64).cast(pl.String)
    return pl.col(name).cast(pl.String)


def _first(names: Sequence[str], fields: Collection[str]) -> pl.Expr:
    present = [pl.col(name) for name in names if name in fields]
    return pl.coalesce(present) if present else pl.lit(None, pl.String)


def received_day(fields: Collection[str], zone: str) -> pl.Expr:
    """Return the day of the month of receipt if that month is the cohort's, else 0."""
    if "received_at" not in fields:
        return pl.lit(None, pl.UInt8).alias("received_day")
    local = pl.col("received_at").dt.convert_time_zone(zone)
    same = month_index(pl.col("received_at"), zone) == pl.col("cohort")
    day = pl.when(same).then(local.dt.day().cast(pl.UInt8)).otherwise(pl.lit(0, pl.UInt8))
    return day.fill_null(0).alias("received_day")


def case_row(fields: Collection[str]) -> pl.Expr:
    """Whether the ticket may become a case row at all: no report, no secret, a known caller."""
    return (pl.col("caller").is_not_null() & ~held_back(fields)).alias("case_row")


def held_back(fields: Collection[str]) -> pl.Expr:
    """Whether law or the caller holds the ticket back from rows and texts of its own."""
    reasons = [pl.lit(value=False)]
    if "demand_type" in fields:
        reasons.append((pl.col("demand_type") == REPORT).fill_null(value=False))
    if "confidential_request" in fields:
        reasons.append(pl.col("confidential_request").fill_null(value=False))
    if "secrecy_class" in fields:
        classes = pl.col("secrecy_class").list.drop_nulls().list.set_difference(["none"])
        reasons.append((classes.list.len() > 0).fill_null(value=False))
    return pl.any_horizontal(reasons)


def may_have_text(fields: Collection[str]) -> pl.Expr:
    """Whether the ticket's text may be read: an express consent, and nothing held back."""
    if "publish_consent" not in fields:
        return pl.lit(value=False)
    return pl.col("publish_consent").fill_null(value=False) & ~held_back(fields)


def has_text(fields: Collection[str]) -> pl.Expr:
    """Whether the ticket brings text in columns of its own."""
    present = [pl.col(name) for name in TEXT_FIELDS if name in fields]
    if not present:
        return pl.lit(value=False)
    return pl.any_horizontal(text.fill_null("").str.strip_chars() != "" for text in present)
