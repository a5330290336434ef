"""Can every declared view be counted and shown, and do datasets agree with each other?"""

from pathlib import PurePath
from typing import Final

from publish.profile_checks.measures import ATTRIBUTE
from publish.profile_codelist import GROUP, Codelist
from publish.profile_files import Files
from publish.profile_types import TOTAL, Dataset, Profile, View
from publish.reference.lens import ledger_of, seen_by

CHAPTERS: Final = ("work", "calls", "handling", "hotspots", "results", "cross")
ACCESS: Final = ("open", "conditional", "closed")
EXCESS: Final = "repeat_excess"
AREA: Final = "area"
CATEGORY: Final = "category"
DEEPEST: Final = 4
"""Place and category may together go this many levels below their totals: no street × L3."""


def check(files: Files, profile: Profile) -> None:
    """Note what is wrong with each dataset and its views."""
    views: dict[str, tuple[str, View]] = {}
    for stem, dataset in profile.datasets.items():
        _Check(files, profile, f"datasets/{stem}.toml", dataset).run()
        for view in dataset.views:
            other, first = views.setdefault(view.id, (stem, view))
            if first != view:
                file = f"datasets/{stem}.toml"
                files.note(
                    file,
                    files.line(file, "views", str(dataset.views.index(view)), "id"),
                    "measures-disagree",
                    f"视图 {view.id} 与数据集 {other} 中的同名视图不一致；请统一或另取名称",
                    f"view {view.id} differs from the one of dataset {other}; "
                    "make them equal or give it another id",
                )


class _Check:
    """The checks of one dataset."""

    def __init__(self, files: Files, profile: Profile, file: str, dataset: Dataset) -> None:
        self.files = files
        self.profile = seen_by(profile, dataset)
        ledger = ledger_of(profile, dataset)
        # What a row of a reference file states stands in place of n and of families.
        self.stated = (
            {column.name for column in ledger.columns if column.type == "count"}
            if ledger is not None and ledger.kind == "stated"
            else None
        )
        self.file = file
        self.dataset = dataset

    def note(self, path: tuple[str, ...], rule: str, zh: str, en: str) -> None:
        self.files.note(self.file, self.files.line(self.file, *path), rule, zh, en)

    def run(self) -> None:
        dataset = self.dataset
        if dataset.id != PurePath(self.file).stem:
            self.note(("id",), "id-differs", "id 须与文件名相同", "id must be the file's name")
        for value, known, key in (
            (dataset.chapter, CHAPTERS, "chapter"),
            (dataset.access_class, ACCESS, "access_class"),
        ):
            if value not in known:
                self.note(
                    (key,),
                    "unknown-value",
                    f"{key} 须为：{' '.join(known)}",
                    f"{key} is one of: {' '.join(known)}",
                )
        self.texts()
        self.rates()
        self.mechanisms()
        if not dataset.views:
            self.note(("id",), "no-view", "没有任何视图", "there is no view")
        seen: set[str] = set()
        for place, view in enumerate(dataset.views):
            path = ("views", str(place))
            if view.id in seen:
                self.note((*path, "id"), "duplicate-view", "视图重名", "two views have one id")
            seen.add(view.id)
            self.view(path, view)

    def texts(self) -> None:
        dataset = self.dataset
        for key, texts in (
            ("title", (dataset.title,)),
            ("description", (dataset.description,)),
            ("notes", dataset.notes),
            ("withheld", dataset.withheld),
        ):
            if not all(text.zh.strip() and text.en.strip() for text in texts):
                self.note((key,), "missing-label", f"{key} 缺中文或英文", f"{key} lacks zh or en")

    def rates(self) -> None:
        dataset = self.dataset
        rulebook = self.profile.rulebooks.get(dataset.rulebook or "")
        if rulebook is None and (dataset.rulebook is not None or dataset.rates):
            self.note(
                ("rulebook",),
                "unknown-rulebook",
                "rulebook 须为 rulebooks/ 中的一个；有 rates 就须有 rulebook",
                "rulebook is one of rulebooks/, and a dataset with rates needs one",
            )
        elif rulebook is not None:
            families = {family for view in dataset.views for family in view.measures}
            known = {rate.id for rate in rulebook.rates if rate.family in families}
            if not set(dataset.rates) <= known:
                self.note(
                    ("rates",),
                    "unknown-rate",
                    f"rates 须为口径中有、且视图含其指标族的率：{' '.join(sorted(known))}",
                    f"rates are those of the rulebook whose family a view has: "
                    f"{' '.join(sorted(known))}",
                )

    def mechanisms(self) -> None:
        known = {mechanism.id for mechanism in self.profile.mechanisms}
        unknown = sorted(set(self.dataset.mechanisms) - known)
        if unknown:
            self.note(
                ("mechanisms",),
                "unknown-mechanism",
                f"mechanisms.toml 没有 {' '.join(unknown)}",
                f"mechanisms.toml has no {' '.join(unknown)}",
            )

    def view(self, path: tuple[str, ...], view: View) -> None:
        for dimension, levels in view.keys.items():
            self.key(path, dimension, levels)
        for dimension, codes in view.fold.items():
            self.fold(path, view, dimension, codes)
        counted = {"n", EXCESS, *self.profile.families}
        unknown = sorted(set(view.measures) - (counted if self.stated is None else self.stated))
        lacking = not view.measures if self.stated is not None else "n" not in view.measures
        if unknown or lacking or len(set(view.measures)) != len(view.measures):
            self.note(
                (*path, "measures"),
                "unknown-family",
                f"measures 须含 n，其余为指标族，不得重复（{' '.join(unknown)}）",
                f"measures are n and families of measures.toml, each once ({' '.join(unknown)})",
            )
        if not view.periods or not set(view.periods) <= {"month", "year"}:
            self.note(
                (*path, "periods"),
                "unknown-value",
                "periods 只能为 month、year；更长的时段由各月相加",
                "periods are month and year; longer ones are sums of months",
            )
        if view.vintages not in {1, 2}:
            self.note(
                (*path, "vintages"), "unknown-value", "vintages 为 1 或 2", "vintages is 1 or 2"
            )
        if sum(self.depth(name, view) for name in (AREA, CATEGORY)) > DEEPEST:
            self.note(
                (*path, "keys"),
                "too-fine",
                "地区与分类不得同时到最细层级（街乡镇 × 三级分类）；请减去一层",
                "place and category may not both go to their finest level; drop one level",
            )

    def key(self, path: tuple[str, ...], name: str, levels: tuple[str, ...]) -> None:
        dimension = self.profile.dimensions.get(name)
        codelist = self.profile.codelists.get(dimension.codelist) if dimension else None
        if dimension is None or codelist is None:
            self.note(
                (*path, "keys"),
                "unknown-dimension",
                f"measures.toml 没有维度 {name}，或它没有代码表",
                f"measures.toml has no dimension {name}, or it has no codelist",
            )
            return
        unknown = sorted(set(levels) - {TOTAL, *codelist.levels})
        if unknown or not levels or len(set(levels)) != len(levels):
            self.note(
                (*path, "keys"),
                "unknown-level",
                f"维度 {name} 的层级须为 {TOTAL} {' '.join(codelist.levels)} 中的，不得重复"
                f"（{' '.join(unknown)}）",
                f"levels of {name} are {TOTAL} {' '.join(codelist.levels)}, each once "
                f"({' '.join(unknown)})",
            )
        elif dimension.kind == ATTRIBUTE and TOTAL not in levels:
            self.note(
                (*path, "keys"),
                "attribute-without-total",
                f"属性维度 {name} 须同时有 total，否则参照分项无法推得",
                f"attribute {name} needs the level total too, or its reference cannot be derived",
            )

    def fold(self, path: tuple[str, ...], view: View, name: str, codes: tuple[str, ...]) -> None:
        dimension = self.profile.dimensions.get(name)
        codelist = self.profile.codelists.get(dimension.codelist) if dimension else None
        known = [code.code for code in codelist.codes] if codelist else []
        if (
            dimension is None
            or name not in view.keys
            or dimension.kind != ATTRIBUTE
            or not set(codes) <= set(known)
            or dimension.reference in codes
        ):
            self.note(
                (*path, "fold"),
                "bad-fold",
                f"fold 只能写本视图的属性维度及其非参照代码（{name}）",
                f"fold names attribute dimensions of this view and codes that are not their "
                f"reference ({name})",
            )

    def depth(self, name: str, view: View) -> int:
        dimension = self.profile.dimensions.get(name)
        codelist = self.profile.codelists.get(dimension.codelist) if dimension else None
        return 0 if codelist is None else _depth(codelist, view.keys.get(name, ()))


def _depth(codelist: Codelist, levels: tuple[str, ...]) -> int:
    """Return how far below the total the finest of *levels* lies; one root is the total."""
    single = sum(code.kind != GROUP for code in codelist.children(None)) == 1
    known = [codelist.levels.index(level) for level in levels if level in codelist.levels]
    return max((place + (0 if single else 1) for place in known), default=0)
