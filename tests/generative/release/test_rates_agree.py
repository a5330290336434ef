"""Files and answers hold the same digits: the fast rates are the slow ones."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.rates import SUFFIXES, evaluate_columns
from publish.release.model import Dataset, Measure, Rate, RateValue, Text
from publish.release.rulebook import Parts, evaluate

_TEXT = Text(zh="率", en="rate")
_PARTS = ("a", "b", "c", "d")
_count = st.none() | st.integers(0, 12) | st.integers(0, 3000)


def _dataset(rate: Rate, reference: str) -> Dataset:
    return Dataset(
        id="d",
        chapter="c",
        title=_TEXT,
        description=_TEXT,
        notes=(),
        withheld=(),
        mechanisms=(),
        access_class="open",
        measures=(
            Measure(id="n", title=_TEXT),
            *(
                Measure(id=f"f_{p}", title=_TEXT, family="f", part=p, reference=p == reference)
                for p in _PARTS
            ),
        ),
        views=(),
        rates=(rate,),
    )


def _rate(excludes: tuple[str, ...], credits_: list[float]) -> Rate:
    return Rate(
        id="r",
        title=_TEXT,
        rulebook="x",
        version="1",
        family="f",
        base_excludes=excludes,
        credit=dict(zip(_PARTS, credits_, strict=True)),
    )


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.tuples(_count, _count, _count, _count, _count), min_size=1, max_size=30),
    variance=st.sampled_from((0.0, 4.5, 9.0)),
    excludes=st.sampled_from(((), ("d",), ("c", "d"), ("a",))),
    credits_=st.lists(st.sampled_from((0.0, 0.25, 0.5, 1.0)), min_size=4, max_size=4),
    reference=st.sampled_from(_PARTS),
)
def test_columns_and_cells_have_the_same_digits(
    rows: list[tuple[int | None, ...]],
    variance: float,
    excludes: tuple[str, ...],
    credits_: list[float],
    reference: str,
) -> None:
    rate = _rate(excludes, credits_)
    parts = Parts(rate, _dataset(rate, reference))
    names = ("n", *(f"f_{p}" for p in _PARTS))
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Int32), orient="row")
    drawn = {name: np.full(len(rows), variance) for name in ("n", *parts.drawn)}
    fast = evaluate_columns(parts, frame, drawn)
    for number, row in enumerate(rows):
        slow = evaluate(
            parts, dict(zip(names, row, strict=True)), dict.fromkeys(("n", *parts.drawn), variance)
        )
        assert tuple(fast[f"r{suffix}"][number] for suffix in SUFFIXES) == _told(slow)


def _told(rate: RateValue) -> tuple[object, ...]:
    return (
        rate.value,
        rate.numerator,
        rate.denominator,
        rate.excluded,
        rate.low,
        rate.high,
        rate.coded,
    )
