"""From root to a user that owns nothing and a root directory that holds only releases.

Python, its packages and the checkout may lie where that user cannot read. So the whole
service is imported and asked every kind of question first; then the process shuts itself
into the public directory and becomes ``nobody``. What it has not opened by then it can
never open.
"""

import asyncio
import os
import pwd
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uvicorn

from api import server
from api.app import ROUTES, create_app

_NOBODY: Final = "nobody"
_INSIDE: Final = Path("/")
_TICK_SECONDS: Final = 0.005
_POSTED: Final = b'{"query":"{__typename}"}'
_QUESTIONS: Final = (
    "/graphql?query={datasets(first:1){nodes{id,views{id}}}}",
    "/graphql?query={nothing}",
    "/v1/datasets?unknown=1",
    "/v1/datasets/unknown",
    "/v1/releases/unknown",
    "/unknown",
)


def confine(public: Path) -> Path | None:
    """Shut this process into *public* and become nobody; return where *public* is then.

    Returns None, and changes nothing, where the system does not allow it or nobody could
    not read the releases. Only root may ask. Nothing can be imported afterwards.
    """
    if not _would_work(public):
        return None
    config = server.configuration(create_app(public, cache_megabytes=1), 1)
    with server.bind("127.0.0.1", 0) as listening:
        config.log_level = "critical"  # nonsense is sent on purpose
        config.configure_logging()
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_warm(uvicorn.Server(config), listening))
    _leave(public)
    return _INSIDE


def _leave(public: Path) -> None:
    nobody = pwd.getpwnam(_NOBODY)
    os.chroot(public)
    os.chdir("/")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def _would_work(public: Path) -> bool:
    """Try it in a child, which reads every release there."""
    child = os.fork()
    if child == 0:
        try:
            _leave(public)
            for path in _files(_INSIDE / "releases"):
                os.close(os.open(path, os.O_RDONLY))
        except (OSError, KeyError):
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


async def _warm(server: uvicorn.Server, listening: socket.socket) -> None:
    """Serve for a moment and ask everything once, so that all it takes is imported."""
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():  # noqa: ASYNC110 -- uvicorn has no event
        await asyncio.sleep(_TICK_SECONDS)
    paths = [path for route in ROUTES for path in sorted(getattr(route, "paths", ()))]
    for url in (*paths, *_QUESTIONS):
        await _ask(listening, f"GET {url} HTTP/1.1\r\n")
    await _ask(listening, "OPTIONS /graphql HTTP/1.1\r\n")
    await _ask(listening, "HEAD / HTTP/1.1\r\n")
    head = "POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\n"
    await _ask(listening, f"{head}content-length: {len(_POSTED)}\r\n", _POSTED)
    await _ask(listening, "nonsense\r\n")
    server.should_exit = True
    await serving


async def _ask(listening: socket.socket, head: str, body: bytes = b"") -> None:
    reader, writer = await asyncio.open_connection(*listening.getsockname()[:2])
    fixed = "host: localhost\r\naccept-encoding: gzip\r\nconnection: close\r\n\r\n"
    writer.write((head + fixed).encode() + body)
    await reader.read()
    writer.close()
    await writer.wait_closed()
