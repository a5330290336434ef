"""Which totals are exact: declared by the profile, settled once for a series, then fixed.

A level is exact only where none of its places is small: at least LEAST_YEAR demands a
year in each. That is read from *protected* counts of the series' first year (months are
scaled up where there are fewer than twelve), so that the choice tells nothing that is not
public, and it is kept in ``work/series.json``: no later month can change what is exact.
Source: ``protection.md`` §1 decision 1 and §3 rule 7.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from publish.cells import load
from publish.profile import Dataset, Profile, View
from publish.protection.lattice import N, plan
from publish.protection.place import AREA, TOTAL_LEVEL
from publish.protection.protect import draw
from publish.store import write

LEAST_YEAR: Final = 1_000
_YEAR: Final = 12


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What is exact in a series, and from which cohorts that was read."""

    series: str
    exact: tuple[tuple[str, ...], ...]
    too_small: tuple[tuple[str, ...], ...]
    read_from: tuple[str, ...]


def settle(home: Path, profile: Profile, months: Sequence[str]) -> Settled:
    """Decide what is exact, or recall it. *months* are all cohorts, counted and frozen."""
    known = recall(home)
    if known is not None and known.series == profile.series:
        return known
    first = tuple(months[:_YEAR])
    kept = [levels for levels in profile.exact if _large(home, profile, levels[0], first)]
    settled = Settled(
        series=profile.series,
        exact=tuple(kept),
        too_small=tuple(levels for levels in profile.exact if levels not in kept),
        read_from=first,
    )
    write(_path(home), msgspec.json.encode(settled, order="sorted"))
    return settled


def recall(home: Path) -> Settled | None:
    """Return what was settled, ``None`` before the first release."""
    path = _path(home)
    return msgspec.json.decode(path.read_bytes(), type=Settled) if path.is_file() else None


def apply(home: Path, profile: Profile) -> Profile:
    """Return *profile* with the exact totals of its series; unchanged before they are settled."""
    known = recall(home)
    if known is None or known.series != profile.series:
        return profile
    return msgspec.structs.replace(profile, exact=known.exact)


def _path(home: Path) -> Path:
    return home / "work" / "series.json"


def _large(home: Path, profile: Profile, level: str, months: tuple[str, ...]) -> bool:
    """Whether every place of *level* has LEAST_YEAR demands a year by its protected counts."""
    found = _view_of(profile, level)
    if found is None or not months:
        return False
    dataset, view = found
    drawn = msgspec.structs.replace(profile, exact=())
    worked_out = plan(drawn, view)
    axis = next(i for i, one in enumerate(worked_out.axes) if one.axis.dimension == AREA)
    codes = profile.codelists[worked_out.axes[axis].axis.codelist]
    shown = worked_out.axes[axis].axis
    ranks = np.array(
        [
            spot * worked_out.strides[axis]
            for spot, (code, at) in enumerate(zip(shown.codes, shown.levels, strict=True))
            if at == level and not codes.get(code).kind
        ],
        dtype=np.int64,
    )
    sums = np.zeros(len(ranks))
    for month in months:
        cells = load(home / "work", profile, dataset, month).views.get(view.id)
        if cells is None or len(cells.ranks) == 0:
            continue
        told = draw(cells, drawn, worked_out)
        places = np.minimum(np.searchsorted(told.ranks, ranks), len(told.ranks) - 1)
        counts = told.values[places, told.coordinates.index(N)]
        sums += np.where(told.ranks[places] == ranks, counts, 0)
    return bool(len(sums)) and bool((sums * _YEAR / len(months) >= LEAST_YEAR).all())


def _view_of(profile: Profile, level: str) -> tuple[Dataset, View] | None:
    """Return the first view with places of *level* in which all else can be at its total."""
    for name in sorted(profile.datasets):
        if profile.datasets[name].ledger is not None:
            continue  # what is exact is settled on tickets
        for view in profile.datasets[name].views:
            others = [levels for key, levels in view.keys.items() if key != AREA]
            if level in view.keys.get(AREA, ()) and all(TOTAL_LEVEL in each for each in others):
                return profile.datasets[name], view
    return None
