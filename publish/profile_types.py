"""What a city's profile says, as values: nothing here reads a file."""

from pathlib import Path

import msgspec

from publish.profile_codelist import Codelist

TOTAL = "total"
"""The level of a dimension's total in a view's keys (published as the code ``_T``)."""


class Text(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text in both languages."""

    zh: str
    en: str


class Dimension(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a ticket that a view may have as a key.

    ``tree``: every code of every level is drawn. ``attribute``: the code ``reference``
    is never drawn but derived as the total less the others. ``undrawn`` names further
    codes that no view draws and that stay inside the reference part.
    """

    id: str
    codelist: str
    kind: str  # tree | attribute
    zh: str
    en: str
    reference: str | None = None
    undrawn: tuple[str, ...] = ()


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """A measure told in parts that add up to ``n``; the reference part is derived, never drawn."""

    id: str
    column: str
    parts: tuple[str, ...]
    reference: str
    zh: str
    en: str
    labels: dict[str, Text]
    process: bool = False  # always under the wide table

    def measure(self, part: str) -> str:
        """Return the id of the published measure of *part*."""
        return f"{self.id}_{part}"


class View(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One product of codes: the levels that each dimension takes, and what is counted there.

    ``fold`` names, by dimension, codes that this view does not show one by one: they
    stay inside that dimension's reference part.
    """

    id: str
    keys: dict[str, tuple[str, ...]]
    measures: tuple[str, ...]  # "n" and ids of families
    vintages: int = 2
    periods: tuple[str, ...] = ("month", "year")
    fold: dict[str, tuple[str, ...]] = {}


class Dataset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published table and all that is said about it."""

    id: str
    chapter: str
    title: Text
    description: Text
    mechanisms: tuple[str, ...]
    access_class: str
    views: tuple[View, ...]
    notes: tuple[Text, ...] = ()
    withheld: tuple[Text, ...] = ()
    rulebook: str | None = None
    rates: tuple[str, ...] = ()
    ledger: str | None = None  # made from this reference file, not from tickets


class LedgerColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column of a reference file: its heading in both languages and what it may hold.

    ``id`` and texts of a counted ledger never leave it: only dimensions and parts do.
    """

    name: str
    type: str  # id | month | date | code | count | text | url
    zh: str
    en: str
    codelist: str | None = None  # of a code
    levels: tuple[str, ...] = ()  # of that codelist; none: all
    family: str | None = None  # of a code: the family of parts that it tells
    required: bool = True
    not_before: str | None = None  # the column of a date that this date may not precede
    most: int = 100_000_000  # of a count; of a text the most characters


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The schema of one reference file (``<id>.csv``) and how it may be published.

    ``counted``: a row is an event; events are counted and protected like tickets.
    ``stated``: a row is a published figure of an office, told as it stands.
    ``listed``: a row is a public fact, told as a table. ``basis`` says why it may be.
    """

    id: str
    kind: str  # counted | stated | listed
    title: Text
    basis: Text
    columns: tuple[LedgerColumn, ...]
    key: tuple[str, ...]  # columns that no two rows share
    period: str | None = None  # the column that tells a row's month
    dimensions: dict[str, Dimension] = {}
    families: dict[str, Family] = {}

    def column(self, name: str) -> LedgerColumn:
        """Return the column *name*; raises KeyError."""
        return {column.name: column for column in self.columns}[name]


class Rate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rate of a rulebook: credits of the parts of a family over a declared base."""

    id: str
    family: str
    title: Text
    base: str
    base_excludes: tuple[str, ...]
    credit: dict[str, float]
    min_n: int = 30
    coded_below: int = 100
    interval: str = "wilson95"


class Rulebook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A versioned definition of the rates."""

    id: str
    version: str
    title: Text
    valid_from: str
    rates: tuple[Rate, ...]
    valid_to: str | None = None
    exclusions: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a mechanism is answered: a dataset, a codelist, a reference file or a document."""

    kind: str  # dataset | codelist | reference | document
    id: str


class Mechanism(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mechanism of the regulation."""

    id: str
    title: Text
    articles: tuple[str, ...]
    answers: tuple[Answer, ...]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text that releases carry, in both languages (Markdown without its first heading)."""

    id: str
    title: Text
    body: Text


class Calendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Holidays, days worked instead, and when releases are due."""

    holidays: tuple[str, ...] = ()
    workdays: tuple[str, ...] = ()
    release_day: int = 25  # of the month after the cohort's month
    release_months_after: int = 1


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A city: all that the software knows of it."""

    id: str
    root: Path
    digest: str  # sha256 over every file's path and bytes
    zh: str  # the city's name
    en: str
    timezone: str
    languages: tuple[str, ...]
    series: str
    default_mapping: str
    codelists: dict[str, Codelist]
    dimensions: dict[str, Dimension]
    families: dict[str, Family]
    datasets: dict[str, Dataset]
    rulebooks: dict[str, Rulebook]
    mechanisms: tuple[Mechanism, ...]
    documents: dict[str, Document]
    calendar: Calendar
    mappings: dict[str, Path]
    lexicons: dict[str, tuple[str, ...]]
    publisher: Text
    contact: Text
    licence: Text
    licence_url: str
    statement: Text
    footer: dict[str, str]
    exact: tuple[tuple[str, ...], ...] = ()  # levels of ``area`` whose ``n`` is exact
    final_window_days: int = 15
    freeze_days: int = 5
    k: int = 20
    caller_cap: int = 5
    demonstration: bool = False  # told on every surface
    ledgers: dict[str, Ledger] = {}

    @property
    def offices(self) -> tuple[str, ...]:
        """The published numbers of offices, which are no secrets."""
        return self.lexicons.get("offices", ())


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of a profile: where it is, what it is, how to mend it."""

    file: str
    line: int
    rule: str
    zh: str
    en: str
    warning: bool = False

    def say(self, lang: str) -> str:
        """Return the problem as one line."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.en if lang == 'en' else self.zh}"


class ProfileError(Exception):
    """A profile that cannot be used, with every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems."""
        super().__init__("; ".join(problem.say("en") for problem in problems[:5]))
        self.problems = problems
