"""Look-ups in a catalogue, and the nearest right thing where a name is wrong."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Final

from publish.release.errors import (
    NoSuchCode,
    NoSuchCodelist,
    NoSuchDataset,
    NoSuchDimension,
    NoSuchMeasure,
    NoSuchView,
    ReleaseError,
)
from publish.release.model import Axis, Catalogue, Codelist, Dataset, View

_SHOWN: Final = 80


def nearest(wrong: str, right: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the names in *right* that look most like *wrong*, the best first."""
    return tuple(difflib.get_close_matches(wrong[:_SHOWN], list(right), n=most, cutoff=0.4))


class Vocabulary:
    """A catalogue indexed by name. Its methods raise the error that names the nearest."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Index *catalogue*."""
        self.catalogue = catalogue
        self._datasets = {dataset.id: dataset for dataset in catalogue.datasets}
        self._codelists = {codelist.id: codelist for codelist in catalogue.codelists}
        self._parents = {
            codelist.id: {code.code: code.parent for code in codelist.codes}
            for codelist in catalogue.codelists
        }

    def dataset(self, name: str) -> Dataset:
        """Return the dataset *name*; raises NoSuchDataset."""
        if name not in self._datasets:
            raise _unknown(NoSuchDataset, "数据集", "dataset", name, self._datasets)
        return self._datasets[name]

    def codelist(self, name: str) -> Codelist:
        """Return the codelist *name*; raises NoSuchCodelist."""
        if name not in self._codelists:
            raise _unknown(NoSuchCodelist, "代码表", "codelist", name, self._codelists)
        return self._codelists[name]

    def view(self, dataset: Dataset, name: str) -> View:
        """Return the view *name* of *dataset*; raises NoSuchView."""
        for view in dataset.views:
            if view.id == name:
                return view
        raise _unknown(NoSuchView, "视图", "view", name, [view.id for view in dataset.views])

    def check_dimension(self, dataset: Dataset, name: str) -> None:
        """Raise NoSuchDimension where no view of *dataset* has the dimension *name*."""
        names = ["time", *dict.fromkeys(axis.dimension for axis in _axes(dataset))]
        if name not in names:
            raise _unknown(NoSuchDimension, "维度", "dimension", name, names)

    def check_level(self, dataset: Dataset, dimension: str, level: str) -> None:
        """Raise NoSuchDimension where no view of *dataset* has that level of *dimension*."""
        levels = (
            ["month", "year"]
            if dimension == "time"
            else list(
                dict.fromkeys(
                    found
                    for axis in _axes(dataset)
                    if axis.dimension == dimension
                    for found in axis.levels
                )
            )
        )
        if level not in levels:
            raise _unknown(
                NoSuchDimension, f"{dimension} 的层级", f"{dimension} level", level, levels
            )

    def check_code(self, dataset: Dataset, dimension: str, code: str) -> None:
        """Raise NoSuchCode where *dimension* has no such code (or time no such period)."""
        if dimension == "time":
            known: Iterable[str] = self.catalogue.periods
        else:
            known = dict.fromkeys(
                found
                for axis in _axes(dataset)
                if axis.dimension == dimension
                for found in (*axis.codes, *self._parents.get(axis.codelist, ()))
            )
        if code not in known:
            raise _unknown(NoSuchCode, f"{dimension} 的代码", f"{dimension} code", code, known)

    def check_measure(self, dataset: Dataset, name: str) -> None:
        """Raise NoSuchMeasure where *dataset* has neither a measure nor a rate *name*."""
        names = [measure.id for measure in dataset.measures] + [rate.id for rate in dataset.rates]
        if name not in names:
            raise _unknown(NoSuchMeasure, "指标", "measure", name, names)

    def is_under(self, axis: Axis, code: str, parent: str) -> bool:
        """Tell whether *parent* is an ancestor of *code* in the axis's codelist."""
        parents = self._parents.get(axis.codelist, {})
        above = parents.get(code)
        while above is not None and above != parent:
            above = parents.get(above)
        return above is not None


def _axes(dataset: Dataset) -> Iterator[Axis]:
    for view in dataset.views:
        yield from view.axes


def _unknown(
    kind: type[ReleaseError], zh: str, en: str, name: str, known: Iterable[str]
) -> ReleaseError:
    near = nearest(name, known)
    shown = repr(name[:_SHOWN])
    hint_zh = f"；最接近的是 {'、'.join(near)}" if near else ""
    hint_en = f"; nearest: {', '.join(near)}" if near else ""
    return kind(f"没有{zh} {shown}{hint_zh}", f"there is no {en} {shown}{hint_en}", near)
