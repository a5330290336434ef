"""The gates: what no release may hold, looked for in what is about to be published.

They ask nothing of the code that made the cells; a fault there must not pass here.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import polars as pl

from publish.errors import PublishError
from publish.exports import IN_PERIOD, STATUS, Cells, axis_positions, cell_variances
from publish.release.model import Catalogue, Text

_FORMULA: Final = frozenset("=+-@\t\r\n")
_NEVER_PUBLISHED: Final = (1, 2)
_SHOWN: Final = 60


class GateRefused(PublishError):
    """A gate refused the release; says which, and where."""


def check_labels(catalogue: Catalogue) -> None:
    """Refuse a label that a spreadsheet would run, and control characters in any text.

    Full-width forms count as what they fold to: some spreadsheets fold them too.
    """
    for where, label in _labels(catalogue):
        folded = unicodedata.normalize("NFKC", label).lstrip(" ")
        if folded[:1] in _FORMULA and folded:
            raise _refused(
                where, "以公式字符开头", "starts with a character that makes it a formula"
            )
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in label):
            raise _refused(where, "含控制字符", "holds a control character")
    for where, body in _bodies(catalogue):
        if any(unicodedata.category(c) in {"Cc", "Cs"} and c != "\n" for c in body):
            raise _refused(where, "含控制字符", "holds a control character")


def check_columns(name: str, found: Iterable[str], declared: Iterable[str]) -> None:
    """Refuse a file whose columns are not exactly those of the dictionary."""
    extra = sorted(set(found) - set(declared))
    if extra or list(found) != list(declared):
        shown = ", ".join(extra)[:_SHOWN] or "order"
        raise GateRefused(
            f"{name}：列与数据字典不符（{shown}）",
            f"{name}: its columns are not those of the dictionary ({shown})",
        )


def check_cells(part: Cells) -> None:
    """Refuse cells outside the product, out of order, negative, unexplained, or drawn as 1 or 2."""
    view, frame = part.view, part.frame
    where = f"{view.table} {part.period}"
    cells = frame[IN_PERIOD].to_numpy()
    inside = not len(cells) or (cells[0] >= 0 and cells[-1] < view.cells_per_period)
    if not inside or not bool(np.all(cells[1:] > cells[:-1])):
        raise _refused(where, "单元不在声明的乘积内或顺序不对", "cells outside or out of order")
    positions = axis_positions(view, cells.astype(np.int64))
    variances = cell_variances(view, part.period, positions)
    underived = np.ones(len(cells), dtype=bool)
    for axis, position in zip(view.axes, positions, strict=True):
        underived &= ~np.array([level == "reference" for level in axis.levels])[position]
    for measure in view.measures:
        column = frame[measure]
        _check_nulls(where, measure, column, frame[STATUS], gap=measure in part.gaps)
        if bool((column < 0).any()):
            raise _refused(where, f"{measure} 有负值", f"{measure} holds a negative value")
        small = column.is_in(_NEVER_PUBLISHED).fill_null(value=False).to_numpy()
        drawn = (variances[measure] > 0) & underived & (measure not in part.references)
        if measure == "n" and part.exact is not None:
            drawn = drawn & ~part.exact
        if bool(np.any(small & drawn)):
            raise _refused(where, f"{measure} 出现 1 或 2", f"{measure} shows a drawn 1 or 2")


def _check_nulls(
    where: str, measure: str, column: pl.Series, status: pl.Series, *, gap: bool
) -> None:
    if gap and column.null_count() < len(column):
        raise _refused(where, f"{measure} 未采集却有值", f"{measure} is a gap with values")
    if not gap and bool((column.is_null() & status.is_null()).any()):
        raise _refused(where, f"{measure} 空值没有说明", f"{measure} is null without a status")


def _labels(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for codelist in catalogue.codelists:
        yield from _both(f"codelist {codelist.id}", codelist.title)
        for code in codelist.codes:
            for label in (code.code, code.zh, code.en, *code.aliases):
                yield f"codelist {codelist.id}, code {code.code[:_SHOWN]!r}", label
    for dataset in catalogue.datasets:
        yield from _both(f"dataset {dataset.id}", dataset.title)
        for measure in dataset.measures:
            yield from _both(f"measure {measure.id}", measure.title)
        for rate in dataset.rates:
            yield from _both(f"rate {rate.id}", rate.title)
    for mechanism in catalogue.mechanisms:
        yield from _both(f"mechanism {mechanism.id}", mechanism.title)
    yield from _both("city", catalogue.city)
    yield from _both("publisher", catalogue.publisher)


def _bodies(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for dataset in catalogue.datasets:
        for text in (dataset.description, *dataset.notes, *dataset.withheld):
            yield from _both(f"dataset {dataset.id}", text)
    for document in catalogue.documents:
        yield from _both(f"document {document.id}", document.title)
        yield from _both(f"document {document.id}", document.body)
    for text in (catalogue.contact, catalogue.licence, catalogue.statement):
        yield from _both("catalogue", text)
    for key, value in sorted(catalogue.footer.items()):
        yield f"footer {key}", value


def _both(where: str, text: Text) -> Iterator[tuple[str, str]]:
    yield where, text.zh
    yield where, text.en


def _refused(where: str, zh: str, en: str) -> GateRefused:
    return GateRefused(f"{where}：{zh}", f"{where}: {en}")
