"""The query grammar of observations: one table of parameters, and how they are read.

Every dimension takes three forms, ``area=110105,110108``, ``area.level=street`` and
``area.under=110105``. A parameter that is unknown or given twice is refused with the
nearest name; nothing is ignored, for an ignored filter returns the wrong table.
"""

from collections.abc import Iterable, Sequence
from typing import Final, Literal
from urllib.parse import parse_qsl

import msgspec

from api import cursor, periods
from api.addresses import joined
from api.problems import Refused
from publish.release.catalogue import nearest
from publish.release.model import Catalogue, Dataset, Query

Label = Literal["code", "text", "both"]
LIMIT: Final = 1000
"""Most observations a page."""
_DEFAULT_LIMIT: Final = 100
_MOST_CODES: Final = 500
_MOST_PARAMETERS: Final = 60


class Parameter(msgspec.Struct, frozen=True):
    """One parameter: its name, the JSON schema of its value, and what it means."""

    name: str
    schema: dict[str, object]
    zh: str
    en: str


FIXED: Final = (
    Parameter("view", {"type": "string"}, "视图名", "the name of a view of the dataset"),
    Parameter(
        "measure",
        {"type": "string"},
        "指标或比率，逗号分隔",
        "measures or rates, with commas between; all by default",
    ),
    Parameter(
        "time",
        {"type": "string", "examples": ["latest", "last:12", "2026-01..2026-09", "2025"]},
        "时间：月、年、区间、latest、last:12；默认为全部月",
        "months, years, ranges, latest or last:12; all months by default",
    ),
    Parameter(
        "time.level", {"enum": ["month", "year"]}, "时间的层级", "the level of time: month or year"
    ),
    Parameter(
        "zeros",
        {"enum": ["keep", "omit"], "default": "keep"},
        "omit 省去全为零的格；total 仍为省去之前的格数",
        "omit leaves out cells in which every measure is zero; total counts them all the same",
    ),
    Parameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": LIMIT, "default": _DEFAULT_LIMIT},
        "每页格数",
        "observations a page",
    ),
    Parameter("cursor", {"type": "string"}, "上一页 links.next 所给", "from links.next"),
    Parameter(
        "format",
        {"enum": ["json", "csv"]},
        "格式；优先于 Accept",
        "the format; stands above Accept",
    ),
    Parameter(
        "label",
        {"enum": ["code", "text", "both"]},
        "代码、名称或两者；json 默认 code，csv 默认 both",
        "codes, names or both; code by default in json, both in csv",
    ),
    Parameter(
        "bom",
        {"enum": ["0", "1"], "default": "0"},
        "1 在 csv 前加 BOM，便于 Excel 打开",
        "1 puts a byte order mark before csv, for Excel",
    ),
)
"""Parameters of every dataset, beside ``release`` and ``lang``, which every route takes."""

# The dimensions of our own schema of tickets, for the contract. What a dataset takes is
# what its views hold, and a profile may declare others: /v1/datasets/{id} tells.
DIMENSIONS: Final = (
    "area",
    "category",
    "unit",
    "channel",
    "demand_type",
    "caller_kind",
    "media_kind",
    "disposition",
    "source_hotline",
    "transferred_to",
    "urgency_class",
    "dispatch_route",
    "outcome",
    "unresolvable_reason",
    "exclusion_reason",
    "sector",
    "seven_five",
    "topic",
    "theme",
)
FORMS: Final = ("", ".level", ".under")


def dimension_parameters() -> list[Parameter]:
    """Return the documented parameters of all dimensions, three a dimension."""
    rows = []
    for name in DIMENSIONS:
        rows += [
            Parameter(name, {"type": "string"}, "代码，逗号分隔", "codes, with commas between"),
            Parameter(
                f"{name}.level", {"type": "string"}, "只取该层级", "only codes of that level"
            ),
            Parameter(
                f"{name}.under", {"type": "string"}, "只取其下级", "only codes below that one"
            ),
        ]
    return rows


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One request for observations, understood."""

    query: Query
    label: Label | None
    lang: Literal["zh", "en"]
    bom: bool
    canonical: str  # all that decides which cells, in one order: what a cursor is bound to


def pairs(query_string: bytes) -> list[tuple[str, str]]:
    """Split a raw query string; raises Refused for bad UTF-8, repeats or very many."""
    try:
        found = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except (ValueError, UnicodeDecodeError):
        raise Refused(
            "bad-parameter",
            "查询串不是合法的 UTF-8，或参数过多",
            "the query is not valid UTF-8 or has too many parameters",
        ) from None
    refuse_repeated(found)
    return found


def refuse_repeated(found: Sequence[tuple[str, str]]) -> None:
    """Raise Refused (repeated-parameter) where a name stands twice."""
    seen: set[str] = set()
    for name, _ in found:
        if name in seen:
            shown = repr(name[:40])
            raise Refused(
                "repeated-parameter",
                f"参数 {shown} 出现多次；多个代码请用逗号隔开",
                f"parameter {shown} is given more than once; put commas between codes",
            )
        seen.add(name)


def refuse_unknown(names: Iterable[str], known: Sequence[str]) -> None:
    """Raise Refused (unknown-parameter) for the first of *names* that is not in *known*."""
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint_zh = f"；可试 {'、'.join(near)}" if near else ""
            hint_en = f"; try {', '.join(near)}" if near else ""
            shown = repr(name[:40])
            raise Refused(
                "unknown-parameter",
                f"没有参数 {shown}{hint_zh}",
                f"there is no parameter {shown}{hint_en}",
                near,
            )


def dimensions(dataset: Dataset) -> tuple[str, ...]:
    """Return the dimensions of *dataset* in the order of its views, time left out."""
    return tuple(dict.fromkeys(axis.dimension for view in dataset.views for axis in view.axes))


def read(
    found: Sequence[tuple[str, str]], dataset: Dataset, catalogue: Catalogue, release: str
) -> Asked:
    """Understand the parameters *found* as a request to *dataset* of *release*.

    Raises Refused for anything unknown, repeated or impossible; whether codes, levels and
    views exist is left to the reader of the release, which knows the nearest ones.
    """
    given = dict(found)
    own = dimensions(dataset)
    _refuse_foreign(given, own, dataset)
    fixed = [parameter.name for parameter in FIXED]
    refuse_unknown(
        given, [*fixed, "release", "lang", *(name + form for name in own for form in FORMS)]
    )
    select = {name: _codes(name, given[name]) for name in own if name in given}
    levels = {name: given[f"{name}.level"] for name in own if f"{name}.level" in given}
    under = {name: given[f"{name}.under"] for name in own if f"{name}.under" in given}
    _choose(given, "time.level", ("month", "year"))
    if "time" in given:
        select["time"] = periods.resolve(given["time"], catalogue)
    if "time.level" in given:
        levels["time"] = given["time.level"]
    elif "time" not in given:
        # Months and years in one table would be added up by somebody.
        levels["time"] = "month"
    canonical = joined({k: v for k, v in given.items() if k not in _PRESENTATION})
    return Asked(
        query=Query(
            view=given.get("view"),
            select=select,
            levels=levels,
            under=under,
            measures=_codes("measure", given["measure"]) if "measure" in given else None,
            zeros=_choose(given, "zeros", ("keep", "omit")) != "omit",
            after=cursor.read(given["cursor"], canonical, release) if "cursor" in given else 0,
            limit=_limit(given.get("limit")),
        ),
        label=_label(given),
        lang="en" if _choose(given, "lang", ("zh", "en")) == "en" else "zh",
        bom=_choose(given, "bom", ("0", "1")) == "1",
        canonical=canonical,
    )


_PRESENTATION: Final = ("cursor", "limit", "format", "label", "lang", "bom", "release")


def _refuse_foreign(given: dict[str, str], own: Sequence[str], dataset: Dataset) -> None:
    """A dimension that exists, but not in this dataset, is missing and not misspelt."""
    for name in given:
        base = name.removesuffix(".level").removesuffix(".under")
        if base in DIMENSIONS and base not in own:
            raise Refused(
                "no-such-dimension",
                f"数据集 {dataset.id} 没有维度 {base}；它有 {'、'.join(own)}",
                f"dataset {dataset.id} has no dimension {base}; it has {', '.join(own)}",
                tuple(own),
            )


def _codes(name: str, value: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(part.strip() for part in value.split(",")))
    if "" in codes or len(codes) > _MOST_CODES:
        raise Refused(
            "bad-parameter",
            f"{name} 应为 1 至 {_MOST_CODES} 个代码，以逗号隔开，不留空",
            f"{name} takes 1 to {_MOST_CODES} codes with commas between, none empty",
        )
    return codes


def _choose(given: dict[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    value = given.get(name)
    if value is not None and value not in allowed:
        raise Refused(
            "bad-parameter",
            f"{name} 只能是 {'、'.join(allowed)}",
            f"{name} must be {' or '.join(allowed)}",
            allowed,
        )
    return value


def _label(given: dict[str, str]) -> Label | None:
    choices: dict[str, Label] = {"code": "code", "text": "text", "both": "both"}
    value = _choose(given, "label", tuple(choices))
    return None if value is None else choices[value]


def _limit(value: str | None) -> int:
    if value is None:
        return _DEFAULT_LIMIT
    # Not int(): it takes "１０", "1_0" and " 10 ".
    if not (value.isascii() and value.isdigit() and len(value) < 5 and 1 <= int(value) <= LIMIT):  # noqa: PLR2004
        raise Refused(
            "bad-parameter",
            f"limit 应为 1 至 {LIMIT} 的整数",
            f"limit must be a whole number from 1 to {LIMIT}",
        )
    return int(value)
