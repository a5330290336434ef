"""The texts of one ticket, from raw to a verdict. Pure: no file, no log, no clock but a timer.

views → patterns, rules and model in one pass → propagation over all texts → redaction →
the same again on the result until it finds nothing → residue gate. A second reading costs
little: sentences that did not change are not read again.

The verdicts are ``Cleared`` (publishable: fit for the approver as it stands), ``ForReview``
(a person must look at marked places first) and ``Quarantined`` (withheld). Nothing here
shows a text in its repr or in an error.
"""

import time
from bisect import bisect_right
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeVar

from anonymize import known as propagation
from anonymize.findings import SURE, Finding, merge
from anonymize.known import Known, Seeds
from anonymize.normalize import View, plain, views
from anonymize.own_rules import OwnRules, own_rules
from anonymize.policy import Kept, Lexicons, Policy, kept_by, load_policy
from anonymize.recognizers import lac, scan
from anonymize.recognizers.lac_model import Model
from anonymize.recognizers.presidio import Detector, Reading
from anonymize.redaction import Redacted, redact
from anonymize.residue import residue
from anonymize.verdict import Cleared, ForReview, Quarantined, Verdict

T = TypeVar("T")
Steps = Generator[set[str], None, T]
"""The judging of one ticket: yields sentences for the model to read, returns what it came to."""

DEADLINE: Final = 30.0
# A redaction that still finds something new after this many readings never settles.
READINGS: Final = 6
# Sentences whose names are remembered between tickets, and the longest text read ahead.
_REMEMBERED: Final = 50_000
_READ_AHEAD: Final = 20_000
_MAY_BE_PUBLIC: Final = frozenset(("PERSON", "COMPANY", "COMPOUND"))
# Somebody was called this in so many words, so it is a name even if a street has it too.
_TOLD: Final = 0.9
# People are called 朝阳; nobody is called 李遂镇.
_A_NAME: Final = 3


class DeadlinePassed(Exception):
    """The texts of one ticket took longer than they may."""


class _Memory:
    """What was read while one ticket is judged: a text that did not change is not read again."""

    __slots__ = ("found", "sentences", "views")

    def __init__(self, sentences: lac.Memo) -> None:
        self.sentences = sentences
        self.views: dict[str, tuple[View, ...]] = {}
        self.found: dict[str, list[Finding]] = {}


class _Clock:
    """How much of its own time a ticket has taken; it stands still while others are judged."""

    __slots__ = ("_began", "_left", "_timer")

    def __init__(self, timer: Callable[[], float], deadline: float) -> None:
        self._timer = timer
        self._left = deadline
        self._began = timer()

    def look(self) -> None:
        """Raise DeadlinePassed once the time is up."""
        if self._timer() - self._began > self._left:
            raise DeadlinePassed

    def stop(self) -> None:
        """Stand still."""
        self._left -= self._timer() - self._began

    def start(self) -> None:
        """Go on."""
        self._began = self._timer()


class TextEngine:
    """Reads the texts of one ticket at a time. Holds the model and a memory of sentences."""

    def __init__(
        self,
        model: Model,
        detector: Detector,
        *,
        kept: Kept,
        policy: Policy,
        own: OwnRules = OwnRules(),  # noqa: B008 - immutable
        deadline: float = DEADLINE,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._detector = detector
        self._kept = kept
        self._policy = policy
        self._own = own
        self._deadline = deadline
        self._timer = timer
        self._memo: lac.Memo = {}

    @classmethod
    def load(
        cls,
        profile: Lexicons | None = None,
        *,
        deadline: float = DEADLINE,
        model_directory: Path | None = None,
    ) -> "TextEngine":
        """Load model, recognisers and policy.

        *profile* gives what the city publishes itself (offices, hotlines, bodies, places) and
        its own secrets (anonymize.own_rules); *deadline* is in seconds a ticket. Raises
        ModelUnavailable, EngineMisbuilt or Hopeless: without all of it nothing may be released.
        """
        policy = load_policy()
        lists = {} if profile is None else profile.lexicons
        return cls(
            Model(model_directory),
            Detector(),
            kept=kept_by(profile),
            policy=policy,
            own=own_rules(lists, frozenset(policy.entities)),
            deadline=deadline,
        )

    @property
    def policy_version(self) -> str:
        """The version of the policy, which goes with every text."""
        return self._policy.version

    def read_ahead(self, tickets: Iterable[Mapping[str, str]]) -> None:
        """Let the model read all of *tickets* at once; ``process`` finds their sentences read."""
        self._bound()
        texts = (text for ticket in tickets for text in ticket.values() if len(text) <= _READ_AHEAD)
        self._learn({sentence for text in texts for _, sentence in lac.chunks(plain(text).text)})

    def _learn(self, sentences: Collection[str]) -> None:
        """Let the model read *sentences* at once, so that who asks for them finds them read.

        Only time is won: what the model says of a sentence depends on nothing else. A
        failure here is left to the ticket that asks next, where it holds back that one alone.
        """
        try:
            lac.learn(self._model, sentences, self._memo, lambda: None)
        except Exception:  # noqa: BLE001 - nothing is judged here, and nothing is told
            self._memo.clear()

    def forget(self) -> None:
        """Empty the memory of sentences."""
        self._memo.clear()
        scan.forget()

    def _bound(self) -> None:
        if len(self._memo) > _REMEMBERED:
            self.forget()

    def process(self, texts: Mapping[str, str], known: Known = Known()) -> Verdict:  # noqa: B008 - immutable
        """Judge *texts*, a ticket's fields by name. Never raises: a failure quarantines."""
        return self.process_many([(texts, known)])[0]

    def process_many(self, tickets: Sequence[tuple[Mapping[str, str], Known]]) -> list[Verdict]:
        """Judge the texts of many tickets, in their order. Never raises.

        Each is judged by itself; only the model reads for all at once what each asks for. The
        deadline counts a ticket's own time.
        """
        self._bound()
        verdicts: list[Verdict] = [Quarantined("failure")] * len(tickets)
        steps = {at: self._judge(*ticket) for at, ticket in enumerate(tickets)}
        while steps:
            asked: set[str] = set()
            for at in list(steps):
                try:
                    asked |= next(steps[at])
                except StopIteration as done:
                    verdicts[at] = done.value
                    del steps[at]
                except DeadlinePassed:
                    verdicts[at] = Quarantined("deadline")
                    del steps[at]
                except Exception:  # noqa: BLE001 - whatever it is, this ticket is not proven safe
                    del steps[at]
            if asked and len(tickets) > 1:
                self._learn(asked)
        return verdicts

    def _judge(self, texts: Mapping[str, str], known: Known) -> Steps[Verdict]:
        """Judge one ticket; each step yields the sentences that the model should read next."""
        clock = _Clock(self._timer, self._deadline)
        memo = _Memory(self._memo)
        looked_for = propagation.seeds(known, (), self._kept)
        first, looked_for = yield from self._detect(texts, looked_for, memo, clock)
        findings = {field: merge(found) for field, found in first.items()}
        for _ in range(READINGS):
            redacted = redact(texts, findings, self._policy)
            clean = {field: one.text for field, one in redacted.items()}
            again, looked_for = yield from self._detect(clean, looked_for, memo, clock)
            if not any(again.values()):
                break
            findings = {
                field: _widened(findings[field], again[field], redacted[field]) for field in texts
            }
        frozen = {field: tuple(found) for field, found in findings.items()}
        return (
            yield from self._gate(
                clean, again=again, findings=frozen, looked_for=looked_for, memo=memo, clock=clock
            )
        )

    def _gate(
        self,
        clean: dict[str, str],
        *,
        again: Mapping[str, Sequence[Finding]],
        findings: dict[str, tuple[Finding, ...]],
        looked_for: Seeds,
        memo: "_Memory",
        clock: "_Clock",
    ) -> Steps[Verdict]:
        for field, text in clean.items():
            left = residue(text, again[field])
            if left is not None:
                return Quarantined(f"residue_{left}", findings)
        if len(clean) > 1:
            joined = "\n".join(clean.values())
            across, _ = yield from self._detect({"": joined}, looked_for, memo, clock)
            if residue(joined, across[""]) is not None:
                return Quarantined("residue_across_fields", findings)
        if any(one.score < SURE for found in findings.values() for one in found):
            return ForReview(("weak_finding",), clean, self.policy_version, findings)
        return Cleared(clean, self.policy_version, findings)

    def _detect(
        self,
        texts: Mapping[str, str],
        looked_for: Seeds,
        memo: "_Memory",
        clock: "_Clock",
    ) -> Steps[tuple[dict[str, list[Finding]], Seeds]]:
        """Find in all *texts*, then look in all of them for what was found in one."""
        for text in texts.values():
            if text not in memo.views:
                memo.views[text] = views(text)
        viewed = {field: memo.views[text] for field, text in texts.items()}
        clock.look()
        unread = [text for text in dict.fromkeys(texts.values()) if text not in memo.found]
        folded = [memo.views[text][0].text for text in unread]
        # A long text is read on its own time.
        short = [text for text in folded if len(text) <= _READ_AHEAD]
        asked = {sentence for text in short for _, sentence in lac.chunks(text)}
        clock.stop()
        yield {sentence for sentence in asked if sentence not in memo.sentences}
        clock.start()
        spans = lac.read(self._model, folded, memo.sentences, clock.look)
        for text, names in zip(unread, spans, strict=True):
            memo.found[text] = self._find(text, memo.views[text], names)
            clock.look()
        found = {field: list(memo.found[text]) for field, text in texts.items()}
        fresh = propagation.seeds(
            Known(),
            ((texts[field], one) for field, some in found.items() for one in some),
            self._kept,
        )
        every = Seeds(
            words=tuple(sorted({*looked_for.words, *fresh.words})),
            digits=looked_for.digits,
        )
        for field in texts:
            found[field].extend(propagation.find(viewed[field], every))
        return found, every

    def _find(self, text: str, viewed: Sequence[View], names: Sequence[lac.Span]) -> list[Finding]:
        """Return what the recognisers find in *text*, without what the city itself publishes."""
        public = self._kept.ranges(text)
        detected = self._detector.find(Reading(text, viewed, names))
        numbers = [(one.start, one.end) for one in detected if self._is_published(text, one)]
        kept = [one for one in detected if not _is_inside(one, numbers) and not _stays(one, public)]
        # What an agency lists itself goes, whatever else is published.
        return [*kept, *self._own.find(viewed)]

    def _is_published(self, text: str, found: Finding) -> bool:
        """Tell whether *found* is a number that the city publishes."""
        return bool(self._policy.entities[found.entity].keep) and self._kept.number(
            text[found.start : found.end]
        )


def _range_before(found: Finding, ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the last of *ranges*, by position, that begins no later than *found*."""
    at = bisect_right(ranges, found.start, key=itemgetter(0)) - 1
    return ranges[at] if at >= 0 else (0, 0)


def _is_inside(found: Finding, ranges: Sequence[tuple[int, int]]) -> bool:
    return found.end <= _range_before(found, ranges)[1]


def _stays(found: Finding, public: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the city itself publishes the name that was found.

    *public* are the ranges of published names. What lies inside one stays, and so does a
    name that is the head of one and more (房山区|长阳镇 read as 房山区长).
    """
    start, end = _range_before(found, public)
    if found.entity not in _MAY_BE_PUBLIC or end <= found.start:
        return False
    if found.entity == "PERSON" and found.score >= _TOLD and end - start < _A_NAME:
        return False
    return found.end <= end or (found.entity == "PERSON" and start == found.start)


def _widened(
    before: Sequence[Finding], again: Sequence[Finding], redacted: Redacted
) -> list[Finding]:
    """Add what a later reading found, as ranges of the original text.

    What touches a finding was left of it, and becomes part of it: two slots in a row would
    tell where the first guess ended.
    """
    added = [
        Finding(*redacted.original(one.start, one.end), one.entity, one.score) for one in again
    ]
    widened: list[Finding] = []
    for one in merge([*before, *added]):
        last = widened[-1] if widened else None
        if (
            last is not None
            and last.end == one.start
            and last.entity == one.entity
            and (_is_new(last, before) or _is_new(one, before))
        ):
            score = max(last.score, one.score)
            widened[-1] = Finding(last.start, one.end, last.entity, score)
        else:
            widened.append(one)
    return widened


def _is_new(found: Finding, before: Sequence[Finding]) -> bool:
    return found not in before
