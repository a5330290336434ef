"""Compose the five texts of a ticket out of carriers, as callers, agents and units write.

Four in ten texts hold no secret at all, some hold many. Lengths have a median about 200
and a tail to several thousand (domain.md §11).
"""

from random import Random
from typing import Final, TypeVar

from anonymize.demo.carriers import EVERYWHERE, Carrier, read
from anonymize.demo.case import Case
from anonymize.demo.prose import Prose

_T = TypeVar("_T")
FIELDS: Final = ("title", "content", "handling_result", "reply", "callback_note")
_TITLES: Final[tuple[Carrier, ...]] = (
    ("关于", "place", "", "topic", "的问题"),
    ("", "compound", "", "topic", "问题"),
    ("投诉", "firm", "", "topic"),
    ("", "caller", "反映", "topic"),
    ("", "district", "", "topic"),
)
_LONGEST: Final = 8600
_STOPS: Final = ("，", "，", "。", "。", "。", "；", "，", "！", "。\n", "。　", " ", "。_x000D_\n")
_PLAIN_STOPS: Final = len(_STOPS) - 4  # the rest is what an export does to line ends


class Composer:
    """Writes the texts of one ticket after another."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        """Choose the sentences of each category by the words of its path."""
        matter = read("matter")
        common = matter[EVERYWHERE]
        self._matter: list[tuple[Carrier, ...]] = []
        for path in paths:
            own = [c for word, carriers in matter.items() if word in path for c in carriers]
            self._matter.append((*own, *own, *common) if own else common)
        self._request = read("request")
        self._answer = read("answer")
        self._negatives = read("negatives")[EVERYWHERE]
        self._families = tuple(read("secrets").values())

    def write(
        self, case: Case, leaf: int, *, spoken: bool, asked: bool, handled: bool
    ) -> list[Prose]:
        """Return the five texts of *case*, in the order of FIELDS."""
        rng = case.rng
        dense = rng.random()
        secrets = 0 if dense < 0.4 else 1 + int(rng.random() * (3 if dense < 0.85 else 9))
        told = secrets > 0
        return [
            self._title(case, told=told),
            self._content(case, leaf, secrets, spoken=spoken, asked=asked),
            self._several(case, "result", 1, 4, told=told and rng.random() < 0.5, handled=handled),
            self._reply(case, told=told and rng.random() < 0.6, handled=handled),
            self._several(case, "callback", 1, 2, told=told and rng.random() < 0.3, handled=True),
        ]

    def _title(self, case: Case, *, told: bool) -> Prose:
        prose = Prose()
        chance = case.rng.random()
        if told and chance < 0.12:
            prose.say(case, _TITLES[1 + int(chance * 100) % 3])
        else:
            prose.say(case, _TITLES[0] if chance < 0.7 else _TITLES[4])
        return prose

    def _content(self, case: Case, leaf: int, secrets: int, *, spoken: bool, asked: bool) -> Prose:
        rng, request, prose = case.rng, self._request, Prose()
        wanted = min(_LONGEST, 24 + rng.lognormvariate(4.72 if asked else 5.1, 1.0))
        prose.say(case, one_of(rng, request["open_call" if spoken else "open_web"]))
        prose.add(
            "，" if spoken else one_of(rng, ("，", "。", "：", "\n", "_x000D_\n　　", "。　　"))
        )
        if asked:
            prose.say(case, one_of(rng, request["ask"]))
            self._stop(rng, prose)
        every = max(1.0, wanted / (secrets + 1))
        due = every * rng.random()
        said: set[int] = set()
        while prose.length < wanted or secrets > 0:
            if secrets > 0 and prose.length >= due:
                prose.say(case, one_of(rng, one_of(rng, self._families)))
                secrets -= 1
                due += every
            else:
                prose.say(case, self._harmless(rng, leaf, said))
            self._stop(rng, prose)
        prose.say(case, one_of(rng, request["wish"]))
        if rng.random() < 0.3:
            prose.add("。")
            prose.say(case, one_of(rng, request["end"]))
        prose.add("。" if rng.random() < 0.8 else "")
        return prose

    def _harmless(self, rng: Random, leaf: int, said: set[int]) -> Carrier:
        chance = rng.random()
        among = self._request["history"]
        if chance < 0.76:
            among = self._matter[leaf]
        elif chance < 0.9:
            among = self._negatives
        return self._fresh(rng, among, said)

    @staticmethod
    def _fresh(rng: Random, among: tuple[Carrier, ...], said: set[int]) -> Carrier:
        """Return one of *among*, if it can be one that was not said yet."""
        for _ in range(4):
            carrier = one_of(rng, among)
            if id(carrier) not in said:
                break
        said.add(id(carrier))
        return carrier

    def _stop(self, rng: Random, prose: Prose) -> None:
        chance = rng.random()
        size = len(_STOPS) if chance > 0.85 else _PLAIN_STOPS
        prose.add(_STOPS[int(rng.random() * size)])

    def _reply(self, case: Case, *, told: bool, handled: bool) -> Prose:
        """Return a greeting, what was done, and a close."""
        rng, answer = case.rng, self._answer
        prose = Prose()
        prose.say(case, one_of(rng, answer["reply_open"]))
        prose.add(one_of(rng, ("。", "：", "。\n　　", "：\n")))
        self._several(case, "reply", 3, 11, told=told, handled=handled, prose=prose)
        prose.say(case, one_of(rng, answer["reply_close"]))
        prose.add("。" if rng.random() < 0.9 else "")
        return prose

    def _several(
        self,
        case: Case,
        kind: str,
        low: int,
        high: int,
        *,
        told: bool,
        handled: bool,
        prose: Prose | None = None,
    ) -> Prose:
        """Add to *prose* some sentences of one *kind*, with a secret among them where *told*."""
        rng = case.rng
        prose = prose or Prose()
        if not handled and kind == "result":
            return prose
        sentences = case.between(low, high if handled else low)
        place = int(rng.random() * sentences) if told else -1
        said: set[int] = set()
        for number in range(sentences):
            section = f"{kind}_secret" if number == place else kind
            prose.say(case, self._fresh(rng, self._answer[section], said))
            prose.add("。" if rng.random() < 0.9 else "。　　")
        return prose


def one_of(rng: Random, among: tuple[_T, ...]) -> _T:
    """Return one of *among*."""
    return among[int(rng.random() * len(among))]
