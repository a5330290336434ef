"""`gongkai-anonymize key create | fingerprint`: the one secret of a series."""

import argparse
import json
import re
import sys
from typing import Final

from anonymize.errors import AnonymizeError
from anonymize.record_key import WHOLE_SERIES, SeriesKey
from anonymize.verbs.run import key_of
from publish.command import from_args
from publish.command_parser import Parser
from publish.profile import ProfileError, load_profile
from publish.settings import Exit, SettingsError, text
from publish.settings_load import Settings

_MONTH: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def add(top: Parser) -> None:
    """Add the verb and its two acts."""
    verb = top.verb("key", "系列密钥", "the key of a series")
    create = verb.verb(
        "create", "新建密钥文件（0400，从不覆盖）", "make the key file (0400, never overwritten)",
        run=run,
    )  # fmt: skip
    create.take(
        "--seed", type=int, metavar="N",
        zh="仅供演示：密钥由 N 推出，人人可知", en="demonstrations only: a key anyone can compute",
    )  # fmt: skip
    show = verb.verb(
        "fingerprint", "显示密钥指纹", "show the key's fingerprint", run=run, uses=("profile",)
    )
    show.take(
        "--cohort", metavar="YYYY-MM", default=WHOLE_SERIES,
        zh="某月的密钥，缺省整个系列", en="the key of one cohort, else of the whole series",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Create the key or show its fingerprint; never the key."""
    settings = from_args("anonymize", args)
    try:
        said = _create(settings, args.seed) if args.act == "create" else _show(settings, args)
    except AnonymizeError as error:
        sys.stderr.write(error.say(settings.lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(settings.lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    if args.json:
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{value}\n" for value in said.values())
    return Exit.DONE


def _create(settings: Settings, seed: int | None) -> dict[str, str]:
    SeriesKey.create(settings.series_key, seed=seed)
    if seed is not None:
        sys.stderr.write(
            text(
                settings.lang,
                "注意：由种子得来的密钥人人可以算出，只可用于演示\n",
                "note: anyone can compute a seeded key; use it for demonstrations only\n",
            )
        )
    return {"file": str(settings.series_key)}


def _show(settings: Settings, args: argparse.Namespace) -> dict[str, str]:
    if args.cohort != WHOLE_SERIES and not _MONTH.fullmatch(args.cohort):
        raise SettingsError(
            "--cohort 应为 YYYY-MM，如 2026-09", "--cohort must be YYYY-MM: 2026-09"
        )
    series = load_profile(settings.text("profile")).series
    key = key_of(settings)
    return {"fingerprint": key.fingerprint(series, args.cohort)}
