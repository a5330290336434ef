"""The page's work over HTTP: what is shown, decided, edited, taken back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from anonymize.objections import Objections
from anonymize.review.item import REVIEW
from anonymize.review.page.session import Session
from tests.lib.review_page import NAME, PINS, REDACTED, Client, item, page_of, queue_of, work_of

PIN, OTHER = PINS[:2]
LEAK: Final = f"来电人{NAME}反映"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    queue_of(tmp_path).put([item(PIN), item(OTHER, verdict=REVIEW)])
    with page_of(work_of(tmp_path), Session(1800)) as made:
        made.enter()
        yield made


def lines(client: Client) -> dict[str, str]:
    told = json.loads(client.send("GET", "/queue")[2])
    return {one["pin"]: one["state"] for one in told["lines"]}


def show(client: Client, pin: str = PIN) -> Any:
    status, told = client.act(f"/items/{pin}/show")
    assert status == 200
    return told


def journal(home: Path, name: str) -> list[dict[str, Any]]:
    path = home / "raw/review" / name
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]


def test_the_list_says_nothing_of_any_text_and_nothing_is_logged(
    client: Client, tmp_path: Path
) -> None:
    said = client.send("GET", "/queue")[2].decode()
    assert NAME not in said
    assert "堆物" not in said
    assert json.loads(said)["by"] == "李审"
    assert not (tmp_path / "raw/review/displays.jsonl").exists()


def test_each_look_is_logged_and_says_what_is_found(client: Client, tmp_path: Path) -> None:
    told = show(client)
    (field,) = told["fields"]
    marked = [one for one in field["original"] if one.get("entity")]
    assert [(one["text"], one["entity"]) for one in marked] == [(NAME, "PERSON")]
    assert told["entities"] == {"PERSON": "人名"}
    assert [one["text"] for one in field["proposed"] if one.get("slot")] == ["⟦person:A⟧"]
    assert told["slots"] == ["⟦person:A⟧"]
    assert field["draft"] == REDACTED
    show(client)
    looks = journal(tmp_path, "displays.jsonl")
    assert [(one["by"], one["pin"]) for one in looks] == [("李审", PIN)] * 2


def test_nothing_is_decided_that_was_not_shown(client: Client) -> None:
    for act, body in (("approve", {}), ("reject", {"reason": "minor"}),
                      ("edit", {"texts": {"content": "好"}})):  # fmt: skip
        status, told = client.act(f"/items/{PIN}/{act}", body)
        assert (status, told["code"]) == (409, "unseen")
    assert lines(client)[PIN] == "waiting"
    show(client)
    assert client.act(f"/items/{PIN}/approve")[1]["state"] == "approved"


def test_a_proposal_that_changed_since_is_looked_at_again(client: Client, tmp_path: Path) -> None:
    show(client)
    queue_of(tmp_path).put([item(PIN, redacted="来电人反映楼道堆物")])
    status, told = client.act(f"/items/{PIN}/approve")
    assert (status, told["code"]) == (409, "unseen")
    show(client)
    assert client.act(f"/items/{PIN}/approve")[0] == 200


def test_an_edit_is_refused_with_the_place_and_taken_when_it_is_clean(client: Client) -> None:
    show(client)
    status, told = client.act(f"/items/{PIN}/edit", {"texts": {"content": LEAK}})
    assert status == 200
    assert len(told["against"]) == 1
    marked = [one["text"] for one in told["marked"]["content"] if one.get("mark")]
    assert marked == [NAME]
    assert lines(client)[PIN] == "waiting"
    clean = {"texts": {"content": "来电人⟦person:A⟧反映"}}
    assert client.act(f"/items/{PIN}/edit", clean)[1]["state"] == "edited"
    (field,) = show(client)["fields"]
    assert "".join(one["text"] for one in field["edited"]) == "来电人⟦person:A⟧反映"


@pytest.mark.parametrize(
    "texts",
    [{"content": "⟦person:B⟧"}, {"content": "好", "reply": "好"}, {}, {"content": " "},
     {"content": "好\u202e坏"}, {"content": "好\x1b[2J"}],
)  # fmt: skip
def test_an_edit_that_no_eye_could_check_is_not_taken(
    client: Client, texts: dict[str, str]
) -> None:
    show(client)
    status, told = client.act(f"/items/{PIN}/edit", {"texts": texts})
    assert status == 200
    assert told["against"]
    assert lines(client)[PIN] == "waiting"


def test_a_rejection_has_a_reason_of_the_table(client: Client, tmp_path: Path) -> None:
    show(client)
    assert client.act(f"/items/{PIN}/reject", {"reason": "because"})[0] == 400
    assert client.act(f"/items/{PIN}/reject", {"reason": "minor"})[1]["state"] == "rejected"
    (decision,) = journal(tmp_path, "decisions.jsonl")
    assert (decision["act"], decision["reason"], decision["by"]) == ("reject", "minor", "李审")


def test_a_decision_taken_back_leaves_both_lines_in_the_journal(
    client: Client, tmp_path: Path
) -> None:
    assert client.act(f"/items/{PIN}/reopen")[1]["code"] == "undecided"
    show(client)
    client.act(f"/items/{PIN}/approve")
    assert client.act(f"/items/{PIN}/reopen")[1]["state"] == "waiting"
    assert [one["act"] for one in journal(tmp_path, "decisions.jsonl")] == ["approve", "reopen"]
    assert client.act(f"/items/{PIN}/reopen")[0] == 409


def test_what_was_objected_to_is_not_shown(client: Client, tmp_path: Path) -> None:
    show(client)
    Objections(tmp_path / "raw").add(bytes.fromhex(PIN), "objection", by="赵", at="2026-11-25")
    for act in ("show", "approve", "reopen"):
        status, told = client.act(f"/items/{PIN}/{act}")
        assert status == 409
        assert NAME not in json.dumps(told, ensure_ascii=False)
    assert lines(client)[PIN] == "withdrawn"
    assert client.act(f"/items/{OTHER}/show")[0] == 200


def test_the_end_is_the_end(client: Client) -> None:
    assert client.act("/end")[0] == 200
    assert client.act(f"/items/{PIN}/show")[0] == 401


def test_the_page_speaks_two_languages(tmp_path: Path) -> None:
    queue_of(tmp_path).put([item(PIN)])
    words = {}
    for lang in ("zh", "en"):
        with page_of(work_of(tmp_path, lang), Session(1800), lang) as client:
            words[lang] = json.loads(client.send("GET", "/words.json")[2])
            client.enter()
            assert show(client)["entities"]["PERSON"] == ("人名" if lang == "zh" else "person")
    assert set(words["zh"]) == set(words["en"])
    assert words["en"]["approve"] == "Approve"
    assert [one for one in words["en"].values() if re.search("[一-鿿]", one)] == []
