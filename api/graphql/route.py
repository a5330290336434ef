"""GET and POST /graphql, and the schema as text."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.params import QueryParameter

from api import problems
from api.graphql import limits
from api.graphql.run import Answer, Posted, answer
from api.graphql.schema import SCHEMA
from api.negotiation import ranges
from api.query import pairs, refuse_unknown
from api.releases import Releases, Snapshot
from api.rest.route import read

GRAPHQL_JSON: Final = "application/graphql-response+json"
_JSON: Final = "application/json"
_EXAMPLE: Final = "/graphql?query={datasets(first:9){nodes{id}}}"
_TAKES: Final = ("query", "variables", "operationName", "extensions")


# Dataclasses too: the initialiser of litestar's own calls no __post_init__.
@dataclass
class GraphQLOperation(Operation):
    """The contract of /graphql: two media types out, and one in."""

    def __post_init__(self) -> None:
        """Add what litestar cannot infer from a handler that reads the body itself."""
        success: Any = (self.responses or {})["200"]
        schema = Schema(type="object")  # type: ignore[arg-type]
        success.content = {
            _JSON: OpenAPIMediaType(schema=schema),
            GRAPHQL_JSON: OpenAPIMediaType(schema=schema),
        }
        refusal: Any = (self.responses or {})["400"]
        refusal.content = {
            **refusal.content,
            _JSON: OpenAPIMediaType(schema=schema),
            GRAPHQL_JSON: OpenAPIMediaType(schema=schema),
        }


@dataclass
class PostOperation(GraphQLOperation):
    """The same for POST."""

    def __post_init__(self) -> None:
        """Add the body."""
        super().__post_init__()
        body = Schema(
            type="object",  # type: ignore[arg-type]
            required=["query"],
            properties={
                "query": Schema(type="string"),  # type: ignore[arg-type]
                "variables": Schema(type=["object", "null"]),  # type: ignore[list-item]
                "operationName": Schema(type=["string", "null"]),  # type: ignore[list-item]
                "extensions": Schema(type=["object", "null"]),  # type: ignore[list-item]
            },
        )
        self.request_body = RequestBody(
            content={_JSON: OpenAPIMediaType(schema=body)}, required=True
        )


_RESPONSES: Final = {
    400: problems.RESPONSES[400],
    406: problems.OBSERVATION_RESPONSES[406],
    503: problems.RESPONSES[503],
}
_POST_RESPONSES: Final = {**_RESPONSES, 413: problems.BODY[413], 415: problems.BODY[415]}


def _must_ask(request: Request[Any, Any, Any]) -> None:
    """Refuse unknown parameters, and a request that asks nothing, with a way on."""
    found = pairs(request.scope["query_string"])
    refuse_unknown([name for name, _ in found], _TAKES)
    if not dict(found).get("query", "").strip():
        raise problems.Refused(
            "bad-query",
            f"缺少参数 query：例如 {_EXAMPLE}，或以 POST 发送 JSON；"
            "模式见 /graphql/schema.graphql，说明见 /docs",
            f"the parameter query is missing: try {_EXAMPLE}, or POST JSON; "
            "the schema is at /graphql/schema.graphql, the documentation at /docs",
        )


@get(
    "/graphql",
    before_request=_must_ask,
    operation_id="graphqlGet",
    operation_class=GraphQLOperation,
    responses=_RESPONSES,
    tags=["graph"],
    summary="GraphQL 查询 / GraphQL query",
)
async def graphql_get(
    *,
    request: Request[Any, Any, Any],
    releases: NamedDependency[Releases],
    snapshot: NamedDependency[Snapshot],
    # `query` itself is a word that litestar keeps for the whole query string.
    asked: Annotated[str, QueryParameter(name="query", description="GraphQL 查询 / the query")],
    variables: Annotated[
        str | None, QueryParameter(description="变量，JSON 对象 / variables, a JSON object")
    ] = None,
    operation_name: Annotated[
        str | None, QueryParameter(name="operationName", description="操作名 / the operation")
    ] = None,
    extensions: Annotated[str | None, QueryParameter(description="不使用 / not used")] = None,
) -> Response[Any]:
    """Run a GraphQL query from the address, so that caches can keep the answer.

    以 GET 执行 GraphQL 查询，可被缓存。
    """
    del extensions
    given = None
    if variables:
        given = _decode(variables.encode(), dict[str, Any])
    posted = Posted(query=asked, variables=given, operation_name=operation_name)
    return await _answer(request, posted, releases, snapshot)


@post(
    "/graphql",
    operation_id="graphqlPost",
    operation_class=PostOperation,
    responses=_POST_RESPONSES,
    status_code=200,
    tags=["graph"],
    summary="GraphQL 查询 / GraphQL query",
)
async def graphql_post(
    request: Request[Any, Any, Any],
    releases: NamedDependency[Releases],
    snapshot: NamedDependency[Snapshot],
) -> Response[Any]:
    """Run one GraphQL query from a JSON body. No batches, no multipart, no mutations.

    以 POST 执行一个 GraphQL 查询；不接受批量、multipart 与写操作。
    """
    refuse_unknown([name for name, _ in pairs(request.scope["query_string"])], ())
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if media.strip().lower() != _JSON or charset not in {"", "utf-8"}:
        raise problems.Refused(
            "unsupported-media-type", "请用 application/json", "send application/json"
        )
    posted = _decode(await _body(request), Posted)
    return await _answer(request, posted, releases, snapshot)


@read(
    "/graphql/schema.graphql",
    takes=(),
    operation_id="getGraphqlSchema",
    tags=["graph"],
    media_type="text/plain",
    responses={400: problems.RESPONSES[400]},
    summary="GraphQL 模式 / GraphQL schema",
)
def get_graphql_schema() -> Response[str]:
    """Return the GraphQL schema in its own language.

    返回 GraphQL 模式（SDL）。
    """
    return Response(content=sdl(), media_type=MediaType.TEXT)


def sdl() -> str:
    """Return the schema as text; the same bytes for the same code."""
    return SCHEMA.as_str() + "\n"


async def _body(request: Request[Any, Any, Any]) -> bytes:
    """Return the request's body; raises Refused (too-large) without reading it to the end."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > limits.BODY_BYTES:
            raise problems.Refused(
                "too-large",
                f"请求体超过 {limits.BODY_BYTES} 字节",
                f"the body is larger than {limits.BODY_BYTES} bytes",
            )
    return bytes(found)


def _decode(content: bytes, kind: Any) -> Any:  # noqa: ANN401 -- one of two types
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise problems.Refused(
            "bad-parameter",
            "GraphQL 请求应为一个 JSON 对象：query、variables、operationName",
            "a GraphQL request is one JSON object: query, variables, operationName",
        ) from None


async def _answer(
    request: Request[Any, Any, Any], posted: Posted, releases: Releases, snapshot: Snapshot
) -> Response[bytes]:
    media = _media_type(request.headers.get("accept"))
    found: Answer = await asyncio.to_thread(answer, posted, releases, snapshot)
    bad = found.refused or (found.early and media == GRAPHQL_JSON)
    return Response(
        content=msgspec.json.encode(found.body),
        status_code=400 if bad else 200,
        media_type=f"{media}; charset=utf-8",
    )


def _media_type(accept: str | None) -> str:
    if not accept:
        return _JSON
    for name, q in ranges(accept):
        if q > 0 and name == GRAPHQL_JSON:
            return GRAPHQL_JSON
        if q > 0 and name in {_JSON, "application/*", "*/*"}:
            return _JSON
    raise problems.Refused(
        "not-acceptable",
        f"Accept 中没有 {_JSON} 或 {GRAPHQL_JSON}",
        f"Accept allows neither {_JSON} nor {GRAPHQL_JSON}",
    )
