"""What all routes share: how a read is declared, its parameters, its dependencies."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import OpenAPIType, Operation, Parameter, Schema
from litestar.params import QueryParameter

from api import problems
from api.query import LIMIT, pairs, refuse_unknown
from api.releases import Releases, Snapshot
from publish.release.reader import Release

SNAPSHOT: Final = "gongkai.snapshot"
"""Where the front layer leaves in the scope what the request sees."""

Limit = Annotated[int, QueryParameter(ge=1, le=LIMIT, description="每页条数 / items a page")]
Cursor = Annotated[
    str | None, QueryParameter(description="上一页 links.next 所给 / from links.next")
]


# A dataclass too: the initialiser of litestar's own calls no __post_init__.
@dataclass
class Documented(Operation):
    """An operation whose contract also tells of ``lang``, which every route takes."""

    def __post_init__(self) -> None:
        """Add what every route has in common."""
        self.parameters = [*(self.parameters or []), _LANG]


_LANG: Final = Parameter(
    name="lang",
    param_in="query",
    schema=Schema(type=OpenAPIType.STRING, enum=["zh", "en"], default="zh"),
    description="说明文字与名称的语言 / the language of names and messages",
)


RELEASE: Final = Parameter(
    name="release",
    param_in="query",
    schema=Schema(type=OpenAPIType.STRING),
    description="批次；默认最新 / a release; the newest by default",
)
"""The parameter that pins a release."""


def _guard(*known: str) -> Any:  # noqa: ANN401 -- litestar's own type is a union of eight
    """Return a check that refuses unknown and repeated parameters, and a bad ``lang``."""
    names = [*known, "lang"]

    def check(request: Request[Any, Any, Any]) -> None:
        found = pairs(request.scope["query_string"])
        refuse_unknown([name for name, _ in found], names)
        if dict(found).get("lang", "zh") not in {"zh", "en"}:
            raise problems.Refused(
                "bad-parameter", "lang 只能是 zh 或 en", "lang must be zh or en", ("zh", "en")
            )

    return check


def read(
    path: str,
    *,
    takes: tuple[str, ...] = ("release",),
    **options: Any,  # noqa: ANN401 -- the options of litestar's get
) -> Callable[[Callable[..., Any]], HTTPRouteHandler]:
    """Declare a GET route that takes the query parameters *takes* and ``lang``, no others."""
    options.setdefault("operation_class", Documented)
    options.setdefault("responses", problems.RESPONSES)
    return get(path, before_request=_guard(*takes), sync_to_thread=True, **options)


LIST: Final = ("release", "limit", "cursor")
"""The parameters of a list."""


async def provide_snapshot(request: Request[Any, Any, Any]) -> Snapshot:
    """Return what the front layer read for this request."""
    found: Snapshot = request.scope[SNAPSHOT]  # type: ignore[typeddict-item]
    return found


async def provide_release(
    request: Request[Any, Any, Any],
    snapshot: NamedDependency[Snapshot],
    pinned: Annotated[
        str | None,
        QueryParameter(
            name="release", description="批次；默认最新 / a release; the newest by default"
        ),
    ] = None,
) -> Release:
    """Return the release that the request pins, else the newest.

    Raises NoSuchRelease or BrokenRelease for a pinned one, Refused while there is none.
    """
    if pinned is None:
        return snapshot.wanted()
    # From the state: two dependencies of one step would cost a group of tasks.
    releases: Releases = request.app.state.releases
    return await asyncio.to_thread(releases.get, pinned)
