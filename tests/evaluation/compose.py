"""From a carrier to a text and its true spans."""

import re
from collections.abc import Mapping
from typing import Final

from tests.evaluation import carriers_read
from tests.evaluation.draw import Draw, Value
from tests.evaluation.item import Span

_SLOT: Final = re.compile(r"\{\{|\}\}|\\n|\\t|\{(_?\w+)(?::(\w+))?\}")
_ESCAPES: Final = {"{{": "{", "}}": "}", "\\n": "\n", "\\t": "\t"}
TEXT: Final = "text"


class Page:
    """A text being written; notes where secrets stand."""

    def __init__(
        self, draw: Draw, part: str, values: Mapping[str, Value], focal: frozenset[str]
    ) -> None:
        self._draw = draw
        self._part = part
        self._values = values
        self._focal = focal
        self._field = TEXT
        self._length = 0
        self._pieces: list[str] = []
        self.spans: list[Span] = []

    def field(self, name: str) -> None:
        """Begin the field *name*."""
        self._field, self._length, self._pieces = name, 0, []

    @property
    def length(self) -> int:
        return self._length

    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, plain: str) -> None:
        """Add words that are no secret."""
        self._pieces.append(plain)
        self._length += len(plain)

    def write(self, template: str, core: str = "") -> None:
        """Add *template*, its slots filled; ``{core}`` is the template *core*."""
        at = 0
        for match in _SLOT.finditer(template):
            self.add(template[at : match.start()])
            at = match.end()
            name, key = match[1], match[2] or ""
            if name is None:
                self.add(_ESCAPES[match[0]])
            elif name == "core":
                self.write(core)
            elif name.startswith("_"):
                self.write(self._draw.pick(carriers_read.of(name, self._part)).text)
            else:
                self._secret(name, key)
        self.add(template[at:])

    def _secret(self, name: str, key: str) -> None:
        stored = f"{name}:{key}"
        value = self._draw.memory.get(stored) if key else None
        if value is None:
            value = self._values[name](self._draw, key)
            if key:
                self._draw.memory[stored] = value
        start = self._length
        self.add(value)
        self.spans.append(Span(self._field, start, self._length, name, name in self._focal))


def framed(page: Page, draw: Draw, carrier: carriers_read.Carrier, part: str) -> None:
    """Write *carrier* as it stands, or in the surroundings that its voice would have."""
    if carrier.voice == "x":
        page.write(carrier.text)
        return
    if draw.chance(0.2):
        page.write("{core}。", carrier.text)
        return
    voice = carrier.voice
    if voice == "a":
        voice = draw.pick("a13r" if part == "dev" else "ar13")
    elif draw.chance(0.15):
        voice = "a"
    page.write(draw.pick(carriers_read.of(f"frame_{voice}", part)).text, carrier.text)


def fields(template: str) -> list[tuple[str, str]]:
    """Split a ticket of several fields: ``title=…||content=…``."""
    if "||" not in template:
        return [(TEXT, template)]
    pairs = (piece.partition("=") for piece in template.split("||"))
    return [(name, text) for name, _, text in pairs]
