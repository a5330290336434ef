"""What the page is told of one item, and of an edit that was not taken."""

from collections.abc import Mapping

import msgspec

from anonymize.normalize import SLOT
from anonymize.review.decisions import EDITED, WAITING, Decision
from anonymize.review.desk import Line
from anonymize.review.item import Item
from anonymize.review.page.labels import AGAINST, ENTITIES, FIELDS, REASONS, label
from anonymize.review.page.pieces import Piece, original, redacted, visible
from anonymize.verdict import Verdict


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field: as it came, as proposed, as edited if it was; and what an edit starts from."""

    name: str
    label: str
    original: list[Piece]
    proposed: list[Piece]
    edited: list[Piece] | None
    draft: str

    def __repr__(self) -> str:
        """Show its name alone."""
        return f"Field({self.name!r})"


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """Who decided, when, and why."""

    by: str
    at: str
    reason: str


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """One item, ready to be drawn. *entities* names the entities that occur."""

    pin: str
    cohort: str
    verdict: str
    state: str
    policy: str
    reasons: list[str]
    decided: Decided | None
    fields: list[Field]
    slots: list[str]
    entities: dict[str, str]

    def __repr__(self) -> str:
        """Show the key alone."""
        return f"Sight({self.pin[:8]}…)"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What stands against an edit, and where in it."""

    against: list[str]
    marked: dict[str, list[Piece]]
    entities: dict[str, str]

    def __repr__(self) -> str:
        """Show how much stands against it."""
        return f"Standing(against={len(self.against)})"


def sight(
    item: Item, line: Line, decision: Decision | None, edited: Mapping[str, str] | None, lang: str
) -> Sight:
    """Return what the page draws. It shows raw text: log before it leaves."""
    proposal = item.proposal
    done = decision if line.state != WAITING else None
    shown = edited if line.state == EDITED and edited is not None else None
    fields = [
        Field(
            name=name,
            label=label(FIELDS, name, lang),
            original=original(said, proposal.findings.get(name, ())),
            proposed=redacted(
                proposal.redacted[name], item.rare.get(name, ()), item.verbatim.get(name, ())
            ),
            edited=None if shown is None else redacted(shown.get(name, ""), (), ()),
            draft=visible((shown or proposal.redacted).get(name, "")),
        )
        for name, said in proposal.texts.items()
    ]
    found = [mark[2] for marks in proposal.findings.values() for mark in marks]
    slots = [slot for said in proposal.redacted.values() for slot in SLOT.findall(said)]
    return Sight(
        pin=item.pin,
        cohort=item.cohort,
        verdict=proposal.verdict,
        state=line.state,
        policy=proposal.policy_version,
        reasons=[label(AGAINST, code, lang) for code in proposal.reasons],
        decided=None if done is None else _decided(done, lang),
        fields=fields,
        slots=list(dict.fromkeys(slots)),
        entities=_named(found, lang),
    )


def standing(
    against: tuple[str, ...], texts: Mapping[str, str], said: Verdict | None, lang: str
) -> Standing:
    """Return what stands against *texts*, an edit, with what the engine *said* of them."""
    findings = {} if said is None else said.findings
    marks = {
        field: [(one.start, one.end, one.entity, one.score) for one in findings.get(field, ())]
        for field in texts
    }
    return Standing(
        against=[label(AGAINST, code, lang) for code in against],
        marked={field: original(texts[field], some) for field, some in marks.items() if some},
        entities=_named([mark[2] for some in marks.values() for mark in some], lang),
    )


def _named(found: list[str], lang: str) -> dict[str, str]:
    return {code: label(ENTITIES, code, lang) for code in dict.fromkeys(found)}


def _decided(decision: Decision, lang: str) -> Decided:
    reason = label(REASONS, decision.reason, lang) if decision.reason else ""
    return Decided(by=decision.by, at=decision.at, reason=reason)
