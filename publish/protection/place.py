"""How deep a code lies: what decides its table, its exactness and its cap.

A code that is its parent's only child *is* the parent: the same records, so the same
table, the same exactness and no cap (the one street of a district). A root that is alone
is the total. Depth therefore counts only steps at which there is something to choose.
"""

from collections import Counter
from typing import Final

import msgspec

from publish.profile import GROUP, Code, Codelist

DISTRICT: Final = "district"
"""The finest level of places at which every ticket of a caller counts."""
AREA: Final = "area"
CATEGORY: Final = "category"
TOTAL_LEVEL: Final = "total"


class Place(msgspec.Struct, frozen=True):
    """Where a code stands in its tree once only children are their parents."""

    depth: int  # 0: the total
    level: str  # the level that it counts as


def places(codelist: Codelist) -> dict[str, Place]:
    """Return the place of every code that is no declared group."""
    codes = {code.code: code for code in codelist.codes if code.kind != GROUP}
    children = Counter(code.parent for code in codes.values())
    found: dict[str, Place] = {}

    def place(code: Code) -> Place:
        if code.code not in found:
            above = Place(0, code.level) if code.parent is None else place(codes[code.parent])
            alone = children[code.parent] == 1
            found[code.code] = above if alone else Place(above.depth + 1, code.level)
        return found[code.code]

    for code in codes.values():
        place(code)
    return found


def total(codelist: Codelist) -> Place:
    """Return the place of the dimension's total: that of the root, where there is one root."""
    roots = [code for code in codelist.codes if code.parent is None and code.kind != GROUP]
    return Place(0, roots[0].level if len(roots) == 1 else TOTAL_LEVEL)


def below_district(codelist: Codelist, place: Place) -> bool:
    """Tell whether *place* is finer than a district: there the cap of callers holds."""
    levels = codelist.levels
    if DISTRICT not in levels or place.level not in levels:
        return False
    return levels.index(place.level) > levels.index(DISTRICT)


def capped_codes(codelist: Codelist) -> frozenset[str]:
    """Return the codes right below a district: the places of the cap of callers."""
    found = places(codelist)
    fine = {code for code, place in found.items() if below_district(codelist, place)}
    return frozenset(code for code in fine if codelist.get(code).parent not in fine)
