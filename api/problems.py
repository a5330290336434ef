"""Everything that can go wrong, in one table: RFC 9457 problems, each with a page of its own.

A handler raises what it knows (an error of publish.release, or a Refused of ours) and this
table decides status, type and words. Nothing here writes a request's text to a log.
"""

import sys
import traceback
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi import ResponseSpec

from publish.release import errors
from publish.release.model import Text

MEDIA_TYPE: Final = "application/problem+json"
_SHOWN: Final = 80


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One type of problem: its address, its status, what it means and the way out."""

    slug: str
    status: int
    title: Text
    mend: Text


def _kind(  # noqa: PLR0917 -- the columns of the table below
    slug: str, status: int, zh: str, en: str, mend_zh: str, mend_en: str
) -> Kind:
    return Kind(
        slug=slug,
        status=status,
        title=Text(zh=zh, en=en),
        mend=Text(zh=mend_zh, en=mend_en),
    )


_KINDS: Final = (
    _kind(
        "unknown-parameter",
        400,
        "没有这个参数",
        "There is no such parameter",
        "请核对参数名；nearest 给出最接近的名称，/openapi.json 列出全部。",
        "Check the name; `nearest` holds the closest ones and /openapi.json lists all.",
    ),
    _kind(
        "repeated-parameter",
        400,
        "参数重复",
        "A parameter is given twice",
        "每个参数只写一次；多个代码用逗号隔开。",
        "Give each parameter once; put several codes in one, with commas between.",
    ),
    _kind(
        "bad-parameter",
        400,
        "参数的值不合要求",
        "A parameter's value is not possible",
        "请按说明改写这个值；/openapi.json 写明每个参数的取值。",
        "Mend the value as the detail says; /openapi.json tells what each parameter takes.",
    ),
    _kind(
        "bad-cursor",
        400,
        "游标不属于这次查询",
        "The cursor belongs to another query or release",
        "游标只用于给出它的同一查询、同一批次；请从第一页重新开始。",
        "A cursor goes with the query and release that gave it; start again at the first page.",
    ),
    _kind(
        "bad-query",
        400,
        "GraphQL 查询未执行",
        "The GraphQL query was not run",
        "请按 detail 缩小查询；各项上限见 /v1/config。",
        "Make the query smaller as the detail says; /v1/config holds the limits.",
    ),
    _kind(
        "not-found",
        404,
        "没有这个地址",
        "There is nothing at this address",
        "全部地址见 /openapi.json 与 /docs。",
        "All addresses are in /openapi.json and /docs.",
    ),
    _kind(
        "no-such-dataset",
        404,
        "没有这个数据集",
        "There is no such dataset",
        "全部数据集见 /v1/datasets。",
        "All datasets are in /v1/datasets.",
    ),
    _kind(
        "no-such-codelist",
        404,
        "没有这个代码表",
        "There is no such codelist",
        "全部代码表见 /v1/codelists。",
        "All codelists are in /v1/codelists.",
    ),
    _kind(
        "no-such-code",
        404,
        "没有这个代码",
        "There is no such code",
        "nearest 给出最接近的代码；全部代码见 /v1/codelists。",
        "`nearest` holds the closest codes; all of them are in /v1/codelists.",
    ),
    _kind(
        "no-such-release",
        404,
        "没有这个批次",
        "There is no such release",
        "全部批次见 /v1/releases。",
        "All releases are in /v1/releases.",
    ),
    _kind(
        "no-such-document",
        404,
        "没有这份文件",
        "There is no such document",
        "全部文件见 /v1/documents。",
        "All documents are in /v1/documents.",
    ),
    _kind(
        "no-such-dimension",
        404,
        "这个数据集没有该维度、视图或指标",
        "The dataset has no such dimension, level, view or measure",
        "维度、层级、视图与指标见 /v1/datasets/{id}。",
        "Dimensions, levels, views and measures are in /v1/datasets/{id}.",
    ),
    _kind(
        "method-not-allowed",
        405,
        "这个地址不接受该方法",
        "The address does not take this method",
        "本接口只读：GET、HEAD、OPTIONS；只有 /graphql 另接受 POST。",
        "The API is read-only: GET, HEAD, OPTIONS; /graphql alone takes POST too.",
    ),
    _kind(
        "not-acceptable",
        406,
        "没有这种格式",
        "No such format is offered",
        "可用格式：json、csv（format=，后缀 .csv，或 Accept）。",
        "Formats: json and csv, by format=, the suffix .csv, or Accept.",
    ),
    _kind(
        "too-large",
        413,
        "请求过大",
        "The request is too large",
        "请缩小请求；上限见 /v1/config。",
        "Make the request smaller; /v1/config holds the limits.",
    ),
    _kind(
        "unsupported-media-type",
        415,
        "不接受这种请求体",
        "The request's media type is not taken",
        "请以 application/json 发送 GraphQL 查询。",
        "Send a GraphQL query as application/json.",
    ),
    _kind(
        "not-in-lattice",
        422,
        "没有公开这一组合",
        "Nobody publishes this combination",
        "nearest 给出最接近的已公开视图；各视图见 /v1/datasets/{id}。",
        "`nearest` names published views that come closest; /v1/datasets/{id} lists them all.",
    ),
    _kind(
        "internal-error",
        500,
        "服务出错",
        "The service failed",
        "这是我们的差错，请稍后再试。",
        "The fault is ours; please try again later.",
    ),
    _kind(
        "no-release",
        503,
        "尚无可用批次",
        "No release can be served yet",
        "首个批次发布后即可查询；状态见 /v1/health。",
        "Answers begin with the first release; /v1/health tells the state.",
    ),
)
KINDS: Final = {kind.slug: kind for kind in _KINDS}

_BY_ERROR: Final[dict[type[errors.ReleaseError], str]] = {
    errors.NoSuchRelease: "no-such-release",
    errors.NoSuchDataset: "no-such-dataset",
    errors.NoSuchCodelist: "no-such-codelist",
    errors.NoSuchCode: "no-such-code",
    errors.NoSuchDimension: "no-such-dimension",
    errors.NoSuchView: "no-such-dimension",
    errors.NoSuchMeasure: "no-such-dimension",
    errors.NotInLattice: "not-in-lattice",
    errors.BrokenRelease: "no-release",
}
_BY_STATUS: Final = {
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    413: "too-large",
    415: "unsupported-media-type",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong, for people (title, detail, messages) and programs (type, nearest).

    `title` and `detail` speak the language of the request (`lang=en`, else Chinese);
    `messages` holds the detail in both.
    """

    type: str
    title: str
    status: int
    detail: str
    messages: Text
    nearest: tuple[str, ...] = ()


class Refused(Exception):
    """A request that cannot be answered, by the slug of its kind."""

    def __init__(self, slug: str, zh: str, en: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep kind, the two texts and the nearest right things."""
        super().__init__(slug)
        self.kind = KINDS[slug]
        self.zh = zh
        self.en = en
        self.nearest = nearest


def _spec(description: str) -> ResponseSpec:
    return ResponseSpec(
        Problem, media_type=MEDIA_TYPE, description=description, generate_examples=False
    )


RESPONSES: Final[dict[int, ResponseSpec]] = {
    400: _spec("参数不认识、重复或不合要求 / an unknown, repeated or impossible parameter"),
    404: _spec("没有这个代码或对象 / no such code or thing; `nearest` names the closest"),
    503: _spec("尚无可用批次 / no release can be served yet"),
}
"""What every route that reads a release may answer besides its data."""

OBSERVATION_RESPONSES: Final[dict[int, ResponseSpec]] = {
    **RESPONSES,
    406: _spec("没有这种格式 / no such format"),
    422: _spec("没有公开这一组合 / nobody publishes this combination"),
}
"""The same for tables of observations."""

BODY: Final[dict[int, ResponseSpec]] = {
    413: _spec("请求过大 / the request is too large"),
    415: _spec("不接受这种请求体 / the media type is not taken"),
}
"""The same for routes that take a body."""


def refused(error: Exception) -> Refused:
    """Return *error* as a Refused, whatever it was; an unknown one becomes internal-error."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, errors.ReleaseError):
        slug = _BY_ERROR.get(type(error), "internal-error")
        return Refused(slug, error.zh, error.en, error.nearest)
    if isinstance(error, ValidationException):
        names = [str(row.get("key", ""))[:_SHOWN] for row in _rows(error.extra)]
        joined = ", ".join(name for name in names if name) or "?"
        return Refused(
            "bad-parameter",
            f"参数 {joined} 的值不合要求",
            f"the value of {joined} is not possible",
        )
    if isinstance(error, HTTPException) and error.status_code in _BY_STATUS:
        kind = KINDS[_BY_STATUS[error.status_code]]
        return Refused(kind.slug, kind.mend.zh, kind.mend.en)
    if isinstance(error, HTTPException) and error.status_code < 500:  # noqa: PLR2004
        kind = KINDS["bad-parameter"]
        return Refused(kind.slug, kind.mend.zh, kind.mend.en)
    return Refused("internal-error", KINDS["internal-error"].mend.zh, "the service failed")


def _rows(extra: object) -> list[dict[str, Any]]:
    return [row for row in extra if isinstance(row, dict)] if isinstance(extra, list) else []


def body(refusal: Refused, lang: str) -> bytes:
    """Return the JSON of *refusal*, title and detail in *lang*."""
    title = refusal.kind.title
    problem = Problem(
        type=f"/problems/{refusal.kind.slug}",
        title=title.en if lang == "en" else title.zh,
        status=refusal.kind.status,
        detail=refusal.en if lang == "en" else refusal.zh,
        messages=Text(zh=refusal.zh, en=refusal.en),
        nearest=refusal.nearest,
    )
    return msgspec.json.encode(problem)


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Turn any exception of a handler into a problem; the one exception handler there is."""
    refusal = refused(error)
    if refusal.kind.slug == "internal-error":
        log(error)
    lang = "en" if b"lang=en" in request.scope["query_string"].split(b"&") else "zh"
    headers = {}
    if isinstance(error, HTTPException) and error.headers:
        headers = {name: value for name, value in error.headers.items() if name == "Allow"}
    return Response(
        content=body(refusal, lang),
        status_code=refusal.kind.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def log(error: Exception) -> None:
    """Say on stderr where *error* arose; its text may repeat the request and is left out."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    sys.stderr.write(f"api: {type(error).__name__} at {places}\n")
