"""The envelope of every JSON answer: ``data``, ``meta`` and ``links``; and lists by the page."""

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

import msgspec

from api import cursor
from api.addresses import address
from api.releases import Snapshot
from publish.release.model import Catalogue, Text
from publish.release.reader import Release

T = TypeVar("T")
DEFAULT: Final = 100


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer is made from, and whether it is whole."""

    release: str
    sequence: int
    as_of: str
    demonstration: bool
    complete: bool
    total: int
    next_due: str | None
    licence: str
    statement: Text


class Envelope(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Data, what it is made from, and where to go on."""

    data: T
    meta: Meta
    links: dict[str, str]


def meta(release: Release, *, demonstration: bool, total: int = 1, complete: bool = True) -> Meta:
    """Return the meta of an answer from *release* that holds (part of) *total* items."""
    catalogue: Catalogue = release.catalogue
    return Meta(
        release=release.id,
        sequence=release.sequence,
        as_of=catalogue.as_of,
        demonstration=demonstration,
        complete=complete,
        total=total,
        next_due=catalogue.next_due,
        licence=catalogue.licence_url,
        statement=catalogue.statement,
    )


def single(data: T, release: Release, snapshot: Snapshot, path: str) -> Envelope[T]:
    """Return one thing in its envelope; *path* is its address without a query."""
    return Envelope(
        data=data,
        meta=meta(release, demonstration=says_demonstration(release, snapshot)),
        links={"self": address(path, {"release": release.id})},
    )


def page(
    items: Sequence[T],
    release: Release,
    snapshot: Snapshot,
    path: str,
    *,
    limit: int,
    after: str | None,
    asked: dict[str, str] | None = None,
) -> Envelope[Sequence[T]]:
    """Return one page of *items* in its envelope, with the link to the next.

    *asked* holds the filters that chose *items*: a cursor is bound to them. Raises
    Refused (bad-cursor) for a cursor of another list.
    """
    query = address(path, asked or {})
    start = 0 if after is None else cursor.read(after, query, release.id)
    end = min(start + limit, len(items))
    common = {**(asked or {}), "release": release.id, "limit": str(limit)}
    links = {"self": address(path, common if after is None else {**common, "cursor": after})}
    if end < len(items):
        following = cursor.write(end, query, release.id)
        links["next"] = address(path, {**common, "cursor": following})
    return Envelope(
        data=items[start:end],
        meta=meta(
            release,
            demonstration=says_demonstration(release, snapshot),
            total=len(items),
            complete=start == 0 and end == len(items),
        ),
        links=links,
    )


def says_demonstration(release: Release, snapshot: Snapshot) -> bool:
    """Tell whether an answer from *release* must say that it is a demonstration."""
    return snapshot.demonstration or release.manifest.demonstration
