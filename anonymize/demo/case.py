"""One ticket while its texts are written: what it says of people and places, kept alike.

A value once drawn stays with its ticket, so that a reply repeats the names, numbers and
firms of the request, which is how real replies leak.
"""

from collections.abc import Sequence
from random import Random

from anonymize.demo.people import Firm, Pools


class Case:
    """The facts of one ticket and the chances of its texts."""

    __slots__ = ("facts", "kept", "pools", "rng")

    def __init__(self, rng: Random, pools: Pools, facts: dict[str, str | None]) -> None:
        """Keep the facts: fields of the ticket's row, and words of place and category."""
        self.rng = rng
        self.pools = pools
        self.facts = facts
        self.kept: dict[str, str] = {}

    def choose(self, words: Sequence[str]) -> str:
        """Return one of *words*."""
        return words[int(self.rng.random() * len(words))]

    def same(self, name: str, words: Sequence[str]) -> str:
        """Return one of *words*, for this ticket always the same under *name*."""
        value = self.kept.get(name)
        if value is None:
            value = self.kept[name] = words[int(self.rng.random() * len(words))]
        return value

    def number(self, name: str, width: int) -> str:
        """Return a number of *width* digits, for this ticket always the same under *name*."""
        value = self.kept.get(name)
        if value is None:
            value = self.kept[name] = str(int(self.rng.random() * 10**width)).zfill(width)
        return value

    def between(self, low: int, high: int) -> int:
        """Return a whole number from *low* to *high*."""
        return low + int(self.rng.random() * (high - low + 1))

    def firm(self, name: str) -> Firm:
        """Return a firm of the pools, for this ticket always the same under *name*."""
        place = self.number(name, 6)
        return self.pools.firms[int(place) % len(self.pools.firms)]

    def fact(self, field: str) -> str | None:
        """Return the field of the ticket, or None where it is empty or not usable as text."""
        return self.facts.get(field)
