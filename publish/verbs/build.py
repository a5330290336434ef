"""`gongkai-publish build`: from bundles to a staged release."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from publish.build import Built, Order, build
from publish.command import from_args
from publish.command_parser import Parser
from publish.errors import BundleAltered, PublishError
from publish.profile import ProfileError, load_profile
from publish.reference.faults import ReferenceBroken, ReferenceWaits
from publish.release.errors import ReleaseError
from publish.settings import Exit, SettingsError, text
from publish.store import Busy, NotDurable

_CODES: Final = (
    (BundleAltered, Exit.HOPELESS),
    (ReferenceBroken, Exit.HOPELESS),
    (ReferenceWaits, Exit.WAITING),
)
_MONTH: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "build", "由交接包构建待发布的内容", "stage a release from bundles",
        run=run, uses=("profile",),
    )  # fmt: skip
    verb.take(
        "--bundle", metavar="DIR", type=Path, action="append", required=True,
        zh="交接包目录，可重复", en="a bundle; may be given again",
    )  # fmt: skip
    which = verb.add_mutually_exclusive_group(required=True)
    which.add_argument("--cohort", metavar="YYYY-MM", help=verb.say("一个批次", "one cohort"))
    which.add_argument(
        "--backfill",
        metavar="YYYY-MM..[YYYY-MM]",
        help=verb.say(
            "一段批次，末尾空则到最新已冻结者", "from one cohort to another, or to the last frozen"
        ),
    )
    verb.take(
        "--as-of", metavar="DATE",
        zh="以此日为准，缺省为城市当地的今天", en="what counts as today, else today in the city",
    )  # fmt: skip
    verb.take(
        "--reference", metavar="DIR", type=Path,
        zh="填好的参考文件，缺省 home/work/reference", en="filled reference files",
    )  # fmt: skip
    verb.take(
        "--not-before", metavar="TIME", zh="不早于此时公开，缺省即 as-of", en="not public before"
    )
    verb.take("--processes", metavar="N", type=int, zh="进程数", en="processes")


def run(args: argparse.Namespace) -> int:
    """Build, and tell what was staged."""
    settings = from_args("publish", args)
    lang = settings.lang

    def say(zh: str, en: str) -> None:
        sys.stderr.write(text(lang, zh, en) + "\n")

    first, last = _span(args)
    _must_exist(args.bundle)
    try:
        as_of = _date("--as-of", args.as_of) or _today(settings.text("profile"))
        order = Order(
            bundles=tuple(args.bundle),
            first=first,
            last=last,
            as_of=as_of,
            not_before=_moment(args.not_before, as_of),
            home=settings.home,
            profile=settings.text("profile"),
            reference=_reference(args.reference, settings.home),
            lang=lang,
            processes=settings.processes,
        )
        done = build(order, say)
    except (PublishError, ReleaseError) as error:
        say(error.zh, error.en)
        return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.REFUSED)
    except ProfileError as error:
        sys.stderr.writelines(problem.say(lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    except Busy:
        say("另一个发布进程正在运行", "another publisher is at work")
        return Exit.TRY_AGAIN
    except NotDurable as error:
        say(f"{error} 未能写盘；请重新构建", f"{error} could not be brought to disk; build again")
        return Exit.TRY_AGAIN
    except OSError as error:
        say(f"文件系统错误 {error.errno}", f"file system error {error.errno}")
        return Exit.TRY_AGAIN
    _tell(done, lang, as_json=args.json)
    waiting = any(fates["quarantined"] for fates in done.reference.values())
    return Exit.QUARANTINED if waiting else Exit.DONE


def _tell(done: Built, lang: str, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(msgspec.to_builtins(done), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(
            text(
                lang,
                f"已就绪 {done.release}：{done.periods} 期、{done.rows} 行；"
                "运行 gongkai-publish release 发布\n",
                f"staged {done.release}: {done.periods} periods, {done.rows} rows;"
                " publish it with gongkai-publish release\n",
            )
        )


def _today(profile: str) -> date:
    """Return the day that it is in the city: its months end there, not in Greenwich."""
    return datetime.now(UTC).astimezone(ZoneInfo(load_profile(profile).timezone)).date()


def _reference(given: Path | None, home: Path) -> Path | None:
    """Return the folder of reference files: the one named, else this home's if it is there."""
    usual = home / "work" / "reference"
    return given or (usual if usual.is_dir() else None)


def _must_exist(bundles: Sequence[Path]) -> None:
    for bundle in bundles:
        if not bundle.is_dir():
            raise SettingsError(
                f"--bundle：没有目录 {bundle}；它由 gongkai-anonymize run --bundle 写出",
                f"--bundle: there is no folder {bundle}; gongkai-anonymize run --bundle writes it",
            )


def _span(args: argparse.Namespace) -> tuple[str, str | None]:
    if args.cohort is not None:
        first = last = args.cohort
    else:
        first, dots, last = args.backfill.partition("..")
        if not dots:
            raise SettingsError(
                "--backfill 应为 YYYY-MM..YYYY-MM 或 YYYY-MM..",
                "--backfill must be YYYY-MM..YYYY-MM or YYYY-MM..",
            )
    if not all(_MONTH.fullmatch(month) for month in (first, last) if month) or not first:
        raise SettingsError(
            "--cohort、--backfill：批次应为 YYYY-MM，如 2026-09",
            "--cohort, --backfill: a cohort must be YYYY-MM, like 2026-09",
        )
    if last and last < first:
        raise SettingsError(
            "--backfill 的末月早于首月", "the last month of --backfill is before its first"
        )
    return first, last or None


def _date(option: str, given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError(f"{option} 应为 YYYY-MM-DD", f"{option} must be YYYY-MM-DD") from None


def _moment(given: str | None, as_of: date) -> str:
    """Return the moment before which nothing is public, in UTC; a release says it for ever."""
    if given is None:
        return f"{as_of.isoformat()}T00:00:00Z"
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise SettingsError(
            "--not-before 应为 YYYY-MM-DD 或带时区的 ISO 8601 时刻",
            "--not-before must be YYYY-MM-DD or a moment of ISO 8601 with its offset",
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
