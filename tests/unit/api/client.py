"""Asks an ASGI application without a socket, and gives the whole answer."""

import asyncio
import json
from typing import Any, NamedTuple
from urllib.parse import unquote

from litestar.types import ASGIApp


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Client:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def get(self, url: str, **headers: str) -> Answer:
        return self.ask("GET", url, headers)

    def post(self, url: str, body: bytes, **headers: str) -> Answer:
        return self.ask("POST", url, headers, body)

    def ask(
        self, method: str, url: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        return asyncio.run(self._ask(method, url, headers or {}, body))

    async def _ask(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        path, _, query = url.partition("?")
        sent = [(b"host", b"test")] + [
            (name.replace("_", "-").lower().encode(), value.encode())
            for name, value in headers.items()
        ]
        if body:
            sent.append((b"content-length", str(len(body)).encode()))
        scope: Any = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": sent,
            "client": ("127.0.0.1", 1),
            "server": ("test", 80),
        }
        got: list[Any] = []
        to_send = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Any:
            return to_send.pop(0) if to_send else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            got.append(message)

        await self._app(scope, receive, send)
        start = got[0]
        found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        content = b"".join(message.get("body", b"") for message in got[1:])
        return Answer(start["status"], found, content)
