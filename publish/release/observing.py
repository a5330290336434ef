"""From stored rows to observations: keys, zeros, absences, errors and rates of one answer."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple, cast

import msgspec

from publish.release.errors import BrokenRelease
from publish.release.model import Absence, Error, Observation, RateValue
from publish.release.product import period_at, period_level, period_position
from publish.release.rulebook import Parts, evaluate, evaluate_whole, in_force
from publish.release.selection import Selection

_ALL: Final = "*"
_INNER: Final = 512

_Values = dict[str, int | None]
_Told = tuple[_Values, dict[str, Absence], dict[str, RateValue]]


class _Period(NamedTuple):
    """What the cells of one period share."""

    name: str
    level: str
    gaps: frozenset[str]
    rates: tuple[Parts, ...]


class _Run(NamedTuple):
    """What the cells share that differ in the last dimension only."""

    head: int
    period: _Period
    key: dict[str, str]
    signature: str


class Observer:
    """Makes the observations of one selection. Holds nothing that outlives the answer."""

    def __init__(self, chosen: Selection) -> None:
        """Take the columns that the measures and rates of *chosen* need."""
        self._chosen = chosen
        needed = dict.fromkeys(chosen.measures)
        for parts in chosen.rates:
            needed.update(dict.fromkeys(parts.measures))
        self.columns = tuple(needed)
        self._all_shown = self.columns == chosen.measures
        # Cells of one signature share one dictionary of errors.
        self._periods: dict[int, _Period] = {}
        self._keys: dict[int, tuple[dict[str, str], str]] = {}
        self._last = len(chosen.view.axes[-1].codes) if chosen.view.axes else 1
        self._errors: dict[str, tuple[dict[str, Error], dict[str, float]]] = {}
        # Cells without a stored row are alike but for their key and errors.
        self._empty: dict[str, _Told] = {}

    def cells(self, start: int, end: int) -> list[int]:
        """Return the cells at the places *start* to *end* of the selected product."""
        chosen = self._chosen
        # The trailing axes together make the inner loop, so that one decoding serves many.
        inner, axis = [0], len(chosen.positions)
        while axis > 0 and len(inner) * len(chosen.positions[axis - 1]) <= max(_INNER, end - start):
            axis -= 1
            outer = [position * chosen.steps[axis] for position in chosen.positions[axis]]
            inner = [above + below for above in outer for below in inner]
        cells: list[int] = []
        while len(cells) < end - start:
            place = start + len(cells)
            offset = place % len(inner)
            base = chosen.cell(place - offset) - inner[0]
            room = end - start - len(cells)
            cells += [base + step for step in inner[offset : offset + room]]
        return cells

    def place(self, cell: int) -> int:
        """Return the place of *cell* in the selected product."""
        place = 0
        for positions, digit in zip(self._chosen.positions, self._digits(cell), strict=True):
            place = place * len(positions) + positions.index(digit)
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

    def spells(self, low: int, high: int) -> Iterator[tuple[int, int, bool]]:
        """Split the cells *low* to *high* where collecting begins or ends; tell which is silent.

        A period is silent in which nobody collected any of the columns: it has no rows.
        """
        size = self._chosen.steps[0]
        silent = {
            period_position(period) * size
            for period, gaps in self._chosen.view.not_collected.items()
            if set(self.columns) <= set(gaps)
        }
        first = low
        for begin in sorted(begin for begin in silent if begin <= high and begin + size > low):
            if begin > first:
                yield first, begin - 1, False
            yield max(begin, first), min(begin + size - 1, high), True
            first = begin + size
        if first <= high:
            yield first, high, False

    def within(self, first: int, last: int, most: int) -> list[int]:
        """Return up to *most* of the selected cells from *first* to *last*, ascending."""
        chosen = self._chosen
        # Places ascend with cells: the first at or after *first* is found by halving.
        start = bisect_left(range(chosen.total), first, key=chosen.cell)
        cells = self.cells(start, min(start + most, chosen.total))
        return [cell for cell in cells if cell <= last]

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

    def observe(
        self, cells: Iterable[int], stored: Mapping[int, Sequence[int | str | None]]
    ) -> tuple[Observation, ...]:
        """Return the observations of *cells* from their *stored* rows; no row means zeros."""
        chosen, found = self._chosen, []
        last = chosen.view.axes[-1] if chosen.view.axes else None
        size = self._last
        name = ""
        codes: tuple[str, ...] = ()
        levels: tuple[str, ...] = ()
        if last is not None:
            name, codes, levels = last.dimension, last.codes, last.signature_levels
        run: _Run | None = None
        for cell in cells:
            head, digit = divmod(cell, size)
            # Cells come in order of the last axis: what stands before it is worked out once.
            if run is None or run.head != head:
                run = self._run(head, cell)
            key, level = run.key, ""
            if last is not None:
                key, level = {**run.key, name: codes[digit]}, levels[digit]
            errors, variances = self._errors_of(run, level)
            row = stored.get(cell)
            if row is None:
                values, absent, rates = self._zeros(run.period)
            else:
                values, absent, rates = self._told(run.period, row, variances)
            found.append(
                Observation(
                    cell=cell,
                    time=run.period.name,
                    key=key,
                    values=values,
                    status=absent,
                    errors=errors,
                    rates=rates,
                )
            )
        return tuple(found)

    def _zeros(self, period: "_Period") -> _Told:
        """Return what every cell without a stored row tells in *period*, worked out once."""
        found = self._empty.get(period.name)
        if found is None:
            # Zeros have a base of zero, which no error makes larger.
            found = self._empty[period.name] = self._told(period, None, {})
        return found

    def _told(
        self,
        period: "_Period",
        row: Sequence[int | str | None] | None,
        variances: Mapping[str, float],
    ) -> _Told:
        """Return values, absences and rates of a stored row, or of none."""
        values, absent = self._values(period, row)
        if absent:
            rates = {
                parts.rate.id: evaluate(parts, values, variances, absent) for parts in period.rates
            }
        else:
            counts = cast("dict[str, int]", values)
            rates = {
                parts.rate.id: evaluate_whole(parts, counts, variances) for parts in period.rates
            }
        if not self._all_shown:
            values = {name: values[name] for name in self._chosen.measures}
        if absent:
            absent = {name: absent[name] for name in self._chosen.measures if name in absent}
        return values, absent, rates

    def _run(self, head: int, cell: int) -> "_Run":
        """Work out what all cells share that differ on the last axis only."""
        chosen = self._chosen
        position, rest = divmod(cell, chosen.steps[0])
        if position not in self._periods:
            self._periods[position] = self._period(period_at(position))
        period = self._periods[position]
        # One key comes again in every period.
        place = head % (chosen.steps[0] // self._last)
        known = self._keys.get(place)
        if known is None:
            key: dict[str, str] = {}
            levels = ""
            for axis, step in zip(chosen.view.axes[:-1], chosen.steps[1:], strict=False):
                digit, rest = divmod(rest, step)
                key[axis.dimension] = axis.codes[digit]
                levels += "|" + axis.signature_levels[digit]
            known = self._keys[place] = (key, levels)
        return _Run(head, period, known[0], period.level + known[1])

    def _period(self, period: str) -> "_Period":
        chosen = self._chosen
        return _Period(
            name=period,
            level=period_level(period),
            gaps=frozenset(chosen.view.not_collected.get(period, ())) & set(self.columns),
            rates=tuple(parts for parts in chosen.rates if in_force(parts.rate, period)),
        )

    def _values(
        self, period: "_Period", row: Sequence[int | str | None] | None
    ) -> tuple[_Values, dict[str, Absence]]:
        if row is None:
            values: _Values = dict.fromkeys(self.columns, 0)
        else:
            # The columns of a table are INTEGER but for the last, its status.
            values = dict(zip(self.columns, cast("Sequence[int | None]", row[1:]), strict=False))
        absent: dict[str, Absence] = {}
        if row is not None and row[-1] is not None:
            status = msgspec.json.decode(str(row[-1]), type=dict[str, Absence])
            whole = status.get(_ALL)
            for name, value in values.items():
                kind = status.get(name, whole)
                if value is None and kind is not None:
                    absent[name] = kind
        for name in period.gaps:
            values[name], absent[name] = None, Absence.NOT_COLLECTED
        if None in values.values() and len(absent) < list(values.values()).count(None):
            # From here on no value is null without an absence.
            raise BrokenRelease("空值没有说明", "a null value has no status")
        return values, absent

    def _errors_of(self, run: "_Run", level: str) -> tuple[dict[str, Error], dict[str, float]]:
        signature = f"{run.signature}|{level}" if level else run.signature
        found = self._errors.get(signature)
        if found is None:
            stated = self._chosen.view.precision.get(signature, {})
            found = self._errors[signature] = (
                {name: stated[name] for name in self._chosen.measures if name in stated},
                {name: error.variance for name, error in stated.items()},
            )
        return found

    def _digits(self, cell: int) -> list[int]:
        chosen = self._chosen
        digits = [cell // chosen.steps[0]]
        for axis, step in zip(chosen.view.axes, chosen.steps[1:], strict=True):
            digits.append(cell // step % len(axis.codes))
        return digits
