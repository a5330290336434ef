"""Write texts.jsonl and spans.jsonl: the texts of the last months and their true secrets."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import polars as pl

from anonymize.demo.case import Case
from anonymize.demo.city import City
from anonymize.demo.compose import FIELDS, Composer
from anonymize.demo.plan import Plan
from anonymize.demo.rows import Rows

_OWN = (
    "caller_name", "caller_phone", "caller_id_no", "caller_address", "incident_address",
    "community", "company_name", "uscc", "third_parties",
)  # fmt: skip


class TextFiles:
    """The two files, which grow month by month. A ticket's copies share its texts."""

    def __init__(self, directory: Path, city: City, plan: Plan) -> None:
        """Open the files in *directory*."""
        self._city = city
        self._plan = plan
        self._texts = (directory / "texts.jsonl").open("wb")
        self._spans = (directory / "spans.jsonl").open("wb")
        self._composer = Composer(city.categories.paths)
        self._short = {firm.name: firm.short for firm in city.pools.firms}
        self._counts: Counter[str] = Counter()
        self._encode = msgspec.json.Encoder().encode

    def write(self, month: int, rows: Rows, frame: pl.DataFrame) -> None:
        """Write the texts of one month's tickets, one line a ticket, in the order of the file."""
        rng = Random(f"{self._plan.seed}/{month}")
        columns = [frame[name].to_list() for name in _OWN]
        ids = frame["ticket_id"].to_list()
        asked = (rows["demand_type"] == self._place("demand_type", "enquiry")).tolist()
        handled, spoken = rows["dispatched"].tolist(), rows["by_phone"].tolist()
        leaves = rows["leaf"].tolist()
        words = self._words(month, rows)
        seen: set[str] = set()
        for number, (own, told) in enumerate(zip(zip(*columns, strict=True), words, strict=True)):
            if ids[number] in seen:
                continue
            seen.add(ids[number])
            facts: dict[str, str | None] = dict(zip(_OWN, own, strict=True))
            facts |= told
            facts["company_short"] = self._short.get(facts["company_name"] or "")
            proses = self._composer.write(
                Case(rng, self._city.pools, facts),
                leaves[number],
                spoken=spoken[number],
                asked=asked[number],
                handled=handled[number],
            )
            self._put(ids[number], proses)

    def _place(self, field: str, code: str) -> int:
        listed = self._city.lists.get(field)
        return listed.place(code) if listed else -1

    def _words(self, month: int, rows: Rows) -> list[dict[str, str | None]]:
        """Return for each row the words of its place, subject and unit."""
        city = self._city
        first = f"{2000 + (month - 2) // 12}年{(month - 2) % 12 + 1}月"
        return [
            {
                "place": city.places.street_names[place],
                "district": city.places.district_names[city.places.district[place]],
                "topic": city.categories.names[leaf],
                "category": city.categories.paths[leaf],
                "unit": city.units.names[unit],
                "month": first,
            }
            for place, leaf, unit in zip(
                rows["place"].tolist(),
                rows["leaf"].tolist(),
                rows["main_unit"].tolist(),
                strict=True,
            )
        ]

    def _put(self, ticket: str, proses: list[Any]) -> None:
        line = {"ticket_id": ticket}
        line |= {field: prose.text for field, prose in zip(FIELDS, proses, strict=True)}
        self._texts.write(self._encode(line) + b"\n")
        for field, prose in zip(FIELDS, proses, strict=True):
            for start, end, entity, text in prose.spans:
                self._counts[entity] += 1
                span = {
                    "ticket_id": ticket, "field": field, "start": start, "end": end,
                    "entity": entity, "text": text,
                }  # fmt: skip
                self._spans.write(self._encode(span) + b"\n")

    def counts(self) -> dict[str, int]:
        """Return how many true spans of each entity were written."""
        return dict(sorted(self._counts.items()))

    def close(self) -> None:
        """Close both files."""
        self._texts.close()
        self._spans.close()
