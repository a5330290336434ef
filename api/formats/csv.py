"""A page of observations as CSV: RFC 4180, UTF-8, codes and names, a status column."""

import csv
import io
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final, Literal

from api.formats.rows import Labels, rows
from publish.release.model import Page, RateValue

BOM: Final = "\ufeff"
_RATE_PARTS: Final = ("numerator", "denominator", "excluded", "low", "high", "coded")
_rate_parts = attrgetter(*_RATE_PARTS)


def header(page: Page, label: Literal["code", "text", "both"]) -> list[str]:
    """Return the names of the columns; they depend on view and measures, never on values."""
    names = ["time"]
    for axis in page.view.axes:
        names.append(axis.dimension)
        if label == "both":
            names.append(f"{axis.dimension}_label")
    names += page.measures
    for rate in page.rates:
        names += [rate, *(f"{rate}_{part}" for part in _RATE_PARTS), f"{rate}_rulebook_version"]
    for measure in page.measures:
        names += [f"{measure}_se", f"{measure}_half95"]
    return [*names, "status", "release", "note"]


def render(
    page: Page,
    names: Labels,
    *,
    label: Literal["code", "text", "both"],
    release: str,
    note: str,
    bom: bool = False,
) -> bytes:
    """Return *page* as CSV. A withheld value is an empty field, and ``status`` says why.

    ``status`` holds ``measure=reason`` pairs with ``;`` between; ``note`` is the sentence
    that every table carries.
    """
    out = io.StringIO()
    if bom:
        out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header(page, label))
    for row in rows(page, names, label):
        writer.writerow(_line(row, page, label, release, note))
    return out.getvalue().encode("utf-8")


def _line(row: dict[str, Any], page: Page, label: str, release: str, note: str) -> Sequence[object]:
    line: list[object] = [row["time"]]
    for axis in page.view.axes:
        line.append(row[axis.dimension])
        if label == "both":
            line.append(row[f"{axis.dimension}_label"])
    status = {name: str(why) for name, why in row["status"].items()}
    line += [row[measure] for measure in page.measures]
    for rate in page.rates:
        line += _rate(row[rate])
        if row[rate] is not None and row[rate].status is not None:
            status[rate] = str(row[rate].status)
    for measure in page.measures:
        line += [row["se"].get(measure), row["half95"].get(measure)]
    return [*line, ";".join(f"{name}={why}" for name, why in status.items()), release, note]


def _rate(rate: RateValue | None) -> list[object]:
    if rate is None:
        return [None] * (len(_RATE_PARTS) + 2)
    return [rate.value, *_rate_parts(rate), rate.rulebook_version]
