"""`gongkai-anonymize check`: would these files do? Validates, writes nothing."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anonymize import limits, source
from anonymize.check_report import as_json, as_text, exit_of
from anonymize.checking import Check, check
from anonymize.errors import AnonymizeError
from anonymize.progress import Progress
from anonymize.verbs.run import day_of, mapping_of
from publish.profile import ProfileError, load_profile
from publish.settings import Exit, Settings, add_common, add_profile, from_args

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = subparsers.add_parser(
        "check", help="只核对，不生成任何文件 / validate only, write nothing"
    )
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="文件或数据库 / file or URL")
    add_reading(parser)
    add_common(parser)
    add_profile(parser)
    parser.set_defaults(func=run)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how sources are read."""
    parser.add_argument("--mapping", metavar="NAME|FILE", help="字段映射 / the mapping")
    parser.add_argument(
        "--aliases", type=Path, metavar="FILE", help="代码别名 / further names of codes"
    )
    parser.add_argument("--as-of", metavar="DATE", help="截至日期 / as of this day")
    parser.add_argument("--encoding", metavar="NAME", help="utf-8 | gb18030")
    parser.add_argument("--table", metavar="NAME", help="数据库表 / table of a database")
    parser.add_argument(
        "--accept-truncated",
        action="store_true",
        help="接受末行残缺的文件 / take a file that is cut off in its last row",
    )


def run(args: argparse.Namespace) -> int:
    """Check; print where every row would go."""
    settings = from_args("anonymize", args)
    lang = settings.lang
    try:
        checked = check(asked(args, settings))
    except AnonymizeError as error:
        sys.stderr.write(error.say(lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    names = [source.name(given) for given in args.sources]
    sys.stdout.write(as_json(checked, names) if args.json else as_text(checked, names, lang))
    return exit_of(checked)


def asked(args: argparse.Namespace, settings: Settings) -> Check:
    """Return the check that the command line asks for. Raises AnonymizeError, ProfileError."""
    profile = load_profile(settings.text("profile"))
    progress = Progress(settings.lang)
    progress.step("核对", "checking")
    return Check(
        sources=tuple(args.sources),
        mapping=mapping_of(args, settings, profile),
        profile=profile,
        as_of=day_of(args.as_of, profile.timezone),
        limit=limits.Limit(
            share=settings.number("quarantine_limit"),
            min_rows=settings.whole("quarantine_min_rows"),
            min_bad=settings.whole("quarantine_min_bad"),
        ),
        field_limit=settings.whole("field_limit"),
        accept_truncated=args.accept_truncated,
        note=progress.note,
        done=lambda rows: progress.at(rows, None),
    )
