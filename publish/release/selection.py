"""What a query selects: the view that answers it, and the positions on each of its axes."""

import math
from typing import NamedTuple

from publish.release.catalogue import Vocabulary
from publish.release.errors import NotInLattice
from publish.release.model import Axis, Dataset, Query, View
from publish.release.product import period_level, period_position, strides
from publish.release.rulebook import Parts


class Selection(NamedTuple):
    """A view, and the positions asked for in time and on each axis, ascending.

    ``starts`` are the numbers that each chosen position adds to a cell's: positions times
    stride, so that a cell is the sum of one start of each.
    """

    view: View
    measures: tuple[str, ...]
    rates: tuple[Parts, ...]
    positions: tuple[tuple[int, ...], ...]
    steps: tuple[int, ...]

    @property
    def total(self) -> int:
        """The number of cells selected."""
        return math.prod(len(chosen) for chosen in self.positions)

    def cell(self, place: int) -> int:
        """Return the cell at *place* of the selected product."""
        cell = 0
        for chosen, step in zip(reversed(self.positions), reversed(self.steps), strict=True):
            place, digit = divmod(place, len(chosen))
            cell += chosen[digit] * step
        return cell


def select(vocabulary: Vocabulary, dataset: Dataset, query: Query) -> Selection:
    """Find the view and the cells that *query* asks of *dataset*.

    Raises NoSuchDimension, NoSuchCode, NoSuchMeasure or NoSuchView for a wrong name,
    NotInLattice where the names are right and nobody publishes their combination.
    """
    _check_names(vocabulary, dataset, query)
    if query.view is not None:
        view = vocabulary.view(dataset, query.view)
        if lacking := _lacking(vocabulary, view, dataset, query):
            raise _not_in_lattice(vocabulary, dataset, query, lacking)
    else:
        view = _first_with_all(vocabulary, dataset, query)
    measures, rates = _outputs(vocabulary, view, dataset, query)
    return Selection(
        view=view,
        measures=measures,
        rates=rates,
        positions=(_periods(vocabulary, view, query), *_positions(vocabulary, view, query)),
        steps=strides(view),
    )


def _check_names(vocabulary: Vocabulary, dataset: Dataset, query: Query) -> None:
    for dimension in (*query.select, *query.levels, *query.under):
        vocabulary.check_dimension(dataset, dimension)
    for dimension, codes in query.select.items():
        for code in codes:
            vocabulary.check_code(dataset, dimension, code)
    for dimension, level in query.levels.items():
        vocabulary.check_level(dataset, dimension, level)
    for dimension, code in query.under.items():
        vocabulary.check_code(dataset, dimension, code)
    for name in query.measures or ():
        vocabulary.check_measure(dataset, name)


def _first_with_all(vocabulary: Vocabulary, dataset: Dataset, query: Query) -> View:
    best: tuple[str, ...] | None = None
    for view in dataset.views:
        lacking = _lacking(vocabulary, view, dataset, query)
        if not lacking:
            return view
        if best is None or len(lacking) < len(best):
            best = lacking
    raise _not_in_lattice(vocabulary, dataset, query, best or ())


def _lacking(vocabulary: Vocabulary, view: View, dataset: Dataset, query: Query) -> tuple[str, ...]:
    """Return what *view* lacks for *query*, each as ``dimension`` or ``dimension=code``."""
    axes = {axis.dimension: axis for axis in view.axes}
    times = [period_level(period) for period in query.select.get("time", ())]
    times += [query.levels["time"]] if "time" in query.levels else []
    lacking = [f"time.level={level}" for level in dict.fromkeys(times) if level not in view.periods]
    lacking += [
        dimension
        for dimension in dict.fromkeys((*query.select, *query.levels, *query.under))
        if dimension not in axes and dimension != "time"
    ]
    for dimension, axis in axes.items():
        on_axis = vocabulary.places(axis)
        lacking += [
            f"{dimension}={code}" for code in query.select.get(dimension, ()) if code not in on_axis
        ]
        level = query.levels.get(dimension)
        if level is not None and level not in axis.levels:
            lacking.append(f"{dimension}.level={level}")
    if query.measures:
        computable = {parts.rate.id for parts in vocabulary.rates(dataset, view)}
        lacking += [
            name for name in query.measures if name not in view.measures and name not in computable
        ]
    return tuple(lacking)


def _not_in_lattice(
    vocabulary: Vocabulary, dataset: Dataset, query: Query, lacking: tuple[str, ...]
) -> NotInLattice:
    ranked = sorted(dataset.views, key=lambda view: len(_lacking(vocabulary, view, dataset, query)))
    near = tuple(view.id for view in ranked[:3])
    what = ", ".join(lacking[:5])
    shapes_zh = "；".join(f"{view.id}（{_shape(view)}）" for view in ranked[:3])
    shapes_en = "; ".join(f"{view.id} ({_shape(view)})" for view in ranked[:3])
    return NotInLattice(
        f"没有发布这样的组合，缺少 {what}；最接近的视图：{shapes_zh}",
        f"no view publishes that combination; lacking {what}; nearest views: {shapes_en}",
        near,
    )


def _shape(view: View) -> str:
    return " × ".join(
        f"{axis.dimension}[{'/'.join(dict.fromkeys(axis.levels))}]" for axis in view.axes
    )


def _outputs(
    vocabulary: Vocabulary, view: View, dataset: Dataset, query: Query
) -> tuple[tuple[str, ...], tuple[Parts, ...]]:
    possible = vocabulary.rates(dataset, view)
    if query.measures is None:
        return view.measures, possible
    asked = set(query.measures)
    return (
        tuple(measure for measure in view.measures if measure in asked),
        tuple(part for part in possible if part.rate.id in asked),
    )


def _periods(vocabulary: Vocabulary, view: View, query: Query) -> tuple[int, ...]:
    periods = tuple(
        period for period in vocabulary.catalogue.periods if period_level(period) in view.periods
    )
    if "time" in query.select:
        asked = set(query.select["time"])
        periods = tuple(period for period in periods if period in asked)
    if level := query.levels.get("time"):
        periods = tuple(period for period in periods if period_level(period) == level)
    if year := query.under.get("time"):
        periods = tuple(period for period in periods if period.startswith(f"{year}-"))
    return tuple(sorted(period_position(period) for period in periods))


def _positions(vocabulary: Vocabulary, view: View, query: Query) -> tuple[tuple[int, ...], ...]:
    return tuple(_on_axis(vocabulary, axis, query) for axis in view.axes)


def _on_axis(vocabulary: Vocabulary, axis: Axis, query: Query) -> tuple[int, ...]:
    name = axis.dimension
    if name in query.select:
        places = vocabulary.places(axis)
        found = sorted({places[code] for code in query.select[name] if code in places})
    else:
        found = list(range(len(axis.codes)))
    if level := query.levels.get(name):
        found = [place for place in found if axis.levels[place] == level]
    if above := query.under.get(name):
        found = [place for place in found if vocabulary.is_under(axis, axis.codes[place], above)]
    return tuple(found)
