"""The parts of each family, from a ticket's times and answers. Vectorised and pure.

A rule names the fields it needs, in alternatives; a family whose fields the source lacks is
not collected: its column is null in every row, which is never the same as a part. Rules:
``domain.md`` §3 and §4, parts in the order that ``publish.profile`` declares.
"""

from collections.abc import Callable, Collection
from typing import Final

import msgspec
import polars as pl

from publish.intake import FAMILY_COLUMNS

_HOURS: Final = 3600
_DAYS: Final = 86400
# Upper bounds in seconds, each inside its bin; what is longer than the last is gt_30d.
DURATION_BINS: Final = (
    ("le_2h", 2 * _HOURS),
    ("2h_24h", 24 * _HOURS),
    ("1d_3d", 3 * _DAYS),
    ("4d_7d", 7 * _DAYS),
    ("8d_15d", 15 * _DAYS),
    ("16d_30d", 30 * _DAYS),
)
_RESOLUTION: Final = ("resolved", "partly", "unresolved")
_SATISFACTION: Final = ("satisfied", "fairly", "neutral", "dissatisfied")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One family: the fields that it needs (any of the alternatives) and its expression.

    ``expression`` takes the fields present and the time zone and yields a column of parts
    without nulls.
    """

    needs: tuple[tuple[str, ...], ...]
    expression: Callable[[Collection[str], str], pl.Expr]

    def collected(self, fields: Collection[str]) -> bool:
        """Whether a source with *fields* has what the family is made of."""
        return any(set(alternative) <= set(fields) for alternative in self.needs)


def _field(name: str, fields: Collection[str], dtype: pl.DataType) -> pl.Expr:
    return pl.col(name) if name in fields else pl.lit(None, dtype=dtype)


def _choose(condition: pl.Expr, true: str, false: str) -> pl.Expr:
    """Return *true* where the condition holds, *false* where it does not or is unknown."""
    return pl.when(condition).then(pl.lit(true)).otherwise(pl.lit(false))


def _yes(condition: pl.Expr) -> pl.Expr:
    return _choose(condition, "yes", "no")


def _present(name: str) -> Callable[[Collection[str], str], pl.Expr]:
    return lambda _fields, _zone: _yes(pl.col(name).is_not_null())


def _flag(name: str) -> Callable[[Collection[str], str], pl.Expr]:
    return lambda _fields, _zone: _yes(pl.col(name))


def _resolution(fields: Collection[str], _zone: str) -> pl.Expr:
    reason = _field("excluded_reason_code", fields, pl.String())
    # A ticket handed back (退单) is an exclusion told in the place of an answer.
    handed_back = (pl.col("resolved") == "excluded").fill_null(value=False)
    excluded = (reason.is_not_null() & (reason != "none")).fill_null(value=False) | handed_back
    answered = pl.col("resolved").is_in(_RESOLUTION).fill_null(value=False)
    told = pl.when(answered).then(pl.col("resolved")).otherwise(pl.lit("unknown"))
    return pl.when(excluded).then(pl.lit("excluded")).otherwise(told)


def _satisfaction(_fields: Collection[str], _zone: str) -> pl.Expr:
    answered = pl.col("satisfied").is_in(_SATISFACTION).fill_null(value=False)
    return pl.when(answered).then(pl.col("satisfied")).otherwise(pl.lit("unrated"))


def _response(fields: Collection[str], _zone: str) -> pl.Expr:
    """The source's own flag where it has one, else a first contact within its limit."""
    contact = _field("first_contact_at", fields, pl.Datetime("us", "UTC"))
    limit = _field("due_contact_at", fields, pl.Datetime("us", "UTC"))
    in_time = contact.is_not_null() & (limit.is_null() | (contact <= limit))
    flag = _field("responded", fields, pl.Boolean())
    return _choose(pl.coalesce(flag, in_time), "responded", "not_responded")


def _on_time(_fields: Collection[str], _zone: str) -> pl.Expr:
    within = _yes(pl.col("closed_at") <= pl.col("due_at"))
    return pl.when(pl.col("due_at").is_null()).then(pl.lit("no_limit")).otherwise(within)


def _overdue(_fields: Collection[str], _zone: str) -> pl.Expr:
    return _yes(pl.col("closed_at") > pl.col("due_at"))


def _feedback(fields: Collection[str], _zone: str) -> pl.Expr:
    """Fed back in time: told by the call-back, or by the closing where none was made, in the limit.

    A ticket without a limit cannot have missed it.
    """
    told = pl.coalesce(_field("callback_at", fields, pl.Datetime("us", "UTC")), pl.col("closed_at"))
    return _choose(told > pl.col("due_at"), "no", "yes")


def _duration(fields: Collection[str], _zone: str) -> pl.Expr:
    """Time from dispatch to closing; from receipt where the ticket was never dispatched."""
    start = pl.coalesce(
        _field("dispatched_at", fields, pl.Datetime("us", "UTC")),
        _field("received_at", fields, pl.Datetime("us", "UTC")),
    )
    taken = (pl.col("closed_at") - start).dt.total_microseconds()
    expression = pl.lit("gt_30d")
    for part, seconds in reversed(DURATION_BINS):
        bound = seconds * 1_000_000
        expression = pl.when(taken <= bound).then(pl.lit(part)).otherwise(expression)
    return expression


def _lag(_fields: Collection[str], zone: str) -> pl.Expr:
    months = pl.col("cohort") - month_index(pl.col("received_at"), zone)
    return (
        pl.when(months <= 0)
        .then(pl.lit("m0"))
        .when(months == 1)
        .then(pl.lit("m1"))
        .when(months == 2)  # noqa: PLR2004 - the part's own number
        .then(pl.lit("m2"))
        .otherwise(pl.lit("m3plus"))
    )


def _handed_over(_fields: Collection[str], _zone: str) -> pl.Expr:
    return _yes(pl.col("redispatch_count") > 0)


def _multi_unit(_fields: Collection[str], _zone: str) -> pl.Expr:
    return _yes(pl.col("co_units").list.len() > 0)


RULES: Final[dict[str, Rule]] = {
    "resolution": Rule(needs=(("resolved",),), expression=_resolution),
    "satisfaction": Rule(needs=(("satisfied",),), expression=_satisfaction),
    "response": Rule(needs=(("responded",), ("first_contact_at",)), expression=_response),
    "on_time": Rule(needs=(("due_at",),), expression=_on_time),
    "duration": Rule(needs=(("dispatched_at",), ("received_at",)), expression=_duration),
    "lag": Rule(needs=(("received_at",),), expression=_lag),
    "feedback": Rule(needs=(("due_at",),), expression=_feedback),
    "extended": Rule(needs=(("extended",),), expression=_flag("extended")),
    "overdue": Rule(needs=(("due_at",),), expression=_overdue),
    "handed_over": Rule(needs=(("redispatch_count",),), expression=_handed_over),
    "multi_unit": Rule(needs=(("co_units",),), expression=_multi_unit),
    "contacted": Rule(needs=(("first_contact_at",),), expression=_present("first_contact_at")),
    "dispatched": Rule(needs=(("dispatched_at",),), expression=_present("dispatched_at")),
    "called_back": Rule(needs=(("callback_at",),), expression=_present("callback_at")),
    "pre_consulted": Rule(needs=(("pre_consulted",),), expression=_flag("pre_consulted")),
}


def month_index(moment: pl.Expr, zone: str) -> pl.Expr:
    """Return months since 2000-01 of a UTC moment in *zone*, as Int32."""
    local = moment.dt.convert_time_zone(zone)
    return (local.dt.year().cast(pl.Int32) - 2000) * 12 + local.dt.month().cast(pl.Int32) - 1


def month_name(index: int) -> str:
    """Return ``2026-09`` for 320."""
    return f"{2000 + index // 12}-{index % 12 + 1:02d}"


def parts(
    fields: Collection[str], zone: str, wanted: Collection[str] = FAMILY_COLUMNS
) -> list[pl.Expr]:
    """Return one expression a family, named as its column; null where not collected.

    *fields* are those that the source has, *wanted* the families that the profile
    declares. The frame must hold the fields typed, ``closed_at`` and ``cohort`` (months
    since 2000-01).
    """
    return [
        (
            rule.expression(fields, zone)
            if name in wanted and rule.collected(fields)
            else pl.lit(None, pl.String)
        ).alias(name)
        for name, rule in RULES.items()
    ]
