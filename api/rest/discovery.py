"""GET /openapi.json and /problems: the contract, and a page for each type of problem."""

from typing import Any, Final

from litestar import MediaType, Request, Response
from litestar.di import NamedDependency
from litestar.params import FromPath

from api import problems
from api.portal.html import document, escape, language
from api.releases import Snapshot
from api.rest.route import read
from publish.release.catalogue import nearest

_RESPONSES: Final = {400: problems.RESPONSES[400]}
_RESPONSES_404: Final = {400: problems.RESPONSES[400], 404: problems.RESPONSES[404]}


@read(
    "/openapi.json",
    takes=(),
    operation_id="getOpenapi",
    tags=["discovery"],
    responses=_RESPONSES,
    summary="接口契约 / The contract",
)
def get_openapi(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """Return this document: OpenAPI 3.1, generated from the code that answers.

    返回本接口的 OpenAPI 3.1 文档，由应答的代码生成。
    """
    content: Any = request.app.state.contract()
    return Response(content=content, media_type=MediaType.JSON)


@read(
    "/problems",
    takes=(),
    operation_id="listProblems",
    tags=["discovery"],
    media_type=MediaType.HTML,
    responses=_RESPONSES,
    summary="问题类型 / Types of problems",
)
def list_problems(
    request: Request[Any, Any, Any], snapshot: NamedDependency[Snapshot]
) -> Response[str]:
    """List all types of problems that the API answers with, as a page.

    列出接口可能返回的全部问题类型（网页）。
    """
    lang = language(request.scope["query_string"])
    rows = "".join(
        f'<tr><td class="number">{kind.status}</td>'
        f'<td><a href="/problems/{kind.slug}?lang={lang}">{kind.slug}</a></td>'
        f"<td>{escape(kind.title.en if lang == 'en' else kind.title.zh)}</td></tr>"
        for kind in problems.KINDS.values()
    )
    title = "Problems" if lang == "en" else "问题类型"
    body = f'<h1>{title}</h1><div class="scroll"><table><tbody>{rows}</tbody></table></div>'
    return document(title, body, lang, snapshot, "/problems")


@read(
    "/problems/{slug:str}",
    takes=(),
    operation_id="getProblem",
    tags=["discovery"],
    media_type=MediaType.HTML,
    responses=_RESPONSES_404,
    summary="一种问题 / One type of problem",
)
def get_problem(
    request: Request[Any, Any, Any], snapshot: NamedDependency[Snapshot], slug: FromPath[str]
) -> Response[str]:
    """Explain one type of problem: what it means and the way out, as a page.

    说明一种问题：含义与解决办法（网页）。
    """
    if slug not in problems.KINDS:
        raise problems.Refused(
            "not-found",
            "没有这种问题；全部见 /problems",
            "there is no such problem; /problems lists all",
            nearest(slug, problems.KINDS),
        )
    kind = problems.KINDS[slug]
    lang = language(request.scope["query_string"])
    title = kind.title.en if lang == "en" else kind.title.zh
    mend = kind.mend.en if lang == "en" else kind.mend.zh
    back = "All problems" if lang == "en" else "全部问题类型"
    body = (
        f"<h1>{escape(title)}</h1><p>HTTP {kind.status} · <code>/problems/{kind.slug}</code></p>"
        f'<p class="lead">{escape(mend)}</p><p><a href="/problems?lang={lang}">{back}</a></p>'
    )
    return document(title, body, lang, snapshot, f"/problems/{kind.slug}")
