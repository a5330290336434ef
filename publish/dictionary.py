"""The data dictionary: every column of every file of a release, and what it means."""

import json
from collections.abc import Mapping
from typing import Final

from publish.exports import STATUS, columns, dimensions, error_columns
from publish.rates import SUFFIXES
from publish.release.model import Catalogue, Dataset, Rate

Entry = dict[str, object]

_ABSENT_ZH: Final = "未列出的组合在各指标上为 0；空值的原因见 status"
_ABSENT_EN: Final = "a combination that is not listed is 0 in every measure; status says why null"
_DERIVED_ZH: Final = (
    "参照部分（origin = derived）与参照代码（derived_codes）不单独抽取，由已公布的合计减去其余各项"
    "推得，限于 0 与合计之间：其中的 1 和 2 是差值，不是真实的小计数；误差见标准误"
)
_DERIVED_EN: Final = (
    "reference parts (origin = derived) and reference codes (derived_codes) are not drawn: they are"
    " the published total less the other published parts, kept between 0 and the total. A 1 or 2"
    " there is a difference and no true small count; its standard error says how far it may be off"
)
_RATE_TEXTS: Final = {
    "": ("百分数，一位小数；基数不足时为空", "percent, one decimal; null on a small base"),
    "_numerator": ("分子（按口径计分）", "numerator, with the rulebook's credits"),
    "_denominator": ("基数", "base"),
    "_excluded": ("剔除件数", "tickets outside the base"),
    "_low": ("95% 区间下限（抽样与保护误差）", "lower end of 95 %, sampling and protection"),
    "_high": ("95% 区间上限", "upper end of 95 %"),
    "_coded": ("le5/ge95：基数不足 100 时只给端值", "le5/ge95: only the end is told under 100"),
}


def dictionary(
    catalogue: Catalogue, leaves: dict[str, list[str]], lists: Mapping[str, Entry]
) -> bytes:
    """Return dictionary.json.

    *leaves* names for each dataset its files by period, *lists* describes the files of
    public facts.
    """
    files: dict[str, Entry] = dict(lists)
    for dataset in catalogue.datasets:
        described: Entry = {
            "title": {"zh": dataset.title.zh, "en": dataset.title.en},
            "absent_rows": {"zh": _ABSENT_ZH, "en": _ABSENT_EN},
            "columns": table_columns(catalogue, dataset),
        }
        files[f"data/{dataset.id}.csv"] = described
        files[f"data/{dataset.id}.parquet"] = described
        for name in leaves[dataset.id]:
            files[name] = {"same_as": f"data/{dataset.id}.parquet"}
    files["data/gongkai.sqlite"] = {
        "absent_rows": {"zh": _ABSENT_ZH, "en": _ABSENT_EN},
        "tables": {
            view.table: sqlite_columns(dataset, view.measures)
            for dataset in catalogue.datasets
            for view in dataset.views
        },
    }
    gaps = {
        view.table: {period: list(names) for period, names in view.not_collected.items()}
        for dataset in catalogue.datasets
        for view in dataset.views
        if view.not_collected
    }
    told = {
        "statement": {"zh": catalogue.statement.zh, "en": catalogue.statement.en},
        "files": files,
        "not_collected": gaps,
        "derived": {"zh": _DERIVED_ZH, "en": _DERIVED_EN},
        "derived_codes": _derived_codes(catalogue),
    }
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _derived_codes(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return by table and dimension the code that is derived and never drawn."""
    return {
        view.table: found
        for dataset in catalogue.datasets
        for view in dataset.views
        if (
            found := {
                axis.dimension: axis.codes[axis.levels.index("reference")]
                for axis in view.axes
                if "reference" in axis.levels
            }
        )
    }


def table_columns(catalogue: Catalogue, dataset: Dataset) -> list[Entry]:
    """Return the columns of the CSV and Parquet files of *dataset*, in order."""
    told: dict[str, Entry] = {
        "view": _column("view", "string", "视图", "view"),
        "cell": _column("cell", "integer", "单元在视图中的序号", "rank of the cell in its view"),
        "time": _column("time", "string", "月 YYYY-MM 或年 YYYY", "month YYYY-MM or year YYYY"),
    }
    titles = {codelist.id: codelist.title for codelist in catalogue.codelists}
    axes = {axis.dimension: axis for view in dataset.views for axis in view.axes}
    for name in dimensions(dataset):
        codelist = axes[name].codelist
        title = titles[codelist]
        told[name] = _column(name, "string", f"{title.zh}代码", f"code of {title.en}")
        told[name]["codelist"] = codelist
        told[f"{name}_zh"] = _column(f"{name}_zh", "string", f"{title.zh}名称", "Chinese label")
    told |= {str(entry["name"]): entry for entry in _measures(dataset)}
    for name, measure in error_columns(dataset).items():
        told[name] = _column(name, "number", "标准误", f"standard error of {measure} and its like")
    told[STATUS] = _column(STATUS, "string", "空值的原因", "why a value is null")
    for rate in dataset.rates:
        told |= {str(entry["name"]): entry for entry in _rate(rate)}
    return [told[name] for name in columns(dataset)]


def sqlite_columns(dataset: Dataset, measures: tuple[str, ...]) -> list[Entry]:
    """Return the columns of a view's SQLite table, in order."""
    known = {str(entry["name"]): entry for entry in _measures(dataset)}
    return [
        _column("cell", "integer", "单元在视图中的序号", "rank of the cell in its view"),
        *(known[name] for name in measures),
        _column(STATUS, "string", "空值的原因（JSON）", "why a value is null, as JSON"),
    ]


def _measures(dataset: Dataset) -> list[Entry]:
    return [
        _column(measure.id, "integer", measure.title.zh, measure.title.en)
        | {"origin": "derived" if measure.reference else "drawn"}
        for measure in dataset.measures
    ]


def _rate(rate: Rate) -> list[Entry]:
    return [
        _column(
            f"{rate.id}_rate{suffix}",
            "string" if suffix == "_coded" else "number",
            f"{rate.title.zh}（口径 {rate.version}）：{_RATE_TEXTS[suffix][0]}",
            f"{rate.title.en} (rulebook {rate.version}): {_RATE_TEXTS[suffix][1]}",
        )
        for suffix in SUFFIXES
    ]


def _column(name: str, kind: str, zh: str, en: str) -> Entry:
    return {"name": name, "type": kind, "zh": zh, "en": en}
