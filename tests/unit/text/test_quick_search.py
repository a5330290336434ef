"""Searching quickly finds what searching finds: never less, never more, never elsewhere."""

import random
import re

import pytest

from anonymize.recognizers import declared
from anonymize.recognizers.attribute_spans import scan, sentences
from anonymize.recognizers.literals import told
from anonymize.recognizers.scan import finditer

# Pieces of which patterns of many shapes match some, across and inside one another.
WORDS = "患 判处 判刑 被 因 我 母亲 2020 年 月 岁 3 8 . - : , 。 号楼 公司 有限 王"
PIECES = ["\n", *WORDS.split()]
PIECES += [*"KkſıİISsi*()的"]
SHAPES = [
    r"(?:因[^,。]{0,8}?)?(?:被)?判(?:处|刑)",
    r"(?:母亲|父亲)?(?:我){1,2}患",
    r"(?<=我)患|(?<![0-9])[0-9]{1,4}年(?!月)",
    r"[年月](?:[0-9]+岁)*号楼?",
    r"(?:[^,。]*?)公司",
    r"(?:有限)?公司|有限$",
    r"(?P<one>王)(?P=one)|王{2,}",
    r"(?i:k)3|ab|kı",
    r"(?i)k3|3[a-k]|sı|[is]K",
    r"(?>患|患判)刑|判++处",
    r"(?:岁|3|8)(?:岁|3|8){0,9}。",
    r"(?:(?:王|患)?(?:因|被)?){0,3}我",
    r"^我|王(?=公司)",
    r"",
    r"(?:王)?",
]


def spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


def texts(count: int, seed: int) -> list[str]:
    draw = random.Random(seed)  # noqa: S311 - no secret is drawn
    return ["".join(draw.choices(PIECES, k=draw.randint(0, 60))) for _ in range(count)]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_matches_are_found(shape: str) -> None:
    pattern = re.compile(shape)
    for text in texts(400, 3):
        for _ in range(2):  # the second time it is known where it was not found
            assert spans(finditer(pattern, text)) == spans(pattern.finditer(text)), text


def test_every_pattern_of_every_recogniser_finds_the_same() -> None:
    long = ["，".join(texts(1, 4)) + "我患病被判刑，电话13800000000，住3号楼2单元", *texts(6, 5)]
    for module in declared.MODULES:
        for value in vars(module).values():
            if isinstance(value, re.Pattern):
                for text in long:
                    assert spans(finditer(value, text)) == spans(value.finditer(text)), value


def test_what_a_pattern_needs_is_known() -> None:
    known = told(re.compile("(?:因)?(?:被)?判(?:处|刑)[^,]+罪"))
    assert known is not None
    assert known.needs == {"判处": (0, 2), "判刑": (0, 2)}
    assert known.also == (frozenset("罪"),)
    assert known.first == frozenset("因被判")
    assert told(re.compile("[0-9]*号?")) is None
    assert told(re.compile("(?=患)")) is None


@pytest.mark.parametrize("shape", SHAPES[:4])
def test_each_sentence_is_searched_by_itself(shape: str) -> None:
    pattern = re.compile(shape)
    for text in texts(400, 6):
        told = [
            (match.start(), match.end())
            for match in re.finditer(r"[^。!?;\n]+[。!?;\n]?", text)
            if "我" in match[0]
        ]
        by_hand = [span for bounds in told for span in spans(pattern.finditer(text, *bounds))]
        assert spans(scan(pattern, text, sentences(text, ("我",)))) == by_hand
