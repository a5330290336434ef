"""What can be wrong with a reference file: where, which rule, how to mend it. Never a value.

::

    Fault               one cell or row; goes to the quarantine file
    ReferenceBroken     a file that cannot be read at all (exit 3)
    ReferenceWaits      too many rows wait to be mended (exit 5)
"""

from typing import Final

import msgspec

from publish.errors import PublishError

# Rule -> what to do, in both languages.
RULES: Final[dict[str, tuple[str, str]]] = {
    "cells": ("本行列数与首行不同；请补齐或删去多余的列", "its cells are not as many as headings"),
    "required": ("此列不得为空，请填写", "it may not be empty; fill it in"),
    "control": ("含控制字符或换行，请删去", "it holds a control character or line break"),
    "formula": ("以 = + - @ 开头，会被当作公式；请改写", "it starts like a formula; reword it"),
    "too-long": ("超过允许的长度，请缩短", "it is longer than allowed; shorten it"),
    "personal": (
        "含电话、证件号码样式的长数字或邮箱；参考文件不得含个人信息",
        "it holds a long number or an address; no personal data belongs here",
    ),
    "date": ("日期请写成 2026-09-01", "write the date as 2026-09-01"),
    "month": ("月份请写成 2026-09", "write the month as 2026-09"),
    "order": ("早于它之前的环节的日期，请核对", "it is before the date that it must follow"),
    "code": (
        "不是代码表中的代码或名称；请照模板说明所列填写",
        "no code or label of its list; use those that the template's notes name",
    ),
    "count": ("须为不小于 0 的整数", "write a whole number, 0 or more"),
    "too-large": ("超过允许的最大值，请核对", "it is above what is allowed; check it"),
    "url": ("网址须以 https:// 开头", "an address starts with https://"),
    "duplicate": ("关键列与另一行相同；请合并或改正", "another row has the same key; keep one"),
    "unknown-file": ("没有这个参考文件的格式；请核对文件名", "no reference file has that name"),
}


class Fault(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One thing that is wrong in one row (the line of the file) and one column."""

    file: str
    row: int
    column: str
    rule: str

    def say(self, lang: str) -> str:
        """Return the fault as one line."""
        zh, en = RULES[self.rule]
        if lang == "en":
            return f"{self.file}, row {self.row}, {self.column}: {en} ({self.rule})"
        return f"{self.file} 第 {self.row} 行 {self.column}：{zh}（{self.rule}）"


class ReferenceBroken(PublishError):
    """A reference file or directory cannot be read at all; says which, and the mend."""


class ReferenceWaits(PublishError):
    """So many rows of a reference file are in quarantine that a person must look first."""
