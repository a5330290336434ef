"""When a district holds its cohort."""

from typing import Any, Final

import polars as pl
import pytest

from anonymize import quarantine
from anonymize.limits import Limit, blocked, let_go, over

LIMIT: Final = Limit(share=0.02, min_rows=50, min_bad=5)
SEPTEMBER: Final = 320


def valid(rows: int, district: str | None = "110101", source: int = 0) -> pl.DataFrame:
    return pl.DataFrame(
        {"source": [source], "district": [district], "cohort": [SEPTEMBER], "n": [rows]}
    )


def bad(count: int, **changed: Any) -> pl.DataFrame:
    row = {
        "source": 0,
        "field": "channel",
        "rule": "unknown_code",
        "district": "110101",
        "month": SEPTEMBER,
        **changed,
    }
    rows = [{**row, "row": number} for number in range(count)]
    return pl.DataFrame(rows, schema=quarantine.SCHEMA) if rows else quarantine.empty()


@pytest.mark.parametrize(
    ("good", "quarantined", "holds"),
    [
        (195, 5, True),  # 2.5 %
        (245, 5, False),  # 2 % is not above 2 %
        (244, 5, True),
        (96, 4, False),  # fewer than five never hold
        (44, 5, False),  # fewer than fifty rows
        (45, 5, True),
        (1000, 0, False),
    ],
)
def test_share_rows_and_number_must_all_be_reached(
    good: int, quarantined: int, holds: bool
) -> None:
    groups = over(valid(good), bad(quarantined), LIMIT)
    assert blocked(groups, ()) == ({"2026-09": ("110101",)} if holds else {})


def test_another_district_or_source_is_not_held() -> None:
    good = pl.concat([valid(100), valid(100, "110105"), valid(900, source=1)])
    groups = over(good, bad(6), LIMIT)
    assert [(group.source, group.district) for group in groups] == [(0, "110101")]


def test_several_faults_of_one_row_are_one_row() -> None:
    twice = pl.concat([bad(4), bad(4, field="status")])
    assert over(valid(100), twice, LIMIT) == []


def test_rows_without_a_district_or_a_date_count_in_their_file() -> None:
    groups = over(valid(100), bad(6, month=None), LIMIT)
    assert [group.district for group in groups] == [None]
    assert blocked(groups, ()) == {"2026-09": ("*",)}


def test_a_released_district_holds_nothing_and_a_whole_file_cannot_be_released() -> None:
    groups = over(valid(100), pl.concat([bad(6), bad(6, district=None, row=9)]), LIMIT)
    assert let_go(groups, ("110101",)) == {"2026-09": ("110101",)}
    assert "110101" not in blocked(groups, ("110101",)).get("2026-09", ())
