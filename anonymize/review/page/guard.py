"""What stands before every route: who may ask at all, and the headers that every answer has.

In this order: the Host must be ours (a foreign name that resolves to this machine is DNS
rebinding), the method GET or POST, the request not sent by another site's page, a POST of
this origin and JSON; then everything but the empty page itself and the exchange of the token
needs the session's two secrets. Whatever no rule names is refused.
"""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from anonymize.review.page import problems
from anonymize.review.page.files import OPEN
from anonymize.review.page.session import Session

CSRF: Final = "x-csrf-token"
EXCHANGE: Final = "/session"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    # No string ever becomes markup: the browser itself refuses innerHTML and its like.
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Final = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), clipboard-read=()"),
)
_OURS: Final = frozenset(name for name, _ in HEADERS)


def cookie_name(port: int) -> str:
    """Return the cookie's name: one for each port, since browsers tell no ports apart."""
    return f"gongkai_review_{port}"


class Guard:
    """The application *inner* behind the rules, for a page at *port* in *lang*."""

    def __init__(self, inner: ASGIApp, session: Session, *, port: int, lang: str) -> None:
        self._inner = inner
        self._session = session
        self._hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
        self._cookie = cookie_name(port)
        self._lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] != ScopeType.HTTP:
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [pair for pair in message["headers"] if pair[0].lower() not in _OURS]
                message["headers"] = [*theirs, *HEADERS]
            await send(message)

        slug = self._refuses(scope["method"], scope["path"], scope["headers"])
        if slug is None:
            await self._inner(scope, receive, dressed)
            return
        status, said = problems.body(slug, self._lang)
        await dressed(_start(status, len(said)))
        await dressed({"type": "http.response.body", "body": said, "more_body": False})

    def _refuses(
        self, method: str, path: str, headers: Iterable[tuple[bytes, bytes]]
    ) -> str | None:
        """Return why a request is refused, as a problem's code."""
        by_name: dict[str, list[str]] = {}
        for name, value in headers:
            by_name.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        host = by_name.get("host", [])
        if len(host) != 1 or host[0] not in self._hosts:
            return "host"
        if method not in {"GET", "POST"}:
            return "method"
        posts = method == "POST"
        if not _from_here(by_name, f"http://{host[0]}", posts=posts):
            return "origin"
        if posts and by_name.get("content-type", [""])[0].split(";")[0] != "application/json":
            return "media"
        if (not posts and path in OPEN) or (posts and path == EXCHANGE):
            return None
        secret = _only(by_name.get(CSRF, []))
        return None if self._session.admits(self._cookie_of(by_name), secret) else "session"

    def _cookie_of(self, by_name: dict[str, list[str]]) -> str:
        try:
            found = SimpleCookie(_only(by_name.get("cookie", []))).get(self._cookie)
        except CookieError:
            return ""
        return "" if found is None else found.value


def _from_here(by_name: dict[str, list[str]], origin: str, *, posts: bool) -> bool:
    """Tell whether a page of *origin* asks, or a person who typed the address."""
    told = _only(by_name.get("origin", []))
    if told != origin and (posts or told):
        return False
    site = _only(by_name.get("sec-fetch-site", ["same-origin"]))
    return site == "same-origin" or (site == "none" and not posts)


def _only(values: list[str]) -> str:
    return values[0] if len(values) == 1 else ""


def _start(status: int, length: int) -> Message:
    headers = [
        (b"content-type", problems.MEDIA_TYPE.encode()),
        (b"content-length", str(length).encode()),
    ]
    return {"type": "http.response.start", "status": status, "headers": headers}
