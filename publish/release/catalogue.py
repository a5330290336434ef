"""Look-ups in a catalogue, and the nearest right thing where a name is wrong."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
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
from publish.release.rulebook import Parts, published_in

_SHOWN: Final = 80
_FEW: Final = 5


def nearest(wrong: str, right: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the names in *right* that look most like *wrong*, the best first.

    Where none does, the first few of a short list: some way on is better than none.
    """
    names = list(right)
    close = difflib.get_close_matches(wrong[:_SHOWN], names, n=most, cutoff=0.4)
    return tuple(close or names[:_FEW])


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
        self._named: dict[str, _Names] = {}
        # By identity: the catalogue keeps its axes alive.
        self._places: dict[int, dict[str, int]] = {}

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
        known = self._names(dataset).levels
        if name not in known:
            raise _unknown(NoSuchDimension, "维度", "dimension", name, known)

    def check_level(self, dataset: Dataset, dimension: str, level: str) -> None:
        """Raise NoSuchDimension where no view of *dataset* has that level of *dimension*."""
        known = self._names(dataset).levels[dimension]
        if level not in known:
            what = f"{dimension} 的层级", f"{dimension} level"
            raise _unknown(NoSuchDimension, *what, level, known)

    def check_code(self, dataset: Dataset, dimension: str, code: str) -> None:
        """Raise NoSuchCode where *dimension* has no such code (or time no such period).

        A label or alias is no code, but names the code that is meant.
        """
        known = self._names(dataset).codes[dimension]
        if code not in known:
            meant = self._meant(dataset, dimension, code)
            what = f"{dimension} 的代码", f"{dimension} code"
            raise _unknown(NoSuchCode, *what, code, known, meant=meant)

    def check_measure(self, dataset: Dataset, name: str) -> None:
        """Raise NoSuchMeasure where *dataset* has neither a measure nor a rate *name*."""
        known = self._names(dataset).outputs
        if name not in known:
            raise _unknown(NoSuchMeasure, "指标", "measure", name, known)

    def rates(self, dataset: Dataset, view: View) -> tuple[Parts, ...]:
        """Return the rates of *dataset* that *view* publishes all parts of."""
        return self._names(dataset).rates[view.id]

    def _names(self, dataset: Dataset) -> "_Names":
        if dataset.id not in self._named:
            self._named[dataset.id] = _Names(self, dataset)
        return self._named[dataset.id]

    def _meant(self, dataset: Dataset, dimension: str, label: str) -> tuple[str, ...]:
        codelists = dict.fromkeys(
            axis.codelist for axis in _axes(dataset) if axis.dimension == dimension
        )
        return tuple(
            code.code
            for name in codelists
            for code in self._codelists[name].codes
            if label in (code.zh, code.en, *code.aliases)
        )[:3]

    def parents(self, codelist: str) -> Mapping[str, str | None]:
        """Return code -> parent of *codelist*."""
        return self._parents.get(codelist, {})

    def places(self, axis: Axis) -> Mapping[str, int]:
        """Return code -> place on *axis*, which is one of the catalogue's."""
        found = self._places.get(id(axis))
        if found is None:
            found = {code: place for place, code in enumerate(axis.codes)}
            self._places[id(axis)] = found
        return found

    def is_under(self, axis: Axis, code: str, parent: str) -> bool:
        """Tell whether *parent* is an ancestor of *code* in the axis's codelist."""
        parents = self._parents.get(axis.codelist, {})
        above = parents.get(code)
        while above is not None and above != parent:
            above = parents.get(above)
        return above is not None


class _Names:
    """The right names of one dataset, in order, worked out once."""

    def __init__(self, vocabulary: Vocabulary, dataset: Dataset) -> None:
        self.levels: dict[str, dict[str, None]] = {"time": {"month": None, "year": None}}
        self.codes: dict[str, dict[str, None]] = {
            "time": dict.fromkeys(vocabulary.catalogue.periods)
        }
        for axis in _axes(dataset):
            self.levels.setdefault(axis.dimension, {}).update(dict.fromkeys(axis.levels))
            codes = self.codes.setdefault(axis.dimension, {})
            codes.update(dict.fromkeys(axis.codes))
            codes.update(dict.fromkeys(vocabulary.parents(axis.codelist)))
        parts = [Parts(rate, dataset) for rate in dataset.rates]
        self.outputs = dict.fromkeys(
            [*(m.id for m in dataset.measures), *(rate.id for rate in dataset.rates)]
        )
        self.rates = {
            view.id: tuple(part for part in parts if published_in(view, part))
            for view in dataset.views
        }


def _axes(dataset: Dataset) -> Iterator[Axis]:
    for view in dataset.views:
        yield from view.axes


def _unknown(
    kind: type[ReleaseError],
    zh: str,
    en: str,
    name: str,
    known: Iterable[str],
    *,
    meant: tuple[str, ...] = (),
) -> ReleaseError:
    near = meant or nearest(name, known)
    shown = repr(name[:_SHOWN])
    hint_zh = f"；可试 {'、'.join(near)}" if near else ""
    hint_en = f"; try {', '.join(near)}" if near else ""
    return kind(f"没有{zh} {shown}{hint_zh}", f"there is no {en} {shown}{hint_en}", near)
