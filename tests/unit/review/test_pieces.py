"""Pieces: offsets stay true, and what shows nothing is told."""

from hypothesis import given
from hypothesis import strategies as st

from anonymize.review.page.pieces import Piece, original, redacted, visible


def joined(pieces: list[Piece]) -> str:
    return "".join(one.text for one in pieces)


def test_a_finding_behind_an_emoji_is_cut_where_it_is() -> None:
    pieces = original("👍🏽我叫王小明。", ((4, 7, "PERSON", 0.9),))
    assert [(one.text, one.mark, one.entity) for one in pieces] == [
        ("👍🏽我叫", 0, ""), ("王小明", 1, "PERSON"), ("。", 0, ""),
    ]  # fmt: skip


def test_a_doubtful_finding_is_told_apart() -> None:
    sure, doubt = original("甲乙", ((0, 1, "PERSON", 0.9), (1, 2, "PERSON", 0.3)))
    assert (sure.doubtful, doubt.doubtful) == (False, True)


def test_what_shows_nothing_becomes_its_code_inside_a_finding_too() -> None:
    pieces = original("a\u202eb\x1b", ((1, 3, "PERSON", 0.9),))
    assert [(one.text, one.unseen, one.mark) for one in pieces] == [
        ("a", False, 0), ("\\u202e", True, 1), ("b", False, 1), ("\\u001b", True, 0),
    ]  # fmt: skip


def test_white_space_of_chinese_text_stays_white() -> None:
    assert joined(original("　　好\u00a0\n好", ())) == "　　好\u00a0\n好"


def test_slots_rare_and_verbatim_runs_may_overlap() -> None:
    pieces = redacted("甲⟦person:A⟧乙丙丁", [(11, 13), (12, 14)], [(11, 14)])
    assert joined(pieces) == "甲⟦person:A⟧乙丙丁"
    assert [one.text for one in pieces if one.slot] == ["⟦person:A⟧"]
    assert "".join(one.text for one in pieces if one.rare) == "乙丙丁"[-len("乙丙丁") :]


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4))
def test_no_character_is_lost_and_none_that_is_unseen_is_left(
    said: str, ranges: list[tuple[int, int]]
) -> None:
    inside = [(min(a, b, len(said)), min(max(a, b), len(said))) for a, b in ranges]
    pieces = redacted(said, inside, inside[:1])
    assert "".join(one.text for one in pieces if not one.unseen) == visible(said)
    assert sum(one.unseen for one in pieces) == len(said) - len(visible(said))
