"""What few callers wrote is marked; what many wrote is not, however often one of them wrote it."""

import pytest

from anonymize.review.rarity import Written, rare_ranges


def marked(written: list[Written], length: int, callers: int) -> list[list[str]]:
    found = rare_ranges(written, length, callers)
    return [
        [one.texts[field][start:end] for field, ranges in some.items() for start, end in ranges]
        for one, some in zip(written, found, strict=True)
    ]


def test_a_phrase_of_many_callers_is_not_rare_and_the_rest_is() -> None:
    written = [Written({"content": f"希望尽快处理{chr(0x4E00 + n)}"}, n + 1) for n in range(5)]
    assert marked(written, 4, 5) == [[f"快处理{chr(0x4E00 + n)}"] for n in range(5)]


def test_one_caller_who_writes_often_is_one() -> None:
    written = [Written({"content": "希望尽快处理"}, 7)] * 5
    assert marked(written, 4, 2) == [["希望尽快处理"]] * 5
    assert marked([*written, Written({"content": "希望尽快处理"}, 8)], 4, 2) == [[]] * 6


def test_who_is_not_known_counts_for_nobody() -> None:
    written = [Written({"content": "希望尽快处理"}, 0)] * 9
    assert marked(written, 4, 2) == [["希望尽快处理"]] * 9


def test_a_slot_is_never_marked_and_parts_what_it_stands_between() -> None:
    written = [Written({"content": "一二三四⟦person:A⟧五六七"}, 1)]
    assert marked(written, 4, 2) == [["一二三四"]]


def test_counting_in_rounds_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    written = [Written({"content": f"今天天气很好{n % 3}号门"}, n + 1) for n in range(30)]
    whole = rare_ranges(written, 4, 12)
    monkeypatch.setattr("anonymize.review.rarity._PAIRS", 50)
    assert rare_ranges(written, 4, 12) == whole
    assert any(whole)
