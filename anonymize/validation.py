"""Raw rows become typed, coded rows, or go to quarantine with a field and a rule.

Whole columns at a time. A row that is not closed is not judged further: nobody has finished
writing it. Law: ``domain.md`` §4, "Fates of a row".
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from anonymize import quarantine
from anonymize.mapping import Mapping
from anonymize.pipeline import final_day, month_of_day
from anonymize.sources.batch import RawBatch
from anonymize.ticket import FIELDS
from anonymize.typed import plain
from anonymize.typed.codes import Vocabulary
from anonymize.typed.moments import MOMENT, moments
from publish.profile import Profile

FIELD_LIMIT: Final = 1_000_000
CLOSED: Final = "closed"
_DTYPES: Final = {
    "text": pl.String(),
    "code": pl.String(),
    "codes": pl.List(pl.String),
    "list": pl.List(pl.String),
    "moment": MOMENT,
    "flag": pl.Boolean(),
    "whole": pl.Int64(),
    "number": pl.Float64(),
}
# A name is sought under the code of this field first.
_PARENTS: Final = {
    "category_l2": "category_l1",
    "category_l3": "category_l2",
    "street_code": "district_code",
}
_LIMITS: Final = ("due_at", "due_contact_at")  # may lie ahead
_FIRST_DAY: Final = date(2000, 1, 1)
_NEEDED: Final = ("ticket_id", "received_at")


class Validated(NamedTuple):
    """Typed rows and those in quarantine; together they are all rows of the batch.

    ``frame`` has ``row``, ``source`` and the fields that the source has; moments are UTC,
    codes ours. A row that is not closed has no ``closed_at``, and no row else lacks one.
    """

    frame: pl.DataFrame
    rejected: pl.DataFrame  # quarantine.SCHEMA


class Validator:
    """What one mapping, profile and as-of make of rows. Remembers spellings, so keep it."""

    def __init__(
        self, mapping: Mapping, profile: Profile, as_of: date, field_limit: int = FIELD_LIMIT
    ) -> None:
        """Prepare. Raises MappingError where a value of the mapping is no code of the profile."""
        self.mapping = mapping
        self.profile = profile
        self.as_of = as_of
        self.field_limit = field_limit
        self._vocabularies = {
            name: Vocabulary(field, mapping, profile)
            for name, field in FIELDS.items()
            if field.codelist
        }
        zone = ZoneInfo(profile.timezone)
        self._begin = datetime.combine(_FIRST_DAY, time(), zone).astimezone(UTC)
        self._end = datetime.combine(as_of + timedelta(days=1), time(), zone).astimezone(UTC)

    def validate(self, batch: RawBatch, fields: Collection[str] | None = None) -> Validated:
        """Return what becomes of *batch*. *fields* are added as empty where it lacks them."""
        raw = self._raw(batch.frame)
        faults = _Faults(len(batch.rows))
        self._damage(raw, faults)
        typed = self._typed(raw, faults)
        self._status(raw, typed, faults)
        self._dates(typed, faults)
        frame = self._frame(batch, typed, fields)
        bad = faults.first()
        rejected = self._rejected(frame, faults, bad)
        kept = frame.filter(bad.is_null()) if faults.any() else frame
        return Validated(kept, pl.concat([batch.rejected, rejected]))

    def _raw(self, frame: pl.DataFrame) -> dict[str, pl.Series]:
        """Return the column of each field as it is written, trimmed, null where missing."""
        found = {
            field: frame.get_column(column)
            for field, column in self.mapping.headers(frame.columns).items()
        }
        for split in self.mapping.split_headers(frame.columns):
            parts = frame.get_column(split.header).cast(pl.String).str.split(split.separator)
            for place, field in enumerate(split.into):
                part = parts.list.get(place, null_on_oob=True)
                have = found.get(field)
                found[field] = part if have is None else have.zip_with(have.is_not_null(), part)
        for field, constant in self.mapping.constants.items():
            if field not in found:
                found[field] = pl.Series([constant]).new_from_index(0, frame.height)
        missing = [word for word in self.mapping.missing if word]
        return {
            field: (_trimmed(found[field], missing) if _needs_trim(field) else found[field]).alias(
                field
            )
            for field in FIELDS
            if field in found
        }

    def _damage(self, raw: dict[str, pl.Series], faults: "_Faults") -> None:
        for field, column in raw.items():
            if column.dtype != pl.String:
                continue
            if (column.str.len_bytes() > self.field_limit).any():
                faults.add(field, "too_long", column.str.len_chars() > self.field_limit)
            if FIELDS[field].kind in ("text", "list"):
                faults.add(field, "nul", column.str.contains("\0", literal=True))

    def _typed(self, raw: dict[str, pl.Series], faults: "_Faults") -> dict[str, pl.Series]:
        typed: dict[str, pl.Series] = {}
        for field, column in raw.items():
            kind = FIELDS[field].kind
            silent: pl.Series | None = None
            if kind == "code":
                parents = typed.get(_PARENTS.get(field, ""))
                typed[field], silent = self._vocabularies[field].column(column, parents)
            elif kind == "codes":
                typed[field], _ = self._vocabularies[field].list_column(column)
            elif kind == "moment":
                typed[field] = moments(
                    column if column.dtype != pl.Null else column.cast(pl.String),
                    self.mapping.date_formats,
                    self.mapping.timezone,
                    # Of a doubtful hour the one that contradicts no other moment.
                    ambiguous="earliest" if field == "received_at" else "latest",
                )
            else:
                typed[field] = _PLAIN[kind](column)
            lost = typed[field].is_null() & column.is_not_null()
            if silent is not None:
                lost = lost & ~silent.fill_null(value=False)
            faults.add_unread(field, _RULES.get(kind, "unknown_code"), lost)
        return typed

    def _status(
        self, raw: dict[str, pl.Series], typed: dict[str, pl.Series], faults: "_Faults"
    ) -> None:
        """Tell who is closed; drop from others what is not finished, faults included."""
        told = raw["closed_at"].is_not_null()
        if "status" in raw:
            status = typed["status"]
            closed = (status == CLOSED) | (raw["status"].is_null() & told)
            unknown = status.is_null() & raw["status"].is_not_null()
            closed = closed.fill_null(value=False)
        else:
            closed, unknown = told, pl.Series([False]).new_from_index(0, len(told))
        faults.keep_only(closed | unknown)
        for field in _NEEDED:
            faults.add(field, "missing", closed & raw[field].is_null())
        faults.add("closed_at", "closed_without_time", closed & raw["closed_at"].is_null())
        typed["closed_at"] = typed["closed_at"].set(~closed, None)

    def _dates(self, typed: dict[str, pl.Series], faults: "_Faults") -> None:
        closed = typed["closed_at"]
        faults.add("closed_at", "closed_before_received", closed < typed["received_at"])
        if "callback_at" in typed:
            faults.add("callback_at", "callback_before_closing", typed["callback_at"] < closed)
        for field, column in typed.items():
            if FIELDS[field].kind != "moment":
                continue
            outside = column < self._begin
            if field not in _LIMITS:
                outside = outside | (column >= self._end)
            faults.add(field, "date_out_of_range", outside & closed.is_not_null())

    def _frame(
        self, batch: RawBatch, typed: dict[str, pl.Series], fields: Collection[str] | None
    ) -> pl.DataFrame:
        height = len(batch.rows)
        columns = [
            batch.rows.alias("row"),
            pl.Series("source", [batch.source], pl.UInt16).new_from_index(0, height),
        ]
        for field, known in FIELDS.items():
            if field in typed:
                columns.append(typed[field].alias(field))
            elif fields is not None and field in fields:
                nothing = pl.Series(field, [None], dtype=_DTYPES[known.kind])
                columns.append(nothing.new_from_index(0, height))
        frame = pl.DataFrame(columns)
        tellers = ("caller_phone", "caller_account", "caller_id_no")
        if any(name in frame.columns for name in tellers):
            frame = frame.with_columns(plain.identity(frame))
        return frame

    def _rejected(self, frame: pl.DataFrame, faults: "_Faults", bad: pl.Series) -> pl.DataFrame:
        if not faults.any():
            return quarantine.empty()
        known = frame.with_columns(fault=bad).filter(pl.col("fault").is_not_null())
        named = pl.DataFrame(
            {"fault": range(len(faults.names)), "field": [n for n, _ in faults.names],
             "rule": [rule for _, rule in faults.names]},
            schema={"fault": pl.Int16, "field": pl.String, "rule": pl.String},
        )  # fmt: skip
        told = known.join(named, on="fault", how="left", maintain_order="left")
        return told.select(
            "source",
            "row",
            "field",
            "rule",
            self.district(told).alias("district"),
            self._month(told).alias("month"),
        ).cast(quarantine.SCHEMA)

    def district(self, rows: pl.DataFrame) -> pl.Series:
        """Return the district of each row: its own, else its street's."""
        area = self.profile.codelists.get("area")
        level = FIELDS["district_code"].level or ""
        nothing = pl.lit(None, pl.String)
        district = pl.col("district_code") if "district_code" in rows.columns else nothing
        if "street_code" in rows.columns and area is not None:
            above = {code.code: area.ancestor(code.code, level) for code in area.codes}
            street = pl.col("street_code").replace_strict(
                above, default=None, return_dtype=pl.String
            )
            district = pl.coalesce(district, street)
        # Beside the row numbers, so that a constant is as long as they are.
        return rows.select("row", district.alias("district")).get_column("district")

    def _month(self, rows: pl.DataFrame) -> pl.Series:
        """Return the month in which each row became final; null where its dates do not tell."""
        dates = ("unreadable_date", "date_out_of_range", "closed_before_received",
                 "callback_before_closing", "closed_without_time")  # fmt: skip
        final = final_day(rows.columns, self.profile.timezone, self.profile.final_window_days)
        month = pl.when(~pl.col("rule").is_in(dates)).then(month_of_day(final))
        return rows.select(month.alias("month")).to_series()


def validate(
    batch: RawBatch,
    mapping: Mapping,
    profile: Profile,
    as_of: date,
    fields: Collection[str] | None = None,
) -> Validated:
    """Return what becomes of *batch*; remembers spellings from one call to the next."""
    known = _kept.get("validator")
    if known is None or known.mapping is not mapping or known.profile is not profile:
        known = None
    if known is None or known.as_of != as_of:
        known = _kept["validator"] = Validator(mapping, profile, as_of)
    return known.validate(batch, fields)


_kept: Final[dict[str, Validator]] = {}


_PLAIN: Final = {
    "text": lambda column: column.cast(pl.String),
    "flag": plain.flags,
    "whole": plain.wholes,
    "number": plain.numbers,
    "list": plain.lists,
}
_RULES: Final = {"moment": "unreadable_date", "whole": "unreadable_number",
                 "number": "unreadable_number"}  # fmt: skip


def _needs_trim(field: str) -> bool:
    """Whether blanks and missing words are looked for in every row, not in each spelling."""
    return FIELDS[field].kind not in ("code", "codes") or field == "status"


def _trimmed(column: pl.Series, missing: list[str]) -> pl.Series:
    if column.dtype == pl.Null:
        return column.cast(pl.String)
    if column.dtype != pl.String:
        return column
    words = column.str.strip_chars()
    return words.set(words.is_in(["", *missing]), None)


class _Faults:
    """Which rows break which rule; of several the first counts."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._masks: list[pl.Series] = []
        self._unread: set[int] = set()
        self.names: list[tuple[str, str]] = []

    def add(self, field: str, rule: str, mask: pl.Series) -> None:
        """Note the rows of *mask*; null is no fault."""
        if mask.any():
            self.names.append((field, rule))
            self._masks.append(mask.fill_null(value=False))

    def add_unread(self, field: str, rule: str, mask: pl.Series) -> None:
        """Note rows whose field could not be read: no fault of a row that is not closed."""
        before = len(self.names)
        self.add(field, rule, mask)
        if len(self.names) > before:
            self._unread.add(before)

    def keep_only(self, judged: pl.Series) -> None:
        """Forget what could not be read in rows that are not *judged*."""
        for place in self._unread:
            self._masks[place] = self._masks[place] & judged

    def any(self) -> bool:
        """Whether any row breaks any rule."""
        return bool(self.names)

    def first(self) -> pl.Series:
        """Return the number in ``names`` of the first rule that each row breaks, else null."""
        nothing = pl.Series([None], dtype=pl.Int16).new_from_index(0, self._height)
        if not self.names:
            return nothing
        masks = pl.DataFrame([mask.alias(str(place)) for place, mask in enumerate(self._masks)])
        broken = [
            pl.when(pl.col(str(place))).then(pl.lit(place, pl.Int16))
            for place in range(len(self._masks))
        ]
        return masks.select(pl.coalesce(broken)).to_series()
