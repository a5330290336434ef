"""Perturbation tables: from a true count and 12 bits of key to a published count.

Row i of a table is the distribution of greatest entropy over the noises d with
``|d| <= D`` that never publish 1..js (``i + d = 0`` or ``i + d > js``), of mean 0 and
variance V: ``p_d ∝ exp(λ₁ d + λ₂ d²)``. Zero stays zero; from row ``D + js + 1`` on all
rows are alike.

Sources: Fraser and Wooton 2005 for cell keys; Marley and Leaver 2011 and Giessing 2016
for tables of greatest entropy; the shared design, ``protection.md`` §3.
"""

import hashlib
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from publish.errors import TableInfeasible

KEY_BITS: Final = 12
KEYS: Final = 1 << KEY_BITS
MAX_ROW: Final = 64  # larger counts use this row
FINE: Final = "fine"
WIDE: Final = "wide"
EXACT: Final = "exact"
_STEPS: Final = 200
_CLOSE: Final = 1e-13
_LEAST_STEP: Final = 2.0**-40


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """The parameters of one table."""

    variance: float
    most: int  # D, the largest noise
    threshold: int = 2  # js: 1..js is never published


DESIGNS: Final = {FINE: Design(variance=4.5, most=9), WIDE: Design(variance=9.0, most=16)}


def support(design: Design, count: int) -> tuple[int, ...]:
    """Return the noises that a true *count* may get, ascending."""
    return tuple(
        noise
        for noise in range(-design.most, design.most + 1)
        if count + noise == 0 or count + noise > design.threshold
    )


def row(design: Design, count: int) -> dict[int, float]:
    """Return noise -> probability for a true *count*; raises TableInfeasible."""
    if count == 0:
        return {0: 1.0}
    noises = support(design, count)
    _refuse_infeasible(design, count, noises)
    chances = _greatest_entropy(noises, design.variance)
    return dict(zip(noises, chances, strict=True))


def _refuse_infeasible(design: Design, count: int, noises: Sequence[int]) -> None:
    """Mean 0 and variance V must lie strictly inside what the support can give.

    The least variance of mean 0 puts all mass on the neighbours of 0, the greatest on the
    two ends: ``|below| * above`` each. A solver that skips this returns nonsense.
    """
    below = max((noise for noise in noises if noise < 0), default=0)
    above = min((noise for noise in noises if noise > 0), default=0)
    least = 0 if 0 in noises else -below * above
    greatest = -min(noises, default=0) * max(noises, default=0)
    if not least < design.variance < greatest:
        raise TableInfeasible(
            f"扰动表不可行：第 {count} 行的方差须在 {least} 与 {greatest} 之间",
            f"the perturbation table is infeasible: the variance of row {count} must lie"
            f" between {least} and {greatest}",
        )


def _greatest_entropy(noises: Sequence[int], variance: float) -> list[float]:
    """Solve for λ₁, λ₂ by Newton's method on the convex dual, in two dimensions.

    The scaled features ``d/D`` and ``(d/D)²`` keep the Hessian well conditioned.
    """
    scale = max(abs(noise) for noise in noises)
    features = [(noise / scale, (noise / scale) ** 2) for noise in noises]
    target = (0.0, variance / scale**2)
    here = (0.0, 0.0)
    value, chances = _dual(features, target, here)
    for _ in range(_STEPS):
        slope, hessian = _moments(features, chances, target)
        if max(abs(slope[0]), abs(slope[1])) < _CLOSE:
            break
        (xx, xy, yy) = hessian
        size = xx * yy - xy * xy
        step = (
            (yy * slope[0] - xy * slope[1]) / size,
            (xx * slope[1] - xy * slope[0]) / size,
        )
        length = 1.0
        while length > _LEAST_STEP:
            there = (here[0] - length * step[0], here[1] - length * step[1])
            next_value, next_chances = _dual(features, target, there)
            if next_value <= value:
                break
            length /= 2
        if length <= _LEAST_STEP:
            break
        here, value, chances = there, next_value, next_chances
    return chances


def _dual(
    features: Sequence[tuple[float, float]],
    target: tuple[float, float],
    at: tuple[float, float],
) -> tuple[float, list[float]]:
    """Return the dual's value log Z - λ·target at λ = *at*, and the distribution there."""
    exponents = [at[0] * x + at[1] * y for x, y in features]
    top = max(exponents)
    weights = [math.exp(exponent - top) for exponent in exponents]
    total = math.fsum(weights)
    value = top + math.log(total) - at[0] * target[0] - at[1] * target[1]
    return value, [weight / total for weight in weights]


def _moments(
    features: Sequence[tuple[float, float]],
    chances: Sequence[float],
    target: tuple[float, float],
) -> tuple[tuple[float, float], tuple[float, float, float]]:
    """Return the dual's gradient and its Hessian (xx, xy, yy), a covariance."""
    pairs = list(zip(features, chances, strict=True))
    x = math.fsum(p * f[0] for f, p in pairs)
    y = math.fsum(p * f[1] for f, p in pairs)
    xx = math.fsum(p * (f[0] - x) ** 2 for f, p in pairs)
    xy = math.fsum(p * (f[0] - x) * (f[1] - y) for f, p in pairs)
    yy = math.fsum(p * (f[1] - y) ** 2 for f, p in pairs)
    return (x - target[0], y - target[1]), (xx, xy, yy)


@lru_cache(maxsize=16)
def table(design: Design) -> npt.NDArray[np.int8]:
    """Return the noises as an int8 array of 65 rows (counts) by 4096 columns (keys).

    A row is its distribution in steps of 1/4096: bias and error of variance come from
    that rounding alone. Raises TableInfeasible.
    """
    noises = np.zeros((MAX_ROW + 1, KEYS), dtype=np.int8)
    for count in range(1, MAX_ROW + 1):
        begin, sum_so_far = 0, 0.0
        for noise, chance in row(design, count).items():
            sum_so_far += chance
            end = min(KEYS, round(sum_so_far * KEYS))
            noises[count, begin:end] = noise
            begin = end
        # Rounding of the last sum may leave the top key over: it repeats the last noise.
        noises[count, begin:] = noises[count, begin - 1]
    noises.flags.writeable = False
    return noises


def half95(design: Design) -> float:
    """Return the least h with P(|noise| <= h) >= 0.95 for large counts."""
    sizes = np.sort(np.abs(table(design)[MAX_ROW].astype(np.int16)))
    return float(sizes[math.ceil(0.95 * KEYS) - 1])


def digest(name: str) -> str:
    """Return the sha256 of the table *name* as it is used."""
    return hashlib.sha256(table(DESIGNS[name]).tobytes()).hexdigest()
