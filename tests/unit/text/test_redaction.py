"""Merging, slots, letters, the way back, and the gate."""

import pytest

from anonymize.findings import Finding, merge
from anonymize.firm_names import short_forms
from anonymize.known import Known, Seeds, find, seeds
from anonymize.normalize import views
from anonymize.policy import Kept, load_policy
from anonymize.redaction import redact
from anonymize.residue import residue

POLICY = load_policy()


def test_overlaps_become_their_union_with_the_entity_of_the_higher_score() -> None:
    findings = [Finding(5, 9, "B", 0.9), Finding(0, 6, "A", 0.5), Finding(9, 10, "C", 0.3)]
    assert merge(findings) == [Finding(0, 9, "B", 0.9), Finding(9, 10, "C", 0.3)]


def test_a_third_finding_is_weighed_against_the_best_so_far() -> None:
    findings = [Finding(0, 4, "A", 0.9), Finding(1, 5, "B", 0.4), Finding(4, 6, "C", 0.8)]
    assert merge(findings) == [Finding(0, 6, "A", 0.9)]


def test_a_person_keeps_one_letter_in_all_fields_of_a_ticket() -> None:
    texts = {"content": "王小禾找李明", "reply": "李　明、王小禾"}
    findings = {
        "content": [Finding(0, 3, "PERSON", 1), Finding(4, 6, "PERSON", 1)],
        "reply": [Finding(0, 3, "PERSON", 1), Finding(4, 7, "PERSON", 1)],
    }
    done = redact(texts, findings, POLICY)
    assert done["content"].text == "⟦person:A⟧找⟦person:B⟧"
    assert done["reply"].text == "⟦person:B⟧、⟦person:A⟧"


def test_letters_in_the_text_are_not_given_again() -> None:
    done = redact({"": "⟦person:A⟧和李明"}, {"": [Finding(11, 13, "PERSON", 1)]}, POLICY)
    assert done[""].text == "⟦person:A⟧和⟦person:B⟧"


def test_letters_go_on_after_z() -> None:
    names = [f"张{chr(0x4E00 + n)}" for n in range(28)]
    text = "".join(names)
    findings = [Finding(2 * n, 2 * n + 2, "PERSON", 1) for n in range(28)]
    assert redact({"": text}, {"": findings}, POLICY)[""].text.endswith(
        "⟦person:Z⟧⟦person:AA⟧⟦person:AB⟧"
    )


def test_the_way_back_leads_to_the_original() -> None:
    done = redact({"": "找王小禾谈"}, {"": [Finding(1, 4, "PERSON", 1)]}, POLICY)[""]
    assert done.original(0, 1) == (0, 1)
    assert done.original(3, 5) == (1, 4)
    assert done.original(len(done.text) - 1, len(done.text)) == (4, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一切正常。", None),
        ("⟦phone⟧", None),
        ("7×24小时", None),
        ("姓名**", "mask"),
        ("某某某", "mask"),
        ("一_x000d_", "mask"),
        ("打１３８００００００００", "number"),
    ],
)
def test_residue(text: str, expected: str | None) -> None:
    assert residue(text, []) == expected


def test_any_finding_is_residue() -> None:
    assert residue("王小禾", [Finding(0, 3, "PERSON", 0.05)]) == "finding"


def test_short_forms_of_a_firm() -> None:
    forms = set(short_forms("北京某好物业管理有限公司"))
    assert {"北京某好物业管理有限公司", "某好物业管理", "某好物业", "某好"} <= forms
    assert "物业管理" not in set(short_forms("北京物业管理有限公司"))


def test_known_words_are_found_in_every_view() -> None:
    looked_for = seeds(Known(persons=("高兴",), numbers=("138-0000-0000",)), (), Kept())
    text = "高 兴留了１３８ ００００ ００００"
    ranges = {(one.start, one.end) for one in find(views(text), looked_for)}
    assert ranges == {(0, 3), (5, 18)}


def test_public_bodies_are_no_seeds() -> None:
    known = Known(organizations=("北京市朝阳区城市管理委员会", "首创水务"))
    assert seeds(known, (), Kept(bodies=frozenset(("首创水务",)))) == Seeds()


def test_nothing_known_is_shown() -> None:
    assert "王" not in repr(Known(persons=("王小禾",)))
    assert "王" not in repr(seeds(Known(persons=("王小禾",)), (), Kept()))
