"""Who handles a ticket: the street of the place, its district, or a body of the city."""

from typing import Final

import numpy as np

from anonymize.demo.draw import Floats, Ints, Wheel, below, uniform
from anonymize.demo.places import Places
from publish.profile import Codelist

NONE: Final = -1


class Units:
    """Handling units as labels, and which of them a ticket goes to.

    A unit that belongs to a place carries the place's code in the attribute ``area``.
    """

    def __init__(self, unit: Codelist, places: Places) -> None:
        """Sort the units by class and place."""
        kept = [code for code in unit.at_level(unit.levels[-1]) if not code.kind]
        self.labels = tuple(
            code.zh if unit.resolve(code.zh) == code.code else code.code for code in kept
        )
        self.names = tuple(code.zh for code in kept)
        classes = tuple(dict.fromkeys(code.parent for code in kept))
        self.class_labels = tuple(unit.get(c).zh if c and c in unit else None for c in classes)
        self.of_class = np.array([classes.index(code.parent) for code in kept], dtype=np.int64)
        by_area = {code.attributes.get("area", ""): n for n, code in enumerate(kept)}
        by_area.pop("", None)
        self.of_street = np.array([by_area.get(c or "", NONE) for c in places.street_codes])
        self.of_district = np.array([by_area.get(c, NONE) for c in places.district_codes])
        others = [n for n, code in enumerate(kept) if not code.attributes.get("area")]
        self._others = np.array(others or range(len(kept)), dtype=np.int64)

    def handling(self, place: Ints, district: Ints, leaf: Ints, chance: Floats) -> Ints:
        """Return the unit of each ticket.

        Seven in ten go to the street, one to the district, the rest to a body of the city,
        which is a function of the category but for some stray ones.
        """
        kind = Wheel((0.70, 0.10, 0.20)).at(chance)
        stray = below(leaf * 7 + (chance * 1e6).astype(np.int64) % 3, 41, len(self._others))
        body = self._others[stray]
        street = _or(self.of_street[place], self.of_district[district], body)
        return np.choose(kind, [street, _or(self.of_district[district], body, body), body])

    def anybody(self, numbers: Ints, salt: int) -> Ints:
        """Return one unit for each number: a function of number and salt."""
        return (uniform(numbers, salt) * len(self.labels)).astype(np.int64)


def _or(first: Ints, second: Ints, third: Ints) -> Ints:
    return np.where(first >= 0, first, np.where(second >= 0, second, third))
