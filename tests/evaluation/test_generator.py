"""The generator: its spans are true, its chance is its seed, its parts stay apart."""

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Final

import pytest

from tests.evaluation import carriers_read, generate
from tests.evaluation.classes import CLASSES, LONG, VALUES

# anonymize.md §8, class by class.
WANTED: Final = frozenset((
    "name_3char", "name_2char", "name_random", "name_rare_surname", "name_compound_surname",
    "name_dotted", "name_title", "nickname", "name_masked", "name_spaced", "name_pinyin",
    "name_english", "name_ordinary_word", "name_traditional", "name_split", "name_list",
    "name_kinship", "name_minor", "name_table", "name_place", "given_only", "handle",
    "official", "mobile", "mobile_full_width", "mobile_spaced", "mobile_dashed",
    "mobile_chinese", "mobile_mixed", "mobile_86", "mobile_masked", "phone_tail",
    "mobile_split", "id18", "id18_wrong", "id15", "id_split", "landline", "landline_extension",
    "plate", "plate_green", "bank", "uscc", "staff", "meter", "court", "property", "contract",
    "land_parcel", "ticket", "courier", "order", "wechat", "wechat_slang", "qq_slang", "email",
    "url", "coordinates", "door", "door_compact", "door_chinese", "bed", "village_door",
    "compound", "village", "relative", "age", "birth_date", "illness", "disability",
    "pregnancy", "school", "welfare", "ethnicity", "religion", "record", "party", "veteran",
    "wage", "routine", "unique_role", "small_group", "family", "firm", "firm_short",
    "firm_alias", "firm_misspelt", "shop", "sole_trader", "amount", "amount_capital",
    "unit_price", "bid", "supplier", "formula", "process", "customer_list", "turnover", "share",
    "project", "account", "name_in_reply", "firm_in_reply", "markup", "prompt_like", "name_known",
    "firm_known", "long", "dialogue", "dense", "plain_text",
))  # fmt: skip
ROOT: Final = Path(__file__).resolve().parents[2]
_SLOT: Final = re.compile(r"(?<!\{)\{(\w+)(?::\w+)?\}(?!\})")


def test_every_class_of_the_design_is_there_and_thirty_families_of_harmless_text() -> None:
    assert set(generate.names()) >= WANTED
    assert len(generate.families()) >= 30


@pytest.mark.parametrize("name", [one.name for one in CLASSES])
def test_every_span_is_a_secret_of_its_text(name: str) -> None:
    for item in generate.items(name, 12, 5):
        focal = [span for span in item.spans if span.focal]
        assert focal, item.texts
        ends = dict.fromkeys(item.texts, 0)
        for span in item.spans:
            value = item.value(span)
            assert value.strip() == value != ""
            # In the order of the text, one beside the other.
            assert span.start >= ends[span.field]
            ends[span.field] = span.end


@pytest.mark.parametrize("name", [*generate.families(), "plain_text"])
def test_a_harmless_text_has_no_span(name: str) -> None:
    for item in generate.items(name, 4, 5):
        assert not item.spans
        assert item.texts["text"]


def test_what_a_field_tells_is_told_to_the_engine() -> None:
    for item in generate.items("name_known", 6, 5):
        assert {item.value(span) for span in item.spans} == set(item.persons)
    for item in generate.items("firm_known", 6, 5):
        (firm,) = item.organizations
        assert all(item.value(span) != firm for span in item.spans)
        assert all(item.value(span)[:2] in firm for span in item.spans)
    assert not any(item.persons for item in generate.items("name_3char", 6, 5))


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_long_and_full_of_secrets(name: str) -> None:
    for item in generate.items(name, 6, 5):
        assert 2000 <= len(item.texts["text"]) <= 9000
        assert len(item.spans) > 10


def test_every_slot_has_a_value_and_no_filler_has_a_secret() -> None:
    for section, some in carriers_read.carriers().items():
        harmless = section.startswith("_") or section in generate.families()
        for carrier in some:
            for slot in _SLOT.findall(carrier.text):
                if slot.startswith("_"):
                    assert slot == "_n" or slot in carriers_read.carriers(), carrier
                else:
                    assert slot == "core" or (slot in VALUES and not harmless), carrier


def test_the_held_carriers_are_other_carriers_than_those_of_dev() -> None:
    for section, some in carriers_read.carriers().items():
        dev, held = ({c.text for c in some if c.part == part} for part in carriers_read.PARTS)
        assert dev, section
        assert held, section
        assert not dev & held, section


def test_a_frame_holds_its_core_once() -> None:
    for section, some in carriers_read.carriers().items():
        if section.startswith("frame_"):
            assert all(one.text.count("{core}") == 1 for one in some), section


def _digest(seed: int) -> int:
    names = ("name_3char", "name_in_reply", "dense", "N01_hotlines", "plain_text")
    every = (item for name in names for item in islice(generate.items(name, 6, seed), 6))
    return generate.digest(every)


def test_the_same_seed_gives_the_same_texts_in_every_process() -> None:
    code = f"from tests.evaluation.test_generator import _digest; print(_digest({7}))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == str(_digest(7))
    assert _digest(8) != _digest(7)
