"""The reference files that come with the tickets: what a closed ticket does not hold.

Each ledger that the profile declares is filled by its own schema, as a clerk would fill the
template: Chinese headings, labels for codes, one signature a month. All of it is invented.
"""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from anonymize.demo.city import City
from anonymize.demo.draw import Wheel, below, uniform, zipf
from anonymize.demo.plan import Plan, name
from publish.profile import Ledger, LedgerColumn, Profile

Cell = str | int
_EVENTS: Final = 300  # a month, of each counted ledger
_DAYS: Final = 28
_RESIDENTS: Final = 21_800_000
_SIGNED_BY: Final = "演示统计科"
_SUBJECTS: Final = (
    ("三率口径修订（草案）", "Draft of a revised definition of the three rates"),
    ("年度每月一题选题", "Choice of next year's monthly topics"),
    ("公开目录调整", "Changes to the catalogue of what is published"),
    ("剔除情形清单", "List of the cases that are left out"),
    ("办理时限分级标准", "Standard of the classes of time limits"),
    ("吹哨报到工作规则", "Working rules of whistle and report"),
)
_README: Final = """# 演示参考文件 / Demonstration reference files

全部内容均为虚构，仅供演示。All of this is invented, for demonstration only.

格式见 `gongkai-publish reference template`；signed.csv 为各文件逐月的签核记录，未签核的月份不公布。
`gongkai-publish reference template` explains the columns; signed.csv tells who signed for which
months: a month that nobody signed for is not published.
"""


def write_reference(directory: Path, city: City, plan: Plan) -> None:
    """Write the reference files of *plan* into *directory*, made where it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "README.md").write_text(_README, encoding="utf-8", newline="\n")
    signatures: list[tuple[Cell, ...]] = []
    for number, (ident, ledger) in enumerate(sorted(city.profile.ledgers.items())):
        rows = _ROWS.get(ident, _BY_KIND[ledger.kind])(_Filling(city, plan, ledger, number))
        _write(directory / f"{ident}.csv", [column.zh for column in ledger.columns], rows)
        # What is listed needs one signature for all, what goes by month one a month.
        months = plan.months if ledger.kind != "listed" else plan.months[:1]
        signatures += [_signature(ident, month) for month in months]
    if signatures:
        heads = ["文件", "起始月份", "截止月份", "签核人", "签核日期"]
        _write(directory / "signed.csv", heads, signatures)


class _Filling(msgspec.Struct, frozen=True):
    """One file in the making; *number* tells its draws from those of the others."""

    city: City
    plan: Plan
    ledger: Ledger
    number: int

    @property
    def profile(self) -> Profile:
        """The city's profile."""
        return self.city.profile

    def chances(self, values: np.ndarray[tuple[int], np.dtype[np.int64]], salt: int) -> list[float]:
        """Return a chance for each of *values*: a function of seed, file, column and value."""
        found: list[float] = uniform(
            values, self.plan.seed * 7919 + self.number * 101 + salt
        ).tolist()
        return found


def _signature(ledger: str, month: int) -> tuple[Cell, ...]:
    return (f"{ledger}.csv", name(month), name(month), _SIGNED_BY, f"{name(month + 1)}-03")


def _events(filling: _Filling) -> Iterable[tuple[Cell, ...]]:
    """Fill a counted ledger: some events a month, a little more of them every year."""
    for place, month in enumerate(filling.plan.months):
        count = _EVENTS + place + int(filling.chances(np.array([month]), 1)[0] * _EVENTS / 4)
        events = month * 100_000 + np.arange(count)
        columns = [
            _column(filling, column, events, salt)
            for salt, column in enumerate(filling.ledger.columns, start=2)
        ]
        yield from zip(*columns, strict=True)


def _column(
    filling: _Filling,
    column: LedgerColumn,
    events: np.ndarray[tuple[int], np.dtype[np.int64]],
    salt: int,
) -> list[Cell]:
    month = name(int(events[0]) // 100_000)
    if column.type == "id":
        return [f"{filling.ledger.id[0].upper()}{month}-{event % 100_000:05d}" for event in events]
    chances = filling.chances(events, salt)
    if column.type == "code":
        labels = _labels(filling, column)
        return [
            labels[place] for place in _wheel(filling, column, len(labels)).at(np.array(chances))
        ]
    if column.not_before is not None:
        # The last days of the month come on top of any earlier day.
        return ["" if chance < 0.1 else f"{month}-{_DAYS:02d}" for chance in chances]
    return [f"{month}-{int(chance * _DAYS) + 1:02d}" for chance in chances]


def _labels(filling: _Filling, column: LedgerColumn) -> list[str]:
    if column.family is not None:
        family = filling.ledger.families[column.family]
        # The commonest first: the weights fall with the place.
        parts = sorted(family.parts, key=lambda part: part != family.reference)
        return [family.labels[part].zh for part in parts]
    codelist = filling.profile.codelists[column.codelist or ""]
    levels = column.levels or codelist.levels
    codes = [code for level in levels for code in codelist.at_level(level)]
    reference = filling.ledger.dimensions.get(column.name)
    first = reference.reference if reference else None
    told = [code for code in codes if not code.kind or code.code == first]
    return [code.zh for code in sorted(told, key=lambda code: code.code != first)]


def _wheel(filling: _Filling, column: LedgerColumn, count: int) -> Wheel:
    if column.family is not None:
        return Wheel(zipf(count, 2.0))
    if column.codelist == "area":
        return Wheel(0.5 + np.array(filling.chances(np.arange(count), 0)))
    return Wheel(zipf(count, 0.7))


def _stated(filling: _Filling) -> Iterable[tuple[Cell, ...]]:
    """Fill a stated ledger: each key a month, figures that fall from one to the next."""
    counts = [column for column in filling.ledger.columns if column.type == "count"]
    coded = [column for column in filling.ledger.columns if column.type == "code"]
    for month in filling.plan.months:
        for place, label in enumerate(_labels(filling, coded[0])):
            key = month * 100 + place
            figure, cells = 4 * (place + 1) ** 2 * 10, dict[str, Cell]()
            for salt, column in enumerate(counts, start=2):
                figure = 1 + int(figure * (0.6 + 0.4 * filling.chances(np.array([key]), salt)[0]))
                cells[column.name] = figure
            cells[filling.ledger.period or ""] = name(month)
            cells[coded[0].name] = label
            yield tuple(cells[column.name] for column in filling.ledger.columns)


def _nothing(_: _Filling) -> Iterable[tuple[Cell, ...]]:
    """Leave a ledger that nobody wrote a demo for empty: its template alone."""
    return ()


def _consultations(filling: _Filling) -> Iterable[tuple[Cell, ...]]:
    step = len(filling.plan.months) // len(_SUBJECTS)
    for place, (zh, en) in enumerate(_SUBJECTS):
        month = filling.plan.months[place * step]
        raised = 20 + int(below(month, 5, 60)[0])
        adopted, partly = raised // 4, raised // 3
        year = name(month)[:4]
        number = f"Z{year}-{place + 1:02d}"
        version = "demo-1" if place == 0 else ""
        yield (
            number, zh, en, f"{name(month)}-05", f"{name(month + 1)}-04",
            f"https://example.invalid/consultations/{number}", raised, adopted, partly,
            raised - adopted - partly, version,
        )  # fmt: skip


def _hotlines(filling: _Filling) -> Iterable[tuple[Cell, ...]]:
    labels = [label.zh for label in filling.profile.codelists["source_hotline"].codes[1:]]
    months = below(np.arange(len(labels)), 91, 30).tolist()
    return [
        (label, f"{2019 + month // 12}-{month % 12 + 1:02d}")
        for label, month in zip(labels, months, strict=True)
    ]


def _population(filling: _Filling) -> Iterable[tuple[Cell, ...]]:
    places = filling.city.places
    people = np.bincount(places.district, weights=places.weights)
    scale = _RESIDENTS / people.sum()
    year = 2000 + filling.plan.until // 12 - 1
    return [
        (year, code, round(float(number) * scale / 1000) * 1000, "演示数据，虚构")
        for code, number in zip(places.district_codes, people, strict=True)
    ]


_Fill = Callable[[_Filling], Iterable[tuple[Cell, ...]]]
_BY_KIND: Final[dict[str, _Fill]] = {"counted": _events, "stated": _stated, "listed": _nothing}
# What a schema alone does not tell: texts, and figures that hang together.
_ROWS: Final[dict[str, _Fill]] = {
    "consultations": _consultations,
    "hotlines": _hotlines,
    "population": _population,
}


def _write(path: Path, header: list[str], rows: Iterable[tuple[Cell, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
