"""Public facts told as a table: a text of the release, and a CSV file beside the datasets.

The last list that was signed for is kept, so that a build without reference files carries
on what earlier ones said.
"""

import csv
import io
from pathlib import Path
from typing import Final

import msgspec

from publish.profile import Ledger, LedgerColumn, Profile
from publish.reference.reading import Row
from publish.reference.values import Value
from publish.release.model import Document, Text
from publish.store import write

_ESCAPED: Final = "\\`*_[]<>|#"


class List(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one listed ledger, in the order of their key."""

    ledger: str
    rows: tuple[dict[str, str | int | None], ...]


def keep(home: Path, ledger: Ledger, rows: tuple[Row, ...]) -> None:
    """Remember *rows* as what *ledger* lists from now on."""
    ordered = tuple(sorted(rows, key=lambda row: [str(row[name] or "") for name in ledger.key]))
    write(
        _path(home, ledger.id),
        msgspec.json.encode(List(ledger=ledger.id, rows=ordered), order="sorted"),
    )


def recall(home: Path, profile: Profile) -> list[List]:
    """Return what each listed ledger of *profile* lists, by id; those never signed for not."""
    found = []
    for name, ledger in sorted(profile.ledgers.items()):
        path = _path(home, name)
        if ledger.kind == "listed" and path.is_file():
            found.append(msgspec.json.decode(path.read_bytes(), type=List))
    return found


def document(profile: Profile, listed: List) -> Document:
    """Return the list as a text in both languages: why it is public, then a table."""
    ledger = profile.ledgers[listed.ledger]
    return Document(
        id=ledger.id,
        title=Text(zh=ledger.title.zh, en=ledger.title.en),
        body=Text(
            zh=_body(profile, ledger, listed, "zh", f"公开依据：{ledger.basis.zh}"),
            en=_body(profile, ledger, listed, "en", f"Published under: {ledger.basis.en}"),
        ),
    )


def lines(profile: Profile, listed: List) -> bytes:
    """Return the list as CSV (RFC 4180, UTF-8): codes as codes, their labels beside them."""
    ledger = profile.ledgers[listed.ledger]
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(columns(ledger))
    for row in listed.rows:
        cells: list[Value] = []
        for column in ledger.columns:
            cells.append(row[column.name])
            if column.codelist is not None:
                cells.append(_label(profile, column, row[column.name], "zh"))
        rows.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue().encode()


def columns(ledger: Ledger) -> list[str]:
    """Return the columns of the CSV file, in order."""
    found = []
    for column in ledger.columns:
        found.append(column.name)
        if column.codelist is not None:
            found.append(f"{column.name}_zh")
    return found


def dictionary(profile: Profile, listed: List) -> dict[str, object]:
    """Return what the data dictionary says of the CSV file."""
    ledger = profile.ledgers[listed.ledger]
    told: list[dict[str, str]] = []
    for column in ledger.columns:
        kind = "integer" if column.type == "count" else "string"
        entry = {"name": column.name, "type": kind, "zh": column.zh, "en": column.en}
        told.append(entry | ({"codelist": column.codelist} if column.codelist else {}))
        if column.codelist is not None:
            zh, en = f"{column.zh}名称", f"Chinese label of {column.en}"
            told.append({"name": f"{column.name}_zh", "type": "string", "zh": zh, "en": en})
    title = {"zh": ledger.title.zh, "en": ledger.title.en}
    return {"title": title, "basis": msgspec.to_builtins(ledger.basis), "columns": told}


def _body(profile: Profile, ledger: Ledger, listed: List, lang: str, basis: str) -> str:
    heads = [column.en if lang == "en" else column.zh for column in ledger.columns]
    table = [heads, ["---"] * len(heads)]
    table += [
        [_plain(_label(profile, column, row[column.name], lang)) for column in ledger.columns]
        for row in listed.rows
    ]
    return basis + "\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in table) + "\n"


def _label(profile: Profile, column: LedgerColumn, value: Value, lang: str) -> str:
    if value is None:
        return ""
    if column.codelist is None:
        return str(value)
    code = profile.codelists[column.codelist].get(str(value))
    return code.en if lang == "en" else code.zh


def _plain(text: str) -> str:
    """Return *text* so that Markdown shows it as it is, whatever stands in it."""
    return "".join(f"\\{character}" if character in _ESCAPED else character for character in text)


def _path(home: Path, name: str) -> Path:
    return home / "work" / "listed" / f"{name}.json"
