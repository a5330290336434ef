"""Hand approved texts to publish, and with them the list of what was taken back since.

Nothing but what ``publish.intake.TextHandOver`` names leaves: redacted texts with typed
slots that a named person approved, and pin keys. The same decisions give the same bytes.
"""

import hashlib
import importlib.metadata
import os
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from anonymize.consent import MAY_LEAVE
from anonymize.errors import Refused
from anonymize.objections import Objections
from anonymize.review.desk import Desk
from publish.intake import FORMAT, CaseText, TakenBack, TextHandOver, TextNote, canonical
from publish.profile import Profile

NAME: Final = "hand-over.json"
SEAL: Final = "hand-over.sha256"
WITHDRAWN: Final = "withdrawn.jsonl"


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """How much left."""

    texts: int
    cohorts: tuple[str, ...]
    withdrawn: int


def hand_over(
    desk: Desk,
    objections: Objections,
    target: Path,
    *,
    profile: Profile,
    as_of: date,
    demonstration: bool,
) -> HandedOver:
    """Write the hand-over into *target*, whole or not at all. Raises Refused.

    A directory that holds something else is never replaced: it may have been handed over.
    """
    by_cohort: dict[str, list[CaseText]] = {}
    for decision, texts in desk.released():
        text = CaseText(
            pin_key=decision.pin,
            content_sha256=decision.content,
            text_sha256=decision.text,
            reviewer=decision.by,
            policy_version=decision.policy,
            **{field: texts.get(field, "") for field in MAY_LEAVE},
        )
        by_cohort.setdefault(decision.cohort, []).append(text)
    taken = [TakenBack(pin_key=pin, kind=kind) for pin, kind in objections.pins()]
    staging = target.with_name(f".{target.name}.partial")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True, mode=0o750)
    try:
        notes = {
            month: _write(staging / "cohorts" / month / "texts.jsonl", texts)
            for month, texts in sorted(by_cohort.items())
        }
        said = canonical(
            TextHandOver(
                format=FORMAT,
                profile=profile.id,
                profile_digest=profile.digest,
                as_of=as_of.isoformat(),
                demonstration=demonstration or profile.demonstration,
                texts=notes,
                withdrawn=_write(staging / WITHDRAWN, taken),
                decisions_head=desk.decisions.head(),
                versions={"gongkai": importlib.metadata.version("gongkai")},
            )
        )
        (staging / NAME).write_bytes(said)
        (staging / SEAL).write_text(hashlib.sha256(said).hexdigest() + "\n", encoding="ascii")
        _put(staging, target, said)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return HandedOver(
        texts=sum(note.rows for note in notes.values()),
        cohorts=tuple(notes),
        withdrawn=len(taken),
    )


def _write(path: Path, rows: Iterable[msgspec.Struct]) -> TextNote:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [canonical(row) for row in rows]
    written = b"".join(lines)
    path.write_bytes(written)
    return TextNote(rows=len(lines), sha256=hashlib.sha256(written).hexdigest())


def _put(staging: Path, target: Path, said: bytes) -> None:
    standing = target / NAME
    if standing.is_file() and standing.read_bytes() == said:
        return
    if target.exists() and any(target.iterdir()):
        raise Refused(
            f"{target.name} 已有另一份移交，不会覆盖：请换一个目录",
            f"{target.name} holds another hand-over and is never overwritten: "
            "choose another directory",
        )
    for path in sorted(staging.rglob("*"), reverse=True):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    if target.exists():
        target.rmdir()
    staging.rename(target)
