"""What the harness asks of the engine: texts, and where in them the secrets are."""

import msgspec


class Span(msgspec.Struct, frozen=True):
    """One secret: ``[start, end)`` of *field* in code points, the *slot* it filled.

    *focal* spans are those that the item's class is about; the others stand beside them.
    """

    field: str
    start: int
    end: int
    slot: str
    focal: bool


class Item(msgspec.Struct, frozen=True):
    """One ticket of class *name*. *part* is dev or held: whose carriers it was made of."""

    key: str
    name: str
    group: str
    part: str
    texts: dict[str, str]
    spans: tuple[Span, ...]

    def value(self, span: Span) -> str:
        return self.texts[span.field][span.start : span.end]
