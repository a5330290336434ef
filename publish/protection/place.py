"""How deep a code lies: what decides its table, its exactness and its cap.

Depth follows from the level: 0 for the city, 1 for a district and 2 for a street; 1, 2
and 3 for the levels of categories. A code that is its parent's only child *is* the
parent: the same records, so the same table, the same exactness and no cap (the one street
of a district). A root that is alone is the total.
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
            alone = children[code.parent] == 1
            if not alone:
                found[code.code] = Place(_depth(codelist, code.level), code.level)
            elif code.parent is None:
                found[code.code] = Place(0, code.level)
            else:
                found[code.code] = place(codes[code.parent])
        return found[code.code]

    for code in codes.values():
        place(code)
    return found


def _depth(codelist: Codelist, level: str) -> int:
    """Return how far below the total *level* lies; the level above districts is a total."""
    levels = codelist.levels
    above = levels.index(DISTRICT) - 1 if DISTRICT in levels else -1
    return max(0, levels.index(level) - above)


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
