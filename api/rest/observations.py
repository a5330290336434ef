"""GET /v1/datasets/{dataset}/observations: one table of one release, a page at a time."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get
from litestar.openapi.spec import OpenAPIMediaType, Operation, Parameter, Schema
from litestar.params import FromPath

from api import cursor, problems
from api.addresses import address
from api.formats import csv
from api.formats.rows import rows
from api.negotiation import MEDIA_TYPES, Format, choose_format
from api.query import FIXED, Asked, dimension_parameters, pairs, read
from api.releases import Releases, Snapshot, names
from api.rest.envelope import Meta, meta, says_demonstration
from api.rest.route import RELEASE, SNAPSHOT, Documented
from publish.release.model import Absence, Page
from publish.release.reader import Release

# Observations that are made on the spot: a fraction of a millisecond.
_FEW: Final = 10


class TableMeta(Meta, frozen=True, kw_only=True):
    """What a table is made from, and how much of it this page holds."""

    dataset: str
    view: str
    measures: tuple[str, ...]
    rates: tuple[str, ...]
    suppressed: int  # observations of this page in which a value is withheld
    unlocated_share: float | None  # of the newest month of this page
    breaks: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A page of observations, each a flat row: time, dimensions, measures, status, errors."""

    data: list[dict[str, Any]]
    meta: TableMeta
    links: dict[str, str]


@dataclass
class ObservationsOperation(Documented):
    """The contract of observations: the parameters of every dimension, and CSV beside JSON."""

    def __post_init__(self) -> None:
        """Add the grammar from the one table of parameters."""
        self.parameters = [*(self.parameters or []), RELEASE]
        for row in (*FIXED, *dimension_parameters()):
            described = Parameter(
                name=row.name,
                param_in="query",
                schema=Schema(**_schema(row.schema)),
                description=f"{row.zh} / {row.en}",
            )
            self.parameters = [*(self.parameters or []), described]
        _offer_csv(self)
        super().__post_init__()


def _schema(declared: dict[str, object]) -> dict[str, Any]:
    known: dict[str, Any] = {"enum": declared.get("enum"), "default": declared.get("default")}
    known |= {"minimum": declared.get("minimum"), "maximum": declared.get("maximum")}
    known["type"] = declared.get("type", "string")
    return {name: value for name, value in known.items() if value is not None}


def _offer_csv(operation: Operation) -> None:
    answer: Any = (operation.responses or {})["200"]
    answer.content = {
        **(answer.content or {}),
        "text/csv": OpenAPIMediaType(schema=Schema(type="string")),  # type: ignore[arg-type]
    }


@get(
    "/v1/datasets/{dataset:str}/observations",
    operation_id="listObservations",
    operation_class=ObservationsOperation,
    responses=problems.OBSERVATION_RESPONSES,
    tags=["data"],
    summary="观测值 / Observations",
)
async def list_observations(
    request: Request[Any, Any, Any], dataset: FromPath[str]
) -> Response[Table]:
    """List the observations of a table in key order, zeros too, as JSON or CSV.

    A withheld value is null and `status` says why; a rate comes with its numerator,
    denominator, exclusions, range and rulebook version; `se` and `half95` tell the error
    that protection has added to a count.

    按键的次序列出观测值（零也列出），JSON 或 CSV。不公开的值为 null，理由在 status；
    比率附分子、分母、剔除数、范围和口径版本；se 与 half95 是保护误差。
    """
    return await _answer(request, dataset, None)


@get(
    "/v1/datasets/{dataset:str}/observations.csv",
    operation_id="listObservationsCsv",
    operation_class=ObservationsOperation,
    responses=problems.OBSERVATION_RESPONSES,
    media_type="text/csv",
    tags=["data"],
    summary="观测值（CSV） / Observations as CSV",
)
async def list_observations_csv(
    request: Request[Any, Any, Any], dataset: FromPath[str]
) -> Response[str]:
    """List the same as CSV: the suffix stands for `format=csv`.

    同上，CSV 格式：后缀等同 format=csv。
    """
    return await _answer(request, dataset, "csv")


async def _answer(
    request: Request[Any, Any, Any], name: str, suffix: Format | None
) -> Response[Any]:
    # Without dependencies of litestar's: this is the route that is asked most.
    found = pairs(request.scope["query_string"])
    snapshot: Snapshot = request.scope[SNAPSHOT]  # type: ignore[typeddict-item]
    pinned = dict(found).get("release")
    if pinned is None:
        release = snapshot.wanted()
    else:
        releases: Releases = request.app.state.releases
        release = await asyncio.to_thread(releases.get, pinned)
    dataset = release.dataset(name)
    asked = read(found, dataset, release.catalogue, release.id)
    given = dict(found).get("format")
    if suffix and given not in {None, suffix}:
        raise problems.Refused(
            "bad-parameter",
            f"后缀 .{suffix} 与 format 不一致",
            f"the suffix .{suffix} and format disagree",
        )
    format_ = choose_format(suffix or given, request.headers.get("accept"))
    told = (dict(found), asked, release, snapshot, dataset.id, format_)
    # A few cells by their numbers take less time than the way to another thread and back;
    # whatever may take long goes there, so that it holds up nobody.
    if asked.query.zeros and asked.query.limit <= _FEW:
        return _rendered(*told)
    return await asyncio.to_thread(_rendered, *told)


def _rendered(  # noqa: PLR0917 -- all that decides an answer
    given: dict[str, str],
    asked: Asked,
    release: Release,
    snapshot: Snapshot,
    dataset: str,
    format_: Format,
) -> Response[Any]:
    page = release.observations(dataset, asked.query)
    links = _links(given, asked, page, dataset, release.id)
    complete = asked.query.after == 0 and page.next is None
    headers = {
        "Gongkai-Total": str(page.total),
        "Gongkai-Complete": "true" if complete else "false",
        "Link": _link_header(links, format_),
    }
    if format_ == "csv":
        content = _csv(page, asked, release)
    else:
        content = _json(
            page, asked, release, snapshot, dataset=dataset, links=links, complete=complete
        )
    return Response(content=content, media_type=MEDIA_TYPES[format_], headers=headers)


def _csv(page: Page, asked: Asked, release: Release) -> bytes:
    statement = release.catalogue.statement
    return csv.render(
        page,
        names(release, asked.lang),
        label=asked.label or "both",
        release=release.id,
        note=statement.en if asked.lang == "en" else statement.zh,
        bom=asked.bom,
    )


def _json(
    page: Page,
    asked: Asked,
    release: Release,
    snapshot: Snapshot,
    *,
    dataset: str,
    links: dict[str, str],
    complete: bool,
) -> bytes:
    label: Literal["code", "text", "both"] = asked.label or "code"
    common = meta(
        release,
        demonstration=says_demonstration(release, snapshot),
        total=page.total,
        complete=complete,
    )
    table = Table(
        data=list(rows(page, names(release, asked.lang), label, _encoded)),
        meta=TableMeta(
            **msgspec.structs.asdict(common),
            dataset=dataset,
            view=page.view.id,
            measures=page.measures,
            rates=page.rates,
            suppressed=sum(
                Absence.SUPPRESSED in found.status.values() for found in page.observations
            ),
            unlocated_share=_unlocated(page, release),
            breaks=(),
        ),
        links=links,
    )
    return msgspec.json.encode(table)


def _encoded(errors: dict[str, float]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(errors))


def _unlocated(page: Page, release: Release) -> float | None:
    months = {observation.time for observation in page.observations}
    shares = [row.unlocated_share for row in release.catalogue.coverage if row.cohort in months]
    return shares[-1] if shares else None


_FORMATTED: Final = ("format", "cursor")


def _links(
    given: dict[str, str], asked: Asked, page: Page, dataset: str, release: str
) -> dict[str, str]:
    path = f"/v1/datasets/{dataset}/observations"
    pinned = {**given, "release": release}
    bare = {name: value for name, value in pinned.items() if name not in _FORMATTED}
    links = {
        "self": address(path, pinned),
        "json": address(path, {**bare, "format": "json"}),
        "csv": address(path, {**bare, "format": "csv"}),
        "dataset": f"/v1/datasets/{dataset}",
        "graphql": "/graphql",
    }
    if page.next is not None:
        following = cursor.write(page.next, asked.canonical, release)
        links["next"] = address(path, {**pinned, "cursor": following})
    return links


def _link_header(links: dict[str, str], format_: Format) -> str:
    other: Format = "json" if format_ == "csv" else "csv"
    parts = [f'<{links["dataset"]}>; rel="describedby"']
    parts.append(f'<{links[other]}>; rel="alternate"; type="{MEDIA_TYPES[other].split(";")[0]}"')
    if "next" in links:
        parts.append(f'<{links["next"]}>; rel="next"')
    return ", ".join(parts)
