"""Views change how a text looks and never where it is."""

import pytest

from anonymize.normalize import CLOSE, DIGITS, PLAIN, SLOT_MARK, TIGHT, views


def view(text: str, name: str) -> str:
    return {one.name: one.text for one in views(text)}[name]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("１３８：Ａ", PLAIN, "138:A"),
        ("1\u200b3\u202e8\ufe0f", PLAIN, "138"),
        ("㈠①", PLAIN, "(一) "),
        ("①③⑧", PLAIN, "138"),
        ("②400万", PLAIN, " 400万"),
        ("2016—2020", PLAIN, "2016-2020"),
        ("a\x00b\x07c", PLAIN, "ab c"),
        ("138-0000 0000", TIGHT, "13800000000"),
        ("陈 　可 　望", TIGHT, "陈可望"),
        ("盼复　孙可盈", TIGHT, "盼复 孙可盈"),
        ("幺三九零零", DIGITS, "13900"),
        ("三里屯一号", DIGITS, "三里屯一号"),
        ("李四110105199003078888", DIGITS, "李四110105199003078888"),
        ("l39OOOO1234", DIGITS, "13900001234"),
        ("Oooo138", DIGITS, "Oooo138"),
        ("洞幺洞 八八洞洞 幺二三四", DIGITS, "010 8800 1234"),
        ("一三 九零 零零 零一 二三四", CLOSE, "13900001234"),
        ("❶③٣", PLAIN, "133"),
        ("1\ufe0f\u20e33\ufe0f\u20e3", PLAIN, "13"),
        ("一 三 八 零", CLOSE, "1380"),
        ("找⟦person:A⟧谈", PLAIN, f"找{SLOT_MARK}谈"),
        ("找⟦Person⟧", PLAIN, "找⟦Person⟧"),
    ],
)
def test_view(text: str, name: str, expected: str) -> None:
    assert view(text, name) == expected


def test_a_hit_maps_to_the_outermost_range() -> None:
    text = "号㈠１３\u200b８号"
    plain = views(text)[0]
    start = plain.text.index("138")
    assert plain.span(start, start + 3) == (2, 6)
    assert text[2:6] == "１３\u200b８"


def test_a_slot_is_one_mark_and_maps_to_all_of_it() -> None:
    text = "找⟦person:A⟧谈"
    plain = views(text)[0]
    assert plain.span(1, 2) == (1, 11)


def test_a_mark_on_a_digit_goes_with_it() -> None:
    text = "号1\ufe0f\u20e33\ufe0f\u20e3。"
    plain = views(text)[0]
    start = plain.text.index("13")
    assert plain.span(start, start + 2) == (1, 7)
