"""The GraphQL types: the same things as REST, under the same names."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import strawberry

from api.formats.rows import standard_error
from publish.release import model
from publish.release.model import Absence, RateValue

AbsenceKind = strawberry.enum(
    Absence, name="Absence", description="值为空的理由 / why a value is null; zero is a value"
)


@strawberry.type(description="中英文文字 / a text in both languages")
class Text:
    """A text in both languages."""

    zh: str
    en: str


def text(value: model.Text) -> Text:
    """Return *value* as a GraphQL type."""
    return Text(zh=value.zh, en=value.en)


@strawberry.type(description="翻页信息 / where a page stands")
class PageInfo:
    """Where a page stands in the whole list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


Node = TypeVar("Node")


@strawberry.type(description="条目与游标 / an item and its cursor")
class Edge(Generic[Node]):
    """An item and the cursor that goes on after it."""

    cursor: str
    node: Node


@strawberry.type(description="一页列表；totalCount 为全部条数 / a page of a list")
class Connection(Generic[Node]):
    """A page of a list; ``complete`` tells whether it is the whole."""

    edges: list[Edge[Node]]
    nodes: list[Node]
    page_info: PageInfo
    total_count: int
    complete: bool
    release: strawberry.ID


@strawberry.type(description="指标：件数或其一部分 / a measure: a count or a part of one")
class Measure:
    """A published count."""

    id: strawberry.ID
    title: Text
    family: str | None
    part: str | None


@strawberry.type(description="口径中的一个比率 / a rate of a rulebook")
class Rate:
    """A rate of a rulebook."""

    id: strawberry.ID
    title: Text
    rulebook: str
    version: str


@strawberry.type(description="视图的一个维度及其代码 / one dimension of a view and its codes")
class Axis:
    """One dimension of a view and the codes that it takes there."""

    dimension: str
    codelist: strawberry.ID
    codes: list[str]
    levels: list[str]


@strawberry.type(description="一张已公开的交叉表 / one product of codes that is published")
class View:
    """One product of codes that is published."""

    id: strawberry.ID
    axes: list[Axis]
    measures: list[str]
    cells_per_period: int


@strawberry.type(description="代码 / one code of a codelist")
class Code:
    """One code of a codelist."""

    code: strawberry.ID
    level: str
    zh: str
    en: str
    parent: str | None
    kind: str
    aliases: list[str]
    valid_from: str | None
    valid_to: str | None


def code(value: model.Code) -> Code:
    """Return *value* as a GraphQL type."""
    return Code(
        code=strawberry.ID(value.code),
        level=value.level,
        zh=value.zh,
        en=value.en,
        parent=value.parent,
        kind=value.kind,
        aliases=list(value.aliases),
        valid_from=value.valid_from,
        valid_to=value.valid_to,
    )


@strawberry.type(description="一个维度的取值 / where an observation stands on one dimension")
class KeyPart:
    """Where an observation stands on one dimension."""

    dimension: str
    code: str
    label: Text


@strawberry.type(
    description="一个指标的值；null 时 status 说明理由 / a value, or why there is none"
)
class Value:
    """The value of one measure, or why there is none."""

    measure: str
    value: int | None
    status: AbsenceKind | None  # type: ignore[valid-type]
    se: float | None
    half95: float | None


@strawberry.type(description="比率及其分子、分母、剔除、范围 / a rate, never alone")
class RateResult:
    """A rate with all that it is made from."""

    rate: str
    value: float | None
    numerator: float | None
    denominator: int | None
    excluded: int | None
    low: float | None
    high: float | None
    rulebook_version: str
    coded: str | None
    status: AbsenceKind | None  # type: ignore[valid-type]


@strawberry.type(description="一个观测值 / one cell of one view")
class Observation:
    """One cell of one view."""

    time: str
    key: list[KeyPart]
    values: list[Value]
    rates: list[RateResult]


def observation(
    found: model.Observation, page: model.Page, names: dict[str, dict[str, Text]]
) -> Observation:
    """Return *found*, of *page*, as a GraphQL type; *names* by codelist and code."""
    return Observation(
        time=found.time,
        key=[
            KeyPart(
                dimension=axis.dimension,
                code=found.key[axis.dimension],
                label=names[axis.codelist][found.key[axis.dimension]],
            )
            for axis in page.view.axes
        ],
        values=[_value(measure, found) for measure in page.measures],
        rates=[_rate(rate, found.rates[rate]) for rate in page.rates if rate in found.rates],
    )


def _value(measure: str, found: model.Observation) -> Value:
    error = found.errors.get(measure)
    return Value(
        measure=measure,
        value=found.values.get(measure),
        status=found.status.get(measure),
        se=None if error is None else standard_error(error),
        half95=None if error is None else error.half95,
    )


def _rate(name: str, value: RateValue) -> RateResult:
    return RateResult(
        rate=name,
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        excluded=value.excluded,
        low=value.low,
        high=value.high,
        rulebook_version=value.rulebook_version,
        coded=value.coded,
        status=value.status,
    )


@strawberry.type(description="批次 / a release")
class Release:
    """A published set of tables."""

    id: strawberry.ID
    sequence: int
    kind: str
    supersedes: str | None
    as_of: str
    not_before: str
    months: list[str]
    rulebook_version: str
    demonstration: bool
    reasons: list[Text]


def release(name: str, manifest: model.Manifest) -> Release:
    """Return the release *name* as a GraphQL type."""
    return Release(
        id=strawberry.ID(name),
        sequence=manifest.sequence,
        kind=manifest.kind,
        supersedes=manifest.supersedes,
        as_of=manifest.as_of,
        not_before=manifest.not_before,
        months=list(manifest.cohorts),
        rulebook_version=manifest.rulebook_version,
        demonstration=manifest.demonstration,
        reasons=texts(manifest.reasons),
    )


def texts(values: Sequence[model.Text]) -> list[Text]:
    """Return *values* as GraphQL types."""
    return [text(value) for value in values]


@strawberry.type(description="机制的出处 / where a mechanism is answered")
class Answer:
    """Where a mechanism is answered."""

    kind: str
    id: strawberry.ID
    url: str


@strawberry.type(description="条例规定的一项机制 / a mechanism of the regulation")
class Mechanism:
    """A mechanism of the regulation."""

    id: strawberry.ID
    title: Text
    articles: list[str]
    answers: list[Answer]


@strawberry.type(description="制度文件 / a policy text that a release carries")
class Document:
    """A policy text."""

    id: strawberry.ID
    title: Text
    body: Text


@strawberry.type(description="服务状态 / whether there is a release to serve, and which")
class Health:
    """What is served."""

    status: str
    release: str | None
    sequence: int | None
    expires: str | None
    demonstration: bool


@strawberry.type(description="限额 / every limit of the interface")
class Limits:
    """Every limit of the interface."""

    observations_per_page: int
    items_per_page: int
    url_bytes: int
    graphql_first: int
    graphql_depth: int
    graphql_aliases: int
    graphql_tokens: int
    graphql_directives: int
    graphql_cost: int
    graphql_body_bytes: int


@strawberry.type(description="怎样查询 / limits, formats, languages; whom to thank and to call")
class Config:
    """How to ask."""

    city: Text
    publisher: Text
    contact: Text
    licence: Text
    licence_url: str
    citation: Text
    languages: list[str]
    formats: list[str]
    labels: list[str]
    limits: Limits
    cache_seconds: int
    months: list[str]
    years: list[str]
    next_due: str | None
