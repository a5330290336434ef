"""GET /v1/releases, /v1/health, /v1/config: what has been published, and how to ask."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency
from litestar.params import FromPath

from api import problems, query
from api.graphql import limits
from api.releases import Releases, Snapshot
from api.rest.envelope import DEFAULT, Envelope, page, single
from api.rest.route import Cursor, Limit, read
from publish.release.model import CoverageRow, FileEntry, Manifest, Text
from publish.release.reader import Release


class ReleaseItem(msgspec.Struct, frozen=True, kw_only=True):
    """One release in the list of releases."""

    id: str
    sequence: int
    kind: str
    supersedes: str | None
    as_of: str
    not_before: str
    months: tuple[str, ...]
    rulebook_version: str
    demonstration: bool
    reasons: tuple[Text, ...]
    url: str


class WholeRelease(ReleaseItem, frozen=True, kw_only=True):
    """One release in full: its files with their digests, its versions, how complete it is."""

    files: dict[str, FileEntry]
    verdicts: dict[str, str]
    versions: dict[str, str]
    coverage: tuple[CoverageRow, ...]


def listed(name: str, manifest: Manifest) -> ReleaseItem:
    """Return what a list says of the release *name*."""
    return ReleaseItem(**_common(name, manifest))


def _common(name: str, manifest: Manifest) -> dict[str, Any]:
    return {
        "id": name,
        "sequence": manifest.sequence,
        "kind": manifest.kind,
        "supersedes": manifest.supersedes,
        "as_of": manifest.as_of,
        "not_before": manifest.not_before,
        "months": manifest.cohorts,
        "rulebook_version": manifest.rulebook_version,
        "demonstration": manifest.demonstration,
        "reasons": manifest.reasons,
        "url": f"/v1/releases/{name}",
    }


@read(
    "/v1/releases",
    takes=("limit", "cursor"),
    operation_id="listReleases",
    tags=["time"],
    summary="批次 / Releases",
)
def list_releases(
    releases: NamedDependency[Releases],
    snapshot: NamedDependency[Snapshot],
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Envelope[Sequence[ReleaseItem]]:
    """List all releases, the newest first, each with the reason for it.

    列出全部批次，最新的在前，各附发布理由。
    """
    items = [listed(name, manifest) for name, manifest in releases.manifests()]
    return page(items, snapshot.wanted(), snapshot, "/v1/releases", limit=limit, after=cursor)


@read(
    "/v1/releases/{release_id:str}",
    takes=(),
    operation_id="getRelease",
    tags=["time"],
    summary="一个批次 / One release",
)
def get_release(
    releases: NamedDependency[Releases],
    snapshot: NamedDependency[Snapshot],
    release_id: FromPath[str],
) -> Envelope[WholeRelease]:
    """Return one release: files with size and sha256, software versions, verdicts, coverage.

    返回一个批次：文件及其大小与 sha256、软件版本、审核结论、完整程度。
    """
    newest = snapshot.wanted()
    release: Release = newest if release_id in {"latest", newest.id} else releases.get(release_id)
    whole = WholeRelease(
        **_common(release.id, release.manifest),
        files=release.manifest.files,
        verdicts=release.manifest.verdicts,
        versions=release.manifest.versions,
        coverage=release.catalogue.coverage,
    )
    return single(whole, release, snapshot, f"/v1/releases/{release.id}")


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Whether there is a release to serve; `expires` is null where trust metadata has none."""

    status: str  # ok | empty
    release: str | None
    sequence: int | None
    expires: str | None
    demonstration: bool


@read(
    "/v1/health",
    takes=(),
    operation_id="getHealth",
    tags=["discovery"],
    summary="状态 / Health",
    cache_control=CacheControlHeader(no_store=True),
    responses={400: problems.RESPONSES[400]},
)
def get_health(snapshot: NamedDependency[Snapshot]) -> Health:
    """Tell whether there is a release to serve, and which. Always 200, never cached.

    说明是否有可用批次及其编号；始终 200，不缓存。
    """
    return health_of(snapshot)


def health_of(snapshot: Snapshot) -> Health:
    """Return what is served, the same on every surface."""
    release = snapshot.release
    return Health(
        status="ok" if release else "empty",
        release=release.id if release else None,
        sequence=release.sequence if release else None,
        expires=None,
        demonstration=snapshot.demonstration,
    )


class Limits(msgspec.Struct, frozen=True, kw_only=True):
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


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """How to ask: limits, formats, languages; whom to thank and whom to call."""

    city: Text
    publisher: Text
    contact: Text
    licence: Text
    licence_url: str
    citation: Text
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    labels: tuple[str, ...]
    limits: Limits
    cache_seconds: int
    months: tuple[str, ...]
    years: tuple[str, ...]
    next_due: str | None
    footer: dict[str, str]


URL_BYTES = 8192
CACHE_SECONDS = 300


@read(
    "/v1/config",
    operation_id="getConfig",
    tags=["discovery"],
    summary="限额与格式 / Limits and formats",
)
def get_config(
    release: NamedDependency[Release], snapshot: NamedDependency[Snapshot]
) -> Envelope[Config]:
    """Return every limit, format and language, the licence, and how to cite.

    返回全部限额、格式、语言、许可与引用方式。
    """
    return single(config_of(release), release, snapshot, "/v1/config")


def config_of(release: Release) -> Config:
    """Return how to ask *release*, the same on every surface."""
    catalogue = release.catalogue
    return Config(
        city=catalogue.city,
        publisher=catalogue.publisher,
        contact=catalogue.contact,
        licence=catalogue.licence,
        licence_url=catalogue.licence_url,
        citation=Text(
            zh=f"{catalogue.publisher.zh}，批次 {release.id}（截至 {catalogue.as_of}）",
            en=f"{catalogue.publisher.en}, release {release.id} (as of {catalogue.as_of})",
        ),
        languages=catalogue.languages,
        formats=("json", "csv"),
        labels=("code", "text", "both"),
        limits=Limits(
            observations_per_page=query.LIMIT,
            items_per_page=query.LIMIT,
            url_bytes=URL_BYTES,
            graphql_first=limits.FIRST,
            graphql_depth=limits.DEPTH,
            graphql_aliases=limits.ALIASES,
            graphql_tokens=limits.TOKENS,
            graphql_directives=limits.DIRECTIVES,
            graphql_cost=limits.COST,
            graphql_body_bytes=limits.BODY_BYTES,
        ),
        cache_seconds=CACHE_SECONDS,
        months=catalogue.months,
        years=catalogue.years,
        next_due=catalogue.next_due,
        footer=catalogue.footer,
    )
