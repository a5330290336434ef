"""The files of the page: a fixed table, read once, so that no path of a request is ever opened."""

from collections.abc import Callable
from importlib.resources import files
from typing import Final

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

_FOLDER: Final = "anonymize.review.page"
_SCRIPTS: Final = ("page.js", "ask.js", "draw.js", "dress.js", "edit.js", "list.js", "state.js")
_FILES: Final = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    **{f"/{name}": (name, "text/javascript; charset=utf-8") for name in _SCRIPTS},
}
_WORDS: Final = "words.json"
OPEN: Final = frozenset((*_FILES, f"/{_WORDS}"))
"""The addresses of all of them: nothing of a ticket is in any."""


def file_routes(lang: str) -> list[HTTPRouteHandler]:
    """Return a route for each file of the page, and one for its words in *lang*."""
    folder = files(_FOLDER) / "static"
    routes = [
        _route(path, (folder / name).read_bytes(), kind) for path, (name, kind) in _FILES.items()
    ]
    every = msgspec.json.decode((folder / _WORDS).read_bytes(), type=dict[str, tuple[str, str]])
    said = {name: zh if lang != "en" else en for name, (zh, en) in every.items()}
    return [*routes, _route(f"/{_WORDS}", msgspec.json.encode(said), "application/json")]


def _route(path: str, content: bytes, kind: str) -> HTTPRouteHandler:
    return get(path, sync_to_thread=False, name=path)(_answer(content, kind))


def _answer(content: bytes, kind: str) -> Callable[[], Response[bytes]]:
    def get_file() -> Response[bytes]:
        return Response(content, media_type=kind)

    return get_file
