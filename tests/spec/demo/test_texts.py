"""The texts: true spans, every family of secrets, lengths as in reality, texts without a secret."""

import statistics
from typing import Any

from anonymize.demo.carriers import slots
from anonymize.demo.values import FILLERS, SECRETS

FIELDS = ("title", "content", "handling_result", "reply", "callback_note")
# Families of domain.md §8, §9 and anonymize.md §8.
FAMILIES = {
    "PERSON", "CN_MOBILE", "CN_LANDLINE", "CN_RESIDENT_ID", "CN_NUMBER_TAIL", "ADDRESS",
    "COMPOUND", "COMPANY", "CN_USCC", "CN_CONTRACT_NUMBER", "CONTRACT_AMOUNT", "BID", "FORMULA",
    "CUSTOMER_LIST", "FINANCE", "HEALTH", "HEALTH_PLACE", "SCHOOL", "AGE", "BIRTH_DATE",
    "WELFARE", "ETHNICITY", "RELIGION", "SPECIAL_STATUS", "FAMILY", "INCOME", "CN_PLATE",
    "CHAT_ACCOUNT", "EMAIL", "CN_BANK_ACCOUNT", "URL", "COORDINATES", "RELATIVE_PLACE",
    "CN_STAFF_NUMBER", "CN_METER_NUMBER", "CN_COURT_NUMBER", "CN_PROPERTY_NUMBER",
    "CN_TICKET_NUMBER", "USER_HANDLE", "ATTACHMENT", "WHEREABOUTS", "UNIQUE_ROLE",
}  # fmt: skip


def test_every_span_is_where_it_says(
    texts: list[dict[str, Any]], spans: list[dict[str, Any]]
) -> None:
    by_id = {text["ticket_id"]: text for text in texts}
    assert len(by_id) == len(texts)
    for span in spans:
        field = by_id[span["ticket_id"]][span["field"]]
        assert field[span["start"] : span["end"]] == span["text"]
        assert span["entity"]


def test_spans_of_a_field_never_overlap(spans: list[dict[str, Any]]) -> None:
    ends: dict[tuple[str, str], int] = {}
    for span in spans:
        place = (span["ticket_id"], span["field"])
        assert span["start"] >= ends.get(place, 0)
        assert span["end"] > span["start"]
        ends[place] = span["end"]


def test_every_slot_has_a_filler_and_every_filler_a_slot() -> None:
    assert slots() == set(FILLERS)


def test_every_family_can_be_planted(truth: dict[str, Any]) -> None:
    assert len(SECRETS) > 70
    missing = FAMILIES - set(truth["spans"])
    # In so few texts a rare family may be absent; most are there, the great ones always.
    assert len(missing) <= 8, missing
    assert {"PERSON", "CN_MOBILE", "ADDRESS", "COMPANY", "HEALTH"} <= set(truth["spans"])


def test_lengths_have_a_median_of_about_200_and_a_long_tail(texts: list[dict[str, Any]]) -> None:
    lengths = sorted(len(text["content"]) for text in texts)
    assert 150 <= statistics.median(lengths) <= 250
    assert lengths[int(len(lengths) * 0.95)] > 600
    assert lengths[-1] > 1500
    assert all(set(text) == {"ticket_id", *FIELDS} for text in texts)


def test_some_texts_hold_no_secret_and_some_replies_repeat_one(
    texts: list[dict[str, Any]], spans: list[dict[str, Any]]
) -> None:
    bearing = {span["ticket_id"] for span in spans}
    assert 0.3 < 1 - len(bearing) / len(texts) < 0.6
    asked = {(s["ticket_id"], s["text"]) for s in spans if s["field"] == "content"}
    answered = {(s["ticket_id"], s["text"]) for s in spans if s["field"] == "reply"}
    assert asked & answered


def test_an_export_leaves_its_marks(texts: list[dict[str, Any]]) -> None:
    contents = "".join(text["content"] for text in texts)
    assert "_x000D_" in contents
    assert "　" in contents
    assert any("０" <= character <= "９" for character in contents)


def test_public_numbers_and_laws_are_no_secrets(
    texts: list[dict[str, Any]], spans: list[dict[str, Any]]
) -> None:
    everything = "".join(text["content"] for text in texts)
    for public in ("12345、12315", "第二百七十八条", "300路快", "GB 3096—2008"):
        assert public in everything
        assert not any(public in span["text"] for span in spans)


def test_a_secret_of_the_row_is_a_secret_of_the_text(
    spans: list[dict[str, Any]], tickets: Any
) -> None:
    rows = {row["ticket_id"]: row for row in tickets.to_dicts()}
    own = [
        span for span in spans
        if span["entity"] == "PERSON" and span["text"] == rows[span["ticket_id"]]["caller_name"]
    ]  # fmt: skip
    assert own
