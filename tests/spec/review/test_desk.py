"""The desk: looks are logged, decisions named and bound to what they were about."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from anonymize.errors import Refused
from anonymize.known import Known
from anonymize.objections import Objections
from anonymize.record_key import SeriesKey
from anonymize.review.desk import Desk
from anonymize.review.hand_over import NAME, WITHDRAWN, hand_over
from anonymize.review.item import PUBLISHABLE, REVIEW, Item, Proposal
from anonymize.review.queue import Queue
from anonymize.verdict import Cleared, ForReview, Quarantined, Verdict
from publish.intake import TextHandOver
from publish.profile import Profile, load_profile

KEY: Final = SeriesKey(bytes(range(32)))
RAW: Final = "来电人王小明反映楼道堆物"
REDACTED: Final = "来电人⟦person:A⟧反映楼道堆物"
PIN: Final = "0a" * 16
OTHER: Final = "0b" * 16


class FakeEngine:
    """Finds 王小明, gives up at 超时, doubts 也许."""

    @property
    def policy_version(self) -> str:
        return "test"

    def process(self, texts: Mapping[str, str], known: Known) -> Verdict:
        assert isinstance(known, Known)
        joined = "".join(texts.values())
        if "超时" in joined:
            return Quarantined("deadline")
        if "也许" in joined:
            return ForReview(("weak_finding",), dict(texts), "test", {})
        clean = {field: text.replace("王小明", "⟦person:A⟧") for field, text in texts.items()}
        return Cleared(clean, "test", {})


def item(pin: str = PIN, *, content: str = "c1", verdict: str = PUBLISHABLE) -> Item:
    return Item(
        pin=pin,
        cohort="2026-09",
        content=content,
        proposal=Proposal(
            verdict=verdict,
            reasons=() if verdict == PUBLISHABLE else ("weak_finding",),
            policy_version="test",
            texts={"content": RAW},
            findings={"content": ((3, 6, "PERSON", 0.9),)},
            redacted={"content": REDACTED},
            known=Known(persons=("王小明",)),
        ),
    )


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.fixture
def queue(raw: Path) -> Queue:
    made = Queue(raw / "review", KEY, "demo")
    made.put([item(), item(OTHER, verdict=REVIEW)])
    return made


@pytest.fixture
def desk(raw: Path, queue: Queue) -> Desk:
    return Desk(raw, queue, by="李审", clock=lambda: "2026-11-24T09:00:00Z", engine=FakeEngine)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("beijing-demo")


def states(desk: Desk) -> dict[str, str]:
    return {line.pin: line.state for line in desk.lines()}


def test_what_needs_a_look_comes_first_and_the_list_says_nothing_of_the_text(desk: Desk) -> None:
    lines = desk.lines()
    assert [(line.verdict, line.state) for line in lines] == [
        (REVIEW, "waiting"), (PUBLISHABLE, "waiting"),
    ]  # fmt: skip
    assert "王" not in repr(lines)


def test_a_look_is_logged_with_name_time_and_ticket_and_not_with_what(
    desk: Desk, raw: Path
) -> None:
    shown = desk.show(PIN)
    assert shown.proposal.texts["content"] == RAW
    log = (raw / "review" / "displays.jsonl").read_text(encoding="utf-8")
    entry = json.loads(log)
    assert (entry["by"], entry["at"], entry["pin"]) == ("李审", "2026-11-24T09:00:00Z", PIN)
    assert "王小明" not in log
    assert "堆物" not in log


def test_nothing_is_shown_where_the_look_cannot_be_logged(desk: Desk, raw: Path) -> None:
    (raw / "review" / "displays.jsonl").write_text("broken\n", encoding="utf-8")
    with pytest.raises(Refused):
        desk.show(PIN)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81])
def test_a_desk_has_a_name(raw: Path, queue: Queue, name: str) -> None:
    with pytest.raises(Refused):
        Desk(raw, queue, by=name, clock=str, engine=FakeEngine)


def test_an_approval_lets_the_proposal_go_as_it_stands(desk: Desk) -> None:
    assert list(desk.released()) == []
    desk.approve(PIN)
    ((decision, texts),) = desk.released()
    assert texts == {"content": REDACTED}
    assert (decision.by, decision.content) == ("李审", "c1")
    assert states(desk) == {PIN: "approved", OTHER: "waiting"}


def test_a_ticket_that_says_something_else_is_undecided_again(desk: Desk, queue: Queue) -> None:
    desk.approve(PIN)
    queue.put([item(content="c2")])
    assert states(desk)[PIN] == "waiting"
    assert list(desk.released()) == []


def test_the_same_ticket_queued_again_stays_decided(desk: Desk, queue: Queue) -> None:
    desk.approve(PIN)
    queue.put([item()])
    assert states(desk)[PIN] == "approved"
    assert len(list(desk.released())) == 1


def test_all_that_is_publishable_is_approved_at_once_and_nothing_else(desk: Desk) -> None:
    assert desk.approve_publishable() == 1
    assert states(desk) == {PIN: "approved", OTHER: "waiting"}
    assert desk.approve_publishable() == 0


def test_a_rejection_takes_an_approval_back(desk: Desk) -> None:
    desk.approve(PIN)
    desk.reject(PIN, "too_telling")
    assert states(desk)[PIN] == "rejected"
    assert list(desk.released()) == []


def test_a_reason_is_a_code_and_quotes_nothing(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.reject(PIN, "王小明 named")
    assert states(desk)[PIN] == "waiting"


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("来电人⟦person:A⟧反映堆物", ()),
        ("来电人反映堆物", ()),
        ("来电人王小明反映堆物", ("finding",)),
        ("也许⟦person:A⟧", ("finding",)),
        ("超时", ("deadline",)),
        ("来电人⟦person:B⟧反映", ("slots",)),
        ("来电人⟦person:A反映", ("slots",)),
        ("来电人⟦⟦person:A⟧⟧反映", ("slots",)),
    ],
)
def test_an_edit_is_read_by_the_whole_engine(
    desk: Desk, text: str, against: tuple[str, ...]
) -> None:
    assert desk.edit(PIN, {"content": text}) == against
    assert states(desk)[PIN] == ("waiting" if against else "edited")
    assert [texts for _, texts in desk.released()] == ([] if against else [{"content": text}])


def test_an_edit_adds_no_field(desk: Desk) -> None:
    assert desk.edit(PIN, {"content": REDACTED, "reply": "好"}) == ("fields",)
    assert desk.edit(PIN, {}) == ("fields",)


def test_an_objection_takes_the_ticket_out_of_the_queue_for_good(desk: Desk, raw: Path) -> None:
    desk.approve(PIN)
    assert Objections(raw).add(bytes.fromhex(PIN), "objection", by="赵", at="2026-11-25")
    assert not Objections(raw).add(bytes.fromhex(PIN), "objection", by="赵", at="2026-11-26")
    assert states(desk)[PIN] == "withdrawn"
    assert list(desk.released()) == []
    for act in (desk.show, desk.approve, desk.reject):
        with pytest.raises(Refused):
            act(PIN)
    assert desk.forget() == 1
    assert set(states(desk)) == {OTHER}


def test_a_rescan_reopens_what_the_engine_of_today_would_not_let_go(
    desk: Desk, raw: Path, queue: Queue
) -> None:
    desk.approve(PIN)
    assert desk.rescan() == 0

    class Stricter(FakeEngine):
        def process(self, texts: Mapping[str, str], known: Known) -> Verdict:
            return super().process({field: text + "王小明" for field, text in texts.items()}, known)

    later = Desk(raw, queue, by="周审", clock=lambda: "2026-12-01", engine=Stricter)
    assert later.rescan() == 1
    assert states(later)[PIN] == "waiting"
    assert list(later.released()) == []


def test_an_approved_text_that_was_altered_is_not_handed_over(desk: Desk, queue: Queue) -> None:
    desk.approve(PIN)
    ((decision, _),) = desk.released()
    queue.keep([(decision.text, PIN, {"content": RAW})])
    with pytest.raises(Refused):
        list(desk.released())


def test_a_queue_of_another_key_says_nothing(raw: Path, queue: Queue) -> None:
    assert queue.open_item(PIN) is not None
    other = Queue(raw / "review", SeriesKey(bytes(32)), "demo")
    with pytest.raises(Refused):
        other.open_item(PIN)


def test_the_file_of_the_queue_tells_nothing_and_is_its_owners(raw: Path, queue: Queue) -> None:
    assert queue.listed()
    path = raw / "review" / "queue.sqlite"
    written = path.read_bytes()
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        assert "王小明".encode(encoding) not in written
        assert "堆物".encode(encoding) not in written
    assert path.stat().st_mode & 0o077 == 0


def go(desk: Desk, raw: Path, target: Path, profile: Profile) -> Any:
    return hand_over(
        desk, Objections(raw), target, profile=profile, as_of=date(2026, 11, 24), demonstration=True
    )


def test_a_hand_over_holds_approved_redactions_and_the_list_and_nothing_else(
    desk: Desk, raw: Path, tmp_path: Path, profile: Profile
) -> None:
    desk.approve(PIN)
    Objections(raw).add(bytes(16), "withdrawal", by="赵", at="2026-11-25")
    target = tmp_path / "texts"
    told = go(desk, raw, target, profile)
    assert (told.texts, told.cohorts, told.withdrawn) == (1, ("2026-09",), 1)
    names = {str(path.relative_to(target)) for path in target.rglob("*.*")}
    assert names == {NAME, "hand-over.sha256", "cohorts/2026-09/texts.jsonl", WITHDRAWN}
    row = json.loads((target / "cohorts/2026-09/texts.jsonl").read_text(encoding="utf-8"))
    assert row["content"] == REDACTED
    assert row["reviewer"] == "李审"
    assert "王小明" not in json.dumps(row, ensure_ascii=False)
    said = msgspec.json.decode((target / NAME).read_bytes(), type=TextHandOver)
    assert said.texts["2026-09"].rows == said.withdrawn.rows == 1
    assert said.decisions_head == desk.decisions.head()


def test_the_same_decisions_give_the_same_bytes_and_others_never_replace_them(
    desk: Desk, raw: Path, tmp_path: Path, profile: Profile
) -> None:
    desk.approve(PIN)
    go(desk, raw, tmp_path / "a", profile)
    go(desk, raw, tmp_path / "b", profile)
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").rglob("*.*")}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "b").rglob("*.*")}
    go(desk, raw, tmp_path / "a", profile)
    desk.reject(PIN)
    with pytest.raises(Refused):
        go(desk, raw, tmp_path / "a", profile)
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "a").rglob("*.*")}
