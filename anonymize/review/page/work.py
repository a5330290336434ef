"""What a person does at the page: the desk, one act at a time, and only about what was shown.

A run may put another proposal into the queue while the page is open. So the page remembers
what it showed, and decides nothing about an item that it has not shown as it is now.
"""

import threading
from collections.abc import Callable

from msgspec.structs import replace

from anonymize.review.decisions import EDITED, WAITING, Decision
from anonymize.review.desk import WITHDRAWN, Desk, Line
from anonymize.review.item import Item
from anonymize.review.page.labels import REASONS
from anonymize.review.page.pieces import visible
from anonymize.review.page.problems import Problem
from anonymize.review.page.sight import Sight, Standing, sight, standing
from anonymize.review.page.witness import Witness
from anonymize.review.queue import Queue


class Work:
    """One person's work. *find* turns a ticket's number or the head of a pin key into the key."""

    def __init__(
        self,
        desk: Desk,
        queue: Queue,
        witness: Witness,
        *,
        clock: Callable[[], str],
        find: Callable[[str], str],
        lang: str,
    ) -> None:
        self._desk = desk
        self._queue = queue
        self._witness = witness
        self._clock = clock
        self._find = find
        self._lang = lang
        self._lock = threading.Lock()
        self._shown: dict[str, tuple[str, str]] = {}

    @property
    def by(self) -> str:
        """Who works here."""
        return self._desk.by

    def lines(self) -> list[Line]:
        """Return the list."""
        with self._lock:
            return self._desk.lines()

    def find(self, said: str) -> str:
        """Return the pin key that *said* names. Raises Refused."""
        with self._lock:
            return self._find(said)

    def warm(self) -> None:
        """Make the engine ready before it is needed."""
        self._witness.ready()

    def show(self, pin: str) -> Sight:
        """Return an item to be drawn; the look is in the journal by then. Raises Refused."""
        with self._lock:
            item = self._desk.show(pin)
            self._shown[pin] = _print(item)
            line = self._line(pin)
            decision = self._desk.decisions.last().get(pin)
            edited = None
            if decision is not None and line.state == EDITED:
                edited = self._queue.approved(decision.text)
            return sight(item, line, decision, edited, self._lang)

    def approve(self, pin: str) -> Line:
        """Let the proposal go as it was shown. Raises Problem, Refused."""
        with self._lock:
            self._same_as_shown(pin)
            self._desk.approve(pin)
            return self._line(pin)

    def reject(self, pin: str, reason: str) -> Line:
        """Hold it back for a reason of the table. Raises Problem, Refused."""
        if reason not in REASONS:
            raise Problem("reason")
        with self._lock:
            self._same_as_shown(pin)
            self._desk.reject(pin, reason)
            return self._line(pin)

    def edit(self, pin: str, texts: dict[str, str]) -> Standing | Line:
        """Let *texts* go, or tell what stands against them. Raises Problem, Refused."""
        with self._lock:
            self._same_as_shown(pin)
            self._witness.said = None
            against = _unfit(texts) or self._desk.edit(pin, texts)
            if against:
                return standing(against, texts, self._witness.said, self._lang)
            return self._line(pin)

    def reopen(self, pin: str) -> Line:
        """Take the last decision back: the item waits again. Raises Problem."""
        with self._lock:
            decision = self._desk.decisions.last().get(pin)
            if decision is None or self._line(pin).state in {WAITING, WITHDRAWN}:
                raise Problem("undecided")
            self._desk.decisions.add([self._reopened(decision)])
            return self._line(pin)

    def _reopened(self, decision: Decision) -> Decision:
        return replace(decision, act="reopen", text="", reason="undo", by=self.by, at=self._clock())

    def _line(self, pin: str) -> Line:
        for line in self._desk.lines():
            if line.pin == pin:
                return line
        raise Problem("unseen")

    def _same_as_shown(self, pin: str) -> None:
        item = self._queue.open_item(pin)
        if item is None or self._shown.get(pin) != _print(item):
            raise Problem("unseen")


def _print(item: Item) -> tuple[str, str]:
    return item.content, item.text_sha256


def _unfit(texts: dict[str, str]) -> tuple[str, ...]:
    """Return what an eye alone would miss in an edit."""
    if any(visible(said) != said for said in texts.values()):
        return ("unseen",)
    return () if any(said.strip() for said in texts.values()) else ("empty",)
