"""The slow and obvious protection: loops over tickets, dicts, whole numbers of Python.

It shares no line with the engine but the profile's declarations and the solved rows of
the perturbation table: one cell at a time, every rule where it is read.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from publish.profile import Codelist, Profile, View
from publish.protection import ptable

Ticket = dict[str, object]
Key = dict[str, str]
TOTAL = "_T"


@lru_cache
def table_row(table: str, count: int) -> dict[int, float]:
    return ptable.row(ptable.DESIGNS[table], count)


def codelist_of(city: Profile, dimension: str) -> Codelist:
    return city.codelists[city.dimensions[dimension].codelist]


def axis(city: Profile, view: View, dimension: str) -> list[str]:
    declared = city.dimensions[dimension]
    hidden = {*declared.undrawn, *view.fold.get(dimension, ())} - {declared.reference}
    codes = [TOTAL] if "total" in view.keys[dimension] else []
    for level in codelist_of(city, dimension).levels:
        if level in view.keys[dimension]:
            codes += [
                code.code
                for code in codelist_of(city, dimension).codes
                if code.level == level and code.kind != "group" and code.code not in hidden
            ]
    return codes


def keys(city: Profile, view: View) -> Iterator[Key]:
    """All keys of the product, in order of rank."""
    for codes in product(*(axis(city, view, dimension) for dimension in view.keys)):
        yield dict(zip(view.keys, codes, strict=True))


def stands_for(codes: Codelist, code: str) -> str:
    """An only child is its parent, however far up."""
    if code == TOTAL:
        roots = [c for c in codes.codes if c.parent is None]
        return roots[0].code if len(roots) == 1 else TOTAL
    parent = codes.get(code).parent
    siblings = [c for c in codes.codes if c.parent == parent]
    if len(siblings) > 1 or parent is None:
        return code
    return stands_for(codes, parent)


def level(codes: Codelist, code: str) -> str:
    """The level that a code counts as; ``total`` where there is nothing above."""
    real = stands_for(codes, code)
    if real == TOTAL:
        return "total"
    found = codes.get(real)
    alone = len([c for c in codes.codes if c.parent is None]) == 1
    return "total" if found.parent is None and alone else found.level


def is_wide(city: Profile, key: Key) -> bool:
    levels = {dimension: level(codelist_of(city, dimension), key[dimension]) for dimension in key}
    if any(at != "total" for name, at in levels.items() if name not in {"area", "category"}):
        return True
    pair = (levels.get("area", "total"), levels.get("category", "total"))
    return pair in {("street", "l2"), ("district", "l3")}


def is_exact(city: Profile, key: Key) -> bool:
    others = [name for name in key if name != "area"]
    if any(level(codelist_of(city, name), key[name]) != "total" for name in others):
        return False
    codes = codelist_of(city, "area")
    real = stands_for(codes, key.get("area", TOTAL))
    name = "total" if real == TOTAL else codes.get(real).level
    return (name,) in city.exact


def is_under(codes: Codelist, code: str, ancestor: str) -> bool:
    return code == ancestor or (
        (parent := codes.get(code).parent) is not None and is_under(codes, parent, ancestor)
    )


def in_cell(city: Profile, ticket: Ticket, key: Key) -> bool:
    return all(
        code == TOTAL or is_under(codelist_of(city, name), str(ticket[name]), code)
        for name, code in key.items()
    )


def left_out(city: Profile, tickets: Sequence[Ticket]) -> set[int]:
    """The tickets that do not count in streets: those after the first few of one caller."""
    codes = codelist_of(city, "area")
    seen: dict[tuple[object, str], int] = {}
    gone = set()
    order = sorted(
        range(len(tickets)), key=lambda i: (tickets[i]["record_key"], tickets[i]["pin_key"])
    )
    for i in order:
        area = str(tickets[i]["area"])
        if tickets[i]["caller_key"] is None or level(codes, area) != "street":
            continue
        visits = (tickets[i]["caller_key"], area)
        seen[visits] = seen.get(visits, 0) + 1
        if seen[visits] > city.caller_cap:
            gone.add(i)
    return gone


def mix(value: int) -> int:
    bits = 2**64
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9 % bits
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB % bits
    return value ^ (value >> 31)


def perturbed(city: Profile, members: Sequence[Ticket], records: str, table: str) -> int:
    """Count the members of a cell, and add the noise that their keys give."""
    if not members:
        return 0
    text = f"gongkai/measure\0{city.series}\0{table}\0{records}".encode()
    salt = int.from_bytes(hashlib.sha256(text).digest()[:8], "big")
    cell_key = sum(int(str(ticket["record_key"])) for ticket in members) % 2**32
    u = mix(cell_key ^ salt) >> 52
    n = len(members)
    reached, chances = 0.0, table_row(table, min(n, 64))
    for noise, chance in chances.items():
        reached += chance
        if u < round(reached * 4096):
            return n + noise
    return n + noise


class Reference:
    """The published numbers of one view, cell by cell."""

    def __init__(self, city: Profile, view: View, tickets: Sequence[Ticket]) -> None:
        self.city = city
        self.view = view
        self.tickets = tickets
        self.gone = left_out(city, tickets)

    def drawn(self, key: Key, family: str | None, part: str | None) -> int:
        codes = codelist_of(self.city, "area")
        street = level(codes, key.get("area", TOTAL)) == "street"
        members = [
            ticket
            for i, ticket in enumerate(self.tickets)
            if in_cell(self.city, ticket, key)
            and not (street and i in self.gone)
            and (family is None or ticket[self.city.families[family].column] == part)
        ]
        if family is None and is_exact(self.city, key):
            return len(members)
        conditions = {
            name: code
            for name, code in key.items()
            if self.city.dimensions[name].kind == "attribute" and code != TOTAL
        }
        if family is not None and part is not None:
            conditions[self.city.families[family].column] = part
        records = "&".join(f"{name}={conditions[name]}" for name in sorted(conditions)) or "n"
        process = family is not None and self.city.families[family].process
        table = "wide" if process or is_wide(self.city, key) else "fine"
        return perturbed(self.city, members, records, table)

    def raw(self, key: Key, family: str | None, part: str | None) -> int:
        """A published number before it is clipped, by inclusion and exclusion."""
        if family is not None and part == self.city.families[family].reference:
            others = [p for p in self.city.families[family].parts if p != part]
            return self.raw(key, None, None) - sum(self.raw(key, family, p) for p in others)
        for name, code in key.items():
            if code == self.city.dimensions[name].reference:
                others = [c for c in axis(self.city, self.view, name) if c not in {TOTAL, code}]
                return self.raw({**key, name: TOTAL}, family, part) - sum(
                    self.raw({**key, name: other}, family, part) for other in others
                )
        return self.drawn(key, family, part)

    def published(self, key: Key, family: str | None, part: str | None) -> int:
        whole = {
            name: TOTAL if code == self.city.dimensions[name].reference else code
            for name, code in key.items()
        }
        derived = whole != key or (
            family is not None and part == self.city.families[family].reference
        )
        value = self.raw(key, family, part)
        return min(max(value, 0), self.drawn(whole, None, None)) if derived else value

    def cells(self) -> dict[int, dict[str, int]]:
        """Rank → measure → number, cells that are zero throughout left out."""
        found = {}
        for rank, key in enumerate(keys(self.city, self.view)):
            values = {}
            for measure in self.view.measures:
                if measure == "n":
                    values["n"] = self.published(key, None, None)
                else:
                    for part in self.city.families[measure].parts:
                        values[f"{measure}_{part}"] = self.published(key, measure, part)
            if any(values.values()):
                found[rank] = values
        return found
