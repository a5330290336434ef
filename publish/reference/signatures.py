"""Who signed off which months of which reference file: ``signed.csv``.

A month that nobody signed for is not collected, whatever rows there are; a signed month
without a row is a true zero. Without this, silence would look like good service. The
names stay with the agency: no release holds one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from publish.profile import Ledger, LedgerColumn, Text
from publish.reference.faults import Fault
from publish.reference.reading import Table

SIGNED: Final = Ledger(
    id="signed",
    kind="signatures",
    title=Text(zh="签核记录", en="Signatures"),
    basis=Text(zh="不公开，只决定哪些月份可用", en="Not published; decides which months are used"),
    columns=(
        LedgerColumn(name="file", type="id", zh="文件", en="File"),
        LedgerColumn(name="covers_from", type="month", zh="起始月份", en="From month"),
        LedgerColumn(
            name="covers_to", type="month", zh="截止月份", en="To month", not_before="covers_from"
        ),
        LedgerColumn(name="signed_by", type="text", zh="签核人", en="Signed by", most=60),
        LedgerColumn(
            name="signed_on", type="date", zh="签核日期", en="Signed on", not_before="covers_to"
        ),
    ),
    key=("file", "covers_from", "covers_to"),
)


class Span(msgspec.Struct, frozen=True):
    """The months that one signature covers, both ends included."""

    first: str
    last: str

    def __contains__(self, month: object) -> bool:
        """Whether *month* (``2026-09``) is covered."""
        return isinstance(month, str) and self.first <= month <= self.last


def spans(table: Table, as_of: date) -> dict[str, tuple[Span, ...]]:
    """Return by ledger the spans that were signed for by *as_of*; a later one is not there yet."""
    found: dict[str, list[Span]] = {}
    for _, row in table.rows:
        if str(row["signed_on"]) <= as_of.isoformat():
            span = Span(str(row["covers_from"]), str(row["covers_to"]))
            found.setdefault(_ledger(row["file"]), []).append(span)
    return {name: tuple(rows) for name, rows in found.items()}


def unknown(table: Table, ledgers: Mapping[str, Ledger]) -> Table:
    """Return *table* with the rows that sign for no known file turned into faults."""
    bad = {line for line, row in table.rows if _ledger(row["file"]) not in ledgers}
    faults = [
        Fault(file=f"{SIGNED.id}.csv", row=line, column="file", rule="unknown-file") for line in bad
    ]
    return msgspec.structs.replace(
        table,
        rows=tuple((line, row) for line, row in table.rows if line not in bad),
        faults=tuple(sorted([*table.faults, *faults])),
    )


def _ledger(file: object) -> str:
    return str(file).removesuffix(".csv")
