"""GET /v1/codelists and /v1/regions: the words that tables are made of, with both names."""

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from api import problems
from api.query import LIMIT
from api.releases import Snapshot
from api.rest.envelope import DEFAULT, Envelope, page, single
from api.rest.route import LIST, Cursor, Limit, read
from publish.release.catalogue import nearest
from publish.release.model import Code, Codelist, Text
from publish.release.reader import Release

REGIONS: Final = "area"
"""The codelist of places, in every city."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One codelist in the list of codelists."""

    id: str
    title: Text
    levels: tuple[str, ...]
    codes: int
    url: str


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """One place: its code, its names, what it belongs to and what belongs to it."""

    code: str
    level: str
    zh: str
    en: str
    parent: str | None
    kind: str
    aliases: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    children: tuple[str, ...]
    url: str


@read(
    "/v1/codelists",
    takes=LIST,
    operation_id="listCodelists",
    tags=["vocabulary"],
    summary="代码表 / Codelists",
)
def list_codelists(
    release: NamedDependency[Release],
    snapshot: NamedDependency[Snapshot],
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Envelope[Sequence[Listed]]:
    """List the codelists of a release.

    列出一个批次的全部代码表。
    """
    items = [
        Listed(
            id=found.id,
            title=found.title,
            levels=found.levels,
            codes=len(found.codes),
            url=f"/v1/codelists/{found.id}",
        )
        for found in release.catalogue.codelists
    ]
    return page(items, release, snapshot, "/v1/codelists", limit=limit, after=cursor)


@read(
    "/v1/codelists/{codelist:str}",
    takes=LIST,
    operation_id="getCodelist",
    tags=["vocabulary"],
    summary="一个代码表 / One codelist",
)
def get_codelist(
    *,
    release: NamedDependency[Release],
    snapshot: NamedDependency[Snapshot],
    codelist: FromPath[str],
    limit: Limit = LIMIT,
    cursor: Cursor = None,
) -> Envelope[Codelist]:
    """Return one codelist: codes in published order, with names, parent, aliases.

    Up to 1000 codes a page; `meta.total` counts all of them.

    返回一个代码表：代码按公布次序，附中英文名称、上级与别名；每页至多 1000 个，meta.total 为总数。
    """
    found = release.codelist(codelist)
    path = f"/v1/codelists/{found.id}"
    part = page(found.codes, release, snapshot, path, limit=limit, after=cursor)
    shown = msgspec.structs.replace(found, codes=tuple(part.data))
    return Envelope(data=shown, meta=part.meta, links=part.links)


@read(
    "/v1/regions",
    takes=(*LIST, "level", "under"),
    operation_id="listRegions",
    tags=["vocabulary"],
    summary="地区 / Regions",
)
def list_regions(
    *,
    release: NamedDependency[Release],
    snapshot: NamedDependency[Snapshot],
    level: Annotated[
        str | None, QueryParameter(description="只取该层级 / only places of that level")
    ] = None,
    under: Annotated[
        str | None, QueryParameter(description="只取其下级 / only places right below that one")
    ] = None,
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Envelope[Sequence[Region]]:
    """List places in the order of administrative divisions, never by value.

    按行政区划次序列出地区，不按数值排名。
    """
    codelist = release.codelist(REGIONS)
    if level is not None and level not in codelist.levels:
        near = nearest(level, codelist.levels) or codelist.levels
        raise problems.Refused(
            "no-such-dimension",
            f"地区没有这个层级；层级有 {'、'.join(codelist.levels)}",
            f"places have no such level; the levels are {', '.join(codelist.levels)}",
            near,
        )
    if under is not None:
        _code(codelist, under)
    items = [
        region
        for region in _regions(codelist)
        if level in {None, region.level} and under in {None, region.parent}
    ]
    asked = {k: v for k, v in (("level", level), ("under", under)) if v is not None}
    return page(items, release, snapshot, "/v1/regions", limit=limit, after=cursor, asked=asked)


@read(
    "/v1/regions/{code:str}",
    operation_id="getRegion",
    tags=["vocabulary"],
    summary="一个地区 / One region",
)
def get_region(
    release: NamedDependency[Release], snapshot: NamedDependency[Snapshot], code: FromPath[str]
) -> Envelope[Region]:
    """Return one place, with what it belongs to and what belongs to it.

    返回一个地区及其上级、下级。
    """
    codelist = release.codelist(REGIONS)
    _code(codelist, code)
    found = next(region for region in _regions(codelist) if region.code == code)
    return single(found, release, snapshot, f"/v1/regions/{code}")


def _code(codelist: Codelist, code: str) -> Code:
    for found in codelist.codes:
        if found.code == code:
            return found
    near = nearest(code, [found.code for found in codelist.codes])
    shown = repr(code[:40])
    hint = f"；最接近的是 {'、'.join(near)}" if near else ""
    hint_en = f"; nearest: {', '.join(near)}" if near else ""
    raise problems.Refused(
        "no-such-code", f"没有地区代码 {shown}{hint}", f"there is no region {shown}{hint_en}", near
    )


def _regions(codelist: Codelist) -> list[Region]:
    children: dict[str, list[str]] = {}
    for code in codelist.codes:
        if code.parent is not None:
            children.setdefault(code.parent, []).append(code.code)
    return [
        Region(
            code=code.code,
            level=code.level,
            zh=code.zh,
            en=code.en,
            parent=code.parent,
            kind=code.kind,
            aliases=code.aliases,
            valid_from=code.valid_from,
            valid_to=code.valid_to,
            children=tuple(children.get(code.code, ())),
            url=f"/v1/regions/{code.code}",
        )
        for code in codelist.codes
    ]
