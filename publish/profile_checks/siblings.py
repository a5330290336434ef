"""Are groups of sibling categories large enough to hide in?"""

from typing import Final

from publish.profile_files import Files
from publish.profile_types import Profile

CATEGORY: Final = "category"
LEAST_SIBLINGS: Final = {2: 5, 3: 4}
"""Fewest codes in a group of siblings, by the depth of the category level."""


def check(files: Files, profile: Profile) -> None:
    """Warn of groups of siblings too small to hide in; a single child is its parent."""
    dimension = profile.dimensions.get(CATEGORY)
    codelist = profile.codelists.get(dimension.codelist) if dimension else None
    if codelist is None:
        return
    shown = {
        level
        for dataset in profile.datasets.values()
        for view in dataset.views
        for level in view.keys.get(CATEGORY, ())
    }
    file = f"codelists/{codelist.id}.csv"
    for depth, least in LEAST_SIBLINGS.items():
        if depth > len(codelist.levels) or codelist.levels[depth - 1] not in shown:
            continue
        for parent in codelist.at_level(codelist.levels[depth - 2]):
            children = len(codelist.children(parent.code))
            if 1 < children < least:
                files.note(
                    file,
                    files.code_lines.get((file, parent.code), 1),
                    "few-siblings",
                    f"代码 {parent.code} 只有 {children} 个下级，少于 {least}；"
                    "请合并到一个下级或补足，否则下级可由相减估得更准",
                    f"code {parent.code} has {children} children, fewer than {least}; merge them "
                    "into one or add some, or differences tell more about each",
                    warning=True,
                )
