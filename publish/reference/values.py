"""One cell of a reference file → its value, or the rule that it breaks. Pure.

What Excel makes of a date or a month (``2026/9/1``, ``2026年9月``) is understood; anything
that could be read in two ways is a fault.
"""

import re
import unicodedata
from datetime import date
from typing import Final

from publish.profile import Ledger, LedgerColumn, Profile, fold

Value = str | int | None
_MONTH: Final = re.compile(r"(20[0-9]{2})[-/.年]([0-9]{1,2})月?")
_DATE: Final = re.compile(r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_COUNT: Final = re.compile(r"[0-9]{1,9}")
_URL: Final = re.compile(r"https://[A-Za-z0-9.-]{1,200}(?:/[!-~]{0,800})?")
# Seven digits in a row, however they are set apart, are a telephone or a document.
_LONG_NUMBER: Final = re.compile(r"[0-9](?:[ -]?[0-9]){6}")
_FORMULA: Final = frozenset("=+-@")
_LONGEST_ID: Final = 64
_LONGEST_TEXT: Final = 400


class Broken(Exception):
    """A cell breaks a rule; names the rule alone."""

    def __init__(self, rule: str) -> None:
        """Keep the rule's name."""
        super().__init__(rule)
        self.rule = rule


def value(column: LedgerColumn, cell: str, profile: Profile, ledger: Ledger) -> Value:
    """Return what *cell* says: ISO date or month, code, number, text; None where empty.

    Raises Broken.
    """
    text = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    text = text.strip()
    if not text.isprintable() and any(map(_is_control, text)):
        raise Broken("control")
    if not text:
        return _empty(column, profile)
    if column.type == "count":
        return _count(column, text)
    if column.type == "code":
        return _code(column, text, profile, ledger)
    return _READ[column.type](column, text)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Cf"}


def _empty(column: LedgerColumn, profile: Profile) -> str | None:
    if column.required:
        raise Broken("required")
    if column.codelist is not None:
        return profile.codelists[column.codelist].unspecified()
    return None


def _count(column: LedgerColumn, text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    if not _COUNT.fullmatch(plain):
        raise Broken("count")
    if int(plain) > column.most:
        raise Broken("too-large")
    return int(plain)


def _code(column: LedgerColumn, text: str, profile: Profile, ledger: Ledger) -> str:
    if column.family is not None:
        family = ledger.families[column.family]
        for part in family.parts:
            label = family.labels[part]
            if fold(text) in (fold(part), fold(label.zh), fold(label.en)):
                return part
        raise Broken("code")
    codelist = profile.codelists[column.codelist or ""]
    for level in column.levels or (None,):
        found = codelist.resolve(text, level=level)
        if found is not None:
            return found
    raise Broken("code")


def _month(_column: LedgerColumn, text: str) -> str:
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None or not 1 <= int(found[2]) <= 12:  # noqa: PLR2004 -- months of a year
        raise Broken("month")
    return f"{found[1]}-{int(found[2]):02d}"


def _date(_column: LedgerColumn, text: str) -> str:
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        raise Broken("date")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        raise Broken("date") from None


def _id(_column: LedgerColumn, text: str) -> str:
    if len(text) > _LONGEST_ID:
        raise Broken("too-long")
    return text


def _text(column: LedgerColumn, text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    if folded[:1] in _FORMULA:
        raise Broken("formula")
    if len(text) > min(column.most, _LONGEST_TEXT):
        raise Broken("too-long")
    if "@" in folded or _LONG_NUMBER.search(folded):
        raise Broken("personal")
    return text


def _url(_column: LedgerColumn, text: str) -> str:
    if not _URL.fullmatch(text):
        raise Broken("url")
    return text


_READ: Final = {"month": _month, "date": _date, "id": _id, "text": _text, "url": _url}
TYPES: Final = frozenset((*_READ, "count", "code"))
