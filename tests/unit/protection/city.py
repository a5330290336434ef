"""A small city by hand, and tickets for it: enough to see every rule of the protection."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from publish.profile import (
    Calendar,
    Code,
    Codelist,
    Dataset,
    Dimension,
    Family,
    Profile,
    Text,
    View,
)
from publish.tickets import Cohort, allowed_codes

NAMED: Final = Text(zh="名", en="name")
MONTH: Final = "2026-09"


def codelist(name: str, levels: Sequence[str], rows: Sequence[tuple[str, str | None]]) -> Codelist:
    """Make a codelist of (code, parent): the level follows from the depth."""
    depth: dict[str | None, int] = {None: -1}
    codes = []
    for code, parent in rows:
        depth[code] = depth[parent] + 1
        kind = "unlocated" if code.endswith("U") else ""
        codes.append(
            Code(code=code, level=levels[depth[code]], zh=code, en=code, parent=parent, kind=kind)
        )
    return Codelist(id=name, zh=name, en=name, levels=tuple(levels), codes=tuple(codes))


def family(name: str, parts: Sequence[str], *, process: bool = False) -> Family:
    """Make a family whose reference is its first part."""
    return Family(
        id=name,
        column=name,
        parts=tuple(parts),
        reference=parts[0],
        zh=name,
        en=name,
        labels=dict.fromkeys(parts, NAMED),
        process=process,
    )


def profile(
    *,
    codelists: Sequence[Codelist],
    dimensions: Sequence[Dimension],
    families: Sequence[Family],
    views: Sequence[View],
    exact: tuple[tuple[str, ...], ...] = (),
    caller_cap: int = 2,
) -> Profile:
    """Make a profile of one dataset, ``counts``, with those *views*."""
    dataset = Dataset(
        id="counts",
        chapter="work",
        title=NAMED,
        description=NAMED,
        mechanisms=(),
        access_class="open",
        views=tuple(views),
    )
    return Profile(
        id="small",
        root=Path(),
        digest="0" * 64,
        zh="小城",
        en="Small",
        timezone="Asia/Shanghai",
        languages=("zh", "en"),
        series="small-1",
        default_mapping="",
        codelists={one.id: one for one in codelists},
        dimensions={one.id: one for one in dimensions},
        families={one.id: one for one in families},
        datasets={"counts": dataset},
        rulebooks={},
        mechanisms=(),
        documents={},
        calendar=Calendar(),
        mappings={},
        lexicons={},
        publisher=NAMED,
        contact=NAMED,
        licence=NAMED,
        licence_url="",
        statement=NAMED,
        footer={},
        exact=exact,
        caller_cap=caller_cap,
    )


def tree(name: str) -> Dimension:
    return Dimension(id=name, codelist=name, kind="tree", zh=name, en=name)


def attribute(name: str, reference: str, undrawn: tuple[str, ...] = ()) -> Dimension:
    return Dimension(
        id=name,
        codelist=name,
        kind="attribute",
        zh=name,
        en=name,
        reference=reference,
        undrawn=undrawn,
    )


AREA: Final = codelist(
    "area",
    ("city", "district", "street"),
    [
        ("C", None),
        ("D1", "C"),
        ("D2", "C"),
        ("D3", "C"),
        ("CU", "C"),
        ("S11", "D1"),
        ("S12", "D1"),
        ("S13", "D1"),
        ("D1U", "D1"),
        ("S21", "D2"),  # the one street of its district: it is the district
        ("S31", "D3"),
        ("S32", "D3"),
    ],
)
CATEGORY: Final = codelist(
    "category",
    ("l1", "l2", "l3"),
    [
        ("A", None),
        ("B", None),
        ("A1", "A"),
        ("A2", "A"),
        ("B1", "B"),
        ("B2", "B"),
        ("A1x", "A1"),
        ("A1y", "A1"),
        ("A2x", "A2"),
        ("A2y", "A2"),
        ("B1x", "B1"),
        ("B1y", "B1"),
        ("B2x", "B2"),
        ("B2y", "B2"),
    ],
)
UNIT: Final = codelist(
    "unit",
    ("class", "unit"),
    [("K1", None), ("K2", None), ("u1", "K1"), ("u2", "K1"), ("u3", "K2")],
)
CHANNEL: Final = codelist(
    "channel", ("code",), [("phone", None), ("web", None), ("app", None), ("visit", None)]
)
TYPE: Final = codelist(
    "demand_type", ("code",), [("enquiry", None), ("request", None), ("report", None)]
)
RESOLUTION: Final = family("resolution", ("resolved", "partly", "unresolved"))
EXTENDED: Final = family("extended", ("no", "yes"), process=True)

PLACES: Final = View(
    id="P1",
    keys={"area": ("city", "district", "street"), "category": ("total", "l1", "l2")},
    measures=("n", "resolution"),
)
DEEP: Final = View(
    id="P5",
    keys={"area": ("city", "district"), "category": ("total", "l1", "l2", "l3")},
    measures=("n", "resolution"),
)
CHANNELS: Final = View(
    id="I2",
    keys={"area": ("city", "district", "street"), "channel": ("total", "code")},
    measures=("n", "resolution", "extended"),
)
CROSS: Final = View(
    id="I1",
    keys={"channel": ("total", "code"), "demand_type": ("total", "code")},
    measures=("n", "resolution"),
    fold={"demand_type": ("report",)},
)
UNITS: Final = View(
    id="U1",
    keys={"unit": ("total", "class", "unit"), "category": ("total", "l1")},
    measures=("n", "extended"),
)
EXCESS: Final = View(id="X", keys={"area": ("city",)}, measures=("repeat_excess",))
VIEWS: Final = (PLACES, DEEP, CHANNELS, CROSS, UNITS, EXCESS)


def small_city(
    views: Sequence[View] = VIEWS, exact: tuple[tuple[str, ...], ...] = (("city",), ("district",))
) -> Profile:
    """Return the small city; ``n`` of its districts is exact unless said otherwise."""
    return profile(
        codelists=(AREA, CATEGORY, UNIT, CHANNEL, TYPE),
        dimensions=(
            tree("area"),
            tree("category"),
            tree("unit"),
            attribute("channel", "phone", undrawn=("visit",)),
            attribute("demand_type", "enquiry"),
        ),
        families=(RESOLUTION, EXTENDED),
        views=views,
        exact=exact,
    )


def frame(city: Profile, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Return *rows* as tickets; what a row does not say is the first code, and its own keys."""
    columns = [*city.dimensions, *(one.column for one in city.families.values())]
    usual = {name: allowed_codes(city, name)[0] for name in columns}
    leaves = (("area", "S11"), ("category", "A1x"), ("unit", "u1"))
    usual |= {name: code for name, code in leaves if code in allowed_codes(city, name)}
    full = [
        {
            **usual,
            "record_key": (number * 2_654_435_761 + 12_345) % 2**32,
            "caller_key": None,
            "pin_key": number.to_bytes(16, "big"),
            **row,
        }
        for number, row in enumerate(rows)
    ]
    schema: dict[str, pl.DataType] = {name: pl.String() for name in columns}
    schema |= {"record_key": pl.UInt32(), "caller_key": pl.UInt64(), "pin_key": pl.Binary()}
    return pl.DataFrame(full, schema=schema)


def cohort(city: Profile, rows: Sequence[Mapping[str, object]], month: str = MONTH) -> Cohort:
    """Return *rows* as the cohort of *month*."""
    return Cohort(month=month, tickets=frame(city, rows))
