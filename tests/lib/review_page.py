"""A review page to try things on: items in a queue, the page in a thread, requests as they are."""

import contextlib
import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import uvicorn

from anonymize.findings import Finding
from anonymize.known import Known
from anonymize.record_key import KeyHolder, SeriesKey
from anonymize.review.desk import Desk
from anonymize.review.item import PUBLISHABLE, Item, Mark, Proposal
from anonymize.review.page.app import create_app
from anonymize.review.page.guard import cookie_name
from anonymize.review.page.server import HOST, bind, configuration
from anonymize.review.page.session import Session
from anonymize.review.page.witness import Witness
from anonymize.review.page.work import Work
from anonymize.review.queue import Queue
from anonymize.verdict import Cleared, Verdict

KEY: Final = SeriesKey(bytes(range(32)))
NAME: Final = "王小明"
RAW: Final = f"来电人{NAME}反映楼道堆物"
REDACTED: Final = "来电人⟦person:A⟧反映楼道堆物"
PINS: Final = tuple(f"{number:02x}" * 16 for number in range(10, 16))


class NameEngine:
    """Finds 王小明 and nothing else."""

    @property
    def policy_version(self) -> str:
        return "test"

    def process(self, texts: Mapping[str, str], known: Known) -> Verdict:
        assert isinstance(known, Known)
        found: dict[str, tuple[Finding, ...]] = {
            field: (Finding(said.index(NAME), said.index(NAME) + 3, "PERSON", 0.9),)
            for field, said in texts.items()
            if NAME in said
        }
        clean = {field: said.replace(NAME, "⟦person:A⟧") for field, said in texts.items()}
        return Cleared(clean, "test", found)


def item(
    pin: str,
    *,
    raw: str = RAW,
    redacted: str = REDACTED,
    marks: tuple[Mark, ...] = ((3, 6, "PERSON", 0.9),),
    verdict: str = PUBLISHABLE,
    content: str = "c1",
    cohort: str = "2026-09",
) -> Item:
    """Return an item of one field."""
    return Item(
        pin=pin,
        cohort=cohort,
        content=content,
        proposal=Proposal(
            verdict=verdict,
            reasons=() if verdict == PUBLISHABLE else ("weak_finding",),
            policy_version="test",
            texts={"content": raw},
            findings={"content": marks},
            redacted={"content": redacted},
            known=Known(),
        ),
    )


def queue_of(home: Path, holder: KeyHolder = KEY, series: str = "demo") -> Queue:
    """Return the queue of the desk under *home*."""
    return Queue(home / "raw" / "review", holder, series)


def work_of(home: Path, lang: str = "zh") -> Work:
    """Return 李审's work at that queue, with an engine that knows one name."""
    queue, witness = queue_of(home), Witness(NameEngine)
    desk = Desk(
        home / "raw",
        queue,
        by="李审",
        clock=lambda: "2026-11-24T09:00:00Z",
        engine=lambda: witness,
    )
    return Work(desk, queue, witness, clock=lambda: "2026-11-24", find=lambda said: said, lang=lang)


class Client:
    """Sends requests to the page, with the session's secrets once it has them."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token
        self.origin = f"http://{HOST}:{port}"
        self.cookie = self.csrf = ""

    def send(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str | None] = {}
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body. A header of None is left out."""
        own = {
            "host": f"{HOST}:{self.port}",
            "x-csrf-token": self.csrf,
            "cookie": self.cookie and f"{cookie_name(self.port)}={self.cookie}",
        }
        if method == "POST":
            own |= {"origin": self.origin, "content-type": "application/json"}
        told = {name: value for name, value in {**own, **headers}.items() if value is not None}
        data = b"" if body is None else json.dumps(body).encode()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                connection.putheader(name, value)
            if method == "POST":
                connection.putheader("content-length", str(len(data)))
            connection.endheaders(data if method == "POST" else None)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def act(self, path: str, body: Any = None) -> tuple[int, Any]:
        """POST, and return status and what the JSON says."""
        status, _, said = self.send("POST", path, {} if body is None else body)
        return status, json.loads(said)

    def enter(self) -> None:
        """Exchange the token."""
        status, headers, said = self.send("POST", "/session", {"token": self.token})
        assert status == 200, said
        self.cookie = headers["set-cookie"].split(";")[0].partition("=")[2]
        self.csrf = json.loads(said)["csrf"]


@contextlib.contextmanager
def page_of(work: Work, session: Session, lang: str = "zh") -> Iterator[Client]:
    """Serve *work* in a thread and yield a client that has not entered yet."""
    listening = bind(HOST, 0)
    port = int(listening.getsockname()[1])
    server = uvicorn.Server(configuration(create_app(work, session, port=port, lang=lang)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        end = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < end
            time.sleep(0.01)
        yield Client(port, session.token)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
