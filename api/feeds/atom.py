"""GET /feeds/releases.atom: one entry a release (RFC 4287)."""

from typing import Final
from xml.sax.saxutils import escape

from litestar import Response
from litestar.di import NamedDependency

from api.releases import Releases, Snapshot
from api.rest.route import read
from publish.release.model import Catalogue, Manifest

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
_MOST: Final = 50


@read(
    "/feeds/releases.atom",
    takes=(),
    operation_id="getReleasesFeed",
    tags=["time"],
    media_type="application/atom+xml",
    summary="批次订阅 / Feed of releases",
)
def get_releases_feed(
    releases: NamedDependency[Releases], snapshot: NamedDependency[Snapshot]
) -> Response[str]:
    """Return the fifty newest releases as an Atom feed, in both languages.

    以 Atom 返回最近五十个批次，中英文。
    """
    catalogue = snapshot.wanted().catalogue
    entries = releases.manifests()[:_MOST]
    updated = max((_time(manifest) for _, manifest in entries), default="1970-01-01T00:00:00Z")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh">',
        f"<id>{_urn(catalogue)}</id>",
        f"<title>{_both(catalogue)}</title>",
        f"<updated>{updated}</updated>",
        '<link rel="self" type="application/atom+xml" href="/feeds/releases.atom"/>',
        '<link rel="alternate" type="text/html" href="/"/>',
        f"<author><name>{escape(catalogue.publisher.zh)}</name></author>",
        f"<rights>{escape(catalogue.licence.zh)}</rights>",
        *(_entry(catalogue, name, manifest) for name, manifest in entries),
        "</feed>",
    ]
    return Response(content="\n".join(lines) + "\n", media_type=MEDIA_TYPE)


def _entry(catalogue: Catalogue, name: str, manifest: Manifest) -> str:
    months = f"{manifest.cohorts[0]}–{manifest.cohorts[-1]}" if manifest.cohorts else "–"
    reasons = "；".join(reason.zh for reason in manifest.reasons)
    reasons += " / " + "; ".join(reason.en for reason in manifest.reasons)
    return "\n".join(
        [
            "<entry>",
            f"<id>{_urn(catalogue)}:{name}</id>",
            f"<title>批次 {manifest.sequence}（{months}） / Release {manifest.sequence}</title>",
            f"<updated>{_time(manifest)}</updated>",
            f'<link rel="alternate" type="application/json" href="/v1/releases/{name}"/>',
            f'<category term="{escape(manifest.kind)}"/>',
            f"<summary>{escape(reasons)}</summary>",
            "</entry>",
        ]
    )


def _both(catalogue: Catalogue) -> str:
    return escape(f"{catalogue.city.zh} 批次 / {catalogue.city.en} releases")


def _urn(catalogue: Catalogue) -> str:
    return escape(f"urn:gongkai:{catalogue.profile}:{catalogue.series}")


def _time(manifest: Manifest) -> str:
    """Return the moment from which the release may be seen; a bare date means midnight UTC."""
    stated = manifest.not_before or manifest.as_of
    return stated if "T" in stated else f"{stated}T00:00:00Z"
