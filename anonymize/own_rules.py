"""An agency's own secrets: words and numbers that it lists in its profile, without any code.

``lexicons/secret_words.txt`` holds one word a line, perhaps ``word | ENTITY``: each place
where it stands is masked. ``lexicons/secret_numbers.txt`` holds ``cue | shape | ENTITY``:
what follows the cue and has the shape is masked. In a shape ``9`` is a digit, ``A`` a Latin
letter, ``*`` either, ``{2,6}`` says how often, and everything else is itself::

    门禁卡号 | AA-9{6,8} | CN_STAFF_NUMBER
    巡查编号 | XC9{4}    | CN_TICKET_NUMBER

Shapes are made into patterns here, so that no pattern can be slow on any text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from anonymize.errors import Hopeless
from anonymize.findings import Finding
from anonymize.normalize import View, plain

WORDS: Final = "secret_words"
NUMBERS: Final = "secret_numbers"
_WORD_ENTITY: Final = "AGENCY_SECRET"
_NUMBER_ENTITY: Final = "LONG_NUMBER"
_SCORE: Final = 0.95
_SHORTEST_WORD: Final = 2
_LONGEST_SHAPE: Final = 64
_ELEMENT: Final = re.compile(
    r"(?P<one>[\s\S])(?:\{(?P<least>[0-9]{1,2})(?:,(?P<most>[0-9]{1,2}))?\})?"
)
_CLASSES: Final = {"9": "[0-9]", "A": "[A-Za-z]", "*": "[A-Za-z0-9]"}
# Between a cue and its number: a colon, 是, 为, a few spaces.
_GAP: Final = r"[ ]{0,3}[:是为号码]{0,3}[ ]{0,3}"


class OwnRules(msgspec.Struct, frozen=True):
    """What a profile adds to the recognisers; empty where it adds nothing."""

    words: tuple[tuple[str, str], ...] = ()  # word, entity; the longest first
    numbers: tuple[tuple[re.Pattern[str], str], ...] = ()

    def __repr__(self) -> str:
        """Say how many, and none of them."""
        return f"OwnRules(words={len(self.words)}, numbers={len(self.numbers)})"

    def find(self, viewed: Sequence[View]) -> Iterator[Finding]:
        """Yield what the lists name in any view, as ranges of the text itself."""
        if not self.words and not self.numbers:
            return
        for view in viewed:
            for word, entity in self.words:
                at = view.text.find(word)
                while at >= 0:
                    yield Finding(*view.span(at, at + len(word)), entity, _SCORE)
                    at = view.text.find(word, at + len(word))
            for pattern, entity in self.numbers:
                for found in pattern.finditer(view.text):
                    yield Finding(*view.span(*found.span(1)), entity, _SCORE)


def own_rules(lists: Mapping[str, Sequence[str]], entities: frozenset[str]) -> OwnRules:
    """Return the rules in a profile's *lists*; *entities* are those that a policy knows.

    Raises Hopeless naming list and line where one cannot be understood: an engine without a
    rule that somebody relies on must not start.
    """
    words = [_word(line, number, entities) for number, line in _lines(lists, WORDS)]
    numbers = [_number(line, number, entities) for number, line in _lines(lists, NUMBERS)]
    return OwnRules(
        tuple(sorted(set(words), key=lambda word: (-len(word[0]), word))), tuple(numbers)
    )


def _lines(lists: Mapping[str, Sequence[str]], name: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(lists.get(name, ()), start=1))


def _word(line: str, number: int, entities: frozenset[str]) -> tuple[str, str]:
    word, _, entity = (plain(part.strip()).text for part in line.partition("|"))
    entity = entity or _WORD_ENTITY
    if len(word) < _SHORTEST_WORD or entity not in entities:
        raise _bad(WORDS, number, "词 | 实体（词至少 2 字）", "word | ENTITY, 2 characters or more")
    return word, entity


def _number(line: str, number: int, entities: frozenset[str]) -> tuple[re.Pattern[str], str]:
    parts = [plain(part.strip()).text for part in line.split("|")]
    cue, shape, entity, *more = (*parts, "", "")
    entity = entity or _NUMBER_ENTITY
    good = cue and 0 < len(shape) <= _LONGEST_SHAPE and not any(more)
    pattern = _pattern(shape) if good else None
    if pattern is None or entity not in entities:
        raise _bad(
            NUMBERS, number, "提示词 | 形状 | 实体，如 门禁卡号 | AA-9{6,8} | CN_STAFF_NUMBER",
            "cue | shape | ENTITY, as in 门禁卡号 | AA-9{6,8} | CN_STAFF_NUMBER",
        )  # fmt: skip
    return re.compile(f"{re.escape(cue)}{_GAP}({pattern})(?![0-9])"), entity


def _pattern(shape: str) -> str | None:
    """Return the pattern of *shape*: one element after another, each bounded, none nested."""
    made = []
    for element in _ELEMENT.finditer(shape):
        least = int(element["least"] or 1)
        most = int(element["most"] or least)
        if most < max(least, 1) or element["one"] in "{}":
            return None
        one = _CLASSES.get(element["one"], re.escape(element["one"]))
        made.append(f"{one}{{{least},{most}}}")
    return "".join(made)


def _bad(name: str, number: int, zh: str, en: str) -> Hopeless:
    return Hopeless(
        f"城市配置 lexicons/{name}.txt 第 {number} 条不合格式：应为 {zh}",
        f"the profile's lexicons/{name}.txt, entry {number}, cannot be understood; it must be {en}",
    )
