"""From stored rows to observations: keys, zeros, absences, errors and rates of one answer."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import msgspec

from publish.release.errors import BrokenRelease
from publish.release.model import Absence, Error, Observation, RateValue
from publish.release.product import period_at, period_level
from publish.release.rulebook import evaluate, in_force
from publish.release.selection import Selection

_ALL: Final = "*"


class Observer:
    """Makes the observations of one selection. Holds nothing that outlives the answer."""

    def __init__(self, chosen: Selection) -> None:
        """Take the columns that the measures and rates of *chosen* need."""
        self._chosen = chosen
        needed = dict.fromkeys(chosen.measures)
        for parts in chosen.rates:
            needed.update(dict.fromkeys(parts.measures))
        self.columns = tuple(needed)
        self._places = [
            {position: place for place, position in enumerate(positions)}
            for positions in chosen.positions
        ]
        # Cells of one signature share one dictionary of errors.
        self._errors: dict[str, tuple[dict[str, Error], dict[str, float]]] = {}

    def cells(self, start: int, end: int) -> Sequence[int]:
        """Return the cells at the places *start* to *end* of the selected product."""
        chosen = self._chosen
        if start >= end:
            return ()
        inner = chosen.positions[-1]
        if start == 0 and end == chosen.total:
            starts = [
                [position * step for position in positions]
                for positions, step in zip(chosen.positions, chosen.steps, strict=True)
            ]
            return [sum(key) for key in product(*starts)]
        cells: list[int] = []
        # The last axis runs fastest: one decoding for each of its runs.
        while len(cells) < end - start:
            place = start + len(cells)
            offset = place % len(inner)
            step = chosen.steps[-1]
            base = chosen.cell(place - offset) - inner[0] * step
            room = end - start - len(cells)
            cells += [base + position * step for position in inner[offset : offset + room]]
        return cells

    def place(self, cell: int) -> int:
        """Return the place of *cell* in the selected product."""
        place = 0
        for places, digit in zip(self._places, self._digits(cell), strict=True):
            place = place * len(places) + places[digit]
        return place

    def ranges(self, start: int) -> Iterator[tuple[int, int]]:
        """Yield ranges of cells that hold all selected from place *start* on, ascending.

        A range spans the cells of one or more neighbouring codes of the first axis that is
        narrowed; what lies between on later axes is left to filters().
        """
        chosen = self._chosen
        if start >= chosen.total:
            return
        first = chosen.cell(start)
        depth = 2 if len(chosen.positions) > 1 else 1
        span = chosen.steps[depth - 1]
        heads = [
            [position * step for position in positions]
            for positions, step in zip(chosen.positions[:depth], chosen.steps[:depth], strict=True)
        ]
        low = high = -1
        for key in product(*heads):
            base = sum(key)
            if base + span <= first:
                continue
            if base == high + 1:
                high = base + span - 1
                continue
            if high >= 0:
                yield max(low, first), high
            low, high = base, base + span - 1
        yield max(low, first), high

    def filters(self) -> list[str]:
        """Return SQL conditions for the narrowed axes that ranges() does not hold to."""
        chosen = self._chosen
        conditions = []
        for axis, positions, step in zip(
            chosen.view.axes[1:], chosen.positions[2:], chosen.steps[2:], strict=True
        ):
            if len(positions) < len(axis.codes):
                listed = ",".join(map(str, positions))
                conditions.append(f"(cell / {step}) % {len(axis.codes)} IN ({listed})")
        return conditions

    def observe(self, cell: int, row: Sequence[int | str | None] | None) -> Observation:
        """Return the observation of *cell* from its stored *row*; no row means zeros."""
        chosen = self._chosen
        digits = self._digits(cell)
        period = period_at(digits[0])
        axes = chosen.view.axes
        key = {
            axis.dimension: axis.codes[digit] for axis, digit in zip(axes, digits[1:], strict=True)
        }
        levels = "|".join(
            [period_level(period)]
            + [axis.signature_levels[digit] for axis, digit in zip(axes, digits[1:], strict=True)]
        )
        errors, variances = self._errors_of(levels)
        values: dict[str, int | None] = dict.fromkeys(self.columns, 0)
        absent: dict[str, Absence] = {}
        if row is not None:
            values, absent = self._values(row)
        for name in chosen.view.not_collected.get(period, ()):
            if name in values:
                values[name], absent[name] = None, Absence.NOT_COLLECTED
        if any(value is None and name not in absent for name, value in values.items()):
            raise BrokenRelease("空值没有说明", "a null value has no status")
        rates: dict[str, RateValue] = {}
        for parts in chosen.rates:
            if in_force(parts.rate, period):
                rates[parts.rate.id] = evaluate(parts, values, variances, absent)
        return Observation(
            cell=cell,
            time=period,
            key=key,
            values={name: values[name] for name in chosen.measures},
            status={name: absent[name] for name in chosen.measures if name in absent},
            errors=errors,
            rates=rates,
        )

    def _values(
        self, row: Sequence[int | str | None]
    ) -> tuple[dict[str, int | None], dict[str, Absence]]:
        values: dict[str, int | None] = {
            name: value if isinstance(value, int) else None
            for name, value in zip(self.columns, row[1:-1], strict=True)
        }
        if row[-1] is None:
            return values, {}
        status = msgspec.json.decode(str(row[-1]), type=dict[str, Absence])
        absent = {
            name: status.get(name, status.get(_ALL, Absence.SUPPRESSED))
            for name, value in values.items()
            if value is None
        }
        return values, absent

    def _errors_of(self, levels: str) -> tuple[dict[str, Error], dict[str, float]]:
        if levels not in self._errors:
            stated = self._chosen.view.precision.get(levels, {})
            self._errors[levels] = (
                {name: stated[name] for name in self._chosen.measures if name in stated},
                {name: error.variance for name, error in stated.items()},
            )
        return self._errors[levels]

    def _digits(self, cell: int) -> list[int]:
        chosen = self._chosen
        digits = [cell // chosen.steps[0]]
        for axis, step in zip(chosen.view.axes, chosen.steps[1:], strict=True):
            digits.append(cell // step % len(axis.codes))
        return digits
