"""`gongkai-anonymize run`: closed tickets in, a hand-off bundle out, an account that adds up."""

import argparse
import sys
from pathlib import Path

from anonymize import limits
from anonymize.engines.choice import ready
from anonymize.errors import AnonymizeError
from anonymize.job import Account, Job
from anonymize.progress import Progress
from anonymize.record_key import SeriesKey
from anonymize.report import as_json, as_text
from anonymize.run import run as run_job
from anonymize.verbs.reading import add_reading, day_of, mapping_of, must_exist
from publish.command import from_args
from publish.command_parser import CITY, Parser
from publish.profile import Profile, ProfileError, load_profile
from publish.settings import Exit, SettingsError
from publish.settings_load import Settings


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "run", "脱密并生成移交包", "remove secrets, write a hand-off bundle", run=run, uses=CITY
    )
    add_reading(verb)
    add_writing(verb)
    verb.take(
        "--without-district", action="append", default=[], metavar="CODE",
        zh="不含该区而放行", en="release without this district",
    )  # fmt: skip
    verb.take("--by", metavar="NAME", zh="作此决定的人", en="who decides so")
    verb.take("--demonstration", action="store_true", zh="标明为演示", en="mark as a demonstration")


def add_writing(verb: Parser) -> None:
    """Add what a run writes, and the texts that it reads beside its sources."""
    verb.take("--bundle", type=Path, required=True, metavar="DIR", zh="移交包目录", en="the bundle")
    verb.take(
        "--texts", type=Path, metavar="FILE", zh="按工单编号关联的文本", en="texts, by ticket_id"
    )
    verb.take(
        "--consents", type=Path, metavar="FILE",
        zh="同意记录 consents.jsonl；没有记录即不同意",
        en="the consent records; without one nobody consented",
    )  # fmt: skip
    verb.take(
        "--engine", choices=("local", "spark"),
        zh="由谁处理文本：本机进程，或 Apache Spark",
        en="who judges the texts: processes here, or Apache Spark",
    )  # fmt: skip
    verb.take(
        "--master", dest="spark_master", metavar="URL",
        zh="Spark 的 master，缺省 local[*]", en="Spark's master, else local[*]",
    )  # fmt: skip


def key_of(settings: Settings) -> SeriesKey:
    """Return the series key. Raises SettingsError where there is none, Refused for a bad one."""
    path = settings.series_key
    if not path.exists():
        raise SettingsError(
            f"没有系列密钥文件 {path}：用 gongkai-anonymize key create 新建，"
            "或以设置 series_key_file 指明",
            f"there is no series key file {path}: make one with gongkai-anonymize key create, "
            "or name it by the setting series_key_file",
        )
    return SeriesKey.load(path)


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
    must_exist(args.sources, args.aliases, args.texts, args.consents)
    ready(settings.text("engine"), settings.text("spark_master"))
    profile = load_profile(settings.text("profile"))
    return Job(
        sources=tuple(args.sources),
        bundle=args.bundle,
        home=settings.home,
        profile=profile,
        mapping=mapping_of(args, settings, profile),
        holder=key_of(settings),
        as_of=day_of(args.as_of, profile.timezone),
        limit=limits.Limit(
            share=settings.number("quarantine_limit"),
            min_rows=settings.whole("quarantine_min_rows"),
            min_bad=settings.whole("quarantine_min_bad"),
        ),
        processes=settings.processes,
        engine=settings.text("engine"),
        spark_master=settings.text("spark_master"),
        spark_partitions=settings.whole("spark_partitions"),
        field_limit=settings.whole("field_limit"),
        ticket_deadline=settings.number("ticket_deadline"),
        texts=args.texts,
        consents=args.consents,
        accept_truncated=args.accept_truncated,
        without=without_of(args, profile),
        by=args.by,
        demonstration=args.demonstration,
    )


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
