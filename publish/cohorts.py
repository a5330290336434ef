"""What is remembered of each cohort beside its cells: who, how complete, under which key.

``work/cohorts/<YYYY-MM>.json``; a release's coverage table and manifest are made of these,
so that an old cohort's bundle is never asked for again.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from publish.calendar import span
from publish.errors import PublishError
from publish.intake import CohortNote
from publish.release.model import CoverageRow
from publish.store import write


class CohortMissing(PublishError):
    """A cohort that a release must hold has left no note."""


class CohortRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one counted cohort."""

    coverage: CoverageRow
    key_fingerprint: str
    demonstration: bool


def record(
    month: str, notes: tuple[CohortNote, ...], key_fingerprint: str, *, demonstration: bool
) -> CohortRecord:
    """Sum up the notes that the bundles of *month* hold; shares are rounded to 0.1 %.

    Two bundles of one cohort are parts of the same city, so what is expected is the most
    that any of them expects, and a district is missing where no bundle has it.
    """
    rows = sum(note.rows for note in notes)
    quarantined = sum(note.quarantined for note in notes)
    expected = max(note.districts_expected for note in notes)
    present = min(expected, sum(note.districts_present for note in notes))
    missing = sorted({code for note in notes for code in note.not_collected})
    return CohortRecord(
        coverage=CoverageRow(
            cohort=month,
            districts_expected=expected,
            districts_present=present,
            not_collected=tuple(missing),
            quarantined_share=_share(quarantined, rows + quarantined),
            unlocated_share=_share(sum(note.unlocated for note in notes), rows),
        ),
        key_fingerprint=key_fingerprint,
        demonstration=demonstration,
    )


def keep(home: Path, kept: CohortRecord) -> None:
    """Remember *kept*."""
    write(_path(home, kept.coverage.cohort), msgspec.json.encode(kept, order="sorted"))


def recall(home: Path, month: str) -> CohortRecord:
    """Return the record of the cohort *month*; raises CohortMissing."""
    try:
        return msgspec.json.decode(_path(home, month).read_bytes(), type=CohortRecord)
    except (FileNotFoundError, msgspec.DecodeError):
        raise CohortMissing(
            f"批次 {month} 的记录缺失：work/cohorts/{month}.json",
            f"the record of cohort {month} is missing: work/cohorts/{month}.json",
        ) from None


def with_silent_months(rows: Sequence[CoverageRow]) -> list[CoverageRow]:
    """Return *rows* with one for each month between them that held no ticket: nobody was there."""
    known = {row.cohort: row for row in rows}
    found: list[CoverageRow] = []
    for month in span(rows[0].cohort, rows[-1].cohort):
        found.append(
            known.get(month)
            or CoverageRow(
                cohort=month,
                districts_expected=found[-1].districts_expected,
                districts_present=0,
                not_collected=(),
                quarantined_share=0.0,
                unlocated_share=0.0,
            )
        )
    return found


def _share(some: int, whole: int) -> float:
    return round(some / whole, 3) if whole else 0.0


def _path(home: Path, month: str) -> Path:
    return home / "work" / "cohorts" / f"{month}.json"
