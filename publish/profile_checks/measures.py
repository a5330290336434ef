"""Do dimensions and families name columns, codelists and reference parts that there are?"""

from typing import Final

from publish.intake import DIMENSION_COLUMNS, FAMILY_COLUMNS
from publish.profile_codelist import GROUP, UNLOCATED, UNSPECIFIED, Codelist
from publish.profile_files import Files
from publish.profile_types import Dimension, Family, Profile

FILE: Final = "measures.toml"
TREE: Final = "tree"
ATTRIBUTE: Final = "attribute"
_COLUMNS: Final = frozenset((*DIMENSION_COLUMNS, "received_day"))


def check(files: Files, profile: Profile) -> None:
    """Note what is wrong with measures.toml."""
    for dimension in profile.dimensions.values():
        _dimension(files, profile, dimension)
    columns: dict[str, str] = {}
    for family in profile.families.values():
        _family(files, family)
        first = columns.setdefault(family.column, family.id)
        if first != family.id:
            files.note(
                FILE,
                files.line(FILE, "families", family.id),
                "measures-disagree",
                f"指标族 {family.id} 与 {first} 用了同一列；一列只能有一种分项",
                f"families {family.id} and {first} tell one column in two ways; keep one",
            )


def _dimension(files: Files, profile: Profile, dimension: Dimension) -> None:
    def note(key: str, rule: str, zh: str, en: str) -> None:
        line = files.line(FILE, "dimensions", dimension.id, key)
        files.note(
            FILE, line, rule, f"维度 {dimension.id}：{zh}", f"dimension {dimension.id}: {en}"
        )

    if dimension.id not in _COLUMNS:
        note(
            "",
            "unknown-column",
            "移交文件没有这一列（见 publish/intake.py）",
            "the bundle has no such column (see publish/intake.py)",
        )
    if not dimension.zh or not dimension.en:
        note("zh", "missing-label", "缺中文或英文名称", "lacks its zh or en label")
    codelist = profile.codelists.get(dimension.codelist)
    if codelist is None:
        note(
            "codelist",
            "unknown-codelist",
            f"没有代码表 codelists/{dimension.codelist}.csv，请补上或改名",
            f"there is no codelists/{dimension.codelist}.csv; add it or mend the name",
        )
        return
    if dimension.kind not in {TREE, ATTRIBUTE}:
        note("kind", "unknown-kind", "kind 须为 tree 或 attribute", "kind is tree or attribute")
    unknown = {*dimension.undrawn, dimension.reference or ""} - set(code_names(codelist)) - {""}
    if unknown:
        note(
            "reference",
            "unknown-code",
            f"reference 或 undrawn 中的 {' '.join(sorted(unknown))} 不在代码表中",
            f"{' '.join(sorted(unknown))} of reference or undrawn is no code of the list",
        )
    if (dimension.kind == ATTRIBUTE) != (dimension.reference is not None):
        note(
            "reference",
            "reference",
            "attribute 须有 reference（最常见的代码），tree 不得有",
            "an attribute has a reference (its commonest code) and a tree has none",
        )
    if dimension.kind == ATTRIBUTE and len(codelist.levels) != 1:
        note("kind", "attribute-levels", "attribute 的代码表只能有一层", "needs a flat codelist")
    if not has_missing(codelist):
        note(
            "codelist",
            "no-missing-code",
            "代码表没有表示未说明的代码（kind = unspecified 或 unlocated），缺值的工单无处可归",
            "its codelist has no code for what is missing (kind unspecified or unlocated)",
        )


def code_names(codelist: Codelist) -> list[str]:
    """Return the codes of *codelist* that a ticket may bear."""
    return [code.code for code in codelist.codes if code.kind != GROUP]


def has_missing(codelist: Codelist) -> bool:
    """Whether a ticket that says nothing has a place in *codelist*."""
    roots = codelist.children(None)
    kinds = {UNSPECIFIED, UNLOCATED}
    if any(code.kind in kinds for code in roots):
        return True
    return len(roots) == 1 and codelist.unspecified(roots[0].code) is not None


def _family(files: Files, family: Family) -> None:
    def note(key: str, rule: str, zh: str, en: str) -> None:
        line = files.line(FILE, "families", family.id, key)
        files.note(FILE, line, rule, f"指标族 {family.id}：{zh}", f"family {family.id}: {en}")

    if family.column not in FAMILY_COLUMNS:
        note(
            "",
            "unknown-column",
            "移交文件没有这一列（见 publish/intake.py）",
            "the bundle has no such column (see publish/intake.py)",
        )
    if family.reference not in family.parts:
        note(
            "reference",
            "reference-not-a-part",
            f"参照分项 {family.reference} 不在 parts 中；可用：{' '.join(family.parts)}",
            f"reference {family.reference} is none of its parts: {' '.join(family.parts)}",
        )
    if len(family.parts) < 2 or len(set(family.parts)) != len(family.parts):  # noqa: PLR2004
        note(
            "parts", "parts", "须有至少两个互不相同的分项", "needs two parts or more, all different"
        )
    texts = [(family.zh, family.en), *((text.zh, text.en) for text in family.labels.values())]
    if not all(zh and en for zh, en in texts):
        note("parts", "missing-label", "缺中文或英文名称", "lacks a zh or en label")
