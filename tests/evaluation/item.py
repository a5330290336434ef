"""What the harness asks of the engine: texts, and where in them the secrets are."""

import msgspec

from anonymize.known import Known


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
    """One ticket of class *name*. *part* is dev or held: whose carriers it was made of.

    *persons* and *organizations* are what its structured fields would tell.
    """

    key: str
    name: str
    group: str
    part: str
    texts: dict[str, str]
    spans: tuple[Span, ...]
    persons: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()

    @property
    def known(self) -> Known:
        """What the engine is told of the ticket's people and firms."""
        return Known(persons=self.persons, organizations=self.organizations)

    def value(self, span: Span) -> str:
        return self.texts[span.field][span.start : span.end]
