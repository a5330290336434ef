"""The GraphQL schema: queries only, over the same release and the same grammar as REST."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import msgspec
import strawberry
from graphql import DocumentNode, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext, Info

from api import cursor, query
from api.addresses import address
from api.graphql import types
from api.problems import KINDS, Refused, log, refused
from api.releases import Releases, Snapshot
from api.rest.codelists import REGIONS
from api.rest.mechanisms import item
from api.rest.releases import Config, config_of, health_of
from publish.release import model
from publish.release.reader import Release

T = TypeVar("T")
Resolver = TypeVar("Resolver", bound=Callable[..., Any])


def field(description: str) -> Callable[[Resolver], Resolver]:
    """Declare a field; strawberry's own decorator says nothing of types."""
    decorate: Callable[[Resolver], Resolver] = strawberry.field(description=description)
    return decorate


class Asking:
    """What one GraphQL request sees: its document, the shelf, and the shelf's state."""

    def __init__(self, document: DocumentNode, releases: Releases, snapshot: Snapshot) -> None:
        """Answer *document* from *releases*, as *snapshot* saw them."""
        self.document = document
        self.releases = releases
        self.snapshot = snapshot

    def release(self, name: str | None) -> Release:
        """Return the release *name*, or the newest."""
        return self.snapshot.wanted() if name is None else self.releases.get(name)


Context = Info[Asking, None]


@strawberry.input(description="对一个维度的筛选 / a filter on one dimension")
class Filter:
    """A filter on one dimension: codes, a level, or all below one code."""

    dimension: str
    codes: list[str] | None = None
    level: str | None = None
    under: str | None = None


@strawberry.input(description="同 REST 的查询语法 / the grammar of REST")
class Where:
    """What to select; the same grammar as ``/v1/datasets/{id}/observations``."""

    view: str | None = None
    time: str | None = None
    time_level: str | None = None
    filters: list[Filter] | None = None
    measures: list[str] | None = None
    zeros: bool = True

    def pairs(self) -> list[tuple[str, str]]:
        """Return the same selection as query parameters."""
        given = [("view", self.view), ("time", self.time), ("time.level", self.time_level)]
        if self.measures is not None:
            given.append(("measure", ",".join(self.measures)))
        if not self.zeros:
            given.append(("zeros", "omit"))
        for part in self.filters or ():
            given.append((part.dimension, None if part.codes is None else ",".join(part.codes)))
            given.append((f"{part.dimension}.level", part.level))
            given.append((f"{part.dimension}.under", part.under))
        found = [(name, value) for name, value in given if value is not None]
        query.refuse_repeated(found)
        return found


def _connect(
    items: Sequence[T],
    places: Sequence[str],
    release: str,
    *,
    total: int,
    more: bool,
    after: bool,
) -> types.Connection[T]:
    return types.Connection(
        edges=[
            types.Edge(cursor=place, node=node) for place, node in zip(places, items, strict=True)
        ],
        nodes=list(items),
        page_info=types.PageInfo(
            has_next_page=more,
            has_previous_page=after,
            start_cursor=places[0] if places else None,
            end_cursor=places[-1] if places else None,
        ),
        total_count=total,
        complete=not more and not after,
        release=strawberry.ID(release),
    )


def _page(
    items: Sequence[T],
    release: str,
    path: str,
    *,
    asked: dict[str, str],
    first: int,
    after: str | None,
) -> types.Connection[T]:
    """Return one page of a list, with the cursors that REST gives for the same list."""
    bound = address(path, asked)
    start = 0 if after is None else cursor.read(after, bound, release)
    end = min(start + first, len(items))
    places = [cursor.write(place, bound, release) for place in range(start + 1, end + 1)]
    return _connect(
        items[start:end],
        places,
        release,
        total=len(items),
        more=end < len(items),
        after=start > 0,
    )


def _observations(
    asking: Release, dataset: model.Dataset, where: Where | None, first: int, after: str | None
) -> types.Connection[types.Observation]:
    pairs = [*(where or Where()).pairs(), ("limit", str(first))]
    if after is not None:
        pairs.append(("cursor", after))
    asked = query.read(pairs, dataset, asking.catalogue, asking.id)
    page = asking.observations(dataset.id, asked.query)
    names = {axis.codelist: _names(asking, axis.codelist) for axis in page.view.axes}
    nodes = [types.observation(found, page, names) for found in page.observations]
    start = asked.query.after
    places = [
        cursor.write(place, asked.canonical, asking.id)
        for place in asking.places(dataset.id, asked.query, page)
    ]
    return _connect(
        nodes, places, asking.id, total=page.total, more=page.next is not None, after=start > 0
    )


def _names(release: Release, codelist: str) -> dict[str, types.Text]:
    total = {model.TOTAL: types.Text(zh="合计", en="Total")}
    codes = release.codelist(codelist).codes
    return total | {code.code: types.Text(zh=code.zh, en=code.en) for code in codes}


@strawberry.type(description="数据集 / a table over time")
class Dataset:
    """A table over time."""

    source: strawberry.Private[model.Dataset]
    of: strawberry.Private[Release]
    id: strawberry.ID
    chapter: str
    title: types.Text
    description: types.Text
    notes: list[types.Text]
    withheld: list[types.Text]
    mechanisms: list[str]
    access_class: str
    measures: list[types.Measure]
    rates: list[types.Rate]
    views: list[types.View]

    @field("观测值 / its observations, in key order")
    def observations(
        self, first: int, after: str | None = None, where: Where | None = None
    ) -> types.Connection[types.Observation]:
        """Return a page of observations."""
        return _observations(self.of, self.source, where, first, after)


def _dataset(found: model.Dataset, release: Release) -> Dataset:
    return Dataset(
        source=found,
        of=release,
        id=strawberry.ID(found.id),
        chapter=found.chapter,
        title=types.text(found.title),
        description=types.text(found.description),
        notes=types.texts(found.notes),
        withheld=types.texts(found.withheld),
        mechanisms=list(found.mechanisms),
        access_class=found.access_class,
        measures=[
            types.Measure(
                id=strawberry.ID(row.id),
                title=types.text(row.title),
                family=row.family,
                part=row.part,
            )
            for row in found.measures
        ],
        rates=[
            types.Rate(
                id=strawberry.ID(row.id),
                title=types.text(row.title),
                rulebook=row.rulebook,
                version=row.version,
            )
            for row in found.rates
        ],
        views=[_view(view) for view in found.views],
    )


def _view(view: model.View) -> types.View:
    return types.View(
        id=strawberry.ID(view.id),
        axes=[
            types.Axis(
                dimension=axis.dimension,
                codelist=strawberry.ID(axis.codelist),
                codes=list(axis.codes),
                levels=list(axis.levels),
            )
            for axis in view.axes
        ],
        measures=list(view.measures),
        cells_per_period=view.cells_per_period,
    )


@strawberry.type(description="代码表 / a codelist")
class Codelist:
    """The allowed codes of a dimension."""

    source: strawberry.Private[model.Codelist]
    of: strawberry.Private[str]
    id: strawberry.ID
    title: types.Text
    levels: list[str]

    @field("代码，按公布次序 / its codes, in published order")
    def entries(
        self,
        first: int,
        after: str | None = None,
        level: str | None = None,
        under: str | None = None,
    ) -> types.Connection[types.Code]:
        """Return a page of codes."""
        path = f"/v1/codelists/{self.id}"
        return _codes(
            self.source, self.of, path, first=first, after=after, level=level, under=under
        )


def _codelist(found: model.Codelist, release: str) -> Codelist:
    return Codelist(
        source=found,
        of=release,
        id=strawberry.ID(found.id),
        title=types.text(found.title),
        levels=list(found.levels),
    )


def _codes(
    codelist: model.Codelist,
    release: str,
    path: str,
    *,
    first: int,
    after: str | None,
    level: str | None,
    under: str | None,
) -> types.Connection[types.Code]:
    codes = [
        types.code(code)
        for code in codelist.codes
        if level in {None, code.level} and under in {None, code.parent}
    ]
    asked = {k: v for k, v in (("level", level), ("under", under)) if v is not None}
    return _page(codes, release, path, asked=asked, first=first, after=after)


@strawberry.type
class Query:
    """What can be asked. Every list takes ``first`` from 1 to 100."""

    @field("批次，最新在前 / releases, the newest first")
    def releases(
        self, info: Context, first: int, after: str | None = None
    ) -> types.Connection[types.Release]:
        """List releases."""
        found = info.context.releases.manifests()
        items = [types.release(name, manifest) for name, manifest in found]
        newest = info.context.snapshot.wanted().id
        return _page(items, newest, "/v1/releases", asked={}, first=first, after=after)

    @field("数据集 / tables")
    def datasets(
        self, info: Context, first: int, after: str | None = None, release: str | None = None
    ) -> types.Connection[Dataset]:
        """List tables."""
        chosen = info.context.release(release)
        items = [_dataset(found, chosen) for found in chosen.catalogue.datasets]
        return _page(items, chosen.id, "/v1/datasets", asked={}, first=first, after=after)

    @field("一个数据集 / one table")
    def dataset(self, info: Context, id: strawberry.ID, release: str | None = None) -> Dataset:  # noqa: A002
        """Return one table."""
        chosen = info.context.release(release)
        return _dataset(chosen.dataset(id), chosen)

    @field("一个数据集的观测值 / observations of one table")
    def observations(
        self,
        info: Context,
        *,
        dataset: strawberry.ID,
        first: int,
        after: str | None = None,
        where: Where | None = None,
        release: str | None = None,
    ) -> types.Connection[types.Observation]:
        """Return a page of observations."""
        chosen = info.context.release(release)
        return _observations(chosen, chosen.dataset(dataset), where, first, after)

    @field("代码表 / codelists")
    def codelists(
        self, info: Context, first: int, after: str | None = None, release: str | None = None
    ) -> types.Connection[Codelist]:
        """List codelists."""
        chosen = info.context.release(release)
        items = [_codelist(found, chosen.id) for found in chosen.catalogue.codelists]
        return _page(items, chosen.id, "/v1/codelists", asked={}, first=first, after=after)

    @field("一个代码表 / one codelist")
    def codelist(self, info: Context, id: strawberry.ID, release: str | None = None) -> Codelist:  # noqa: A002
        """Return one codelist."""
        chosen = info.context.release(release)
        return _codelist(chosen.codelist(id), chosen.id)

    @field("地区，按区划次序 / places, in administrative order")
    def regions(
        self,
        info: Context,
        *,
        first: int,
        after: str | None = None,
        level: str | None = None,
        under: str | None = None,
        release: str | None = None,
    ) -> types.Connection[types.Code]:
        """List places."""
        chosen = info.context.release(release)
        codelist = chosen.codelist(REGIONS)
        return _codes(
            codelist, chosen.id, "/v1/regions", first=first, after=after, level=level, under=under
        )

    @field("机制 / mechanisms of the regulation")
    def mechanisms(
        self, info: Context, first: int, after: str | None = None, release: str | None = None
    ) -> types.Connection[types.Mechanism]:
        """List mechanisms."""
        chosen = info.context.release(release)
        items = [_mechanism(found, chosen.catalogue) for found in chosen.catalogue.mechanisms]
        return _page(items, chosen.id, "/v1/mechanisms", asked={}, first=first, after=after)

    @field("制度文件 / policy texts that a release carries")
    def documents(
        self, info: Context, first: int, after: str | None = None, release: str | None = None
    ) -> types.Connection[types.Document]:
        """List documents."""
        chosen = info.context.release(release)
        items = [
            types.Document(
                id=strawberry.ID(found.id),
                title=types.text(found.title),
                body=types.text(found.body),
            )
            for found in chosen.catalogue.documents
        ]
        return _page(items, chosen.id, "/v1/documents", asked={}, first=first, after=after)

    @field("怎样查询 / how to ask: limits, formats, languages, licence")
    def config(self, info: Context, release: str | None = None) -> types.Config:
        """Return the same as /v1/config."""
        return _config(config_of(info.context.release(release)))

    @field("服务状态 / health")
    def health(self, info: Context) -> types.Health:
        """Return the same as /v1/health."""
        found = health_of(info.context.snapshot)
        return types.Health(
            status=found.status,
            release=found.release,
            sequence=found.sequence,
            expires=found.expires,
            demonstration=found.demonstration,
        )


def _config(found: Config) -> types.Config:
    return types.Config(
        city=types.text(found.city),
        publisher=types.text(found.publisher),
        contact=types.text(found.contact),
        licence=types.text(found.licence),
        licence_url=found.licence_url,
        citation=types.text(found.citation),
        languages=list(found.languages),
        formats=list(found.formats),
        labels=list(found.labels),
        limits=types.Limits(**msgspec.structs.asdict(found.limits)),
        cache_seconds=found.cache_seconds,
        months=list(found.months),
        years=list(found.years),
        next_due=found.next_due,
    )


def _mechanism(found: model.Mechanism, catalogue: model.Catalogue) -> types.Mechanism:
    shown = item(found, catalogue)
    return types.Mechanism(
        id=strawberry.ID(shown.id),
        title=types.text(shown.title),
        articles=list(shown.articles),
        answers=[
            types.Answer(kind=row.kind, id=strawberry.ID(row.id), url=row.url)
            for row in shown.answers
        ],
    )


class QuietSchema(strawberry.Schema):
    """A schema that logs the place of an error of ours, and never a word of a query."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log what is our fault; *execution_context* holds the query and stays unread."""
        del execution_context
        for error in errors:
            if isinstance(error.original_error, Exception) and told(error).slug == "internal-error":
                log(error.original_error)


class Told(Refused):
    """A refusal as GraphQL tells it."""

    @property
    def slug(self) -> str:
        """The slug of the problem's type."""
        return self.kind.slug


def told(error: GraphQLError) -> Told:
    """Return what *error*, raised by a resolver, says to the client."""
    original = error.original_error
    if original is None:
        return Told("bad-query", KINDS["bad-query"].title.zh, error.message)
    found = refused(original)
    return Told(found.kind.slug, found.zh, found.en, found.nearest)


class Prepared(SchemaExtension):
    """Hands strawberry the document that was parsed, validated and bounded already."""

    def on_parse(self) -> Iterator[None]:
        """Give the document instead of parsing it again."""
        self.execution_context.graphql_document = self.execution_context.context.document
        yield

    def on_validate(self) -> Iterator[None]:
        """Say that there are no errors instead of validating again."""
        self.execution_context.pre_execution_errors = []
        yield


SCHEMA: Final = QuietSchema(Query, extensions=[Prepared])
"""The schema that answers."""
