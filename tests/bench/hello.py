"""The bare server: a raw ASGI application of three lines, the yardstick of cached answers."""

from collections.abc import Awaitable, Callable
from typing import Any

BODY = b"x" * 2048


async def app(
    scope: dict[str, Any],
    _receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Answer every request with the same two kilobytes."""
    if scope["type"] == "lifespan":
        return
    length = str(len(BODY)).encode()
    headers = [(b"content-type", b"text/plain"), (b"content-length", length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})
