"""Any question, answered page by page, is what a slow and obvious reader says."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.release.model import Observation, Query
from publish.release.product import cell_of
from publish.release.reader import Release
from tests.lib.release import AREAS, CATEGORIES, MONTHS, YEARS, fabricate

_LEVEL_OF = dict(
    zip(AREAS, ("city", "district", "district", "street", "street", "street"), strict=True)
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    with Release.open(fabricate(tmp_path_factory.mktemp("public"))) as opened:
        yield opened


def _some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...] | None]:
    return st.none() | st.lists(st.sampled_from(codes), min_size=1, unique=True).map(tuple)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    times=_some((*MONTHS, *YEARS)),
    areas=_some(AREAS),
    categories=_some(CATEGORIES),
    level=st.none() | st.sampled_from(("city", "district", "street")),
    zeros=st.booleans(),
    limit=st.integers(1, 40),
    start=st.integers(0, 160),
)
def test_pages_laid_end_to_end_are_the_whole_answer(
    release: Release,
    *,
    times: tuple[str, ...] | None,
    areas: tuple[str, ...] | None,
    categories: tuple[str, ...] | None,
    level: str | None,
    zeros: bool,
    limit: int,
    start: int,
) -> None:
    asked = {"time": times, "area": areas, "category": categories}
    select = {name: codes for name, codes in asked.items() if codes is not None}
    levels = {"area": level} if level else {}
    view = release.dataset("three_rates").views[0]
    expected = [
        cell_of(view, time, {"area": area, "category": category})
        for time in (*MONTHS, *YEARS)
        if times is None or time in times
        for area in AREAS
        if (areas is None or area in areas) and (level is None or _LEVEL_OF[area] == level)
        for category in CATEGORIES
        if categories is None or category in categories
    ]
    found: list[Observation] = []
    after: int | None = start
    while after is not None:
        page = release.observations(
            "three_rates",
            Query(select=select, levels=levels, zeros=zeros, limit=limit, after=after),
        )
        assert page.total == len(expected)
        assert len(page.observations) <= limit
        found += page.observations
        after = page.next
    points = [_point(release, cell) for cell in expected[start:]]
    if not zeros:
        points = [one for one in points if set(one.values.values()) != {0}]
    assert found == points


_seen: dict[int, Observation] = {}


def _point(release: Release, cell: int) -> Observation:
    """Read one cell alone: the slow and obvious way, remembered."""
    if not _seen:
        for time in (*MONTHS, *YEARS):
            for area in AREAS:
                for category in CATEGORIES:
                    query = Query(
                        select={"time": (time,), "area": (area,), "category": (category,)}
                    )
                    one = release.observations("three_rates", query).observations[0]
                    _seen[one.cell] = one
    return _seen[cell]
