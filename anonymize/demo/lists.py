"""A profile's codelists as arrays to draw from: codes, and how a hotline writes each of them."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from anonymize.demo.draw import Floats, zipf
from publish.profile import Code, Codelist, Profile

_KEPT: Final = ""  # the kind of a code that stands for itself


class Choices:
    """The real codes of one list (none that stands for a missing value), with weights.

    ``labels`` holds what is written for each: the Chinese label, or the code where the
    label would not be understood. ``weights`` are the attribute ``weight`` where the
    profile has it, else they fall with the place.
    """

    def __init__(self, codelist: Codelist, codes: Sequence[Code], exponent: float = 1.3) -> None:
        """Keep the codes of kind ``""`` among *codes*."""
        kept = [code for code in codes if code.kind == _KEPT]
        self.codes = tuple(code.code for code in kept)
        self.labels = tuple(written(codelist, code) for code in kept)
        self.weights = weights(kept, exponent)
        self.attributes = tuple(code.attributes for code in kept)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.codes)

    def weighted(self, told: dict[str, float], rest: float = 0.01) -> Floats:
        """Return weights by code: those of *told*, *rest* for codes that it does not name."""
        return np.array([told.get(code, rest) for code in self.codes])

    def place(self, code: str) -> int:
        """Return the place of *code*, or -1 (nothing is written) where the list lacks it."""
        return self.codes.index(code) if code in self.codes else -1


def choices(profile: Profile, name: str) -> Choices | None:
    """Return the codelist *name* of *profile* to draw from; None where it has none or no codes."""
    codelist = profile.codelists.get(name)
    if codelist is None:
        return None
    found = Choices(codelist, codelist.at_level(codelist.levels[-1]))
    return found if len(found) else None


def written(codelist: Codelist, code: Code) -> str:
    """Return the Chinese label of *code* where it names that code alone, else the code."""
    found = codelist.resolve(code.zh, level=code.level, under=code.parent)
    return code.zh if found == code.code else code.code


def weights(codes: Sequence[Code], exponent: float) -> Floats:
    """Return the weight of each code: its attribute, else one that falls with the place."""
    fallen = zipf(len(codes), exponent)
    given = [code.attributes.get("weight", "") for code in codes]
    return np.array([float(w) if w else f for w, f in zip(given, fallen, strict=True)])
