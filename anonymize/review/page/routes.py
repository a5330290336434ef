"""The addresses of the page. What has an effect, a look at raw text included, is a POST.

A pin key is all that an address ever holds of a ticket.
"""

import re
from typing import Annotated, Any, Final

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from anonymize.review.desk import Line
from anonymize.review.page.guard import cookie_name
from anonymize.review.page.labels import REASONS
from anonymize.review.page.problems import Problem
from anonymize.review.page.session import Session
from anonymize.review.page.sight import Sight, Standing
from anonymize.review.page.work import Work
from publish.settings import text

_PIN: Final = re.compile(r"[0-9a-f]{32}")
_LONGEST: Final = 1_000_000  # characters of one field, as the setting field_limit has it


class Token(msgspec.Struct, frozen=True):
    """The one-time token."""

    token: Annotated[str, msgspec.Meta(max_length=200)]


class Reason(msgspec.Struct, frozen=True):
    """Why a text is held back: a code."""

    reason: Annotated[str, msgspec.Meta(max_length=40)]


class Edit(msgspec.Struct, frozen=True):
    """The texts that shall go instead, by field."""

    texts: dict[str, str]


class Asked(msgspec.Struct, frozen=True):
    """What was typed to jump to a ticket."""

    said: Annotated[str, msgspec.Meta(max_length=200)]


class Opening(msgspec.Struct, frozen=True):
    """The secret of the header, and how long a session may rest."""

    csrf: str
    idle_seconds: float


class Listing(msgspec.Struct, frozen=True):
    """Who works here, the list, and the reasons for holding back."""

    by: str
    lines: list[Line]
    reasons: list[tuple[str, str]]


class Found(msgspec.Struct, frozen=True):
    """The ticket that was meant."""

    pin: str


@post("/session", status_code=200, sync_to_thread=False)
def open_session(
    data: JSONBody[Token], session: NamedDependency[Session], port: NamedDependency[int]
) -> Response[Opening]:
    """Exchange the token for the session's two secrets, once."""
    keys = session.open(data.token)
    if keys is None:
        raise Problem("token")
    cookie = f"{cookie_name(port)}={keys.cookie}; Path=/; HttpOnly; SameSite=Strict"
    return Response(Opening(keys.header, session.idle), headers={"set-cookie": cookie})


@post("/end", status_code=200, sync_to_thread=False)
def end_session(session: NamedDependency[Session]) -> dict[str, Any]:
    """End the session; the command ends with it."""
    session.end()
    return {}


@post("/here", status_code=200, sync_to_thread=False)
def stay_here() -> dict[str, Any]:
    """Say that somebody is typing: the guard has noted it by now."""
    return {}


@get("/queue", sync_to_thread=True)
def get_queue(work: NamedDependency[Work], lang: NamedDependency[str]) -> Listing:
    """List what waits and what was decided. It says nothing of any text."""
    reasons = [(code, text(lang, *words)) for code, words in REASONS.items()]
    return Listing(work.by, work.lines(), reasons)


@post("/find", status_code=200, sync_to_thread=True)
def find_item(data: JSONBody[Asked], work: NamedDependency[Work]) -> Found:
    """Find a ticket by its number, or by the head of its pin key."""
    return Found(work.find(data.said.strip()))


@post("/engine", status_code=200, sync_to_thread=True)
def warm_engine(work: NamedDependency[Work]) -> dict[str, Any]:
    """Make the engine ready: somebody begins to edit."""
    work.warm()
    return {}


@post("/items/{pin:str}/show", status_code=200, sync_to_thread=True)
def show_item(pin: FromPath[str], work: NamedDependency[Work]) -> Sight:
    """Show one item; the look is logged first."""
    return work.show(_checked(pin))


@post("/items/{pin:str}/approve", status_code=200, sync_to_thread=True)
def approve_item(pin: FromPath[str], work: NamedDependency[Work]) -> Line:
    """Let the proposal go as it was shown."""
    return work.approve(_checked(pin))


@post("/items/{pin:str}/reject", status_code=200, sync_to_thread=True)
def reject_item(pin: FromPath[str], data: JSONBody[Reason], work: NamedDependency[Work]) -> Line:
    """Hold it back."""
    return work.reject(_checked(pin), data.reason)


@post("/items/{pin:str}/edit", status_code=200, sync_to_thread=True)
def edit_item(
    pin: FromPath[str], data: JSONBody[Edit], work: NamedDependency[Work]
) -> Line | Standing:
    """Let another text go, if the engine has nothing left to say about it."""
    if any(len(said) > _LONGEST for said in data.texts.values()):
        raise Problem("length")
    return work.edit(_checked(pin), data.texts)


@post("/items/{pin:str}/reopen", status_code=200, sync_to_thread=True)
def reopen_item(pin: FromPath[str], work: NamedDependency[Work]) -> Line:
    """Take the last decision back."""
    return work.reopen(_checked(pin))


ROUTES: Final[tuple[ControllerRouterHandler, ...]] = (
    open_session, end_session, stay_here, get_queue, find_item, warm_engine, show_item,
    approve_item, reject_item, edit_item, reopen_item,
)  # fmt: skip
"""Every address but the files of the page."""


def _checked(pin: str) -> str:
    if _PIN.fullmatch(pin) is None:
        raise Problem("address")
    return pin
