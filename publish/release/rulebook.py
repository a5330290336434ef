"""Rates: any definition evaluated on published parts, with its interval.

The formulas are those of ``protection.md`` §4. With base b = n - excluded parts and
credits c, r = sum(c a) / b, clipped to [0, 1]. The interval is Wilson's with an effective
size n_eff = r (1 - r) / (noise + sampling), where noise is the first-order sum of
(dr/dx)^2 V over the drawn cells x, n among them, and sampling is (sum(c^2 p) - r^2) / b.

``publish.rates`` does the same over whole columns, in the same order of operations, so
that files and answers hold the same digits.
"""

import math
from collections.abc import Mapping
from typing import Final, cast

from publish.release.model import Absence, Dataset, Rate, RateValue, View
from publish.release.product import is_month, is_year

Z95: Final = 1.96
LOW: Final = 0.05
HIGH: Final = 0.95


class Parts:
    """How a rate reads the measures of its family, worked out once.

    ``drawn`` are the parts with a draw of their own, ``reference`` the one derived from
    ``n``. ``credited`` holds part, credit and credit squared of those in the base;
    ``slopes`` what one more of ``n`` or of a drawn part adds to numerator and base.
    """

    def __init__(self, rate: Rate, dataset: Dataset) -> None:
        """Take the parts of the family of *rate* from the measures of *dataset*."""
        family = [m for m in dataset.measures if m.family == rate.family and m.part is not None]
        self.rate = rate
        self.measures = ("n", *(m.id for m in family))
        self.credit = {m.id: rate.credit.get(str(m.part), 0.0) for m in family}
        self.excluded = tuple(m.id for m in family if m.part in rate.base_excludes)
        self.drawn = tuple(m.id for m in family if not m.reference)
        reference = [m.id for m in family if m.reference]
        self.reference = reference[0] if reference else None
        self.credited = tuple(
            (part, credit, credit * credit)
            for part, credit in self.credit.items()
            if part not in self.excluded
        )
        self.slopes = tuple(self._slopes())

    def _slopes(self) -> list[tuple[str, float, float]]:
        """Return for n and each drawn part what one more adds to numerator and base.

        Where the reference part is in the base it is n less the drawn parts.
        """
        reference = self.reference
        if reference is None:
            rows = [("n", 0.0, 1.0)]
            rows += [(p, self._numerator(p), -float(p in self.excluded)) for p in self.drawn]
        elif reference in self.excluded:
            rows = [("n", 0.0, 0.0)]
            rows += [(p, self._numerator(p), float(p not in self.excluded)) for p in self.drawn]
        else:
            full = self.credit[reference]
            rows = [("n", full, 1.0)]
            rows += [(p, self._numerator(p) - full, -float(p in self.excluded)) for p in self.drawn]
        return rows

    def _numerator(self, part: str) -> float:
        return 0.0 if part in self.excluded else self.credit[part]


def published_in(view: View, parts: Parts) -> bool:
    """Tell whether *view* publishes all that the rate of *parts* needs."""
    return len(parts.measures) > 1 and set(parts.measures) <= set(view.measures)


def in_force(rate: Rate, period: str) -> bool:
    """Tell whether *rate* is in force in the month *period*, or at the end of the year."""
    last = period if is_month(period) else f"{period}-12" if is_year(period) else ""
    begins, ends = (rate.valid_from or "")[:7], (rate.valid_to or "9999-12")[:7]
    return begins <= last <= ends


def tenth(value: float) -> float:
    """Round to one decimal, halves up: a rule that every language can repeat."""
    return math.floor(value * 10.0 + 0.5) / 10.0


def evaluate(
    parts: Parts,
    values: Mapping[str, int | None],
    variances: Mapping[str, float],
    absent: Mapping[str, Absence] | None = None,
) -> RateValue:
    """Return the rate from the published *values* of ``n`` and the family's parts.

    *variances* are those of the drawn cells (0 for an exact one). A null part makes the
    rate null with that part's status (*absent*); a base under the floor makes it
    ``suppressed``.
    """
    for measure in parts.measures:
        if values[measure] is None:
            status = (absent or {}).get(measure, Absence.SUPPRESSED)
            return _null(parts.rate, None, None, status)
    return evaluate_whole(parts, cast("Mapping[str, int]", values), variances)


def evaluate_whole(
    parts: Parts, counts: Mapping[str, int], variances: Mapping[str, float]
) -> RateValue:
    """Return the rate from *counts* of which none is null."""
    rate = parts.rate
    left_out = 0
    for part in parts.excluded:
        left_out += counts[part]
    base = counts["n"] - left_out
    if base < rate.min_n:
        return _null(rate, base, left_out, Absence.SUPPRESSED)
    credited, squares = 0.0, 0.0
    for part, credit, square in parts.credited:
        credited += credit * counts[part]
        squares += square * counts[part]
    share = min(max(credited / base, 0.0), 1.0)
    noise = 0.0
    for measure, numerator, denominator in parts.slopes:
        slope = (numerator - share * denominator) / base
        noise += slope * slope * variances.get(measure, 0.0)
    low, high = _wilson(share, noise, max(squares / base - share * share, 0.0) / base, base)
    if base < rate.coded_below and share <= LOW:
        return _coded(rate, "le5", base, left_out, (0.0, max(tenth(high), 5.0)))
    if base < rate.coded_below and share >= HIGH:
        return _coded(rate, "ge95", base, left_out, (min(tenth(low), 95.0), 100.0))
    return RateValue(
        value=tenth(100.0 * share),
        numerator=credited,
        denominator=base,
        excluded=left_out,
        low=tenth(low),
        high=tenth(high),
        rulebook_version=rate.version,
    )


def _wilson(share: float, noise: float, sampling: float, base: int) -> tuple[float, float]:
    """Return the ends of Wilson's 95 % interval in percent."""
    spread = share * (1.0 - share)
    error = noise + sampling
    size = spread / error if spread > 0.0 and error > 0.0 else float(base)
    squared = Z95 * Z95
    centre = (share + squared / (2.0 * size)) / (1.0 + squared / size)
    reach = spread / size + squared / (4.0 * size * size)
    half = Z95 / (1.0 + squared / size) * math.sqrt(reach)
    return 100.0 * max(centre - half, 0.0), 100.0 * min(centre + half, 1.0)


def _null(rate: Rate, base: int | None, left_out: int | None, status: Absence) -> RateValue:
    return RateValue(
        value=None,
        numerator=None,
        denominator=base,
        excluded=left_out,
        low=None,
        high=None,
        rulebook_version=rate.version,
        status=status,
    )


def _coded(
    rate: Rate, coded: str, base: int, left_out: int, interval: tuple[float, float]
) -> RateValue:
    """A rate at its end over a small base: the end is told, not the figure behind it."""
    return RateValue(
        value=5.0 if coded == "le5" else 95.0,
        numerator=None,
        denominator=base,
        excluded=left_out,
        low=interval[0],
        high=interval[1],
        rulebook_version=rate.version,
        coded=coded,
    )
