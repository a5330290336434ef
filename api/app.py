"""The composition root: routes, dependencies, errors and the front layer, put together once."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.types import ControllerRouterHandler

from api import contract, problems
from api.cache import Cache
from api.docs.page import get_docs
from api.feeds.atom import get_releases_feed
from api.front import Front
from api.graphql.route import get_graphql_schema, graphql_get, graphql_post
from api.portal.html import get_icon, get_style
from api.portal.page import get_english_start_page, get_start_page
from api.releases import Releases
from api.rest.codelists import get_codelist, get_region, list_codelists, list_regions
from api.rest.datasets import get_dataset, list_datasets
from api.rest.discovery import get_openapi, get_problem, list_problems
from api.rest.mechanisms import get_document, get_mechanism, list_documents, list_mechanisms
from api.rest.observations import list_observations, list_observations_csv
from api.rest.releases import get_config, get_health, get_release, list_releases
from api.rest.route import provide_release, provide_snapshot

MEGABYTE: Final = 1 << 20
ROUTES: Final[tuple[ControllerRouterHandler, ...]] = (
    get_start_page,
    get_english_start_page,
    list_datasets,
    get_dataset,
    list_observations,
    list_observations_csv,
    list_releases,
    get_release,
    list_codelists,
    get_codelist,
    list_regions,
    get_region,
    list_mechanisms,
    get_mechanism,
    list_documents,
    get_document,
    get_config,
    get_health,
    get_releases_feed,
    graphql_get,
    graphql_post,
    get_graphql_schema,
    get_openapi,
    get_docs,
    list_problems,
    get_problem,
    get_style,
    get_icon,
)
"""Every route there is."""


@lru_cache(maxsize=1)
def the_contract() -> dict[str, Any]:
    """Return the OpenAPI document of all routes."""
    return contract.document(ROUTES)


def create_app(public: Path, *, demonstration: bool = False, cache_megabytes: int = 64) -> Front:
    """Build the application that serves the releases below *public*.

    With *demonstration*, every surface says that isolation is not complete.
    """
    releases = Releases(public, demonstration=demonstration)

    def provide_releases() -> Releases:
        return releases

    inner = Litestar(
        list(ROUTES),
        dependencies={
            "release": Provide(provide_release),
            "snapshot": Provide(provide_snapshot),
            "releases": Provide(provide_releases, sync_to_thread=False),
        },
        exception_handlers={HTTPException: problems.answer, Exception: problems.answer},
        openapi_config=None,
        logging_config=None,
        state=State({"contract": the_contract, "releases": releases}),
        on_shutdown=[releases.close],
    )
    return Front(inner, releases, Cache(cache_megabytes * MEGABYTE))
