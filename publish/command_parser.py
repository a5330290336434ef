"""The parser of the three commands: one language, the common options, errors worth reading."""

import argparse
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from itertools import takewhile
from typing import Any, ClassVar, Final, NoReturn

from publish.command_words import ChineseFormatter, in_chinese
from publish.settings import SettingsError, text

CITY: Final = ("profile", "mapping")
"""Options that every command takes and not every command uses."""
COMMON: Final = ("home", "lang", "config", "profile", "mapping")


class UsageError(SettingsError):
    """The words of a command line cannot be understood; ``usage`` shows how they may stand."""

    def __init__(self, zh: str, en: str, usage: str) -> None:
        """Keep the two texts and the usage, which is in the parser's language."""
        super().__init__(zh, en)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese, knows the common options and raises UsageError.

    ``verb`` adds a parser below it, in the same language, with the same options.
    """

    lang: ClassVar[str] = "zh"
    formatter: ClassVar[type[argparse.HelpFormatter]] = ChineseFormatter

    def __init__(self, *, uses: tuple[str, ...] = CITY, level: str = "verb", **given: Any) -> None:  # noqa: ANN401 -- argparse's own
        """Build a parser; *uses* says which options of CITY mean something to it."""
        given.setdefault("formatter_class", self.formatter)
        super().__init__(add_help=False, allow_abbrev=False, **given)
        self._level = level
        self._below: Any = None
        self._positionals.title = self.say("参数", "arguments")
        self._optionals.title = self.say("选项", "options")
        self._add_common(uses)

    def say(self, zh: str, en: str) -> str:
        """Choose the language of one text."""
        return text(self.lang, zh, en)

    def take(self, *names: str, zh: str, en: str, **given: Any) -> None:  # noqa: ANN401 -- add_argument's own
        """Add an argument, with its help in both languages."""
        self.add_argument(*names, help=self.say(zh, en), **given)

    def verb(
        self,
        name: str,
        zh: str,
        en: str,
        *,
        run: Callable[[argparse.Namespace], int] | None = None,
        uses: tuple[str, ...] = (),
    ) -> "Parser":
        """Add a verb (an act, below a verb) and return its parser."""
        if self._below is None:
            self._below = self.add_subparsers(
                dest=self._level,
                required=True,
                metavar="VERB" if self._level == "verb" else "ACT",
                title=self.say("命令", "commands"),
            )
        said = self.say(zh, en)
        parser: Parser = self._below.add_parser(
            name, help=said, description=said, uses=uses, level="act"
        )
        if run is not None:
            parser.set_defaults(func=run)
        return parser

    # An option may stand before the verb or after it: a parser below must not put its own
    # default over what was read above, so nothing has a default but in the first namespace.
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 -- argparse's own has overloads
        """Parse; raise UsageError for words that are left over, where they were met."""
        if namespace is None and self._level == "verb":
            namespace = argparse.Namespace(**dict.fromkeys(COMMON), json=False)
        if self._below is None and (unknown := self._unknown(args or ())):
            # Before argparse complains of what is missing because a name was misspelt.
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left

    def _unknown(self, words: Iterable[str]) -> list[str]:
        options = takewhile(lambda word: word != "--", words)
        names = [word.partition("=")[0] for word in options if word.startswith("--")]
        return [name for name in names if name not in self._option_string_actions]

    def error(self, message: str) -> NoReturn:
        """Raise UsageError, in both languages, with the nearest right words."""
        near = ", ".join(self._nearest(message))
        hints = (f"；最接近：{near}", f"; nearest: {near}") if near else ("", "")
        raise UsageError(
            f"{self.prog}：{in_chinese(message)}{hints[0]}",
            f"{self.prog}: {message}{hints[1]}",
            f"{self.format_usage()}{self.say('详见', 'see')} {self.prog} --help\n",
        )

    def _nearest(self, message: str) -> list[str]:
        if match := re.search(r"unrecognized arguments: (--[^ =]+)", message):
            return get_close_matches(match[1], list(self._option_string_actions), n=2)
        if match := re.search(r"invalid choice: '(.+)' \(choose from (.+)\)", message):
            return get_close_matches(match[1], re.findall(r"[\w-]+", match[2]), n=1)
        return []

    def _add_common(self, uses: tuple[str, ...]) -> None:
        group = self.add_argument_group(self.say("通用选项", "common options"))
        unused = self.say("（此命令不用）", " (not used by this command)")
        rows = (
            ("home", "DIR", "状态目录", "where state lies"),
            ("config", "FILE", "设置文件，默认 gongkai.toml", "settings, else gongkai.toml"),
            ("profile", "NAME|DIR", "城市配置", "city profile"),
            ("mapping", "NAME|FILE", "字段映射", "mapping of fields"),
        )
        group.add_argument(
            "-h", "--help", action="help", help=self.say("显示本说明", "show this help")
        )
        group.add_argument(
            "--lang", choices=("zh", "en"), default=argparse.SUPPRESS,
            help=self.say("语言", "language"),
        )  # fmt: skip
        for name, metavar, zh, en in rows:
            said = self.say(zh, en) + ("" if name not in CITY or name in uses else unused)
            group.add_argument(f"--{name}", metavar=metavar, default=argparse.SUPPRESS, help=said)
        group.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS,
            help=self.say("标准输出只有一个 JSON 对象", "one JSON object on stdout"),
        )  # fmt: skip


class EnglishParser(Parser):
    """The same in English."""

    lang = "en"
    formatter = argparse.HelpFormatter
