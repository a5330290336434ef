"""The composition root of the desk: settings in, a desk and what belongs to it out."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from anonymize.errors import Refused
from anonymize.objections import Objections
from anonymize.piece import load
from anonymize.record_key import PIN, WHOLE_SERIES, KeyHolder, Mac
from anonymize.review.desk import FOLDER, Desk
from anonymize.review.queue import Queue
from publish.profile import Profile

_PIN_BYTES = 16
_SHORTEST = 6  # hex digits that may stand for a pin key


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A desk with what its verbs need beside it."""

    desk: Desk
    objections: Objections
    profile: Profile
    pin_of: Callable[[str], str]


def now() -> str:
    """Return the time in ISO 8601, UTC: the one reading of the clock of desk and lists."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def open_desk(
    home: Path, holder: KeyHolder, profile: Profile, *, by: str, deadline: float
) -> Opened:
    """Open the desk of a person called *by*. Raises Refused."""
    raw = home / "raw"
    queue = Queue(raw / FOLDER, holder, profile.series)

    return Opened(
        desk=Desk(raw, queue, by=by, clock=now, engine=lambda: load(profile, deadline)),
        objections=Objections(raw),
        profile=profile,
        pin_of=lambda said: _in_queue(said, queue, holder, profile.series),
    )


def pin_of_ticket(ticket: str, holder: KeyHolder, series: str) -> bytes:
    """Return the pin key of a ticket's number."""
    mac = Mac(holder.derive(series, WHOLE_SERIES, PIN))
    return mac(ticket.strip().encode("utf-8", "surrogatepass"))[:_PIN_BYTES]


def _in_queue(said: str, queue: Queue, holder: KeyHolder, series: str) -> str:
    """Return the pin key that *said* names: the beginning of one that waits, or a ticket."""
    waiting = [one.pin for one in queue.listed()]
    if len(said) >= _SHORTEST:
        begun = [pin for pin in waiting if pin.startswith(said.lower())]
        if len(begun) == 1:
            return begun[0]
    pin = pin_of_ticket(said, holder, series).hex()
    if pin not in waiting:
        raise Refused(
            "队列中没有这一件：用 review list 查看，或写明工单编号",
            "the queue has no such ticket: see review list, or give the ticket's number",
        )
    return pin
