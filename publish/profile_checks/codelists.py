"""Are the codelists trees whose codes can be told apart?"""

import datetime as dt
import re
from typing import Final

from publish.profile_codelist import GROUP, UNLOCATED, UNSPECIFIED, Code, Codelist, fold
from publish.profile_files import Files
from publish.profile_types import Profile

MEMBERS: Final = "members"
"""The attribute of a declared group that names its codes, ``;`` between them."""
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def check(files: Files, profile: Profile) -> None:
    """Note what is wrong with each codelist."""
    for codelist in profile.codelists.values():
        _Check(files, codelist).run()


class _Check:
    """The checks of one codelist."""

    def __init__(self, files: Files, codelist: Codelist) -> None:
        self.files = files
        self.list = codelist
        self.file = f"codelists/{codelist.id}.csv"
        self.known = {code.code: code for code in codelist.codes}

    def note(self, code: Code | None, rule: str, zh: str, en: str) -> None:
        line = self.files.code_lines.get((self.file, code.code), 1) if code else 1
        self.files.note(self.file, line, rule, zh, en)

    def run(self) -> None:
        if not self.list.codes:
            self.note(None, "empty-codelist", "没有任何代码，请补上", "there is no code; add some")
        for code in self.list.codes:
            self.writing(code)
            if not self.cycle(code):
                self.parent(code)
            self.members(code)
        self.siblings()

    def writing(self, code: Code) -> None:
        if not _CODE.fullmatch(code.code):
            self.note(
                code,
                "bad-code",
                "代码只能用 ASCII 字母、数字与 _ . -，且不能为空",
                "a code is made of ASCII letters, digits and _ . - and is never empty",
            )
        if not code.zh or not code.en:
            self.note(
                code,
                "missing-label",
                f"代码 {code.code} 缺中文或英文名称，请补上",
                f"code {code.code} lacks its zh or en label; add it",
            )
        if code.level not in self.list.levels:
            self.note(
                code,
                "unknown-level",
                f"codelists.toml 的 levels 没有 {code.level}；可用：{' '.join(self.list.levels)}",
                f"level {code.level} is none of codelists.toml: {' '.join(self.list.levels)}",
            )
        dates = [value for value in (code.valid_from, code.valid_to) if value is not None]
        if not all(map(is_date, dates)) or dates != sorted(dates):
            self.note(
                code,
                "bad-dates",
                "valid_from、valid_to 须为先后有序的 YYYY-MM-DD",
                "valid_from and valid_to are dates YYYY-MM-DD in this order",
            )

    def cycle(self, code: Code) -> bool:
        seen: set[str] = set()
        here: Code | None = code
        while here is not None and here.code not in seen:
            seen.add(here.code)
            here = self.known.get(here.parent or "")
        if here is not None:
            self.note(
                code,
                "cycle",
                f"代码 {code.code} 的上级最终指回自己；请改正 parent",
                f"the parents of {code.code} lead back to it; mend its parent",
            )
        return here is not None

    def parent(self, code: Code) -> None:
        levels = self.list.levels
        if code.level not in levels:
            return
        above = levels.index(code.level) - 1
        if code.parent is None:
            if above >= 0:
                self.note(
                    code,
                    "unknown-parent",
                    f"代码 {code.code} 须有 {levels[above]} 一级的上级",
                    f"code {code.code} needs a parent of level {levels[above]}",
                )
            return
        parent = self.known.get(code.parent)
        if parent is None:
            self.note(
                code,
                "unknown-parent",
                f"上级 {code.parent} 不在本表；请补上该代码或改正 parent",
                f"parent {code.parent} is no code of this list; add it or mend the parent",
            )
        elif above < 0 or parent.level != levels[above]:
            self.note(
                code,
                "parent-level",
                f"上级 {code.parent} 须恰在上一层级",
                f"parent {code.parent} must be exactly one level above",
            )

    def members(self, code: Code) -> None:
        named = [name for name in code.attributes.get(MEMBERS, "").split(";") if name]
        if (code.kind == GROUP) != bool(named) or not all(name in self.known for name in named):
            self.note(
                code,
                "group-members",
                "kind 为 group 的代码须在 members 列写明本表中的成员（; 分隔），其他代码不得写",
                "a code of kind group, and no other, names codes of this list in column members",
            )

    def siblings(self) -> None:
        bearers: dict[tuple[str | None, str, str], Code] = {}
        missing: dict[str | None, Code] = {}
        for code in self.list.codes:
            if (
                code.kind in {UNSPECIFIED, UNLOCATED}
                and missing.setdefault(code.parent, code) != code
            ):
                self.note(
                    code,
                    "two-unspecified",
                    "同一上级下只能有一个表示未说明的代码",
                    "only one code under a parent may stand for what is missing",
                )
            for name in {fold(name) for name in (code.code, code.zh, code.en, *code.aliases)}:
                other = bearers.setdefault((code.parent, code.level, name), code)
                if other != code:
                    self.note(
                        code,
                        "ambiguous-name",
                        f"代码 {code.code} 与 {other.code} 有相同的名称或别名；请删去一个",
                        f"codes {code.code} and {other.code} share a name or alias; remove one",
                    )


def is_date(value: str) -> bool:
    """Whether *value* is a day written YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
