"""What the tickets are about: leaves of the category tree, and the months in which each swells.

The weights are the profile's (attribute ``weight``) or fall with the place (Zipf). The
season of a category is its attribute ``season`` or is told by the words of its label; the
curves are invented (domain.md §11: no monthly series was found).
"""

from typing import Final

import numpy as np

from anonymize.demo.draw import Floats, Ints, Wheel, below, uniform
from anonymize.demo.lists import weights, written
from publish.profile import Code, Codelist

# Factor by month of the year, January first.
SEASONS: Final[dict[str, tuple[float, ...]]] = {
    "heating": (3.2, 2.4, 1.6, 0.5, 0.2, 0.2, 0.2, 0.3, 0.6, 1.3, 3.6, 3.4),
    "flood": (0.2, 0.2, 0.3, 0.5, 0.9, 2.0, 3.4, 3.2, 1.6, 0.6, 0.3, 0.2),
    "school": (0.6, 0.8, 0.9, 1.1, 1.5, 1.8, 1.7, 2.4, 2.2, 0.8, 0.6, 0.5),
    "wages": (2.4, 1.2, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9, 1.2, 2.0),
    "summer": (0.5, 0.5, 0.7, 0.9, 1.3, 1.7, 1.8, 1.7, 1.2, 0.8, 0.6, 0.5),
}
_WORDS: Final = {
    "heating": ("供热", "供暖", "停暖", "暖气", "采暖"),
    "flood": ("防汛", "积水", "内涝", "排涝", "漏雨"),
    "school": ("教育", "入学", "招生"),
    "wages": ("欠薪", "拖欠工资", "工资"),
    "summer": ("噪声", "占道", "烧烤", "游泳"),
}


class Categories:
    """The leaves of the category tree (the finest real codes), with labels of every level.

    ``levels[i][leaf]`` is the label of level i, or None where the tree ends above.
    ``first[leaf]`` is the place of the leaf's top code in ``top_codes``.
    """

    def __init__(self, category: Codelist) -> None:
        """Walk the tree in published order."""
        roots = [code for code in category.children(None) if not code.kind]
        self.top_codes = tuple(root.code for root in roots)
        top_weights = weights(roots, 0.75)
        paths: list[tuple[int, tuple[Code, ...]]] = []
        loads: list[float] = []
        for number, root in enumerate(roots):
            branches = _leaves(category, root)
            shares = np.array([share for _, share in branches])
            loads += list(top_weights[number] * shares / shares.sum())
            paths += [(number, path) for path, _ in branches]
        self.first = np.array([number for number, _ in paths], dtype=np.int64)
        depth = len(category.levels)
        self.levels = tuple(
            tuple(written(category, p[i]) if i < len(p) else None for _, p in paths)
            for i in range(depth)
        )
        self.names = tuple(_name(path) for _, path in paths)
        self.paths = tuple("->".join(code.zh for code in path) for _, path in paths)
        self.seven_five = tuple(_inherited(path, "seven_five") for _, path in paths)
        self.season = np.array([_factors(path) for _, path in paths])
        self.load = np.array(loads)

    def __len__(self) -> int:
        """How many leaves there are."""
        return len(self.first)

    def wheel(self, month: int) -> Wheel:
        """Return the choice of leaves in *month*."""
        return Wheel(self.load * self.season[:, month % 12])

    def volume(self, month: int, until: int) -> float:
        """Return how much is heard in *month*, relative: season, slow growth, some chance."""
        season = float((self.load * self.season[:, month % 12]).sum())
        growth = float(1.045 ** ((month - until) / 12))
        return season * growth * (0.97 + 0.06 * float(uniform(month, 5)[0]))

    def trait(self, salt: int, count: int) -> Ints:
        """Return a fixed trait of each leaf, one of *count*: some kinds of trouble are harder."""
        return below(np.arange(len(self)), salt, count)

    def lean(self, salt: int) -> Floats:
        """Return a fixed lean of each leaf in [-1, 1)."""
        return uniform(np.arange(len(self)), salt) * 2 - 1


def _leaves(category: Codelist, root: Code) -> list[tuple[tuple[Code, ...], float]]:
    """Return the paths from *root* to the finest real codes, with their shares."""
    below_it = [code for code in category.children(root.code) if not code.kind]
    if not below_it:
        return [((root,), 1.0)]
    found: list[tuple[tuple[Code, ...], float]] = []
    for code, weight in zip(below_it, weights(below_it, 0.9), strict=True):
        found += [((root, *path), weight * share) for path, share in _leaves(category, code)]
    total = sum(share for _, share in found)
    return [(path, share / total) for path, share in found]


def _inherited(path: tuple[Code, ...], attribute: str) -> str | None:
    given = [code.attributes.get(attribute, "") for code in path]
    return next((value for value in reversed(given) if value), None)


def _name(path: tuple[Code, ...]) -> str:
    """Return the words that a caller would use: the finest label."""
    return path[-1].zh.replace("与", "和")


def _factors(path: tuple[Code, ...]) -> tuple[float, ...]:
    season = _inherited(path, "season")
    if season is None:
        labels = "".join(code.zh for code in path)
        season = next((s for s, words in _WORDS.items() if any(w in labels for w in words)), "")
    return SEASONS.get(season, (1.0,) * 12)
