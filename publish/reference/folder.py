"""A folder of filled reference files, read whole and checked: what is good goes on.

Every row of every file has one fate, and they are counted: ``used`` in a cohort of this
build, ``released`` (its cohort is out; what changed waits for a correction), ``waiting``
(its month comes later), ``outside`` (before the first cohort, or in a silent month),
``unsigned`` (nobody signed for its month), ``quarantined``.
"""

import csv
import io
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from publish.profile import Ledger, Profile
from publish.reference.faults import RULES, Fault, ReferenceBroken, ReferenceWaits
from publish.reference.reading import Row, Table, read_table
from publish.reference.signatures import SIGNED, Span, spans, unknown
from publish.settings import text
from publish.store import write

FATES: Final = ("used", "released", "waiting", "outside", "unsigned", "quarantined")
# The limit of the raw side: a share, and a number below which it says nothing.
LIMIT: Final = 0.02
LEAST: Final = 5
QUARANTINE: Final = ".quarantine.csv"
_MONTH: Final = len("2026-09")
_NOTES: Final = frozenset({".md", ".txt"})


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """The checked tables of a folder by ledger, and the signatures over them."""

    tables: dict[str, Table]
    signed: dict[str, tuple[Span, ...]]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults, by file, row and column."""
        return tuple(fault for name in sorted(self.tables) for fault in self.tables[name].faults)


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What a build takes of one ledger: rows by month, for the months that are signed for."""

    ledger: str
    months: dict[str, tuple[Row, ...]]  # a month without a row is there, and empty
    rows: tuple[Row, ...]  # of a ledger without months
    fates: dict[str, int]


def read_folder(directory: Path, profile: Profile, as_of: date) -> Folder:
    """Read all reference files of *directory*; raises ReferenceBroken.

    A file that no schema knows is refused: a misspelt name must not look like no data.
    """
    known = {**profile.ledgers, SIGNED.id: SIGNED}
    tables = {
        name: read_table(directory / f"{name}.csv", known[name], profile)
        for name in _files(directory, known)
    }
    if SIGNED.id not in tables:
        return Folder(tables=tables, signed={})
    tables[SIGNED.id] = unknown(tables[SIGNED.id], profile.ledgers)
    signed = spans(tables[SIGNED.id], as_of)
    if absent := sorted(set(signed) - set(tables)):
        names = ", ".join(f"{name}.csv" for name in absent)
        raise ReferenceBroken(
            f"signed.csv 签核了目录中没有的 {names}", f"signed.csv signs for {names}, not there"
        )
    return Folder(tables=tables, signed=signed)


def _files(directory: Path, known: Collection[str]) -> list[str]:
    try:
        paths = sorted(directory.iterdir())
    except OSError:
        raise ReferenceBroken(
            f"参考文件目录 {directory.name} 不存在或无法读取",
            f"the reference folder {directory.name} is missing or cannot be read",
        ) from None
    found = []
    for path in paths:
        if path.name.startswith((".", "~$")) or path.name.endswith(QUARANTINE):
            continue
        if path.suffix.lower() in _NOTES:
            continue
        if path.suffix != ".csv" or path.stem not in known:
            shown = path.name[:60].encode("unicode_escape").decode("ascii")
            names = ", ".join(f"{name}.csv" for name in sorted(known))
            raise ReferenceBroken(
                f"参考文件目录中有不认识的 {shown}；可用：{names}（Excel 请另存为 CSV UTF-8）",
                f"the reference folder holds {shown}, which no schema knows; there may be:"
                f" {names} (save Excel files as CSV UTF-8)",
            )
        found.append(path.stem)
    return found


def check_limit(folder: Folder) -> None:
    """Raise ReferenceWaits where more rows of a file wait to be mended than may be left out."""
    for name, table in sorted(folder.tables.items()):
        if table.quarantined >= LEAST and table.quarantined > LIMIT * table.read:
            raise ReferenceWaits(
                f"{name}.csv 有 {table.quarantined}/{table.read} 行待改正，超过 {LIMIT:.0%}；"
                f"请照 {name}{QUARANTINE} 改正后再运行",
                f"{table.quarantined} of {table.read} rows of {name}.csv wait to be mended, above"
                f" {LIMIT:.0%}; mend them as {name}{QUARANTINE} says and run again",
            )


def take(
    folder: Folder, ledger: Ledger, new: Collection[str], released: Collection[str], as_of: date
) -> Taken:
    """Return what a build of the cohorts *new* takes of *ledger*, and every row's fate."""
    table = folder.tables.get(ledger.id)
    signed = folder.signed.get(ledger.id, ())
    fates = dict.fromkeys(FATES, 0)
    months: dict[str, list[Row]] = {}
    if ledger.kind != "listed" and table is not None:
        months = {month: [] for month in new if any(month in span for span in signed)}
    rows: list[Row] = []
    for _, row in table.rows if table else ():
        when = None if ledger.period is None else str(row[ledger.period])
        fate = (
            _listed(when, as_of, signed=bool(signed))
            if ledger.kind == "listed"
            else _fate(str(when)[:_MONTH], new, released, months)
        )
        fates[fate] += 1
        if fate == "used":
            (rows if ledger.kind == "listed" else months[str(when)[:_MONTH]]).append(row)
    fates["quarantined"] = table.quarantined if table else 0
    return Taken(
        ledger=ledger.id,
        months={month: tuple(found) for month, found in months.items()},
        rows=tuple(rows),
        fates=fates,
    )


def _fate(
    month: str, new: Collection[str], released: Collection[str], signed: Collection[str]
) -> str:
    if month in released:
        return "released"
    if month in new:
        return "used" if month in signed else "unsigned"
    return "waiting" if month > max(new) else "outside"


def _listed(when: str | None, as_of: date, *, signed: bool) -> str:
    if not signed:
        return "unsigned"
    return "waiting" if when is not None and when > as_of.isoformat()[: len(when)] else "used"


def write_quarantine(directory: Path, folder: Folder, lang: str) -> None:
    """Write ``<ledger>.quarantine.csv`` beside each file with faults; remove what is mended."""
    for name, table in sorted(folder.tables.items()):
        path = directory / f"{name}{QUARANTINE}"
        if not table.faults:
            path.unlink(missing_ok=True)
            continue
        out = io.StringIO(newline="")
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(text(lang, "行 列 规则 如何改正", "row column rule mend").split())
        for fault in table.faults:
            zh, en = RULES[fault.rule]
            rows.writerow([fault.row, fault.column, fault.rule, text(lang, zh, en)])
        # The mark at its start is for Excel.
        write(path, out.getvalue().encode("utf-8-sig"))
