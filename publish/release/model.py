"""What a release holds: the words in which everything public is said.

Everything a reader, an API or a partner sees is one of these values. They are built
from protected cells alone; nothing here can hold a true count, a ticket or a key.

Sources: SDMX and RDF Data Cube for the vocabulary of cubes; DCAT for releases and
distributions; the shared design for the five kinds of absence.
"""

from enum import StrEnum

import msgspec

TOTAL = "_T"
"""The code of a dimension's total, in every dimension but time."""


class Absence(StrEnum):
    """Why a value is null. Zero is a value and no absence."""

    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET = "not_yet"


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One text in the two languages of every surface."""

    zh: str
    en: str


class Code(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One code of a published codelist; ``position`` follows from its place in the list."""

    code: str
    level: str
    zh: str
    en: str
    parent: str | None = None
    kind: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None


class Codelist(msgspec.Struct, frozen=True, kw_only=True):
    """The allowed codes of a dimension, in published order."""

    id: str
    title: Text
    levels: tuple[str, ...]
    codes: tuple[Code, ...]


class Axis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One dimension of a view and the codes it takes there, in the order of the product.

    ``codes`` starts with ``_T`` where the view holds the dimension's total. ``levels``
    names the level of each code (``total`` for ``_T``), in step with ``codes``; the code
    of an attribute that is never drawn has the level ``reference``. ``error_levels``
    stand in for ``levels`` in signatures where they differ: an only child is its parent.
    """

    dimension: str
    codelist: str
    codes: tuple[str, ...]
    levels: tuple[str, ...]
    error_levels: tuple[str, ...] = ()

    @property
    def signature_levels(self) -> tuple[str, ...]:
        """The levels that make up a cell's signature, in step with ``codes``."""
        return self.error_levels or self.levels


class Error(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The protection's error of one measure: variance, and the half-width of 95 %."""

    variance: float
    half95: float


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One product of codes with the measures that are published for each of its cells.

    A cell's number is the mixed-radix rank of its key: time position first, then the
    axes in order. ``precision`` tells the error of each measure by the signature of the
    cell, the levels of its codes joined by ``|`` in the order time, axes
    (``month|district|l1``).
    """

    id: str
    table: str
    axes: tuple[Axis, ...]
    measures: tuple[str, ...]
    precision: dict[str, dict[str, Error]]
    vintages: int = 2
    periods: tuple[str, ...] = ("month", "year")  # a view may be of years alone
    # Period -> measures that the source did not collect then, in every cell: null, never zero.
    not_collected: dict[str, tuple[str, ...]] = {}

    @property
    def cells_per_period(self) -> int:
        """The number of keys of one period."""
        size = 1
        for axis in self.axes:
            size *= len(axis.codes)
        return size


class Measure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One published count: ``n`` or one part of a family."""

    id: str
    title: Text
    family: str | None = None
    part: str | None = None
    reference: bool = False


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """One rate of a rulebook, evaluated on published parts (credits by part)."""

    id: str
    title: Text
    rulebook: str
    version: str
    family: str
    base_excludes: tuple[str, ...]
    credit: dict[str, float]
    min_n: int = 30
    coded_below: int = 100
    valid_from: str | None = None
    valid_to: str | None = None


class Dataset(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One table over time: its views, its measures and what is said about it."""

    id: str
    chapter: str
    title: Text
    description: Text
    notes: tuple[Text, ...]
    withheld: tuple[Text, ...]
    mechanisms: tuple[str, ...]
    access_class: str
    measures: tuple[Measure, ...]
    views: tuple[View, ...]
    rates: tuple[Rate, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mechanism of the regulation is answered."""

    kind: str  # dataset | codelist | reference | document
    id: str


class Mechanism(msgspec.Struct, frozen=True, kw_only=True):
    """One of the fifty mechanisms of the regulation, and where to look."""

    id: str
    title: Text
    articles: tuple[str, ...]
    answers: tuple[Answer, ...]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A policy text that a release carries."""

    id: str
    title: Text
    body: Text


class CoverageRow(msgspec.Struct, frozen=True, kw_only=True):
    """How complete one cohort is, told with every release: silence looks like good service."""

    cohort: str
    districts_expected: int
    districts_present: int
    not_collected: tuple[str, ...]
    quarantined_share: float  # rounded to 0.1 %
    unlocated_share: float  # rounded to 0.1 %


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """All that a release says about itself besides its numbers."""

    profile: str
    city: Text
    series: str
    demonstration: bool
    as_of: str
    months: tuple[str, ...]  # cohorts in the release, ascending
    years: tuple[str, ...]  # complete years
    next_due: str | None  # date on which the next cohort is due
    codelists: tuple[Codelist, ...]
    datasets: tuple[Dataset, ...]
    mechanisms: tuple[Mechanism, ...]
    documents: tuple[Document, ...]
    coverage: tuple[CoverageRow, ...]
    licence: Text
    licence_url: str
    publisher: Text
    contact: Text
    footer: dict[str, str]
    statement: Text  # the sentence of people.md 10
    languages: tuple[str, ...] = ("zh", "en")

    @property
    def periods(self) -> tuple[str, ...]:
        """Years and months in the order of time positions: months ascending, then years."""
        return self.months + self.years


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a release, exactly as the manifest names it."""

    mediaType: str  # noqa: N815  -- the manifest's key, fixed by the format
    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The list of all that a release is made of. Its sha256 gives the release its id."""

    format: int
    sequence: int
    kind: str  # new | revision | correction | withdrawal
    supersedes: str | None
    profile: str
    profile_digest: str
    cohorts: tuple[str, ...]
    as_of: str
    not_before: str
    demonstration: bool
    rulebook_version: str
    ptables: dict[str, str]  # table -> sha256
    lattice: str  # sha256 of the declarations
    key_fingerprints: dict[str, str]  # cohort -> fingerprint
    verdicts: dict[str, str]
    versions: dict[str, str]
    reasons: tuple[Text, ...]
    files: dict[str, FileEntry]


class RateValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A rate, never alone. Percent with one decimal; null where the base is under the floor."""

    value: float | None
    numerator: float | None
    denominator: int | None
    excluded: int | None
    low: float | None
    high: float | None
    rulebook_version: str
    coded: str | None = (
        None  # "le5" or "ge95" where the base is under 100 and the rate is at its end
    )
    status: Absence | None = None


class Observation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One cell of one view: its key, its values and why a value is absent."""

    cell: int
    time: str
    key: dict[str, str]  # dimension -> code, in axis order
    values: dict[str, int | None]
    status: dict[str, Absence]  # only where a value is null
    errors: dict[str, Error]
    rates: dict[str, RateValue]


class Query(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question to a dataset.

    ``select`` holds codes by dimension (``time`` too: periods), ``levels`` levels by
    dimension (``time``: ``month`` or ``year``), ``under`` a parent code by dimension;
    a dimension in none of them takes all its codes. ``zeros`` false leaves out cells
    in which every measure is zero. ``after`` is the place to go on from.
    """

    view: str | None = None
    select: dict[str, tuple[str, ...]] = {}
    levels: dict[str, str] = {}
    under: dict[str, str] = {}
    measures: tuple[str, ...] | None = None
    zeros: bool = True
    after: int = 0
    limit: int = 100


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of observations, and all that tells whether it is the whole answer."""

    view: View
    measures: tuple[str, ...]
    rates: tuple[str, ...]
    observations: tuple[Observation, ...]
    total: int  # cells in the answer; with zeros=False the cells looked at
    next: int | None  # the ``after`` of the next page
