"""The fate of every row: what enters, what is set aside and why, what conflicts.

Decided over keyed digests of ids and contents, never over ids, for the whole input at once
and against what earlier runs left. Law: ``domain.md`` §4, "Fates of a row". In short, of
the rows of one ticket id:

* the same content again, here or in an earlier run, is a ``repeat``;
* an assisting or forwarding row (协办, 转办) is a ``copy`` of the leading one; without one, a
  single row of each closing stands for the ticket, the first in the file;
* the same closing time with other content is a ``conflict`` (quarantine, all of them);
* of closings that are final in one month the last enters, the others are ``superseded``;
  a closing final in another month is an event of its own;
* ``secrecy`` (涉密, 涉军) is told as a number alone; ``late`` where the cohort was handed over
  already, ``waiting`` where it is not frozen yet.

What is said of a ticket after its cohort was handed over is late, not in conflict: answers
are those known when the cohort is frozen. A row that waited since an earlier run gives way
to a newer one of the same closing. The order of rows is by source and row, so the outcome
does not depend on batches.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

ACCEPTED: Final = "accepted"
SET_ASIDE: Final = ("waiting", "late", "not_closed", "copy", "repeat", "superseded", "secrecy")
CONFLICT: Final = "conflict"  # quarantine, of field ticket_id
FATES: Final = (ACCEPTED, *SET_ASIDE, CONFLICT)
FATE: Final = pl.Enum(FATES)

COLUMNS: Final = ("source", "row", "pin_key", "content", "closed_at", "cohort", "main", "secret")
"""What is needed of each row: source u16, row u64, keyed digests of id and content (16 bytes
each), closing moment (null: not closed), cohort as months since 2000-01 (null: not closed),
whether its role is leading (an empty role is), whether it is secret or military.
A further column ``carried`` marks rows that waited since an earlier run."""

NARROW: Final = pl.Schema(
    {
        "source": pl.UInt16,
        "row": pl.UInt32,
        "id_high": pl.UInt64,
        "id_low": pl.UInt64,
        "content": pl.UInt64,
        "closed_at": pl.Int64,
        "cohort": pl.Int32,
        "main": pl.Boolean,
        "secret": pl.Boolean,
        "carried": pl.Boolean,
    }
)
"""The same in the 46 bytes a row that are kept of the whole input."""

_PARTS: Final = 16
_ID: Final = ("id_high", "id_low")
_EVENT: Final = (*_ID, "closed_at")
_ORDER: Final = ("source", "row")


def narrow(events: pl.DataFrame) -> pl.DataFrame:
    """Return *events* (COLUMNS) as NARROW; do this part by part as they are read."""
    ids = _halves(events.get_column("pin_key"))
    carried = events.get_column("carried") if "carried" in events.columns else False
    return events.select(
        pl.col("source").cast(pl.UInt16),
        pl.col("row").cast(pl.UInt32),
        ids[0].alias("id_high"),
        ids[1].alias("id_low"),
        _halves(events.get_column("content"))[0].alias("content"),
        pl.col("closed_at").dt.timestamp("us"),
        pl.col("cohort").cast(pl.Int32),
        pl.col("main"),
        pl.col("secret"),
        pl.lit(carried).alias("carried"),
    ).cast(NARROW)


def _halves(digests: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the two halves of 16-byte digests as numbers."""
    joined = b"".join(digests.to_list())
    numbers = np.frombuffer(joined, dtype=">u8").astype(np.uint64).reshape(-1, 2)
    return pl.Series(numbers[:, 0]), pl.Series(numbers[:, 1])


def is_frozen(month: int, as_of: date, freeze_days: int) -> bool:
    """Whether the cohort *month* (since 2000-01) can be drawn at *as_of*."""
    after = date(2000 + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return as_of >= after + timedelta(days=freeze_days)


def last_frozen(as_of: date, freeze_days: int) -> int:
    """Return the last month, since 2000-01, whose cohort can be drawn at *as_of*."""
    day = as_of - timedelta(days=freeze_days)
    return (day.year - 2000) * 12 + day.month - 2


def decide(
    events: pl.DataFrame,
    *,
    as_of: date,
    freeze_days: int,
    handed_over: Collection[int] = (),
    earlier: pl.DataFrame | None = None,
    supplement: bool = False,
) -> pl.DataFrame:
    """Return ``source, row, carried, cohort, fate`` of every row of *events*, by source and row.

    *events* and *earlier* are NARROW. *earlier* holds what former runs read, but for rows
    that still wait: those come again in *events* as ``carried``. *handed_over* are the
    months whose cohorts left already; a *supplement* adds mended rows to them, but no other
    word on a ticket that they hold.
    """
    clock = _Clock(as_of, freeze_days, frozenset(handed_over), supplement=supplement)
    parts = [_decide(part, before, clock) for part, before in _parts(events, earlier)]
    if not parts:
        parts = [_told(events.with_columns(fate=pl.lit(ACCEPTED, FATE)))]
    return pl.concat(parts).sort(_ORDER)


class _Clock:
    """When a cohort waits, and when it has left."""

    def __init__(
        self, as_of: date, freeze_days: int, handed_over: frozenset[int], *, supplement: bool
    ) -> None:
        self.last = last_frozen(as_of, freeze_days)
        self.handed_over = sorted(handed_over)
        self.supplement = supplement

    def fate(self) -> pl.Expr:
        """Return the fate of a row that nothing else decides."""
        return (
            pl.when("secret")
            .then(pl.lit("secrecy"))
            .when(pl.col("cohort").is_in([] if self.supplement else self.handed_over))
            .then(pl.lit("late"))
            .when(pl.col("cohort") > self.last)
            .then(pl.lit("waiting"))
            .otherwise(pl.lit(ACCEPTED))
        )


def _parts(
    events: pl.DataFrame, earlier: pl.DataFrame | None
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield the events with what came earlier of the same ids, a share of the ids at a time."""
    before = events.clear() if earlier is None else earlier.select(events.columns)
    count = _PARTS if events.height > _SMALL else 1
    for part in range(count):
        here = pl.col("id_high") % count == part
        chosen = events.filter(here)
        if chosen.height:
            yield chosen, before.filter(here)


_SMALL: Final = 1_000_000


def _decide(events: pl.DataFrame, earlier: pl.DataFrame, clock: _Clock) -> pl.DataFrame:
    opened = events.filter(pl.col("closed_at").is_null()).with_columns(fate=pl.lit("not_closed"))
    closed = events.filter(pl.col("closed_at").is_not_null())
    again = pl.struct(_ID).is_duplicated()
    if earlier.height:
        known = closed.select(_ID).join(earlier.select(_ID).unique(), on=_ID, how="semi").unique()
        marked = closed.join(known.with_columns(known=True), on=_ID, how="left")
        closed = marked.with_columns(related=again | pl.col("known").is_not_null()).drop("known")
    else:
        closed = closed.with_columns(related=again)
    # Nearly every id stands alone: the rest is done on the few that do not.
    alone = closed.filter(~pl.col("related")).with_columns(fate=clock.fate())
    related = _related(closed.filter("related"), earlier, clock)
    return pl.concat([_told(frame) for frame in (opened, alone, related)])


def _told(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select("source", "row", "carried", "cohort", pl.col("fate").cast(FATE))


def _related(rows: pl.DataFrame, earlier: pl.DataFrame, clock: _Clock) -> pl.DataFrame:
    """Decide rows whose id occurs more than once, here or before."""
    # Carried rows come first, so that the same row delivered again is the repeat.
    rows = rows.sort(pl.col("carried").not_(), *_ORDER).with_columns(fate=pl.lit(None, pl.String))
    rows = _against_earlier(rows, earlier, clock)
    rows = _mark(rows, pl.struct(*_ID, "content").is_first_distinct().not_(), "repeat")
    rows = _copies(rows)
    rows = _conflicts(rows)
    last = pl.col("closed_at").max().over([*_ID, "cohort"])
    rows = _among_open(rows, pl.col("closed_at") < last, "superseded")
    return rows.with_columns(fate=pl.coalesce("fate", clock.fate()))


def _mark(rows: pl.DataFrame, condition: pl.Expr, fate: str) -> pl.DataFrame:
    """Give *fate* to the undecided rows of which *condition*, seen over all rows, holds."""
    undecided = pl.col("fate").is_null()
    told = pl.when(undecided & condition.fill_null(value=False)).then(pl.lit(fate))
    return rows.with_columns(fate=told.otherwise(pl.col("fate")))


def _among_open(rows: pl.DataFrame, condition: pl.Expr, fate: str) -> pl.DataFrame:
    """Give *fate* to undecided rows; *condition* sees the undecided ones alone."""
    undecided = pl.col("fate").is_null()
    marked = _mark(rows.filter(undecided), condition, fate)
    return pl.concat([rows.filter(~undecided), marked], how="vertical")


def _against_earlier(rows: pl.DataFrame, earlier: pl.DataFrame, clock: _Clock) -> pl.DataFrame:
    """Decide the rows that former runs had already, or had in other words."""
    if not earlier.height:
        return rows.with_columns(led_before=pl.lit(value=False))
    same = earlier.select(*_ID, "content").unique().with_columns(same=True)
    closing = (
        earlier.group_by(_EVENT)
        .agg(gone=pl.col("cohort").is_in(clock.handed_over).any())
        .with_columns(seen=True)
    )
    led = earlier.filter("main").select(_ID).unique().with_columns(led_before=True)
    rows = (
        rows.join(same, on=[*_ID, "content"], how="left", maintain_order="left")
        .join(closing, on=_EVENT, how="left", maintain_order="left")
        .join(led, on=_ID, how="left", maintain_order="left")
        .with_columns(pl.col("led_before").fill_null(value=False))
    )
    rows = _mark(rows, pl.col("same"), "repeat")
    rows = _mark(rows, ~pl.col("main") & (pl.col("seen") | pl.col("led_before")), "copy")
    # Told otherwise after its cohort left, or leading row of what another row stood for.
    rows = _mark(rows, pl.col("gone"), "late")
    if clock.supplement:
        held = earlier.filter(pl.col("cohort").is_in(clock.handed_over))
        held = held.select(*_ID, "cohort").unique().with_columns(held=True)
        rows = rows.join(held, on=[*_ID, "cohort"], how="left", maintain_order="left")
        rows = _mark(rows, pl.col("held"), "late").drop("held")
    return rows.drop("same", "gone", "seen")


def _copies(rows: pl.DataFrame) -> pl.DataFrame:
    led = pl.col("main").any().over(_ID) | pl.col("led_before")
    rows = _mark(rows, ~pl.col("main") & led, "copy")
    # Without a leading row one row of each closing stands for it, the first as they came.
    order = pl.struct("source", "row").rank("ordinal").over(_EVENT)
    return _among_open(rows, ~pl.col("main") & (order > 1), "copy")


def _conflicts(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of one closing that say different things, the repeats of them included."""
    fresh = pl.col("carried").not_().any().over(_EVENT)
    differ = pl.col("content").n_unique().over(_EVENT) > 1
    rows = _among_open(rows, pl.col("carried") & fresh & differ, "superseded")
    ours = pl.col("fate").is_null() | (pl.col("fate") == "repeat")
    said = pl.col("content").filter(pl.col("fate").is_null()).n_unique().over(_EVENT)
    return rows.with_columns(
        fate=pl.when(ours & pl.col("main") & (said > 1))
        .then(pl.lit(CONFLICT))
        .otherwise(pl.col("fate"))
    )
