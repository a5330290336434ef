"""The running service: one socket, uvicorn on it, a clean stop."""

import errno
import gc
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.front import Front

_PUBLIC: Final = "GONGKAI_SERVE_PUBLIC"
_DEMONSTRATION: Final = "GONGKAI_SERVE_DEMONSTRATION"
_CACHE: Final = "GONGKAI_SERVE_CACHE_MEGABYTES"
_BACKLOG: Final = 2048
_GRACE_SECONDS: Final = 5
# More than the containers of a page of 1,000 observations.
_ALLOCATIONS: Final = 50_000


class Busy(Exception):
    """The port is in use by somebody else."""


class CannotListen(Exception):
    """The address cannot be listened on at all."""


def from_environment() -> Front:
    """Build the application in a worker, from what the parent has left in the environment."""
    app = create_app(
        Path(os.environ[_PUBLIC]),
        demonstration=os.environ[_DEMONSTRATION] == "1",
        cache_megabytes=int(os.environ[_CACHE]),
    )
    _collect_rarely()
    return app


def _collect_rarely() -> None:
    """Leave what lives for ever out of garbage collection, and let a page be made without one.

    Answers hold no cycles; counting references frees them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, 20, 100)


def bind(host: str, port: int) -> socket.socket:
    """Listen on *host* and *port* (0 for any free one).

    Raises Busy where somebody listens there, CannotListen for any other reason.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Busy from None
        raise CannotListen from None
    listening.set_inheritable(True)
    return listening


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets=sockets)
        if self.started and not self.should_exit:
            self._ready()


def serve(
    listening: socket.socket,
    public: Path,
    *,
    workers: int,
    demonstration: bool,
    cache_megabytes: int,
    ready: Callable[[], None],
) -> None:
    """Serve the releases below *public* until SIGINT or SIGTERM; leaves no process behind.

    One worker is this process; several are children that import everything anew, which a
    confined process cannot do.
    """
    os.environ[_PUBLIC] = str(public)
    os.environ[_DEMONSTRATION] = "1" if demonstration else "0"
    os.environ[_CACHE] = str(cache_megabytes)
    try:
        if workers == 1:
            config = configuration(from_environment(), 1)
            _Server(config, ready).run(sockets=[listening])
        else:
            ready()
            config = configuration("api.server:from_environment", workers)
            Multiprocess(config, sockets=[listening]).run()
    finally:
        listening.close()


def configuration(app: Front | str, workers: int) -> uvicorn.Config:
    """Return how uvicorn serves *app*, the application or the name of what builds it."""
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        # A request's address holds what people typed; it is not written down.
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def stop_quietly() -> None:
    """Make SIGINT and SIGTERM a clean end, from now on and after uvicorn has stopped.

    uvicorn raises the signal that stopped it once more when it is done.
    """

    def stop(_number: int, _frame: object) -> None:
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
