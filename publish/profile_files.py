"""The files of a profile's folder, read once, and the problems found in them."""

import re
import tomllib
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from publish.profile_lines import line_of, split_path
from publish.profile_types import Problem

_UNKNOWN: Final = re.compile(r"unknown field `([^`]+)`")
_AT: Final = re.compile(r" - at `(\$[^`]*)`$")
_T = TypeVar("_T")


class Files:
    """The folder of one profile, read once, and the problems found in it."""

    def __init__(self, root: Path) -> None:
        """Name the folder; nothing is read yet."""
        self.root = root
        self.problems: list[Problem] = []
        self.code_lines: dict[tuple[str, str], int] = {}  # (file, code) -> its first line
        self._texts: dict[str, str | None] = {}

    def note(
        self, file: str, line: int, rule: str, zh: str, en: str, *, warning: bool = False
    ) -> None:
        """Note a problem."""
        self.problems.append(
            Problem(file=file, line=line, rule=rule, zh=zh, en=en, warning=warning)
        )

    def names(self, folder: str, suffix: str) -> list[str]:
        """Return the files of *folder* with *suffix*, sorted, as paths inside the profile."""
        return sorted(f"{folder}/{path.name}" for path in (self.root / folder).glob(f"*{suffix}"))

    def text(self, name: str) -> str | None:
        """Return the text of the file *name*; notes it and returns ``None`` where unreadable."""
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def _read(self, name: str) -> str | None:
        try:
            return (self.root / name).read_bytes().decode("utf-8-sig")
        except OSError:
            self.note(
                name,
                1,
                "missing-file",
                "缺少此文件，请补上（可从 beijing-demo 照抄格式）",
                "the file is missing or cannot be read; add it (copy the form of a shipped one)",
            )
        except UnicodeDecodeError:
            self.note(
                name,
                1,
                "not-utf8",
                "不是 UTF-8 编码，请另存为 UTF-8",
                "not UTF-8; save it as UTF-8",
            )
        return None

    def table(self, name: str) -> dict[str, object] | None:
        """Return the TOML of the file *name*, or ``None`` with the problem noted."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            self.note(
                name,
                int(found[1]) if found else len(text.splitlines()) or 1,
                "bad-toml",
                f"不是合法的 TOML：{error}；请改正此行",
                f"not valid TOML: {error}; mend this line",
            )
        return None

    def line(self, name: str, *path: str) -> int:
        """Return the line of *path* in the TOML file *name*."""
        return line_of(self.text(name) or "", path)

    def convert(self, name: str, value: object, kind: type[_T], *at: str) -> _T | None:
        """Return *value*, which stood *at*, as a *kind*; ``None`` with the problem noted."""
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            message = str(error)
            where = _AT.search(message)
            unknown = _UNKNOWN.search(message)
            path = (
                *at,
                *(split_path(where[1]) if where else ()),
                *((unknown[1],) if unknown else ()),
            )
            self.note(
                name,
                self.line(name, *path),
                "bad-shape",
                f"内容不合格式：{message}；请按 beijing-demo 的同名文件改正",
                f"not of the expected form: {message}; compare the same file of a shipped profile",
            )
        return None
