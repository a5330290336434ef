"""One seeded source of chance for one item, with the values that the item holds already."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """Chance and memory of one item: the same *seed* gives the same item on every machine."""

    def __init__(self, seed: str) -> None:
        self.rng = Random(seed)  # noqa: S311 - seeded on purpose, nothing secret hangs on it
        self.memory: dict[str, str] = {}

    def pick(self, among: Sequence[T]) -> T:
        return among[self.rng.randrange(len(among))]

    def some(self, among: Sequence[T], count: int) -> list[T]:
        return self.rng.sample(list(among), min(count, len(among)))

    def number(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def digits(self, count: int, first: str = "0123456789") -> str:
        return self.pick(first) + "".join(self.pick("0123456789") for _ in range(count - 1))

    def letters(self, count: int, among: str = "abcdefghijkmnpqrstuvwxyz") -> str:
        return "".join(self.pick(among) for _ in range(count))


# What fills a slot: (chance, the slot's key, "" for none) → the value.
Value = Callable[[Draw, str], str]
