"""argparse's own words in Chinese: its titles, its messages, and lines as wide as they look.

argparse takes its words from gettext's catalogues, of which Python ships none. Messages, which
it composes in English, are put into Chinese by a table that a test holds complete.
"""

import argparse
import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

_WIDE: Final = ("W", "F")  # East Asian widths of two columns

_KINDS: Final = {"int": "整数", "float": "数", "Path": "路径"}
_MESSAGES: Final[tuple[tuple[str, Callable[[re.Match[str]], str]], ...]] = (
    (r"argument (.+?): (.+)", lambda m: f"参数 {m[1]}：{in_chinese(m[2])}"),
    (r"the following arguments are required: (.+)", lambda m: f"缺少必需的参数：{m[1]}"),
    (r"one of the arguments (.+) is required", lambda m: f"须给出其中之一：{m[1]}"),
    (r"unrecognized arguments: (.+)", lambda m: f"不认识的参数：{m[1]}"),
    (r"expected one argument", lambda _: "后面须有一个值"),
    (r"expected at least one argument", lambda _: "后面至少须有一个值"),
    (r"expected at most one argument", lambda _: "后面至多一个值"),
    (r"expected (\d+) arguments?", lambda m: f"后面须有 {m[1]} 个值"),
    (r"invalid choice: (.+) \(choose from (.+)\)", lambda m: f"没有 {m[1]}；可选：{m[2]}"),
    (r"invalid (\w+) value: (.+)", lambda m: f"{m[2]} 不是{_KINDS.get(m[1], ' ' + m[1])}"),
    (r"not allowed with argument (.+)", lambda m: f"不能与 {m[1]} 同用"),
    (r"ignored explicit argument (.+)", lambda m: f"不接受值 {m[1]}"),
)


def in_chinese(message: str) -> str:
    """Return argparse's English *message* in Chinese; one that is not known as it is."""
    for pattern, say in _MESSAGES:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return say(match)
    return message


def columns(word: str) -> int:
    """Return how many columns of a terminal *word* takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in word)


def wrapped(line: str, width: int) -> list[str]:
    """Return *line* in pieces of at most *width* columns; Chinese may be parted anywhere."""
    # A run of half-width signs holds together; a full-width sign stands alone, but for the
    # marks that may not begin a line.
    pieces = re.findall(r"[\x20-\x7e]*[^\x20-\x7e][，。；：、！？）】」”]*|[\x21-\x7e]+ *| +", line)
    rows = [""]
    for piece in pieces:
        if rows[-1] and columns(rows[-1] + piece.rstrip()) > width:
            rows.append("")
        rows[-1] += piece
    return [row.strip() for row in rows]


class ChineseFormatter(argparse.HelpFormatter):
    """Help whose first word is Chinese and whose lines are as wide as they look."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401 -- argparse's own signature
        """Add the usage under its Chinese word."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(
            f"{indent}{row}" for line in text.splitlines() for row in wrapped(line, width)
        )
