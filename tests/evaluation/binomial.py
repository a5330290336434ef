"""Exact (Clopper–Pearson) intervals of a share, without a statistics library."""

import math
from typing import Final

_STEPS: Final = 60


def _log_term(n: int, k: int, p: float) -> float:
    if p <= 0.0:
        return 0.0 if k == 0 else -math.inf
    if p >= 1.0:
        return 0.0 if k == n else -math.inf
    choose = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return choose + k * math.log(p) + (n - k) * math.log1p(-p)


def at_most(n: int, k: int, p: float) -> float:
    """Return the chance of at most *k* hits in *n* trials of chance *p*."""
    return min(1.0, math.fsum(math.exp(_log_term(n, i, p)) for i in range(k + 1)))


def interval(hits: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact two-sided interval of hits / n. Nothing tried says nothing: (0, 1)."""
    if n == 0:
        return 0.0, 1.0
    return 1.0 - _upper(n - hits, n, level), _upper(hits, n, level)


def _upper(hits: int, n: int, level: float) -> float:
    """Return the largest chance under which so few hits are not yet surprising."""
    if hits == n:
        return 1.0
    tail = (1.0 - level) / 2
    # Summing the shorter tail keeps a class of thousands with few misses quick.
    low, high = hits / n, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if hits <= n - hits:
            chance = at_most(n, hits, middle)
        else:
            chance = 1.0 - at_most(n, n - hits - 1, 1.0 - middle)
        low, high = (middle, high) if chance > tail else (low, middle)
    return (low + high) / 2
