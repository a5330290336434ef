"""How each of the three commands runs: its language, its verbs, its settings, its exit code.

Whatever goes wrong ends as one message on stderr and an exit code. Errors of foreign libraries
carry the values that they choked on, so an exception that nobody foresaw is told by its type
and by where it arose, never by its text.
"""

import argparse
import contextlib
import errno
import importlib
import json
import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

from publish.command_parser import EnglishParser, Parser, UsageError
from publish.settings import Exit, Process, SettingsError, Value, text
from publish.settings_load import BY_NAME, PREFIX, Settings, load, read_file

# What is wrong with a path that was given; anything else of the system may pass by itself.
_PATHS: Final = frozenset({
    errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST,
    errno.EROFS, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL,
})  # fmt: skip
_PIPE_CLOSED: Final = 141  # what a shell says of a process that SIGPIPE ended


def parser(process: Process, zh: str, en: str, verbs: Sequence[str], lang: str) -> Parser:
    """Return the parser of *process* in *lang*; each verb is a module of its package `verbs`."""
    make = EnglishParser if lang == "en" else Parser
    top = make(prog=f"gongkai-{process}", description=text(lang, zh, en))
    for verb in verbs:
        importlib.import_module(f"{process}.verbs.{verb}").add(top)
    return top


def language(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language asked for, wherever that was; settings may be what is broken."""
    asked = _given(words, "--lang") or environ.get(f"{PREFIX}LANG")
    if asked is None:
        config = _given(words, "--config")
        with contextlib.suppress(SettingsError):
            rows = read_file(Path(config) if config else None)
            asked = next((str(value) for name, value, _ in rows if name == "lang"), None)
    return "en" if asked == "en" else "zh"


def _given(words: Sequence[str], option: str) -> str | None:
    """Return the last value of *option* among *words*, before any of them is parsed."""
    ours = list(words)[: list(words).index("--")] if "--" in words else list(words)
    found = None
    for place, word in enumerate(ours):
        if word.startswith(f"{option}="):
            found = word.partition("=")[2]
        elif word == option and place + 1 < len(ours):
            found = ours[place + 1]
    return found


def run(
    process: Process, zh: str, en: str, verbs: Sequence[str], argv: Sequence[str] | None
) -> int:
    """Run the verb that *argv* (else the process's own words) names; return its exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    lang = language(words, os.environ)
    try:
        args = parser(process, zh, en, verbs, lang).parse_args(words)
    except UsageError as error:
        sys.stderr.write(text(lang, error.zh, error.en) + "\n" + error.usage)
        if "--json" in words:
            sys.stdout.write(_failure(Exit.USAGE, error.zh, error.en))
        return Exit.USAGE
    return run_verb(args, lang)


class _Watched:
    """Standard output that remembers whether anything was written to it."""

    def __init__(self, under: TextIO) -> None:
        self._under = under
        self.written = False

    def write(self, said: str) -> int:
        self.written = self.written or bool(said)
        return self._under.write(said)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a text stream has
        return getattr(self._under, name)


def run_verb(args: argparse.Namespace, lang: str) -> int:
    """Run the verb that *args* name and return its exit code.

    With ``--json`` a verb that failed before it could print its object prints one that says so.
    """
    watched = _Watched(sys.stdout)
    zh = en = ""
    try:
        stdout = contextlib.redirect_stdout(watched)
        with stdout if args.json else contextlib.nullcontext():
            code = int(args.func(args))
    except BrokenPipeError:
        # Whoever read us has gone; nothing is left to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 -- the boundary: no foreign text goes further
        code, zh, en = _told(error)
        sys.stderr.write(text(lang, zh, en) + "\n")
    if args.json and not watched.written:
        sys.stdout.write(_failure(code, zh, en))
    return code


def _told(error: Exception) -> tuple[int, str, str]:
    """Return the exit code for *error* and what is said of it."""
    if isinstance(error, SettingsError):
        return Exit.USAGE, error.zh, error.en
    if isinstance(error, OSError) and error.errno is not None:
        name, why = Path(str(error.filename or "")).name, errno.errorcode.get(error.errno, "?")
        if error.errno in _PATHS:
            zh = f"无法使用 {name}（{why}）：核对路径与权限"
            return Exit.USAGE, zh, f"cannot use {name} ({why}): check path and rights"
        zh = f"系统暂时不能读写 {name}（{why}）：核对磁盘空间后再试"
        return Exit.TRY_AGAIN, zh, f"{name} fails just now ({why}): check the disk and try again"
    # Places only: a frame's locals and the error's text are data, its source line may be.
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    sys.stderr.writelines(f"  {one.filename}:{one.lineno} {one.name}\n" for one in frames)
    kind = type(error).__name__
    zh = f"程序出错（{kind}），已停止；错误原文可能含有数据，不予显示。请报告以上位置"
    en = f"internal error ({kind}): stopped. Its text may hold data and is not shown; report the"
    return Exit.REFUSED, zh, f"{en} places above, please"


def _failure(code: int, zh: str, en: str) -> str:
    name = Exit(code).name.lower() if code in list(Exit) else "failed"
    told = {"exit": int(code), "error": name} | ({"zh": zh, "en": en} if zh else {})
    return json.dumps(told, ensure_ascii=False) + "\n"


def from_args(process: Process, args: argparse.Namespace) -> Settings:
    """Read the settings of *process* with those given on the command line on top.

    Raises SettingsError for what cannot be.
    """
    given: dict[str, Value | None] = {name: getattr(args, name, None) for name in BY_NAME}
    config = getattr(args, "config", None)
    settings = load(process, config=Path(config) if config else None, overrides=given)
    if settings.home.exists() and not settings.home.is_dir():
        raise SettingsError(
            f"--home：{settings.home} 不是目录", f"--home: {settings.home} is not a folder"
        )
    return settings
