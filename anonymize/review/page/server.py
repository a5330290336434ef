"""The running page: one socket of the loopback interface, uvicorn on it, a clean stop."""

import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Final

import uvicorn
from litestar.types import ASGIApp

from anonymize.errors import NotAllowed, TryAgain
from anonymize.review.page.app import create_app
from anonymize.review.page.session import Session
from anonymize.review.page.work import Work

HOST: Final = "127.0.0.1"
_GRACE_SECONDS: Final = 3


class _Server(uvicorn.Server):
    """A server that stops when the session is over."""

    def __init__(self, config: uvicorn.Config, session: Session) -> None:
        super().__init__(config)
        self._session = session

    async def on_tick(self, counter: int) -> bool:
        """Tell, ten times a second, whether to stop."""
        return await super().on_tick(counter) or self._session.over


def bind(host: str, port: int) -> socket.socket:
    """Listen on *port* (0 for any) of this machine alone.

    Raises NotAllowed for any other host: raw text would be on the network. Raises TryAgain
    where somebody listens there already.
    """
    if host != HOST:
        raise NotAllowed(
            f"复核页面只在本机（{HOST}）打开：其中有工单原文，不得上网",
            f"the page opens on this machine ({HOST}) alone: raw text never goes on a network",
        )
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise TryAgain(
            f"端口 {port} 不能使用：换一个端口，或用 --port 0",
            f"port {port} cannot be used: take another, or --port 0",
        ) from None
    return listening


def serve(
    listening: socket.socket,
    work: Work,
    session: Session,
    *,
    lang: str,
    ready: Callable[[str], None],
) -> None:
    """Serve the page until a signal, the person or the clock ends it; *ready* gets the address."""
    port = listening.getsockname()[1]
    try:
        app = create_app(work, session, port=port, lang=lang)
        server = _Server(configuration(app), session)
        with _stopping(server):
            ready(f"http://{HOST}:{port}/#{session.token}")
            server.run(sockets=[listening])
    finally:
        session.end()
        listening.close()


def configuration(app: ASGIApp) -> uvicorn.Config:
    """Return how uvicorn serves the page: no log of requests, no header that tells of itself."""
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


@contextlib.contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """Take SIGINT and SIGTERM as the clean end they are, from before uvicorn listens to them.

    uvicorn raises the signal that stopped it once more when it is done.
    """

    def stop(_number: int, _frame: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
