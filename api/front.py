"""The outermost layer: whole answers from the cache, validators, compression, headers.

It reads the release pointer once a request and leaves it in the scope. Only GET answers
of status 200 are kept, keyed by everything that may change them.
"""

import asyncio
from typing import Any, Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from api.cache import Answer, Cache, Headers, Key
from api.negotiation import choose_encoding, matches
from api.releases import Releases, Snapshot
from api.rest.releases import CACHE_SECONDS, URL_BYTES
from api.rest.route import SNAPSHOT

# No script at all: every page of ours works without one. Nothing from elsewhere either.
_POLICY: Final = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    b"base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS: Final[Headers] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Gongkai-Total, Gongkai-Complete"),
    (b"content-security-policy", _POLICY),
    (b"referrer-policy", b"no-referrer"),
    (b"vary", b"Accept, Accept-Encoding"),
    (b"x-content-type-options", b"nosniff"),
]
_PREFLIGHT: Final[Headers] = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
_PUBLIC: Final = f"public, max-age={CACHE_SECONDS}".encode()
_DEMONSTRATION: Final = (b"gongkai-demonstration", b"true")
_OK: Final = 200
_NOT_ALLOWED: Final = 405
_ALLOWED_ON: Final = {"/graphql": b"GET, HEAD, POST, OPTIONS"}
# A longer Accept than any client sends would only fill the cache with keys.
_ACCEPT_BYTES: Final = 256
_LARGE: Final = 65536


class Front:
    """The ASGI application that is served."""

    def __init__(self, inner: ASGIApp, releases: Releases, cache: Cache) -> None:
        """Answer from *cache* where possible, else from *inner*."""
        self._inner = inner
        self._releases = releases
        self._cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != ScopeType.HTTP:
            await self._inner(scope, receive, send)
            return
        snapshot = self._releases.known() or await self._releases.snapshot()
        if len(scope["path"]) + len(scope["query_string"]) > URL_BYTES:
            refusal = problems.Refused("too-large", "地址过长", "the address is too long")
            await _refuse(send, refusal, snapshot)
        elif scope["method"] in {"GET", "HEAD"}:
            await self._read(scope, receive, send, snapshot)
        else:
            await self._pass(scope, receive, send, snapshot)

    async def _read(self, scope: Any, receive: Receive, send: Send, snapshot: Snapshot) -> None:  # noqa: ANN401
        asked: dict[bytes, bytes] = dict(scope["headers"])
        accept = asked.get(b"accept", b"")
        query = scope["query_string"]
        canonical = b"&".join(sorted(query.split(b"&"))) if b"&" in query else query
        key: Key = (snapshot.stamp, scope["path"], canonical, accept)
        answer = self._cache.get(key)
        status, kept = _OK, answer is not None
        if answer is None:
            inner = {**scope, "method": "GET", SNAPSHOT: snapshot}
            status, headers, body = await self._collect(inner, receive)
            prepared = _dressed(status, headers, snapshot)
            answer = Answer(body, prepared)
            lasting = status == _OK and (b"cache-control", _PUBLIC) in prepared
            kept = lasting and len(accept) <= _ACCEPT_BYTES
            if kept:
                self._cache.put(key, answer)
        zipped = answer.worth and _takes_gzip(asked)
        if zipped and answer.gzipped is None:
            await _compress(answer)
            if kept:
                self._cache.put(key, answer)
        await _send(scope["method"], asked, answer, status, send, zipped=zipped)

    async def _collect(self, scope: Any, receive: Receive) -> tuple[int, Headers, bytes]:  # noqa: ANN401
        """Run the inner application and return its whole answer."""
        start: dict[str, Any] = {}
        body = bytearray()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message["body"])

        try:
            await self._inner(scope, receive, keep)
        except Exception as error:  # noqa: BLE001 -- the last place that can turn it into an answer
            problems.log(error)
            refusal = problems.refused(error)
            body[:] = problems.body(refusal, "zh")
            media = problems.MEDIA_TYPE.encode()
            start.update(status=refusal.kind.status, headers=[(b"content-type", media)])
        return int(start["status"]), list(start["headers"]), bytes(body)

    async def _pass(self, scope: Any, receive: Receive, send: Send, snapshot: Snapshot) -> None:  # noqa: ANN401
        """Let a request of another method through, with the headers that all answers have."""
        scope[SNAPSHOT] = snapshot
        preflight = _PREFLIGHT if scope["method"] == "OPTIONS" else []
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = _dressed(0, list(message["headers"]), snapshot, keep_length=True)
                if scope["method"] == "OPTIONS" or message["status"] == _NOT_ALLOWED:
                    # litestar's own list leaves out HEAD, and POST beside GET.
                    headers = [pair for pair in headers if pair[0] != b"allow"]
                    headers.append(
                        (b"allow", _ALLOWED_ON.get(scope["path"], b"GET, HEAD, OPTIONS"))
                    )
                message = {**message, "headers": [*headers, *preflight]}
            await send(message)

        try:
            await self._inner(scope, receive, dressed)
        except Exception as error:  # noqa: BLE001 -- the same
            problems.log(error)
            if not started:
                await _refuse(send, problems.refused(error), snapshot)


def _dressed(
    status: int, headers: Headers, snapshot: Snapshot, *, keep_length: bool = False
) -> Headers:
    """Return *headers* with those that every answer has."""
    kept = [
        (name.lower(), value)
        for name, value in headers
        if keep_length or name.lower() not in {b"content-length", b"etag"}
    ]
    if not any(name == b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", _PUBLIC if status == _OK else b"no-store"))
    if snapshot.demonstration:
        kept.append(_DEMONSTRATION)
    return [*kept, *_ALWAYS]


def _takes_gzip(asked: dict[bytes, bytes]) -> bool:
    accepted = asked.get(b"accept-encoding")
    return accepted is not None and choose_encoding(accepted.decode("latin-1")) == "gzip"


async def _compress(answer: Answer) -> None:
    if len(answer.identity) < _LARGE:
        answer.compress()
    else:
        await asyncio.to_thread(answer.compress)


async def _send(
    method: str,
    asked: dict[bytes, bytes],
    answer: Answer,
    status: int,
    send: Send,
    *,
    zipped: bool = False,
) -> None:
    """Send *answer* in the encoding asked for, or 304 where the client has it already."""
    body, headers, tag = answer.identity, answer.headers, answer.tag
    if zipped and answer.gzipped is not None:
        body, headers, tag = answer.gzipped, answer.gzipped_headers, answer.gzipped_tag
    known = asked.get(b"if-none-match")
    if known is not None and status == _OK and matches(known.decode("latin-1"), tag.decode()):
        status, body = 304, b""
        unsent = {b"content-length", b"content-type", b"content-encoding"}
        headers = [pair for pair in headers if pair[0] not in unsent]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    empty = method == "HEAD"
    await send({"type": "http.response.body", "body": b"" if empty else body, "more_body": False})


async def _refuse(send: Send, refusal: problems.Refused, snapshot: Snapshot) -> None:
    body = problems.body(refusal, "zh")
    headers = _dressed(0, [(b"content-type", problems.MEDIA_TYPE.encode())], snapshot)
    await _send("GET", {}, Answer(body, headers), refusal.kind.status, send)
