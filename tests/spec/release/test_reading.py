"""What a reader of a release can count on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from publish.release.errors import (
    NoSuchCode,
    NoSuchCodelist,
    NoSuchDataset,
    NoSuchDimension,
    NoSuchMeasure,
    NoSuchView,
    NotInLattice,
    ReleaseError,
)
from publish.release.model import Absence, Observation, Page, Query
from publish.release.reader import Release
from tests.lib.release import (
    AREAS,
    CATEGORIES,
    MONTHS,
    NOT_APPLICABLE,
    NOT_COLLECTED,
    SUPPRESSED,
    YEARS,
    count,
    fabricate,
    parts_of,
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    with Release.open(fabricate(tmp_path_factory.mktemp("public"))) as opened:
        yield opened


def _one(release: Release, period: str, area: str, category: str) -> Observation:
    query = Query(select={"time": (period,), "area": (area,), "category": (category,)})
    page = release.observations("three_rates", query)
    assert page.total == 1
    return page.observations[0]


def _all(release: Release, query: Query) -> list[Observation]:
    found: list[Observation] = []
    after: int | None = query.after
    while after is not None:
        page = release.observations("three_rates", _at(query, after))
        found += page.observations
        after = page.next
    return found


def _at(query: Query, after: int) -> Query:
    return Query(
        select=query.select,
        levels=query.levels,
        zeros=query.zeros,
        limit=query.limit,
        after=after,
    )


def test_a_value_is_the_one_that_was_published(release: Release) -> None:
    n = count("2026-07", "110105", "noise")
    seen = _one(release, "2026-07", "110105", "noise")
    assert tuple(seen.values.values()) == (n, *parts_of(n))
    assert seen.status == {}
    assert seen.errors["n"].variance == 4.5


def test_an_empty_cell_is_zero_and_no_absence(release: Release) -> None:
    empty = [c for c in CATEGORIES if count("2026-07", "110105002", c) == 0]
    empty += [c for c in CATEGORIES if count("2026-07", "110000", c) == 0]
    place = "110105002" if count("2026-07", "110105002", empty[0]) == 0 else "110000"
    seen = _one(release, "2026-07", place, empty[0])
    assert set(seen.values.values()) == {0}
    assert seen.status == {}


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (SUPPRESSED, Absence.SUPPRESSED),
        ((*NOT_COLLECTED, "heating"), Absence.NOT_COLLECTED),
        (("2026-07", *NOT_APPLICABLE), Absence.NOT_APPLICABLE),
    ],
)
def test_an_absent_value_is_null_and_says_why(
    release: Release, key: tuple[str, str, str], kind: Absence
) -> None:
    seen = _one(release, *key)
    assert set(seen.values.values()) == {None}
    assert set(seen.status.values()) == {kind}
    assert seen.rates["resolution_rate"].status is kind


def test_every_combination_is_listed_in_key_order(release: Release) -> None:
    found = _all(release, Query(limit=17))
    keys = [(o.time, o.key["area"], o.key["category"]) for o in found]
    assert keys == [(t, a, c) for t in (*MONTHS, *YEARS) for a in AREAS for c in CATEGORIES]


def test_without_zeros_the_rest_comes_in_the_same_order(release: Release) -> None:
    dense = _all(release, Query(limit=50))
    sparse = _all(release, Query(limit=7, zeros=False))
    assert sparse == [o for o in dense if set(o.values.values()) != {0}]
    assert len(sparse) < len(dense)


@pytest.mark.parametrize("zeros", [True, False])
def test_a_page_tells_how_much_there_is_and_where_to_go_on(release: Release, zeros: bool) -> None:
    query = Query(levels={"area": "district"}, zeros=zeros, limit=1000)
    page = release.observations("three_rates", query)
    assert page.total == 4 * 2 * 6
    assert page.next is None


def test_beyond_the_end_there_is_nothing(release: Release) -> None:
    page = release.observations("three_rates", Query(after=10_000))
    assert (page.observations, page.next) == ((), None)


def _areas(page: Page) -> set[str]:
    return {o.key["area"] for o in page.observations}


def test_levels_and_parents_narrow_an_axis(release: Release) -> None:
    streets = release.observations("three_rates", Query(levels={"area": "street"}, limit=500))
    assert _areas(streets) == {"110101001", "110105001", "110105002"}
    under = release.observations("three_rates", Query(under={"area": "110105"}, limit=500))
    assert _areas(under) == {"110105001", "110105002"}
    both = Query(under={"area": "110000"}, levels={"area": "district"}, limit=500)
    assert _areas(release.observations("three_rates", both)) == {"110101", "110105"}


def test_years_stand_beside_months(release: Release) -> None:
    page = release.observations("three_rates", Query(levels={"time": "year"}, limit=500))
    assert {o.time for o in page.observations} == set(YEARS)


def test_measures_and_rates_can_be_asked_for_by_name(release: Release) -> None:
    page = release.observations("three_rates", Query(measures=("resolution_rate",), limit=1))
    assert (page.measures, page.rates) == ((), ("resolution_rate",))
    assert page.observations[0].rates["resolution_rate"].denominator is not None
    page = release.observations("three_rates", Query(measures=("n",), limit=1))
    assert (page.measures, page.rates) == (("n",), ())
    assert set(page.observations[0].values) == {"n"}


WRONG: list[tuple[type[ReleaseError], Query, str]] = [
    (NoSuchCode, Query(select={"area": ("110106",)}), "110105"),
    (NoSuchCode, Query(select={"area": ("朝阳",)}), "110105"),
    (NoSuchCode, Query(select={"time": ("2026-10",)}), "2026-09"),
    (NoSuchDimension, Query(select={"aera": ("110105",)}), "area"),
    (NoSuchDimension, Query(levels={"area": "streets"}), "street"),
    (NoSuchMeasure, Query(measures=("resolution_rates",)), "resolution_rate"),
    (NoSuchView, Query(view="p2"), "p1"),
]


@pytest.mark.parametrize(("error", "query", "near"), WRONG)
def test_a_wrong_name_is_refused_with_the_nearest(
    release: Release, error: type[ReleaseError], query: Query, near: str
) -> None:
    with pytest.raises(error) as refused:
        release.observations("three_rates", query)
    assert near in refused.value.nearest
    assert near in refused.value.zh
    assert near in refused.value.en


def test_wrong_datasets_and_codelists_too(release: Release) -> None:
    with pytest.raises(NoSuchDataset) as refused:
        release.dataset("three_rate")
    assert refused.value.nearest == ("three_rates",)
    with pytest.raises(NoSuchCodelist) as missing:
        release.codelist("areas")
    assert "area" in missing.value.nearest


def test_a_right_name_in_no_view_is_not_in_the_lattice(release: Release) -> None:
    with pytest.raises(NotInLattice) as refused:
        release.observations("intake_volume", Query(select={"area": ("110105001",)}))
    assert refused.value.nearest == ("i2",)
    assert "area=110105001" in refused.value.en


def test_many_threads_read_one_release(release: Release) -> None:
    queries = [Query(after=after, limit=9) for after in range(0, 140, 3)] * 5
    alone = [release.observations("three_rates", query) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: release.observations("three_rates", q), queries))
    assert together == alone
