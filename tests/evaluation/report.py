"""The figures as tables in Markdown, for the terminal and for tests/bench/ANONYMIZE.md."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from tests.evaluation.classes import BARS
from tests.evaluation.summary import Judgement, Row, Share, judged_on

_HEAD: Final = (
    "class", "items", "secrets", "missed", "full recall (95 %)", "unlisted", "listed", "dev",
    "held", "overlap", "precision", "publishable", "withheld", "readable", "not whole", "",
)  # fmt: skip
_CLEAN_HEAD: Final = ("family", "items", "touched (95 %)", "characters masked", "publishable")


def percent(share: Share) -> str:
    return f"{share.point:.1%}" if share.n else "–"


def with_interval(share: Share) -> str:
    return f"{share.point:.1%} ({share.low:.1%}–{share.high:.1%})" if share.n else "–"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [_line(head), _line(["---"] * len(head)), *(_line(one) for one in rows)]


def bars(judged: Sequence[Judgement]) -> list[str]:
    """Return the table of the issue's bars."""
    return _table(
        ("what", "bar", "measured (95 %)", "n", "worst", "state"),
        [
            (one.what, one.bar, with_interval(one.measured), str(one.measured.n), one.worst,
             one.state)
            for one in judged
        ],
    )  # fmt: skip


def secrets(rows: Sequence[Row], bar: float) -> list[str]:
    """Return the table of classes that hold secrets; one under its group's *bar* is marked."""
    return _table(
        _HEAD,
        [
            (
                one.name, str(one.items), str(one.recall.n),
                str(one.recall.n - one.recall.hits), with_interval(one.recall),
                percent(one.unlisted), percent(one.listed), percent(one.dev), percent(one.held),
                percent(one.overlap), percent(one.precision), percent(one.publishable),
                percent(one.withheld), percent(one.readable), percent(one.uncovered),
                "" if judged_on(one).point >= bar else "under",
            )
            for one in rows
        ],
    )  # fmt: skip


def clean(rows: Sequence[Row]) -> list[str]:
    """Return the table of families in which nothing is secret."""
    return _table(
        _CLEAN_HEAD,
        [
            (one.name, str(one.items), with_interval(one.touched), f"{one.masked.point:.2%}",
             percent(one.publishable))
            for one in rows
        ],
    )  # fmt: skip


def document(
    rows: Sequence[tuple[str, Row]],
    judged: Sequence[Judgement],
    how: str,
    slots: Mapping[str, Share] = MappingProxyType({}),
) -> str:
    """Return the whole report. *how* says what was run, *slots* the recall in long texts."""
    lines = ["# The text engine, measured on texts of our own", "", how, ""]
    lines += ["A bar is *met* by the point estimate and *proven* by the exact 95 % interval. Bars",
              "look at *unlisted* values: those that stand nowhere in `anonymize/`. *held* are",
              "carriers kept apart. *readable*: in a publishable redaction the secret, or two",
              "Hanzi, four digits or four letters of it in a row, can still be read.",
              ""]  # fmt: skip
    lines += [*bars(judged), ""]
    titles = {**{name: bar.title for name, bar in BARS.items()}, "authored": "authored forms"}
    for group, title in titles.items():
        of_group = [one for own, one in rows if own == group]
        if of_group:
            bar = BARS[group].worst if group in BARS else 0.0
            lines += [f"## {title}", "", *secrets(of_group, bar), ""]
    if slots:
        told = sorted(slots, key=lambda slot: (slots[slot].point, slot))
        lines += ["## long texts by what is secret", ""]
        lines += _table(
            ("secret", "n", "full recall (95 %)"),
            [(slot, str(slots[slot].n), with_interval(slots[slot])) for slot in told],
        )
        lines += [""]
    without = [one for own, one in rows if own in ("negatives", "plain")]
    if without:
        lines += ["## nothing secret", "", *clean(without), ""]
    return "\n".join(lines)
