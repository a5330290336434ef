"""Any question, answered page by page, is what a slow and obvious reader says."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.release.model import Absence, Observation, Query
from publish.release.product import cell_of
from publish.release.reader import Release
from tests.lib.release import AREAS, CATEGORIES, MONTHS, YEARS, fabricate

_LEVEL_OF = dict(
    zip(AREAS, ("city", "district", "district", "street", "street", "street"), strict=True)
)


@pytest.fixture(scope="module", params=[(), ("2026-08",), ("2026-07", "2026-08", "2025")])
def release(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Release]:
    """The fabricated release, with periods in which nobody collected anything."""
    with Release.open(fabricate(tmp_path_factory.mktemp("public"))) as opened:
        yield with_silence(opened, request.param)


def with_silence(opened: Release, periods: tuple[str, ...]) -> Release:
    """Return the release as it would be had nothing of three_rates been collected then."""
    datasets = []
    for dataset in opened.catalogue.datasets:
        views = tuple(
            msgspec.structs.replace(view, not_collected=dict.fromkeys(periods, view.measures))
            if dataset.id == "three_rates"
            else view
            for view in dataset.views
        )
        datasets.append(msgspec.structs.replace(dataset, views=views))
    said = msgspec.structs.replace(opened.catalogue, datasets=tuple(datasets))
    return Release(opened.directory, opened.id, opened.manifest, said)


def _some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...] | None]:
    return st.none() | st.lists(st.sampled_from(codes), min_size=1, unique=True).map(tuple)


@settings(
    max_examples=90, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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


def test_what_nobody_collected_is_listed_with_zeros_left_out(release: Release) -> None:
    view = release.dataset("three_rates").views[0]
    for period in (*MONTHS, *YEARS):
        query = Query(select={"time": (period,)}, zeros=False, limit=1000)
        found = release.observations("three_rates", query).observations
        if period in view.not_collected:
            assert len(found) == view.cells_per_period
            kinds = {kind for one in found for kind in one.status.values()}
            assert kinds == {Absence.NOT_COLLECTED}
        else:
            assert 0 < len(found) < view.cells_per_period


_seen: dict[tuple[str, ...], dict[int, Observation]] = {}


def _point(release: Release, cell: int) -> Observation:
    """Read one cell alone: the slow and obvious way, remembered."""
    silent = tuple(release.dataset("three_rates").views[0].not_collected)
    seen = _seen.setdefault(silent, {})
    if not seen:
        for time in (*MONTHS, *YEARS):
            for area in AREAS:
                for category in CATEGORIES:
                    query = Query(
                        select={"time": (time,), "area": (area,), "category": (category,)}
                    )
                    one = release.observations("three_rates", query).observations[0]
                    seen[one.cell] = one
    return seen[cell]
