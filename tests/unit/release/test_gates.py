"""Each gate lets the good through and stops the bad, whoever made it."""

from collections.abc import Mapping

import msgspec
import polars as pl
import pytest

from publish.exports import IN_PERIOD, STATUS, Cells
from publish.gates import GateRefused, check_cells, check_columns, check_labels
from publish.release.model import Catalogue, Code, View
from tests.lib.release import catalogue

VIEW = catalogue().datasets[0].views[0]
REFERENCES = frozenset({"resolution_resolved"})


def _cells(rows: Mapping[str, list[int | None]], status: list[str | None], **more: object) -> Cells:
    columns = {IN_PERIOD: pl.Series(rows["cell"], dtype=pl.Int64)}
    height = len(rows["cell"])
    for measure in VIEW.measures:
        columns[measure] = pl.Series(rows.get(measure, [0] * height), dtype=pl.Int32)
    columns[STATUS] = pl.Series(status, dtype=pl.String)
    return Cells(
        view=VIEW,
        period="2026-09",
        frame=pl.DataFrame(columns),
        references=REFERENCES,
        **more,  # type: ignore[arg-type]
    )


def _one(cell: int, status: str | None = None, **values: int | None) -> Cells:
    rows: dict[str, list[int | None]] = {"cell": [cell]}
    rows |= {measure: [value] for measure, value in values.items()}
    return _cells(rows, [status])


# Cells 0 and 6 are city and district totals (exact n), 7 is a district's heating.
GOOD = {
    "ordinary": _one(7, n=40, resolution_partly=3),
    "exact values may be 1 or 2": _one(6, n=2),
    "a reference part is a difference": _one(7, n=3, resolution_resolved=1),
    "a null that says why": _one(7, '{"*":"suppressed"}', **dict.fromkeys(VIEW.measures)),
    "the last cell": _one(VIEW.cells_per_period - 1, n=5),
    "nothing": _cells({"cell": []}, []),
}
BAD = {
    "shows a drawn 1 or 2": _one(7, n=2),
    "resolution_partly shows a drawn": _one(6, n=400, resolution_partly=1),
    "negative": _one(7, n=-3),
    "null without a status": _one(7, n=None),
    "outside or out of order": _one(VIEW.cells_per_period, n=5),
    "out of order": _cells({"cell": [8, 7], "n": [5, 5]}, [None, None]),
    "gap with values": _cells({"cell": [7], "n": [5]}, [None], gaps=frozenset({"n"})),
}


@pytest.mark.parametrize("cells", GOOD.values(), ids=GOOD.keys())
def test_good_cells_pass(cells: Cells) -> None:
    check_cells(cells)


@pytest.mark.parametrize(("reason", "cells"), BAD.items(), ids=BAD.keys())
def test_bad_cells_are_stopped(reason: str, cells: Cells) -> None:
    with pytest.raises(GateRefused, match=reason):
        check_cells(cells)


def test_an_attribute_reference_cell_may_be_any_number() -> None:
    view: View = catalogue().datasets[1].views[0]
    frame = pl.DataFrame(
        {IN_PERIOD: [0, 1], "n": [1000, 1], STATUS: pl.Series([None, None], dtype=pl.String)}
    )
    check_cells(Cells(view=view, period="2026-09", frame=frame))
    drawn = frame.with_columns(pl.Series(IN_PERIOD, [0, 2]))
    with pytest.raises(GateRefused, match="drawn 1 or 2"):
        check_cells(Cells(view=view, period="2026-09", frame=drawn))


def _relabelled(label: str) -> Catalogue:
    told = catalogue()
    codelist = told.codelists[2]
    code = Code(code="fax", level="channel", zh=label, en="Fax")
    changed = msgspec.structs.replace(codelist, codes=(*codelist.codes, code))
    return msgspec.structs.replace(told, codelists=(*told.codelists[:2], changed))


@pytest.mark.parametrize("label", ["传真", "A=B", "热线 12345", "3-5 天", "“引号”"])
def test_ordinary_labels_pass(label: str) -> None:
    check_labels(_relabelled(label))


@pytest.mark.parametrize(
    "label",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM",
        "\tx",
        "\rx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "a\x00b",
        "a\x1bb",
    ],
)
def test_formulas_and_control_characters_are_stopped(label: str) -> None:
    with pytest.raises(GateRefused):
        check_labels(_relabelled(label))


def test_a_note_may_have_lines_and_no_other_control_character() -> None:
    told = catalogue()
    document = told.documents[0]
    for body, fits in (("- 第一\n- 第二", True), ("a\x07b", False)):
        text = msgspec.structs.replace(document.body, zh=body)
        changed = msgspec.structs.replace(
            told, documents=(msgspec.structs.replace(document, body=text),)
        )
        if fits:
            check_labels(changed)
        else:
            with pytest.raises(GateRefused, match="control"):
                check_labels(changed)


def test_columns_are_those_of_the_dictionary_and_no_others() -> None:
    check_columns("file", ["a", "b"], ["a", "b"])
    for found in (["a", "b", "secret"], ["b", "a"], ["a"]):
        with pytest.raises(GateRefused, match="dictionary"):
            check_columns("file", found, ["a", "b"])
