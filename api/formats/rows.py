"""One observation as one flat row: the same names and digits in every format."""

import math
from collections.abc import Callable, Iterator, Mapping
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
    page: Page,
    names: Labels,
    label: Literal["code", "text", "both"],
    seal: Callable[[dict[str, float]], Any] = lambda errors: errors,
) -> Iterator[dict[str, Any]]:
    """Yield *page* as flat rows: key, measures, rates, then status, se and half95 by measure.

    With ``text`` a dimension holds the name instead of the code; with ``both`` the name
    stands beside it as ``<dimension>_label``. *seal* is applied to se and half95, once for
    all observations that share their errors.
    """
    none = dict.fromkeys(page.rates)
    # By identity: the page keeps the errors alive, and cells of one kind share them.
    sealed: dict[int, tuple[Any, Any]] = {}
    for observation in page.observations:
        errors = observation.errors
        told = sealed.get(id(errors))
        if told is None:
            told = sealed[id(errors)] = (
                seal({name: standard_error(found) for name, found in errors.items()}),
                seal({name: found.half95 for name, found in errors.items()}),
            )
        key = observation.key if label == "code" else _key(page, observation, names, label)
        yield {
            "time": observation.time,
            **key,
            **observation.values,
            **none,
            **observation.rates,
            "status": observation.status,
            "se": told[0],
            "half95": told[1],
        }


def _key(page: Page, observation: Observation, names: Labels, label: str) -> dict[str, str]:
    key: dict[str, str] = {}
    for axis in page.view.axes:
        code = observation.key[axis.dimension]
        name = names.get(axis.codelist, {}).get(code, code)
        key[axis.dimension] = name if label == "text" else code
        if label == "both":
            key[f"{axis.dimension}_label"] = name
    return key
