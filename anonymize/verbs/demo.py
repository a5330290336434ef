"""`gongkai-anonymize demo`: make tickets of an invented city year, with the truth beside them."""

import argparse
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from anonymize.demo import plan as months
from anonymize.demo.city import NoDemo
from anonymize.demo.make import make
from anonymize.demo.plan import Plan
from anonymize.demo.writers import FORMATS, TooManyRows
from publish.command import from_args
from publish.command_parser import Parser
from publish.profile import Profile, ProfileError, load_profile
from publish.settings import Exit, SettingsError, text

TICKETS: Final = 1_500_000


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "demo", "生成演示工单及其真值", "make demonstration tickets and their truth",
        run=run, uses=("profile",),
    )  # fmt: skip
    verb.take("--tickets", type=int, default=TICKETS, metavar="N", zh="工单行数", en="rows")
    verb.take("--seed", type=int, default=1, metavar="S", zh="随机种子", en="seed")
    verb.take("--until", metavar="YYYY-MM", zh="最后一个月", en="the last month")
    verb.take("--as-of", metavar="DATE", zh="截至日期", en="as of this day")
    verb.take("--out", type=Path, required=True, metavar="DIR", zh="输出目录", en="directory")
    verb.take("--format", choices=sorted(FORMATS), default="parquet", zh="格式", en="format")
    verb.take(
        "--text-months", type=int, default=3, metavar="N",
        zh="最近几个月带文本", en="how many of the last months come with texts",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Make the demo."""
    settings = from_args("anonymize", args)
    lang = settings.lang
    try:
        profile = load_profile(settings.text("profile"))
        plan = _plan(args, profile)
        begun = time.monotonic()
        truth = make(profile, plan, args.out, args.format, _Progress(plan.tickets, lang))
    except ProfileError as error:
        sys.stderr.write("\n".join(problem.say(lang) for problem in error.problems) + "\n")
        return Exit.USAGE
    except (NoDemo, TooManyRows) as error:
        sys.stderr.write(text(lang, error.zh, error.en) + "\n")
        return Exit.USAGE
    except OSError as error:
        name = Path(str(error.filename or args.out)).name
        zh, en = (
            f"无法写入 {name}：请检查目录与磁盘空间",
            f"cannot write {name}: check directory and disk",
        )
        sys.stderr.write(text(lang, zh, en) + "\n")
        return Exit.TRY_AGAIN
    _say(args, truth, time.monotonic() - begun, lang)
    return Exit.DONE


def _plan(args: argparse.Namespace, profile: Profile) -> Plan:
    """Check the options; raises SettingsError for those that cannot be."""
    as_of = _day(args.as_of, profile.timezone)
    last = months.last_frozen(as_of, profile.freeze_days)
    until = last if args.until is None else months.parse(args.until)
    if until is None:
        raise SettingsError("--until 应为 YYYY-MM", "--until must be YYYY-MM")
    if until > last:
        name = months.name(last)
        raise SettingsError(
            f"--until 的月份在 {as_of} 尚未定稿；最晚可为 {name}",
            f"the month of --until is not frozen at {as_of}; the last that is: {name}",
        )
    if until - months.COHORTS < 0:
        raise SettingsError(
            "--until 过早", "--until is too early: 37 months must lie after 2000-01"
        )
    there = next(
        path for path in (args.out.absolute(), *args.out.absolute().parents) if path.exists()
    )
    if not there.is_dir():
        raise SettingsError(
            f"--out：{there.name} 是文件，不是目录", f"--out: {there.name} is a file, not a folder"
        )
    if args.tickets < 1 or args.text_months < 0 or args.seed < 0:
        raise SettingsError(
            "--tickets 至少为 1，--text-months 与 --seed 不得为负",
            "--tickets must be at least 1, --text-months and --seed not negative",
        )
    return Plan(
        tickets=args.tickets,
        seed=args.seed,
        until=until,
        zone=profile.timezone,
        text_months=args.text_months,
        final_window_days=profile.final_window_days,
        freeze_days=profile.freeze_days,
    )


def _day(given: str | None, zone: str) -> date:
    if not given:
        return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError("--as-of 应为 YYYY-MM-DD", "--as-of must be YYYY-MM-DD") from None


class _Progress:
    """Tells on stderr how far it is."""

    def __init__(self, total: int, lang: str) -> None:
        self._total = total
        self._lang = lang
        self._begun = time.monotonic()
        self._told = 0.0

    def __call__(self, made: int) -> None:
        now = time.monotonic()
        if now - self._told < 1 and made < self._total:
            return
        self._told = now
        left = (now - self._begun) / made * (self._total - made)
        zh = f"已生成 {made:,} / {self._total:,} 行，约剩 {left:.0f} 秒"
        en = f"{made:,} of {self._total:,} rows made, about {left:.0f} s left"
        sys.stderr.write(text(self._lang, zh, en) + "\n")


def _say(args: argparse.Namespace, truth: dict[str, Any], seconds: float, lang: str) -> None:
    told = {name: truth[name] for name in ("rows", "accepted", "set_aside", "quarantined", "texts")}
    if args.json:
        more = {
            "out": str(args.out),
            "until": truth["until"],
            "as_of": truth["as_of"],
            "seconds": round(seconds, 2),
        }
        sys.stdout.write(msgspec.json.encode(told | more).decode() + "\n")
        return
    zh = (
        f"已写入 {args.out}：{truth['rows']:,} 行，可受理 {truth['accepted']:,}，"
        f"搁置 {sum(truth['set_aside'].values()):,}，应隔离 {truth['quarantined']:,}；"
        f"带文本 {truth['texts']['tickets']:,} 件；截至月份 {truth['until']}"
    )
    en = (
        f"wrote {args.out}: {truth['rows']:,} rows, {truth['accepted']:,} to enter, "
        f"{sum(truth['set_aside'].values()):,} to set aside, "
        f"{truth['quarantined']:,} to quarantine; "
        f"{truth['texts']['tickets']:,} with text; last month {truth['until']}"
    )
    sys.stdout.write(text(lang, zh, en) + "\n")
