from random import Random

import pytest

from anonymize.demo import values
from anonymize.demo.case import Case
from anonymize.demo.people import Pools, make_pools
from anonymize.demo.prose import Prose
from anonymize.demo.values import FILLERS, PLAIN, SECRETS


@pytest.fixture(scope="module")
def pools() -> Pools:
    return make_pools(3, "某城")


def case(pools: Pools, seed: int = 1, **facts: str | None) -> Case:
    known: dict[str, str | None] = dict.fromkeys(PLAIN, "某处")
    rng = Random(seed)  # noqa: S311 - a seeded test
    return Case(rng, pools, known | facts)


def test_offsets_are_code_points_and_half_open(pools: Pools) -> None:
    prose = Prose()
    prose.say(case(pools, caller_name="王小禾"), ("😀我叫", "caller_title", "，谢谢"))
    (start, end, entity, text) = prose.spans[0]
    assert (start, entity) == (3, "PERSON")
    assert prose.text[start:end] == text
    assert prose.length == len(prose.text)


def test_plain_slots_leave_no_span(pools: Pools) -> None:
    prose = Prose()
    prose.say(case(pools, place="某街道"), ("在", "place", "第", "n", "次"))
    assert prose.spans == []
    assert prose.text.startswith("在某街道第")


def test_a_value_stays_with_its_ticket(pools: Pools) -> None:
    one = case(pools)
    assert FILLERS["contract"](one) == FILLERS["contract"](one)
    assert FILLERS["firm"](one) == FILLERS["firm"](one)
    assert FILLERS["contract"](one) != FILLERS["contract"](case(pools, seed=2))


def test_the_tickets_own_values_come_first(pools: Pools) -> None:
    own = case(
        pools, caller_phone="13912345678", company_name="某某商贸有限公司", community="青禾小院"
    )
    assert FILLERS["firm"](own) == ("某某商贸有限公司", "COMPANY")
    assert FILLERS["compound"](own) == ("青禾小院", "COMPOUND")
    assert FILLERS["tail"](own) == ("5678", "CN_NUMBER_TAIL")


def test_an_unusable_number_of_the_row_is_not_told_as_one(pools: Pools) -> None:
    for seed in range(40):
        text, _ = FILLERS["phone"](case(pools, seed=seed, caller_phone="1.38E+10"))
        assert "E+" not in text


@pytest.mark.parametrize("slot", sorted(SECRETS))
def test_every_secret_has_a_text_and_an_entity(slot: str, pools: Pools) -> None:
    for seed in range(25):
        text, entity = SECRETS[slot](case(pools, seed=seed))
        assert text.strip() == text != ""
        assert entity.isupper()


@pytest.mark.parametrize("slot", sorted(PLAIN))
def test_what_is_plain_has_no_entity(slot: str, pools: Pools) -> None:
    assert values.PLAIN[slot](case(pools))[1] == ""
