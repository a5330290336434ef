"""Leaves: codes, labels, errors and absences of each row, and the way back to SQLite."""

from pathlib import Path

import msgspec
import polars as pl
import pytest

from publish.exports import IN_PERIOD, STATUS, Cells, columns, leaf, rows, write_history, write_leaf
from publish.release.catalogue import Vocabulary
from publish.release.product import cell_of
from tests.lib.release import catalogue

CATALOGUE = catalogue()
VOCABULARY = Vocabulary(CATALOGUE)
DATASET = CATALOGUE.datasets[0]
VIEW = DATASET.views[0]
STATUSES = [None, '{"*":"suppressed"}', '{"n":"not_yet","resolution_partly":"not_applicable"}']


def _cells(period: str, gaps: frozenset[str] = frozenset()) -> Cells:
    values = {name: [40, None, None] for name in VIEW.measures}
    values["resolution_unknown"] = [5, None, 7]
    values |= {name: [None] * 3 for name in gaps}
    return Cells(
        view=VIEW,
        period=period,
        frame=pl.DataFrame(
            {
                IN_PERIOD: [0, 7, 20],
                **{name: pl.Series(found, dtype=pl.Int32) for name, found in values.items()},
                STATUS: pl.Series(STATUSES, dtype=pl.String),
            }
        ),
        gaps=gaps,
    )


def test_a_row_tells_key_label_value_and_error() -> None:
    table = leaf(VOCABULARY, DATASET, [_cells("2026-09")])
    assert tuple(table.columns) == columns(DATASET)
    row = table.row(0, named=True)
    assert row["cell"] == cell_of(VIEW, "2026-09", {"area": "110000", "category": "_T"})
    assert (row["area"], row["area_zh"], row["category"], row["category_zh"]) == (
        "110000",
        "测试市",
        "_T",
        "合计",
    )
    assert (row["n"], row["n_se"], row["resolution_se"]) == (40, 0.0, 2.12)
    assert row["status"] is None
    assert table["category_zh"][1] == "供热"


def test_absences_are_told_in_words() -> None:
    table = leaf(VOCABULARY, DATASET, [_cells("2026-09")])
    assert table["status"].to_list() == [
        None,
        "suppressed",
        "n=not_yet;resolution_partly=not_applicable",
    ]


def test_a_gap_is_told_in_every_row_and_has_no_error() -> None:
    table = leaf(VOCABULARY, DATASET, [_cells("2026-09", frozenset({"resolution_resolved"}))])
    assert table["status"][0] == "resolution_resolved=not_collected"
    assert table["resolution_resolved_se"].null_count() == 3
    assert table["resolution_rate_rate"].null_count() == 3


def test_no_rate_before_the_rulebook() -> None:
    early = leaf(VOCABULARY, DATASET, [_cells("2020-12")])
    late = leaf(VOCABULARY, DATASET, [_cells("2026-09")])
    assert early["resolution_rate_rate_denominator"].null_count() == 3
    assert late["resolution_rate_rate_denominator"].null_count() == 2


@pytest.mark.parametrize("gaps", [frozenset(), frozenset({"resolution_excluded"})])
def test_history_is_leaves_laid_end_to_end(tmp_path: Path, gaps: frozenset[str]) -> None:
    parquet, lines = [], []
    for period in ("2026-08", "2026-09", "2025"):
        parquet.append(tmp_path / f"{period}.parquet")
        lines.append(tmp_path / f"{period}.csv")
        write_leaf(leaf(VOCABULARY, DATASET, [_cells(period, gaps)]), parquet[-1], lines[-1])
    names = columns(DATASET)
    write_history(parquet, lines, names, tmp_path / "all.parquet", tmp_path / "all.csv")
    table = pl.read_parquet(tmp_path / "all.parquet")
    assert table["time"].unique(maintain_order=True).to_list() == ["2026-08", "2026-09", "2025"]
    content = (tmp_path / "all.csv").read_bytes()
    assert content.startswith(",".join(names).encode() + b"\r\n")
    assert content.count(b"\r\n") == table.height + 1
    stored = list(rows(parquet, VIEW))
    assert [row[0] for row in stored] == sorted(table["cell"].to_list())
    # The statuses of the view's own cells come back as SQLite and the reader want them.
    known = [row[-1] for row in stored[:3]]
    assert known[1] == '{"*":"suppressed"}'
    assert '"n":"not_yet"' in str(known[2])


def test_what_the_view_says_of_a_period_is_not_repeated_in_its_rows(tmp_path: Path) -> None:
    gaps = frozenset({"resolution_excluded"})
    path = tmp_path / "leaf.parquet"
    write_leaf(leaf(VOCABULARY, DATASET, [_cells("2026-09", gaps)]), path, tmp_path / "leaf.csv")
    view = msgspec.structs.replace(VIEW, not_collected={"2026-09": tuple(gaps)})
    assert next(row[-1] for row in rows([path], view)) is None
    assert next(row[-1] for row in rows([path], VIEW)) == '{"resolution_excluded":"not_collected"}'
