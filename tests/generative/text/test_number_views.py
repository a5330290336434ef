"""Numbers in any company: offsets stay true in every view, a redaction redacts to itself."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anonymize.normalize import views
from anonymize.verdict import Cleared, ForReview, Quarantined
from tests.lib.text_engine import FIELD, engine, read

PIECES = st.sampled_from(
    (
        *("139，后面是0000，再1234", "前三位139，中间四个0，最后1234", "l39OOOO1234", "❶③٣"),
        *("1️⃣3️⃣9️⃣", "洞幺洞", "幺三九", "零零零零", "一 三 九", "四个8", "后四位", "X", "|", "139"),
        *("0000", "1234", "工单号", "户号：", "编号", "号", "京A", "00001", "微信", "made_up88"),
        *("@example.com", "〔2021〕", "(2021)京0105民初", "12号", "SF ", "1234 5678", "****", "××"),
        *("010-", "80001234", "转8", "110105", "19900307", "888X", "12345", "元", "年", "，", "。"),
        *(
            "\n",
            " ",
            "-",
            "/",
            "、",
            "坐席：",
            "尾号",
            "⟦phone⟧",
            "⟦number⟧",
            "\u200b",
            "一直",
            "李四",
        ),
    )
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join)
RUNS = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@RUNS
@given(TEXTS)
def test_views_of_numbers_map_back_into_the_text(text: str) -> None:
    for view in views(text):
        assert len(view.text) == len(view.starts) == len(view.ends)
        assert all(0 <= s < e <= len(text) for s, e in zip(view.starts, view.ends, strict=True))
        assert list(view.starts) == sorted(view.starts)


@RUNS
@given(TEXTS)
def test_a_redaction_of_numbers_redacts_to_itself(text: str) -> None:
    verdict = read(text)
    if isinstance(verdict, Quarantined):
        assert verdict.code != "failure"
        return
    again = engine().process(verdict.texts)
    assert isinstance(again, Cleared), (verdict.texts, again)
    assert again.texts == verdict.texts


@RUNS
@given(st.text(alphabet="0123456789", min_size=4, max_size=4), TEXTS)
def test_a_number_told_in_pieces_never_survives(tail: str, around: str) -> None:
    verdict = read(f"{around}。我的电话是139，后面是7164，最后{tail}。{around}")
    if isinstance(verdict, Cleared | ForReview):
        assert "7164" not in verdict.texts[FIELD]
