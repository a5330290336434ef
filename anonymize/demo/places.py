"""Where the tickets of a city come from: districts and streets of unlike size."""

import numpy as np

from anonymize.demo.draw import Floats, Ints, Wheel, below, uniform
from anonymize.demo.lists import written
from publish.profile import Code, Codelist

_SIZE_SALT = 11


class Places:
    """The places of a city, one for each street, or for a district that has none.

    A place is a number; ``district[place]`` is the number of its district. The labels are
    what the hotline writes: mostly names, from some systems codes.
    """

    def __init__(self, area: Codelist) -> None:
        """Read the two finest levels of *area*; a list of one level has districts alone."""
        upper, lower = (area.levels[-2], area.levels[-1]) if len(area.levels) > 1 else ("", "")
        districts = area.at_level(upper or area.levels[-1])
        self.unlocated = next((d.code for d in districts if d.kind == "unlocated"), None)
        kept = [d for d in districts if not d.kind]
        self.district_codes = tuple(d.code for d in kept)
        self.district_labels = tuple(written(area, d) for d in kept)
        streets: list[tuple[int, Code | None]] = []
        for number, district in enumerate(kept):
            below_it = [c for c in area.children(district.code) if c.level == lower and not c.kind]
            streets += [(number, street) for street in below_it] or [(number, None)]
        self.district = np.array([number for number, _ in streets], dtype=np.int64)
        self.street_codes = tuple(s.code if s else None for _, s in streets)
        self.street_labels = tuple(written(area, s) if s else None for _, s in streets)
        # In a text a place goes by its name, also where the file writes its code.
        self.district_names = tuple(d.zh for d in kept)
        self.street_names = tuple(s.zh if s else kept[n].zh for n, s in streets)
        self.weights = _sizes(self.district)
        self.wheel = Wheel(self.weights)

    def __len__(self) -> int:
        """How many places there are."""
        return len(self.district)

    def homes(self, callers: Ints, seed: int) -> Ints:
        """Return the place where each caller lives: a function of the caller's number."""
        return self.wheel.at(uniform(callers, seed * 131 + 7))


def _sizes(district: Ints) -> Floats:
    """Return how much is heard from each place: districts and streets differ, for ever alike."""
    places = np.arange(len(district))
    of_district = 0.5 + 1.5 * uniform(district, _SIZE_SALT)
    of_street = np.exp(1.2 * uniform(places, _SIZE_SALT + 1))
    alone = np.bincount(district)[district] == 1
    return np.asarray(of_district * np.where(alone, 8.0, of_street))


def postcode_like(places: Places, district: Ints, salt: int) -> Ints:
    """Return six digits for each district: its own code where it is of six digits."""
    digits = [int(c) if c.isdigit() and len(c) == 6 else 0 for c in places.district_codes]
    own = np.array(digits, dtype=np.int64)[district]
    return np.where(own > 0, own, 100000 + below(district, salt, 90) * 100)
