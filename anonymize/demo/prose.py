"""A text in the making: pieces and the exact places of its secrets. Offsets are code points."""

from anonymize.demo.carriers import Carrier
from anonymize.demo.case import Case
from anonymize.demo.values import FILLERS

Span = tuple[int, int, str, str]  # start, end (half-open), entity, text


class Prose:
    """One field of one ticket. Every secret is noted as it is written, so no span is guessed."""

    __slots__ = ("_pieces", "length", "spans")

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[str] = []
        self.length = 0
        self.spans: list[Span] = []

    def add(self, text: str) -> None:
        """Add *text*, in which there is no secret."""
        self._pieces.append(text)
        self.length += len(text)

    def say(self, case: Case, carrier: Carrier) -> None:
        """Add *carrier* with its slots filled."""
        secret = False
        for piece in carrier:
            if secret:
                text, entity = FILLERS[piece](case)
                if entity and text:
                    start = self.length
                    self.spans.append((start, start + len(text), entity, text))
                self.add(text)
            elif piece:
                self.add(piece)
            secret = not secret

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)
