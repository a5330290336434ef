"""`gongkai-anonymize key create | fingerprint`: the one secret of a series."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from anonymize.errors import AnonymizeError
from anonymize.record_key import WHOLE_SERIES, SeriesKey
from publish.profile import ProfileError, load_profile
from publish.settings import Exit, Settings, add_common, add_profile, from_args, text

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = subparsers.add_parser("key", help="系列密钥 / the key of a series")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    create = acts.add_parser(
        "create",
        help="新建密钥文件（0400，从不覆盖） / make the key file (0400, never overwritten)",
    )
    create.add_argument(
        "--seed",
        type=int,
        metavar="N",
        help="仅供演示：密钥由 N 推出，人人可知 / demonstrations only: a key anyone can compute",
    )
    show = acts.add_parser("fingerprint", help="显示密钥指纹 / show the key's fingerprint")
    show.add_argument("--cohort", metavar="YYYY-MM", default=WHOLE_SERIES)
    for act in (create, show):
        add_common(act)
        add_profile(act)
        act.set_defaults(func=run)


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
    series = load_profile(settings.text("profile")).series
    key = SeriesKey.load(settings.series_key)
    return {"fingerprint": key.fingerprint(series, args.cohort)}
