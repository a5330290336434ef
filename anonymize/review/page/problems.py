"""What goes wrong on the page, as problem JSON (RFC 9457) that quotes nothing of a request.

Our own errors name at most the beginning of a pin key. Errors of others may carry a text, so
they are told by a fixed sentence, and on stderr by their type and place.
"""

import sys
import traceback
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from anonymize.errors import AnonymizeError, TryAgain
from publish.settings import text

MEDIA_TYPE: Final = "application/problem+json"
_SAID: Final = {
    "host": (403, "请求的主机名不是本机", "the request names another host"),
    "origin": (403, "请求不是从本页发出的", "the request does not come from this page"),
    "token": (
        403,
        "一次性口令无效或已用过：请重新运行 review serve，打开新的网址",
        "the one-time token is wrong or was used: run review serve again and open its new address",
    ),
    "session": (
        401,
        "没有会话，或已结束：请重新运行 review serve，打开新的网址",
        "there is no session, or it has ended: run review serve again and open its new address",
    ),
    "address": (404, "没有这个地址", "there is nothing at this address"),
    "method": (405, "此地址不接受这种请求", "this address takes no such request"),
    "media": (415, "请求须为 application/json", "a request must be application/json"),
    "length": (413, "文本过长", "the text is too long"),
    "body": (400, "请求的内容不合格式", "the request is not of the form it must have"),
    "reason": (400, "没有这个驳回理由", "there is no such reason"),
    "unseen": (
        409,
        "此件尚未显示，或显示后内容已变：请先查看再决定",
        "this one was not shown yet, or has changed since: look at it before you decide",
    ),
    "undecided": (409, "此件没有可撤销的决定", "there is no decision about this one to take back"),
    "refused": (409, "", ""),
    "busy": (503, "", ""),
    "internal": (500, "程序出错，未作任何决定", "internal error: nothing was decided"),
}
_BY_STATUS: Final = {
    404: "address", 405: "method", 413: "length", 415: "media", 401: "session", 403: "origin",
}  # fmt: skip


class Problem(Exception):
    """A request is refused for the reason *slug*, one of the table's."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def body(slug: str, lang: str, detail: str = "") -> tuple[int, bytes]:
    """Return status and problem JSON for *slug*."""
    status, zh, en = _SAID[slug]
    title = detail or text(lang, zh, en)
    told = {"type": f"urn:gongkai:review:{slug}", "title": title, "status": status, "code": slug}
    return status, msgspec.json.encode(told)


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Turn whatever a handler raised into an answer."""
    lang: str = request.app.state["lang"]
    if isinstance(error, Problem):
        return _response(*body(error.slug, lang))
    if isinstance(error, AnonymizeError):
        slug = "busy" if isinstance(error, TryAgain) else "refused"
        return _response(*body(slug, lang, error.say(lang)))
    if isinstance(error, HTTPException) and error.status_code < 500:  # noqa: PLR2004 - our fault
        return _response(*body(_BY_STATUS.get(error.status_code, "body"), lang))
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" {one.filename}:{one.lineno} {one.name}" for one in last)
    sys.stderr.write(f"{type(error).__name__}{where}\n")
    return _response(*body("internal", lang))


def _response(status: int, content: bytes) -> Response[bytes]:
    return Response(content, status_code=status, media_type=MEDIA_TYPE)
