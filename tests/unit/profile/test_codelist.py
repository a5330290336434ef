import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.profile import GROUP, UNLOCATED, Code, Codelist, NoSuchCode, fold


def code(name: str, level: str, parent: str | None = None, **more: object) -> Code:
    return Code(code=name, level=level, parent=parent, zh=f"{name}名", en=f"{name} name", **more)  # type: ignore[arg-type]


PLACES = Codelist(
    id="area",
    zh="地区",
    en="Place",
    levels=("city", "district", "street"),
    codes=(
        code("c", "city"),
        code("d1", "district", "c", aliases=("东区",)),
        code("s1", "street", "d1", aliases=("八里庄",)),
        code("d1U", "street", "d1", kind=UNLOCATED),
        code("d2", "district", "c", aliases=("经开区",)),
        code("s2", "street", "d2", aliases=("经开区", "八里庄")),
        code("cU", "district", "c", kind=UNLOCATED),
        code("g", "district", "c", kind=GROUP, aliases=("城区",)),
    ),
)


@pytest.mark.parametrize(
    "text", ["d1", "D1", " d1 ", "ｄ１", "d1名", "D1 Name", "d1  name", "东区"]
)
def test_a_code_is_found_by_code_label_or_alias_however_it_is_typed(text: str) -> None:
    assert PLACES.resolve(text) == "d1"


@pytest.mark.parametrize("text", ["", "d", "d11", "西区", "d1,d2"])
def test_what_names_nothing_resolves_to_nothing(text: str) -> None:
    assert PLACES.resolve(text) is None


def test_a_name_of_two_places_is_settled_by_the_place_above_or_not_at_all() -> None:
    assert PLACES.resolve("八里庄") is None
    assert PLACES.resolve("八里庄", under="d1") == "s1"
    assert PLACES.resolve("八里庄", under="d2") == "s2"
    assert PLACES.resolve("八里庄", under="cU") is None


def test_a_name_of_ones_own_comes_before_anothers_alias() -> None:
    own = Codelist(
        id="x",
        zh="x",
        en="x",
        levels=("one",),
        codes=(
            code("a", "one", aliases=("b名", "c")),
            code("b", "one"),
            code("d", "one", aliases=("c",)),
        ),
    )
    assert own.resolve("b名") == "b"
    assert own.resolve("c") is None


def test_a_district_comes_before_the_street_of_its_name_unless_the_street_is_asked_for() -> None:
    assert PLACES.resolve("经开区") == "d2"
    assert PLACES.resolve("经开区", level="street") == "s2"


def test_a_declared_group_is_a_sum_and_no_ticket_can_bear_it() -> None:
    assert PLACES.resolve("城区") is None
    assert "g" not in {one.code for one in PLACES.at_level("district")}
    assert "g" not in {one.code for one in PLACES.children("c")}
    assert PLACES.get("g").kind == GROUP


def test_what_is_missing_has_a_code_under_each_parent_that_declares_one() -> None:
    assert PLACES.unspecified("c") == "cU"
    assert PLACES.unspecified("d1") == "d1U"
    assert PLACES.unspecified("d2") is None


def test_published_order_is_the_order_of_the_file() -> None:
    assert [PLACES.position(one.code) for one in PLACES.codes] == list(range(8))
    assert [one.code for one in PLACES.at_level("district")] == ["d1", "d2", "cU"]


def test_an_unknown_code_is_an_error_that_does_not_repeat_it() -> None:
    with pytest.raises(NoSuchCode) as caught:
        PLACES.get("secret")
    assert "secret" not in str(caught.value)
    assert PLACES.get("d1").code == "d1"


def test_ancestors_go_up_to_the_level_asked_for() -> None:
    assert PLACES.ancestor("s1", "district") == "d1"
    assert PLACES.ancestor("s1", "street") == "s1"
    assert PLACES.ancestor("d1", "street") is None


@given(st.lists(st.integers(0, 9), max_size=30))
def test_under_agrees_with_a_walk_to_the_root_in_any_tree(parents: list[int]) -> None:
    codes = [code("n0", "l0")]
    for place, parent in enumerate(parents, start=1):
        above = codes[parent % len(codes)]
        codes.append(code(f"n{place}", f"l{int(above.level[1:]) + 1}", above.code))
    tree = Codelist(
        id="t", zh="t", en="t", levels=tuple(f"l{i}" for i in range(32)), codes=tuple(codes)
    )
    above_of = {one.code: one.parent for one in codes}
    for one in codes:
        walk, here = [], one.code
        while here is not None:
            walk.append(here)
            here = above_of[here]  # type: ignore[assignment]
        assert {other.code for other in codes if tree.under(one.code, other.code)} == set(walk)
        assert [tree.ancestor(one.code, f"l{d}") for d in range(len(walk))] == walk[::-1]


@given(st.text())
def test_folding_twice_is_folding_once_and_resolving_never_fails(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert PLACES.resolve(text) in {None, *(one.code for one in PLACES.codes)}
