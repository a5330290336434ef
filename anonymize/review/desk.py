"""The desk at which a named person works the queue: look, approve, edit, reject.

Every look at raw text is logged before it is shown (who, when, which ticket; not what). An
edited text goes through the whole engine again, and is taken only where the engine has
nothing left to say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import msgspec

from anonymize.errors import Refused
from anonymize.journal import Journal
from anonymize.known import Known
from anonymize.normalize import SLOT
from anonymize.objections import Objections
from anonymize.review.decisions import WAITING, Decision, Decisions, decided
from anonymize.review.item import PUBLISHABLE, Item, text_digest
from anonymize.review.queue import Queue

FOLDER: Final = "review"
DISPLAYS: Final = "displays.jsonl"
WITHDRAWN: Final = "withdrawn"
_LONGEST_NAME: Final = 80


class Engine(Protocol):
    """What the desk needs of the text engine (anonymize.text_pipeline.TextEngine)."""

    def process(self, texts: Mapping[str, str], known: Known) -> Any:  # noqa: ANN401 - a verdict
        """Judge texts."""

    @property
    def policy_version(self) -> str:
        """The version of the policy."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the desk's list. It says nothing of the text."""

    pin: str
    cohort: str
    verdict: str
    state: str


class Desk:
    """One person's desk. *clock* tells the time in ISO 8601; *engine* is made when needed."""

    def __init__(
        self,
        raw: Path,
        queue: Queue,
        *,
        by: str,
        clock: Callable[[], str],
        engine: Callable[[], Engine],
    ) -> None:
        name = by.strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise Refused(
                "请以 --by 写明复核人姓名", "name the reviewer with --by: a decision has a name"
            )
        self.by = name
        self.decisions = Decisions(raw / FOLDER)
        self._queue = queue
        self._clock = clock
        self._make_engine = engine
        self._engine: Engine | None = None
        self._displays = Journal(raw / FOLDER / DISPLAYS)
        self._objections = Objections(raw)

    def lines(self) -> list[Line]:
        """Return the list, by cohort: what needs a look first, then what is publishable."""
        last, gone = self.decisions.last(), self._gone()
        lines = []
        for one in self._queue.listed():
            decision = last.get(one.pin)
            # Texts that changed since are undecided.
            bound = decision is not None and decision.content == one.content
            state = decision.state if decision is not None and bound else WAITING
            state = WITHDRAWN if one.pin in gone else state
            lines.append(Line(pin=one.pin, cohort=one.cohort, verdict=one.verdict, state=state))
        return sorted(lines, key=lambda one: (one.cohort, one.verdict == PUBLISHABLE, one.pin))

    def show(self, pin: str) -> Item:
        """Return an item to be shown, once the display is in the journal. Raises Refused."""
        item = self._item(pin)
        self._displays.append({"pin": item.pin, "by": self.by, "at": self._clock()})
        return item

    def approve(self, pin: str) -> None:
        """Let the proposed redaction go as it stands. Raises Refused."""
        self._approve([self._item(pin)])

    def approve_publishable(self) -> int:
        """Let every publishable text go that waits; return how many. Raises Refused."""
        waiting = [one for one in self.lines() if one.state == WAITING]
        chosen = [self._item(one.pin) for one in waiting if one.verdict == PUBLISHABLE]
        self._approve(chosen)
        return len(chosen)

    def reject(self, pin: str, reason: str = "") -> None:
        """Hold a text back; *reason* is a code, not a sentence. Raises Refused."""
        if reason and not (reason.isascii() and reason.isidentifier()):
            raise Refused(
                "驳回理由须为代码（字母、数字、下划线），不得写入内容",
                "a reason is a code (letters, digits, underscores) and quotes nothing",
            )
        self.decisions.add([self._decided("reject", self._item(pin), "", reason)])

    def edit(self, pin: str, texts: dict[str, str]) -> tuple[str, ...]:
        """Let *texts* go instead, if the engine has nothing left to say about them.

        Returns the codes of what stands against it, and then nothing is decided: ``fields``
        (others than the proposal's), ``slots`` (one that the proposal has not), ``finding``
        (there still is something to mask), or the code of a quarantine.
        """
        item = self._item(pin)
        against = _against(item, texts) or self._objects_to(texts, item.proposal.known)
        if not against:
            digest = text_digest(texts)
            self._queue.keep([(digest, item.pin, texts)])
            self.decisions.add([self._decided("edit", item, digest)])
        return against

    def rescan(self) -> int:
        """Read every released text with the engine of today; reopen what fails; return how many."""
        policy, failed = self._current().policy_version, []
        for one, texts in self.released():
            item = self._queue.open_item(one.pin)
            if self._objects_to(texts, item.proposal.known if item else Known()):
                failed.append(
                    msgspec.structs.replace(
                        one,
                        act="reopen",
                        text="",
                        reason="rescan",
                        policy=policy,
                        by=self.by,
                        at=self._clock(),
                    )
                )
        self.decisions.add(failed)
        return len(failed)

    def released(self) -> Iterator[tuple[Decision, dict[str, str]]]:
        """Yield each decision that lets a text go, with the text, by pin key.

        Left out are texts withdrawn or objected to, and those whose ticket says something
        else by now. Raises Refused where an approved text is not the one that was approved.
        """
        gone = self._gone()
        contents = {one.pin: one.content for one in self._queue.listed()}
        for pin, decision in sorted(self.decisions.last().items()):
            stands = decision.lets_go and contents.get(pin) == decision.content
            if not stands or pin in gone:
                continue
            texts = self._queue.approved(decision.text)
            if texts is None or text_digest(texts) != decision.text:
                raise Refused(
                    "已批准的文本缺失或被改动，不能移交：请重新复核该件",
                    "an approved text is missing or was altered and cannot be handed over: "
                    "review that ticket again",
                )
            yield decision, texts

    def forget(self) -> int:
        """Remove from the queue what was withdrawn or objected to; return how many."""
        return self._queue.forget(sorted(self._gone()))

    def _gone(self) -> frozenset[str]:
        return frozenset(pin.hex() for pin in self._objections.standing().without_text)

    def _approve(self, items: Iterable[Item]) -> None:
        chosen = list(items)
        self._queue.keep((one.text_sha256, one.pin, one.proposal.redacted) for one in chosen)
        self.decisions.add([self._decided("approve", one, one.text_sha256) for one in chosen])

    def _decided(self, act: str, item: Item, digest: str, reason: str = "") -> Decision:
        return decided(act, item, text=digest, by=self.by, at=self._clock(), reason=reason)

    def _item(self, pin: str) -> Item:
        found = self._queue.open_item(pin)
        if found is None:
            raise Refused(f"队列中没有 {pin[:8]}… 这一件", f"the queue has no ticket {pin[:8]}…")
        if pin in self._gone():
            raise Refused(
                f"{pin[:8]}… 的同意已撤回或有人提出异议，不再处理",
                f"consent for {pin[:8]}… was withdrawn, or somebody objected: no longer handled",
            )
        return found

    def _objects_to(self, texts: Mapping[str, str], known: Known) -> tuple[str, ...]:
        """Return why the engine would not let *texts* go as they are."""
        verdict = self._current().process(texts, known)
        name = type(verdict).__name__
        if name == "Quarantined":
            return (str(verdict.code),)
        if name != "Cleared" or dict(verdict.texts) != dict(texts):
            return ("finding",)
        return ()

    def _current(self) -> Engine:
        if self._engine is None:
            self._engine = self._make_engine()
        return self._engine


def _against(item: Item, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what no engine needs to say about an edit."""
    proposed = item.proposal.redacted
    if set(texts) != set(proposed):
        return ("fields",)
    allowed = {slot for text in proposed.values() for slot in SLOT.findall(text)}
    used = [slot for text in texts.values() for slot in SLOT.findall(text)]
    brackets = sum(text.count("⟦") + text.count("⟧") for text in texts.values())
    return () if set(used) <= allowed and brackets == 2 * len(used) else ("slots",)
