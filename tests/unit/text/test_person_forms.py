"""What else a person is called, and how the model's guesses are weighed."""

import pytest

from anonymize.findings import SURE
from anonymize.known import called
from anonymize.recognizers.lac import DOUBT
from anonymize.recognizers.person_evidence import Guess, believed
from anonymize.recognizers.surnames import is_half_ordinary, is_ordinary


def test_a_full_name_is_known_by_its_parts() -> None:
    forms = set(called("窦思琪"))
    assert {"窦思琪", "思琪", "窦先生", "窦女士", "老窦"} <= forms
    assert "霏然" in set(called("欧阳霏然"))


def test_a_given_name_that_is_a_word_is_not_looked_for() -> None:
    assert "安全" not in set(called("王安全"))
    assert list(called("古丽·阿不都")) == ["古丽·阿不都"]


@pytest.mark.parametrize(
    ("before", "word", "after", "score", "said", "sure"),
    [
        ("诉求人", "高明", "反映停水", 0.2, "a", True),
        ("", "高明", "的做法", 0.2, "a", False),
        ("我闺女", "思雨", "在三年级", 0.3, "", True),
        ("每年", "季头", "几天", 0.05, "", False),
        ("联系", "蒋大海", "核实", 0.3, "", True),
        ("", "王平", "地区停电", 0.9, "", False),
    ],
)
def test_neighbours_and_the_dictionary_weigh_what_the_model_thinks(
    before: str, word: str, after: str, score: float, said: str, *, sure: bool
) -> None:
    start, end = len(before), len(before) + len(word)
    guess = Guess(start, end, score, said, "")
    chance = believed(before + word + after, guess)
    assert (chance >= SURE) == sure
    assert sure or chance < DOUBT


def test_the_dictionary_knows_words_and_words_that_are_names_too() -> None:
    assert is_ordinary("高度")
    assert is_half_ordinary("玉兰")
    assert not is_ordinary("砚秋")
    assert not is_half_ordinary("高度")
