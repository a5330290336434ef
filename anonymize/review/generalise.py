"""A redaction that says no more than its row may: places, units and days become slots.

What the engine leaves readable is public in itself (望京街道, 9月12日), and yet a text that
names a street tells more than a row that was released for its district. So every place and
handling unit that a profile knows becomes ⟦place⟧ or ⟦unit⟧, a date in the cohort's month
⟦month⟧, any other ⟦date⟧; ``publish`` fills them from the released row (anonymize.md §2).
Dates of laws stay.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from anonymize.normalize import SLOT
from anonymize.policy import Lexicons

_PLACE_LISTS: Final = ("places", "roads", "stations")
_SHORTEST: Final = 2
_NUMBER: Final = "[0-9０-９〇零一二三四五六七八九十]"
_DATE: Final = re.compile(
    rf"(?:(?P<year>{_NUMBER}{{2,4}})年)?(?P<month>{_NUMBER}{{1,2}})月(?:份|{_NUMBER}{{1,3}}[日号])?"
    rf"|(?P<iso>[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}})"
    rf"|(?<!{_NUMBER})(?P<day>{_NUMBER}{{1,3}})[日号](?=[上中下凌傍早晚夜，。、；！？,.;!? ]|$)"
)
# A law's day is public, and its sentence says nothing without it.
_OF_A_LAW: Final = re.compile(
    r"(?:起|之日起)?(?:正式)?(?:施行|实施|通过|公布|印发|发布|生效|修订|修正)"
)
_PLAIN: Final = str.maketrans("０１２３４５６７８９〇零一二三四五六七八九", "012345678900123456789")


class Generaliser(msgspec.Struct, frozen=True):
    """The names of one profile as patterns; ``None`` where it has none."""

    places: re.Pattern[str] | None
    units: re.Pattern[str] | None

    def __call__(self, texts: dict[str, str], cohort: str) -> dict[str, str]:
        """Return *texts* (redactions, by field) with slots for places, units and dates."""
        return {field: self._one(text, cohort) for field, text in texts.items()}

    def _one(self, text: str, cohort: str) -> str:
        out, at = [], 0
        for slot in SLOT.finditer(text):
            out += [self._between(text[at : slot.start()], cohort), slot[0]]
            at = slot.end()
        out.append(self._between(text[at:], cohort))
        return _once("".join(out))

    def _between(self, text: str, cohort: str) -> str:
        if self.units is not None:
            text = self.units.sub("⟦unit⟧", text)
        if self.places is not None:
            text = self.places.sub("⟦place⟧", text)
        return _DATE.sub(lambda found: _date(found, cohort), text)


def generaliser(profile: Lexicons) -> Generaliser:
    """Return the generaliser of *profile*: its areas, units, roads, stations and places."""
    listed = (profile.lexicons.get(name, ()) for name in _PLACE_LISTS)
    places = {*(word for words in listed for word in words), *_names(profile, "area")}
    found = _pattern(places)
    # A government goes by its place's name (朝阳区望京街道): in a text it is the place.
    units = {
        unit
        for unit in (*profile.lexicons.get("units", ()), *_names(profile, "unit"))
        if found is None or found.sub("", unit)
    }
    return Generaliser(places=found, units=_pattern(units))


def _names(profile: Lexicons, codelist: str) -> list[str]:
    if codelist not in profile.codelists:
        return []
    codes = profile.codelists[codelist].codes
    # The whole city is never more than a row says, and a class of units is no unit.
    return [
        name
        for code in codes
        if not code.kind and code.parent is not None
        for name in (code.zh, *code.aliases)
    ]


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    chosen = sorted(
        {word.strip() for word in words if len(word.strip()) >= _SHORTEST and not word.isascii()},
        key=lambda word: (-len(word), word),
    )
    return re.compile("|".join(map(re.escape, chosen))) if chosen else None


def _date(found: re.Match[str], cohort: str) -> str:
    if _OF_A_LAW.match(found.string, found.end()):
        return found[0]
    year, month = cohort.split("-")
    if found["iso"]:
        told = re.split("[-/.]", found["iso"])
        same = (int(told[0]), int(told[1])) == (int(year), int(month))
    elif found["day"]:
        return "⟦date⟧"
    else:
        said = _value(found["month"])
        if said is None or not 1 <= said <= 12:  # noqa: PLR2004 - months of a year
            return found[0]
        full = _value(found["year"]) if found["year"] else None
        same = said == int(month) and full in (None, int(year), int(year) % 100)
    return "⟦month⟧" if same else "⟦date⟧"


def _value(said: str) -> int | None:
    """Return the number that *said* is: 9, ９, 九, 十二, 二〇二六."""
    if said.isascii() and said.isdigit():
        return int(said)
    if "十" in said:
        tens, _, ones = said.partition("十")
        parts = [_value(tens) if tens else 1, _value(ones) if ones else 0]
        return None if None in parts else int(parts[0] or 0) * 10 + int(parts[1] or 0)
    plain = said.translate(_PLAIN)
    return int(plain) if plain.isascii() and plain.isdigit() else None


def _once(text: str) -> str:
    """Return *text* with a slot that follows itself said once: ⟦place⟧⟦place⟧ is one place."""
    return re.sub(r"(⟦(?:place|unit|month|date)⟧)(?:\1)+", r"\1", text)
