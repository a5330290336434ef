"""Draws over whole columns: keyed mixing, weighted choices, round shares. Pure and seeded."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)


def mix(values: Ints | int, salt: int) -> NDArray[np.uint64]:
    """Return 64 well-mixed bits for each value (splitmix64): the same for ever for one salt.

    What belongs to a person or a firm of the demo is a function of its number, so nobody
    needs to be kept in memory.
    """
    bits = np.atleast_1d(np.asarray(values, dtype=np.int64)).astype(np.uint64)
    bits = bits * _GOLDEN + np.uint64(salt * 0xD1B54A32D192ED03 % 2**64)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def uniform(values: Ints | int, salt: int) -> Floats:
    """Return one number in [0, 1) for each value, a function of value and salt."""
    return (mix(values, salt) >> np.uint64(11)).astype(np.float64) / float(2**53)


def below(values: Ints | int, salt: int, bound: int) -> Ints:
    """Return one whole number in [0, bound) for each value, a function of value and salt."""
    return (mix(values, salt) % np.uint64(bound)).astype(np.int64)


def zipf(count: int, exponent: float = 0.8) -> Floats:
    """Return *count* weights that fall with the place, and sum to 1."""
    weights = 1.0 / np.arange(1, count + 1, dtype=np.float64) ** exponent
    return weights / weights.sum() if count else weights


class Wheel:
    """A weighted choice among ``len(weights)`` places, for whole columns at once."""

    def __init__(self, weights: Sequence[float] | Floats) -> None:
        """Sum up the weights; they need not sum to 1."""
        bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
        self._bounds = bounds / bounds[-1]

    def at(self, chance: Floats) -> Ints:
        """Return the place that each number of [0, 1) points at."""
        places = np.searchsorted(self._bounds, chance, side="right")
        return np.minimum(places, len(self._bounds) - 1).astype(np.int64)

    def draw(self, rng: np.random.Generator, count: int) -> Ints:
        """Draw *count* places."""
        return self.at(rng.random(count))


def happens(rng: np.random.Generator, chance: Floats | float, count: int) -> Flags:
    """Return for each of *count* rows whether an event of that *chance* comes true."""
    return rng.random(count) < chance


def shares(total: int, weights: Floats) -> Ints:
    """Split *total* into whole parts in proportion to *weights* (largest remainders)."""
    exact = weights / weights.sum() * total
    parts: Ints = np.floor(exact).astype(np.int64)
    rest = np.argsort(parts - exact, kind="stable")[: total - int(parts.sum())]
    parts[rest] += 1
    return parts


def evenly(count: int, wanted: int, rng: np.random.Generator) -> Ints:
    """Return *wanted* of *count* places, evenly spaced from a random start."""
    if not wanted or not count:
        return np.empty(0, dtype=np.int64)
    step = count / wanted
    places = np.floor((np.arange(wanted) + rng.random()) * step).astype(np.int64)
    kept: Ints = np.unique(np.minimum(places, count - 1))
    return kept
