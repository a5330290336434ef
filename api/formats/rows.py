"""One observation as one flat row: the same names and digits in every format."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from publish.release.model import TOTAL, Codelist, Error, Observation, Page

Labels = Mapping[str, Mapping[str, str]]
"""Names of codes by codelist and code, in one language."""

TOTAL_ZH = "合计"
TOTAL_EN = "Total"


def labels(codelists: tuple[Codelist, ...], lang: str) -> dict[str, dict[str, str]]:
    """Return the names of all codes of *codelists* in *lang*, the total's among them."""
    total = TOTAL_EN if lang == "en" else TOTAL_ZH
    return {
        codelist.id: {TOTAL: total}
        | {code.code: code.en if lang == "en" else code.zh for code in codelist.codes}
        for codelist in codelists
    }


def standard_error(error: Error) -> float:
    """Return the standard error of a count, to two decimals."""
    return round(math.sqrt(error.variance), 2)


def rows(
    page: Page, names: Labels, label: Literal["code", "text", "both"]
) -> Iterator[dict[str, Any]]:
    """Yield *page* as flat rows: key, measures, rates, then status, se and half95 by measure.

    With ``text`` a dimension holds the name instead of the code; with ``both`` the name
    stands beside it as ``<dimension>_label``.
    """
    for observation in page.observations:
        row: dict[str, Any] = {"time": observation.time}
        row.update(_key(page, observation, names, label))
        for measure in page.measures:
            row[measure] = observation.values.get(measure)
        for rate in page.rates:
            row[rate] = observation.rates.get(rate)
        row["status"] = {name: str(why) for name, why in observation.status.items()}
        row["se"] = {name: standard_error(found) for name, found in observation.errors.items()}
        row["half95"] = {name: found.half95 for name, found in observation.errors.items()}
        yield row


def _key(page: Page, observation: Observation, names: Labels, label: str) -> dict[str, str]:
    key: dict[str, str] = {}
    for axis in page.view.axes:
        code = observation.key[axis.dimension]
        name = names.get(axis.codelist, {}).get(code, code)
        key[axis.dimension] = name if label == "text" else code
        if label == "both":
            key[f"{axis.dimension}_label"] = name
    return key
