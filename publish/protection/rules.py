"""Which table a cell is under, whether its total is exact, whether callers are capped in it.

All three follow from the set of a cell's dimensions alone, never from its dataset or its
count, so a margin that two views share is one value.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from publish.errors import LatticeRefused
from publish.profile import Profile
from publish.protection.lattice import DEEPEST, Plan
from publish.protection.place import (
    AREA,
    CATEGORY,
    TOTAL_LEVEL,
    Place,
    below_district,
    total,
)

Positions = Sequence[npt.NDArray[np.int32] | npt.NDArray[np.int64]]
_ROLES: Final = (AREA, CATEGORY)


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What the codes of a view decide: arrays over the positions of each axis."""

    roles: tuple[str, ...]  # dimension of each axis
    depths: tuple[npt.NDArray[np.int64], ...]
    exact_codes: npt.NDArray[np.bool_]  # over the axis of places, or one value without it
    capped_codes: npt.NDArray[np.bool_]  # the same

    def wide(self, at: Positions) -> npt.NDArray[np.bool_]:
        """Tell which cells are under the wide table: the thin crosses, and any other dimension."""
        thin = self._depth(at, AREA) + self._depth(at, CATEGORY) >= DEEPEST
        found: npt.NDArray[np.bool_] = thin | self._others(at)
        return found

    def exact(self, at: Positions) -> npt.NDArray[np.bool_]:
        """Tell in which cells ``n`` is published as it is."""
        place = self._of_area(at, self.exact_codes)
        found: npt.NDArray[np.bool_] = place & (self._depth(at, CATEGORY) == 0) & ~self._others(at)
        return found

    def capped(self, at: Positions) -> npt.NDArray[np.bool_]:
        """Tell in which cells a caller counts a few times only."""
        return self._of_area(at, self.capped_codes)

    def _depth(self, at: Positions, role: str) -> npt.NDArray[np.int64]:
        if role not in self.roles:
            return np.zeros(1, dtype=np.int64)
        axis = self.roles.index(role)
        return self.depths[axis][at[axis]]

    def _of_area(self, at: Positions, codes: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        return codes[at[self.roles.index(AREA)]] if AREA in self.roles else codes

    def _others(self, at: Positions) -> npt.NDArray[np.bool_]:
        below = [
            self.depths[axis][at[axis]] > 0
            for axis, role in enumerate(self.roles)
            if role not in _ROLES
        ]
        return reduce(np.logical_or, below, np.zeros(1, dtype=np.bool_))


def rules(profile: Profile, plan: Plan) -> Rules:
    """Return the rules of a view; raises LatticeRefused where the profile's are not ours."""
    exact = exact_levels(profile)
    dimension = profile.dimensions.get(AREA)
    codelist = profile.codelists[dimension.codelist] if dimension else None
    spots = next(
        (one.places for one in plan.axes if one.axis.dimension == AREA),
        (total(codelist) if codelist else Place(0, TOTAL_LEVEL),),
    )
    return Rules(
        roles=tuple(one.axis.dimension for one in plan.axes),
        depths=tuple(
            np.array([place.depth for place in one.places], dtype=np.int64) for one in plan.axes
        ),
        exact_codes=np.array([place.level in exact for place in spots]),
        capped_codes=np.array(
            [codelist is not None and below_district(codelist, place) for place in spots]
        ),
    )


def exact_levels(profile: Profile) -> frozenset[str]:
    """Return the levels of place whose ``n`` is published as it is; raises LatticeRefused."""
    if any(len(levels) != 1 for levels in profile.exact):
        raise LatticeRefused(
            "exact 的每一项只能是一个地区层级", "each entry of exact is one level of places"
        )
    return frozenset(levels[0] for levels in profile.exact)
