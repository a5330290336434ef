"""`gongkai-anonymize run`: closed tickets in, a hand-off bundle out, an account that adds up."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from anonymize import limits
from anonymize import mapping as mappings
from anonymize.errors import AnonymizeError
from anonymize.job import Account, Job
from anonymize.progress import Progress
from anonymize.record_key import SeriesKey
from anonymize.report import as_json, as_text
from anonymize.run import run as run_job
from publish.profile import Profile, ProfileError, load_profile
from publish.settings import Exit, Settings, SettingsError, add_common, add_profile, from_args

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = subparsers.add_parser(
        "run", help="脱密并生成移交包 / remove secrets, write a hand-off bundle"
    )
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="文件或数据库 / file or URL")
    parser.add_argument(
        "--bundle", type=Path, required=True, metavar="DIR", help="移交包目录 / the bundle"
    )
    parser.add_argument("--mapping", metavar="NAME|FILE", help="字段映射 / the mapping")
    parser.add_argument(
        "--aliases", type=Path, metavar="FILE", help="代码别名 / further names of codes"
    )
    parser.add_argument(
        "--texts", type=Path, metavar="FILE", help="按工单编号关联的文本 / texts, by ticket_id"
    )
    parser.add_argument("--as-of", metavar="DATE", help="截至日期 / as of this day")
    parser.add_argument("--encoding", metavar="NAME", help="utf-8 | gb18030")
    parser.add_argument("--table", metavar="NAME", help="数据库表 / table of a database")
    parser.add_argument(
        "--accept-truncated",
        action="store_true",
        help="接受末行残缺的文件 / take a file that is cut off in its last row",
    )
    parser.add_argument(
        "--without-district",
        action="append",
        default=[],
        metavar="CODE",
        help="不含该区而放行 / release without this district",
    )
    parser.add_argument("--by", metavar="NAME", help="作此决定的人 / who decides so")
    parser.add_argument(
        "--demonstration", action="store_true", help="标明为演示 / mark as a demonstration"
    )
    add_common(parser)
    add_profile(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Do the run; print its account."""
    settings = from_args("anonymize", args)
    try:
        account = run_job(job_of(args, settings), Progress(settings.lang))
    except AnonymizeError as error:
        sys.stderr.write(error.say(settings.lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(settings.lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    return tell(account, settings.lang, as_object=args.json)


def tell(account: Account, lang: str, *, as_object: bool) -> int:
    """Print *account* and return the command's exit code."""
    sys.stdout.write(as_json(account) if as_object else as_text(account, lang))
    return account.exit


def job_of(args: argparse.Namespace, settings: Settings) -> Job:
    """Return the job that the command line asks for. Raises AnonymizeError, SettingsError."""
    profile = load_profile(settings.text("profile"))
    return Job(
        sources=tuple(args.sources),
        bundle=args.bundle,
        home=settings.home,
        profile=profile,
        mapping=mapping_of(args, settings, profile),
        holder=SeriesKey.load(settings.series_key),
        as_of=day_of(args.as_of, profile.timezone),
        limit=limits.Limit(
            share=settings.number("quarantine_limit"),
            min_rows=settings.whole("quarantine_min_rows"),
            min_bad=settings.whole("quarantine_min_bad"),
        ),
        processes=settings.processes,
        field_limit=settings.whole("field_limit"),
        ticket_deadline=settings.number("ticket_deadline"),
        texts=args.texts,
        accept_truncated=args.accept_truncated,
        without=without_of(args, profile),
        by=args.by,
        demonstration=args.demonstration,
    )


def mapping_of(args: argparse.Namespace, settings: Settings, profile: Profile) -> mappings.Mapping:
    """Return the mapping with what the command line sets on top."""
    mapping = mappings.load(settings.text("mapping"), profile, encoding=args.encoding)
    if args.aliases is not None:
        mapping = mapping.with_aliases(mappings.load_aliases(args.aliases, profile))
    return msgspec.structs.replace(mapping, table=args.table) if args.table else mapping


def without_of(args: argparse.Namespace, profile: Profile) -> tuple[str, ...]:
    """Return the districts to release without; somebody must put a name to it."""
    if not args.without_district:
        return ()
    if not (args.by or "").strip():
        raise SettingsError(
            "--without-district 须同时以 --by 写明作此决定的人",
            "--without-district needs --by, the name of who decides so",
        )
    area = profile.codelists["area"]
    found = [area.resolve(text, level="district") for text in args.without_district]
    if None in found:
        raise SettingsError(
            "--without-district：代码表 area 中没有这个区",
            "--without-district: codelist area has no such district",
        )
    return tuple(sorted({code for code in found if code is not None}))


def day_of(given: str | None, zone: str) -> date:
    """Return the day that *given* names, today in *zone* without one."""
    if not given:
        # The one reading of the clock: everything below is told the day.
        return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError("--as-of 应为 YYYY-MM-DD", "--as-of must be YYYY-MM-DD") from None
