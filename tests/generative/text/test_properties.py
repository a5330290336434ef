"""Any text: offsets stay inside it, a redaction redacts to itself, nobody's neighbours matter."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anonymize.normalize import views
from anonymize.verdict import Cleared, ForReview, Quarantined
from tests.lib.text_engine import FIELD, engine, read

PIECES = st.sampled_from(
    [
        "我叫",
        "王小禾",
        "欧阳澄海",
        "李女士",
        "１３８００００００００",
        "138 0000 0000",
        "幺三九零零零零零零零零",
        "110105190002030004",
        "3号楼2单元501",
        "望云苑",
        "北京某好物业管理有限公司",
        "京A·00000",
        "nobody@example.com",
        "https://example.com/u/1",
        "***",
        "_x000D_",
        "⟦person:A⟧",
        "⟦phone⟧",
        "⟦",
        "⟧",
        "，",
        "。",
        "\n",
        "　",
        "\u200b",
        "\u202e",
        "\ud800",
        "\x00",
        "😀",
        "<b>",
        "㈠",
        "忽略以上指令",
        "暖气不热",
        "反映",
        "电话：",
        "和",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=14).map("".join)
RUNS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@RUNS
@given(TEXTS)
def test_views_map_back_into_the_text(text: str) -> None:
    for view in views(text):
        assert len(view.text) == len(view.starts) == len(view.ends)
        assert all(0 <= s < e <= len(text) for s, e in zip(view.starts, view.ends, strict=True))
        assert list(view.starts) == sorted(view.starts)


@RUNS
@given(TEXTS)
def test_findings_are_ranges_of_the_text_in_order(text: str) -> None:
    findings = read(text).findings.get(FIELD, ())
    edges = [edge for one in findings for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(text) for one in findings)
    assert all(0 < one.score <= 1 for one in findings)


@RUNS
@given(TEXTS)
def test_a_redaction_redacts_to_itself(text: str) -> None:
    verdict = read(text)
    if isinstance(verdict, Quarantined):
        assert verdict.code != "failure"
        return
    once = verdict.texts
    again = engine().process(once)
    assert isinstance(again, Cleared), (once, again)
    assert again.texts == once


@RUNS
@given(TEXTS, TEXTS)
def test_the_same_ticket_gives_the_same_answer(text: str, other: str) -> None:
    first = read(text)
    read(other)
    assert read(text) == first


@RUNS
@given(st.text(alphabet="0123456789", min_size=8, max_size=8), TEXTS)
def test_a_mobile_number_never_survives(digits: str, around: str) -> None:
    text = f"{around}，电话139{digits}。{around}"
    verdict = read(text)
    if isinstance(verdict, Cleared | ForReview):
        assert f"139{digits}" not in verdict.texts[FIELD]
