"""`gongkai-anonymize detect`: one answer a line, in order, whatever the line."""

import json
from typing import Any

import pytest

from anonymize.findings import Finding
from anonymize.verbs.detect import BadLine, _line, answers, parse
from tests.lib.text_engine import engine


def ask(*lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(_line(answer)) for answer in answers(lines, engine(), "en")]


def row(key: object, text: str, **more: object) -> bytes:
    return json.dumps({"id": key, "text": text, **more}).encode() + b"\n"


def test_a_line_is_answered_with_findings_redaction_and_verdict() -> None:
    (answer,) = ask(row("a", "电话13800000000。"))
    assert answer["id"] == "a"
    (found,) = answer["findings"]
    assert found["start"] == 2
    assert found["end"] == 13
    assert found["entity"] == "CN_MOBILE"
    assert found["score"] >= 0.5
    assert answer["redacted"] == "电话⟦phone⟧。"
    assert answer["verdict"] == "publishable"


def test_offsets_count_code_points_of_the_given_text() -> None:
    text = "😀\u200b１３８００００００００"
    (answer,) = ask(row(1, text))
    (found,) = answer["findings"]
    assert text[found["start"] : found["end"]] == "１３８００００００００"


def test_known_people_and_firms_are_looked_for() -> None:
    text = "平安同意，某好也同意。"
    known = {"persons": ["平安"], "organizations": ["北京某好物业管理有限公司"]}
    (without,) = ask(row(1, text))
    (answer,) = ask(row(1, text, known=known))
    assert "某好" in str(without["redacted"])
    assert answer["redacted"] == "⟦person:A⟧同意，⟦firm⟧也同意。"


def test_a_bad_line_is_answered_and_the_rest_goes_on() -> None:
    lines = ask(
        row("a", "一"),
        b"{\n",
        b"\xff\xfe\n",
        b"[]\n",
        b'{"text": "x"}\n',
        b'{"id": "b"}\n',
        b'{"id": "c", "text": "x", "known": {"persons": [1]}}\n',
        b"\n",
        row("d", ""),
    )
    assert [(one.get("id", one.get("line")), one.get("error")) for one in lines] == [
        ("a", None),
        (2, "not_json"),
        (3, "not_json"),
        (4, "not_object"),
        (5, "no_id"),
        ("b", "no_text"),
        ("c", "bad_known"),
        (8, "not_json"),
        ("d", None),
    ]
    assert lines[-1]["redacted"] == ""
    assert lines[-1]["verdict"] == "publishable"


FIELDS = {"id", "findings", "redacted", "verdict", "policy"}


def test_an_answer_has_the_named_fields_and_the_policy_and_no_other() -> None:
    told = ask(row("a", "电话13800000000。"), row("b", "\x00"), row("c", "一" * 3), b"{\n", b"{}\n")
    assert [set(one) for one in told[:3]] == [FIELDS] * 3
    assert [set(one) for one in told[3:]] == [{"line", "error"}] * 2
    assert set(told[0]["findings"][0]) == {"start", "end", "entity", "score"}


def test_explain_adds_reasons_and_messages() -> None:
    lines = [row("a", "好"), row("b", "好\x00"), b"{\n"]
    told = [json.loads(_line(one)) for one in answers(lines, engine(), "en", explain=True)]
    assert [set(one) - FIELDS for one in told[:2]] == [{"reasons"}, {"reasons"}]
    assert told[0]["reasons"] == []
    assert told[1]["reasons"]
    assert told[2] == {"line": 3, "error": "not_json", "message": "the line is not JSON in UTF-8"}


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "了\udfff"])
def test_what_is_no_text_is_never_publishable(sign: str) -> None:
    with_it, without = ask(row(1, f"路灯{sign}不亮。"), row(2, "路灯不亮。"))
    assert with_it["verdict"] in {"review", "withheld"}
    assert without["verdict"] == "publishable"


def test_a_pair_of_surrogates_is_a_sign_like_any_other() -> None:
    (answer,) = ask(b'{"id": 1, "text": "\\ud83d\\ude00\\u8def\\u706f"}\n')
    assert answer["redacted"] == "😀路灯"
    assert answer["verdict"] == "publishable"


def test_an_error_never_repeats_the_line() -> None:
    (answer,) = ask(b'{"id": 1, "text": 13800000000}\n')
    assert "138" not in json.dumps(answer)
    with pytest.raises(BadLine) as caught:
        parse(b"13800000000")
    assert "138" not in repr(caught.value)


def test_a_lone_surrogate_is_answered_in_utf_8() -> None:
    line = row(1, "\ud800我叫王小禾")
    (answer,) = answers([line], engine())
    written = _line(answer)
    written.decode("utf-8")
    assert json.loads(written)["redacted"] == "\ud800我叫⟦person:A⟧"


def test_a_finding_is_four_plain_values() -> None:
    assert Finding(1, 2, "URL", 0.9) == (1, 2, "URL", 0.9)
