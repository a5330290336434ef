"""An agency adds words and numbers of its own in its profile, without touching code."""

import pytest

from anonymize.errors import Hopeless
from anonymize.normalize import views
from anonymize.own_rules import NUMBERS, WORDS, OwnRules, own_rules
from anonymize.policy import load_policy

ENTITIES = frozenset(load_policy().entities)


def found(rules: OwnRules, text: str) -> list[tuple[str, str]]:
    return sorted({(text[one.start : one.end], one.entity) for one in rules.find(views(text))})


def rules(**lists: tuple[str, ...]) -> OwnRules:
    return own_rules(lists, ENTITIES)


def test_a_listed_word_is_masked_wherever_it_stands() -> None:
    mine = rules(**{WORDS: ("青松计划", "老梁头 | PERSON")})
    assert found(mine, "关于青松计划，老梁头说青 松 计 划停了") == [
        ("老梁头", "PERSON"), ("青 松 计 划", "AGENCY_SECRET"), ("青松计划", "AGENCY_SECRET"),
    ]  # fmt: skip
    assert found(mine, "关于青松，老梁说") == []


@pytest.mark.parametrize(
    ("line", "text", "value"),
    [
        ("门禁卡号 | AA-9{6,8} | CN_STAFF_NUMBER", "门禁卡号：BJ-2048817丢失", "BJ-2048817"),
        ("门禁卡号 | AA-9{6,8}", "门禁卡号为ｂｊ－２０４８８１７", "ｂｊ－２０４８８１７"),
        ("巡查编号 | XC9{4}", "巡查编号XC0021已上报", "XC0021"),
        ("档口 | *{3}", "档口 A7c 油烟", "A7c"),
    ],
)  # fmt: skip
def test_a_number_after_its_cue_is_masked(line: str, text: str, value: str) -> None:
    assert value in {word for word, _ in found(rules(**{NUMBERS: (line,)}), text)}


@pytest.mark.parametrize(
    "text", ["门禁卡BJ-2048817", "门禁卡号丢失", "门禁卡号：BJ-20", "门禁卡号：BJ-204881799"]
)
def test_without_cue_or_shape_nothing_is_masked(text: str) -> None:
    line = "门禁卡号 | AA-9{6,8} | CN_STAFF_NUMBER"
    assert found(rules(**{NUMBERS: (line,)}), text) == []


@pytest.mark.parametrize(
    "lists",
    [
        {WORDS: ("好词语", "一")},
        {WORDS: ("词语 | NO_SUCH",)},
        {NUMBERS: ("只有提示词",)},
        {NUMBERS: ("卡 | 9{4,2}",)},
        {NUMBERS: ("卡 | 9{0}",)},
        {NUMBERS: ("卡 | 9} | LONG_NUMBER",)},
        {NUMBERS: ("卡 | 9 | NO_SUCH",)},
        {NUMBERS: ("卡 | 9 | LONG_NUMBER | 多",)},
        {NUMBERS: ("卡 | " + "9" * 65,)},
    ],
)
def test_a_line_that_cannot_be_understood_stops_the_engine(
    lists: dict[str, tuple[str, ...]],
) -> None:
    with pytest.raises(Hopeless, match="secret_"):
        own_rules(lists, ENTITIES)


def test_a_shape_is_never_slow() -> None:
    mine = rules(**{NUMBERS: ("号 | *{1,99}*{1,99} | LONG_NUMBER",)})
    assert found(mine, "号" * 20_000 + "a" * 20_000) != []


def test_rules_show_none_of_their_words() -> None:
    assert "青松" not in repr(rules(**{WORDS: ("青松计划",)}))


def test_a_word_written_full_width_in_the_list_is_the_same_word() -> None:
    assert found(rules(**{WORDS: ("Ｘ９计划",)}), "关于X9计划") == [("X9计划", "AGENCY_SECRET")]
