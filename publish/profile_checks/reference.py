"""Can every reference file be read by its schema, and may its dataset publish what it says?"""

from pathlib import PurePath
from typing import Final

from publish.profile_files import Files
from publish.profile_types import TOTAL, Dataset, Ledger, LedgerColumn, Profile

KINDS: Final = ("counted", "stated", "listed")
TYPES: Final = ("id", "month", "date", "code", "count", "text", "url")
TAKEN: Final = "signed"
_AREA: Final = "area"
_DISTRICT: Final = "district"
_TREE: Final = "tree"


def check(files: Files, profile: Profile) -> None:
    """Note what is wrong with each schema, and with each dataset that is made from one."""
    for stem, ledger in profile.ledgers.items():
        _Check(files, profile, f"reference/{stem}.toml", ledger).run()
    for stem, dataset in profile.datasets.items():
        if dataset.ledger is not None:
            _dataset(files, profile, f"datasets/{stem}.toml", dataset)


class _Check:
    """The checks of one schema."""

    def __init__(self, files: Files, profile: Profile, file: str, ledger: Ledger) -> None:
        self.files = files
        self.profile = profile
        self.file = file
        self.ledger = ledger
        self.names = [column.name for column in ledger.columns]

    def note(self, path: tuple[str, ...], rule: str, zh: str, en: str) -> None:
        self.files.note(self.file, self.files.line(self.file, *path), rule, zh, en)

    def run(self) -> None:
        ledger = self.ledger
        if ledger.id != PurePath(self.file).stem or ledger.id == TAKEN:
            self.note(
                ("id",),
                "id-differs",
                "id 须与文件名相同，且不为 signed",
                "id must be the file's name, and not signed",
            )
        if ledger.kind not in KINDS:
            self.note(
                ("kind",),
                "unknown-kind",
                f"kind 须为：{' '.join(KINDS)}",
                f"kind is one of: {' '.join(KINDS)}",
            )
        if not set(ledger.key) <= set(self.names) or not ledger.key:
            self.note(("key",), "unknown-column", "key 须为已有的列", "key names columns")
        if len(set(self.names)) != len(self.names):
            self.note(("columns",), "duplicate-column", "列重名", "two columns have one name")
        self.period()
        for place, column in enumerate(ledger.columns):
            self.column(("columns", str(place)), column)
        self.axes()

    def period(self) -> None:
        ledger = self.ledger
        types = {column.name: column.type for column in ledger.columns}
        known = types.get(ledger.period or "") in {"month", "date"}
        if not known and (ledger.period is not None or ledger.kind != "listed"):
            self.note(
                ("period",),
                "unknown-column",
                "period 须为必填的 month 或 date 列",
                "period names a required column of type month or date",
            )
        elif ledger.period is not None and not ledger.column(ledger.period).required:
            self.note(
                ("period",), "unknown-column", "period 列须必填", "the column of period is required"
            )

    def column(self, path: tuple[str, ...], column: LedgerColumn) -> None:
        if column.type not in TYPES:
            self.note(
                (*path, "type"),
                "unknown-type",
                f"type 须为：{' '.join(TYPES)}",
                f"type is one of: {' '.join(TYPES)}",
            )
        if not column.zh or not column.en:
            self.note(path, "missing-label", "缺中文或英文名称", "lacks its zh or en")
        if column.not_before is not None and column.not_before not in self.names:
            self.note(path, "unknown-column", "not_before 须为已有的列", "not_before is no column")
        codelist = self.profile.codelists.get(column.codelist or "")
        coded = (codelist is not None) != (column.family in self.ledger.families)
        if column.type == "code" and not coded:
            self.note(
                path,
                "unknown-codelist",
                "code 列须写明一个已有的 codelist 或 family",
                "a code names a codelist or a family that there is",
            )
        if codelist is not None and not set(column.levels) <= set(codelist.levels):
            self.note(
                path, "unknown-level", "levels 不在代码表中", "levels are not those of the codelist"
            )
        if codelist is not None and not column.required and codelist.unspecified() is None:
            self.note(
                path,
                "no-missing-code",
                "代码表没有表示未说明的代码，此列须必填",
                "the codelist has no code for what is missing, so the column is required",
            )
        if self.ledger.kind == "stated" and column.type == "count" and not column.required:
            self.note(
                path,
                "stated-null",
                "照填公布的数字不得为空；没有就不填该行",
                "a stated figure is required; leave the row out where there is none",
            )

    def axes(self) -> None:
        ledger = self.ledger
        codes = {column.name for column in ledger.columns if column.type == "code"}
        for name in (*ledger.dimensions, *(one.column for one in ledger.families.values())):
            if name not in codes:
                self.note(
                    ("columns",),
                    "unknown-column",
                    f"没有类型为 code 的列 {name}",
                    f"there is no column {name} of type code",
                )
        for name, dimension in ledger.dimensions.items():
            codelist = self.profile.codelists.get(dimension.codelist)
            known = codelist is not None and (
                dimension.reference is None or dimension.reference in codelist
            )
            if not known or (dimension.kind == _TREE) == (dimension.reference is not None):
                self.note(
                    ("dimensions", name),
                    "reference",
                    "维度须有代码表；attribute 须有 reference，tree 不得有",
                    "a dimension has a codelist; an attribute has a reference and a tree has none",
                )
        for name, family in ledger.families.items():
            if family.reference not in family.parts:
                self.note(
                    ("families", name),
                    "reference-not-a-part",
                    "参照分项不在 parts 中",
                    "its reference is none of its parts",
                )
        if ledger.kind == "stated":
            self.stated()

    def stated(self) -> None:
        ledger = self.ledger
        if set(ledger.key) != {ledger.period, *ledger.dimensions} or ledger.families:
            self.note(
                ("key",),
                "stated-key",
                "stated 的 key 须恰为 period 与全部维度，且没有指标族",
                "the key of a stated file is its period and all its dimensions; it has no family",
            )
        if any(dimension.kind != _TREE for dimension in ledger.dimensions.values()):
            self.note(
                ("dimensions",), "stated-tree", "stated 的维度须为 tree", "its dimensions are trees"
            )


def _dataset(files: Files, profile: Profile, file: str, dataset: Dataset) -> None:
    def note(key: str, rule: str, zh: str, en: str) -> None:
        files.note(file, files.line(file, key), rule, zh, en)

    ledger = profile.ledgers.get(dataset.ledger or "")
    if ledger is None or ledger.kind == "listed":
        note(
            "ledger",
            "unknown-ledger",
            "ledger 须为 reference/ 中 counted 或 stated 的一个",
            "ledger is a counted or stated one of reference/",
        )
        return
    for view in dataset.views:
        levels = view.keys.get(_AREA, ())
        places = profile.codelists.get(_AREA)
        finest = places.levels.index(_DISTRICT) if places and _DISTRICT in places.levels else 0
        if places and any(
            places.levels.index(one) > finest for one in levels if one in places.levels
        ):
            note(
                "views",
                "too-fine",
                "台账的数据集不得细于区",
                "a dataset of a ledger is no finer than a district",
            )
        if ledger.kind == "stated" and (
            set(view.keys) != set(ledger.dimensions)
            or any(TOTAL in levels for levels in view.keys.values())
        ):
            note(
                "views",
                "stated-key",
                "stated 的视图须含全部维度，且不设合计：没有人申报合计",
                "a view of stated figures has all dimensions and no total: nobody states one",
            )
    if dataset.rates or dataset.rulebook:
        note("rulebook", "ledger-rates", "台账的数据集不设口径", "a ledger's dataset has no rates")
