"""The figures of the start page, read from the release like everybody else's."""

from collections.abc import Callable
from typing import Final

import msgspec

from publish.release.model import Axis, Code, Codelist, Dataset, Observation, Query, Rate, View
from publish.release.reader import Release

AREA: Final = "area"
CATEGORY: Final = "category"
MONTH: Final = "month"
_TOP: Final = 5
_COUNT: Final = "n"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table on the start page: a code and what was observed there."""

    code: Code
    count: Observation | None
    rates: Observation | None = None


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """What one screen says of the newest month; anything may be missing from a small city."""

    period: str | None
    count: Observation | None
    rates: Observation | None
    names: dict[str, Rate]
    counted_in: str | None
    rated_in: str | None
    categories: tuple[Line, ...]
    districts: tuple[Line, ...]


def headline(release: Release) -> Headline:
    """Read the newest month of *release*: totals, rates, five categories, all districts.

    Categories stand by value, for that is the question asked; districts stand in their
    published order, never by value.
    """
    catalogue = release.catalogue
    counted = _dataset(release, lambda dataset: bool(_views(dataset, AREA)) and not dataset.rates)
    counted = counted or _dataset(release, lambda dataset: _COUNT in _measures(dataset))
    rated = _dataset(release, lambda dataset: bool(dataset.rates))
    period = catalogue.months[-1] if catalogue.months else None
    count = rates = None
    if period is not None:
        count = _total(release, counted, period)
        rates = _total(release, rated, period)
    return Headline(
        period=period,
        count=count,
        rates=rates if rates is not None and rates.rates else None,
        names={rate.id: rate for rate in rated.rates} if rated else {},
        counted_in=counted.id if counted else None,
        rated_in=rated.id if rated else None,
        categories=_categories(release, period) if period else (),
        districts=_districts(release, counted, rated, period) if period else (),
    )


def _dataset(release: Release, fits: Callable[[Dataset], bool]) -> Dataset | None:
    monthly = (dataset for dataset in release.catalogue.datasets if _monthly(dataset))
    return next((dataset for dataset in monthly if fits(dataset)), None)


def _monthly(dataset: Dataset) -> list[View]:
    """Return the views that have months; one may be of years alone."""
    return [view for view in dataset.views if MONTH in view.periods]


def _measures(dataset: Dataset) -> list[str]:
    return [measure.id for measure in dataset.measures]


def _views(dataset: Dataset, dimension: str) -> list[View]:
    """Return the views of *dataset* that count along *dimension*, the smallest first."""
    found = [
        view
        for view in _monthly(dataset)
        if _COUNT in view.measures and any(axis.dimension == dimension for axis in view.axes)
    ]
    return sorted(found, key=lambda view: (len(view.axes), view.cells_per_period))


def _top(axis: Axis) -> str:
    """Return the code of *axis* that holds all others: its total, or the whole city."""
    return axis.codes[0]


def _total(release: Release, dataset: Dataset | None, period: str) -> Observation | None:
    if dataset is None:
        return None
    views = sorted(_monthly(dataset), key=lambda view: (len(view.axes), view.cells_per_period))
    select = {axis.dimension: (_top(axis),) for axis in views[0].axes}
    query = Query(view=views[0].id, select={"time": (period,), **select}, limit=1)
    found = release.observations(dataset.id, query).observations
    return found[0] if found else None


def _along(
    release: Release, dataset: Dataset, dimension: str, level: str, period: str
) -> dict[str, Observation]:
    """Return the observations of *period* by code of *dimension* at *level*, else totals."""
    for view in _views(dataset, dimension):
        axis = next(axis for axis in view.axes if axis.dimension == dimension)
        if level not in axis.levels:
            continue
        others = [other for other in view.axes if other.dimension != dimension]
        query = Query(
            view=view.id,
            select={"time": (period,), **{other.dimension: (_top(other),) for other in others}},
            levels={dimension: level},
            limit=1000,
        )
        page = release.observations(dataset.id, query)
        return {found.key[dimension]: found for found in page.observations}
    return {}


def _codelist(release: Release, name: str) -> Codelist | None:
    return next((found for found in release.catalogue.codelists if found.id == name), None)


def _categories(release: Release, period: str) -> tuple[Line, ...]:
    codelist = _codelist(release, CATEGORY)
    if codelist is None:
        return ()
    for dataset in release.catalogue.datasets:
        found = _along(release, dataset, CATEGORY, codelist.levels[0], period)
        lines = [
            Line(code=code, count=found[code.code])
            for code in codelist.codes
            if code.code in found and found[code.code].values.get(_COUNT) is not None
        ]
        if lines:
            # Stable: equal values stay in published order.
            lines.sort(key=lambda line: -_value(line.count))
            return tuple(lines[:_TOP])
    return ()


def _value(observation: Observation | None) -> int:
    return (observation.values.get(_COUNT) if observation else None) or 0


def _districts(
    release: Release, counted: Dataset | None, rated: Dataset | None, period: str
) -> tuple[Line, ...]:
    codelist = _codelist(release, AREA)
    if codelist is None:
        return ()
    level = codelist.levels[1] if len(codelist.levels) > 1 else codelist.levels[0]
    counts = _along(release, counted, AREA, level, period) if counted else {}
    rates = _along(release, rated, AREA, level, period) if rated else {}
    return tuple(
        Line(code=code, count=counts.get(code.code), rates=rates.get(code.code))
        for code in codelist.codes
        if code.code in counts or code.code in rates
    )
