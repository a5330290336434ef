"""What becomes of the texts of a ticket, for a reader who knows the hotline."""

import json

import pytest

from anonymize.known import Known
from anonymize.verdict import Cleared, ForReview, Quarantined
from tests.lib.shared import SHARED, needs_shared
from tests.lib.text_engine import engine, read, redacted, words

STAYS = [
    "请拨打12345、12328、96116或12315。",
    "朝阳区、海淀区、望京街道、长阳镇的居民。",
    "市政务服务局、区城管委、街道办事处、派出所。",
    "国网北京电力、北京自来水集团、地铁14号线运营方。",
    "《北京市接诉即办工作条例》第三十四条，京政办发〔2021〕12号。",
    "2021年9月24日、24小时内、7个工作日、9:00—17:00。",
    "低保标准每月1395元，处5000元以上5万元以下罚款。",
    "受理1103.94万件，解决率94.3%，容积率2.5、限高80米。",
    "高度重视、马上办理、安全隐患、白天、金额、时间、温度、方便、黄灯、石油、水费。",
    "住房城乡建设->物业管理->电梯故障",
    "GB/T 33358—2016、DB11/T 2021—2022、110105、131000。",
]


@pytest.mark.parametrize("text", STAYS)
def test_what_is_public_stays_readable(text: str) -> None:
    verdict = read(text)
    assert isinstance(verdict, Cleared)
    assert verdict.texts == {"content": text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我叫王小禾，电话13800000000。", "我叫⟦person:A⟧，电话⟦phone⟧。"),
        ("车牌京A·00000长期占道", "车牌⟦plate⟧长期占道"),
        ("身份证号110105190002030004", "身份证号⟦identity⟧"),
        ("微信号：wx_made_up88", "微信号：⟦account⟧"),
        ("打到6222020000000000000", "打到⟦account⟧"),
        ("姓名：何清　电话：***********", "姓名：⟦person:A⟧　电话：⟦masked⟧"),
    ],
)
def test_a_secret_becomes_a_typed_slot(text: str, expected: str) -> None:
    assert redacted(text) == expected


def test_a_name_known_from_a_field_goes_wherever_it_stands() -> None:
    text = "后来平安也签了字，大家都说平安好。"
    assert ("平安", "PERSON") not in words(text)
    assert words(text, Known(persons=("平安",))).count(("平安", "PERSON")) == 2


def test_a_name_told_in_the_request_goes_in_the_reply_too() -> None:
    texts = {"content": "我叫高兴，请回电。", "reply": "已告知高兴办理进度。"}
    verdict = engine().process(texts)
    assert isinstance(verdict, Cleared | ForReview)
    assert verdict.texts["reply"] == "已告知⟦person:A⟧办理进度。"


def test_a_published_office_line_stays_and_a_desk_line_goes() -> None:
    assert redacted("咨询电话010-65590000。") == "咨询电话010-65590000。"
    assert redacted("咨询电话010-65590001。") == "咨询电话⟦phone⟧。"


def test_published_names_stay_where_the_model_sees_people_and_firms() -> None:
    text = "李遂镇和北京城建集团已核实，房山区长阳镇、潘家园街道已知悉。"
    assert redacted(text) == text


def test_a_weak_guess_is_masked_and_sent_to_a_person() -> None:
    # The score of every finding below one half sends the ticket to review.
    for text in ("8888000", "编 8880000 其他"):
        verdict = read(text)
        assert isinstance(verdict, ForReview)
        assert verdict.reasons == ("weak_finding",)
        assert "888" not in verdict.texts["content"]


def test_a_verdict_shows_no_text() -> None:
    for text in ("我叫王小禾", "8888000"):
        assert "王" not in repr(read(text))
        assert "888" not in repr(read(text))


def test_a_failure_in_a_recogniser_withholds_the_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    from anonymize.recognizers import plate  # noqa: PLC0415

    def fails(_: str) -> None:
        raise ValueError("13800000000")

    assert isinstance(read("没有秘密。"), Cleared)
    monkeypatch.setattr(plate, "find", fails)
    verdict = read("没有秘密。")
    assert verdict == Quarantined("failure")
    assert "138" not in repr(verdict)


def test_a_deadline_withholds_the_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 10_000, 20))
    monkeypatch.setattr(engine(), "_timer", lambda: next(ticks))
    assert read("我叫王小禾。") == Quarantined("deadline")


@needs_shared
def test_authored_forms_and_negatives() -> None:
    assert SHARED is not None
    forms = (SHARED / "authored" / "secret_forms.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in forms.splitlines()]
    structured = ("A", "B", "C0", "E01", "E02", "E03", "E04", "E05", "E06", "E09", "E15", "E18")
    later = {"HEALTH", "SEX", "ETHNICITY", "RELATIVE_REF", "SMALL_GROUP", "COMMUNITY"}
    missed, touched = [], []
    for row in rows:
        covered = {
            at
            for one in read(row["text"]).findings.get("content", ())
            for at in range(one.start, one.end)
        }
        if not row["spans"] and covered:
            touched.append(row["id"])
        for span in row["spans"]:
            if row["id"].startswith(structured) and span["label"] not in later:
                inside = range(span["start"], span["end"])
                if any(at not in covered and not row["text"][at].isspace() for at in inside):
                    missed.append((row["id"], span["label"]))
    assert missed == []
    assert touched == []
