"""`gongkai-anonymize review`: a named person looks at texts and decides what may go."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from anonymize.errors import AnonymizeError, Hopeless
from anonymize.review.desk import Line
from anonymize.review.hand_over import hand_over
from anonymize.review.item import PUBLISHABLE
from anonymize.review.opening import Opened, open_desk
from anonymize.review.sheet import sheet
from anonymize.verbs.reading import day_of
from anonymize.verbs.run import key_of
from publish.command import from_args
from publish.command_parser import Parser
from publish.profile import ProfileError, load_profile
from publish.settings import Exit, SettingsError, text
from publish.settings_load import Settings

# The object for --json (none where the act has printed its own), the words, the exit code.
Told = tuple[dict[str, Any] | None, str, Exit]
Act = Callable[[argparse.Namespace, Opened, Settings], Told]
_WAITING: Final = "waiting"
_LONGEST_REST: Final = 480  # minutes
_HIGHEST_PORT: Final = 65_535
_AGAINST: Final = {
    "fields": ("字段与原件不同", "it has other fields than the ticket"),
    "slots": ("占位符与原件不同或不完整", "a slot is unknown or broken"),
    "finding": ("仍有须遮盖之处", "the engine still finds something to mask"),
}


def add(top: Parser) -> None:
    """Add the verb and its acts."""
    verb = top.verb("review", "人工复核文本", "a person reviews texts")
    acts: tuple[tuple[str, str, str, Act], ...] = (
        ("list", "列出待复核与已决定的文本", "list what waits and what was decided", _list),
        ("show", "显示一件（每次查看都会记录）", "show one (every look is logged)", _show),
        (
            "approve",
            "批准一件或全部可呈审文本",
            "approve one, or all that is publishable",
            _approve,
        ),
        ("edit", "以改写的文本代替（重新过检）", "let another text go; it is read again", _edit),
        ("reject", "驳回一件", "hold one back", _reject),
        ("rescan", "用现行规则重检已批准文本", "read approved texts again", _rescan),
        (
            "hand-over",
            "移交已批准文本与撤回名单",
            "hand over texts and the list",
            _hand_over,
        ),
        ("serve", "在本机打开复核网页", "open the page for reviewers on this machine", _serve),
    )
    for name, zh, en, act in acts:
        parser = verb.verb(name, zh, en, run=run, uses=("profile",))
        parser.set_defaults(do=act)
        parser.take("--by", required=True, metavar="NAME", zh="复核人姓名", en="who reviews")
        _options(parser, name)


def _options(parser: Parser, name: str) -> None:
    """Add what one act takes beside the reviewer's name."""
    if name in ("show", "edit", "reject"):
        parser.take("ticket", metavar="TICKET|PIN", zh="工单编号或工单键", en="number or pin key")
    if name == "approve":
        parser.take("ticket", nargs="?", metavar="TICKET|PIN", zh="工单", en="a ticket")
        parser.take(
            "--publishable", action="store_true",
            zh="批准全部可呈审文本", en="all texts that are publishable",
        )  # fmt: skip
    if name == "edit":
        parser.take(
            "--texts", required=True, type=Path, metavar="FILE",
            zh="JSON：字段到文本", en="JSON: texts by field",
        )  # fmt: skip
    if name == "reject":
        parser.take("--reason", default="", metavar="CODE", zh="原因代码", en="a code")
    if name == "hand-over":
        parser.take("--to", required=True, type=Path, metavar="DIR", zh="目录", en="folder")
        parser.take("--as-of", metavar="DATE", zh="截至日期，缺省今天", en="else today")
        parser.take(
            "--demonstration", action="store_true", zh="标明为演示", en="mark a demonstration"
        )
    if name == "serve":
        parser.take(
            "--host", default="127.0.0.1", metavar="HOST",
            zh="只能是 127.0.0.1", en="127.0.0.1 and no other",
        )  # fmt: skip
        parser.take(
            "--port", type=int, default=0, metavar="PORT", zh="0 为任意空闲端口", en="0 for any"
        )
        parser.take(
            "--idle", type=float, default=30, metavar="MINUTES",
            zh="无人操作多久后结束，缺省 30 分钟", en="rest that ends the session, else 30",
        )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Open the desk, do the act, print what came of it."""
    settings = from_args("anonymize", args)
    try:
        opened = open_desk(
            settings.home,
            key_of(settings),
            load_profile(settings.text("profile")),
            by=args.by,
            deadline=settings.number("ticket_deadline"),
        )
        told, said, code = args.do(args, opened, settings)
    except AnonymizeError as error:
        sys.stderr.write(error.say(settings.lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(settings.lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    if not args.json:
        sys.stdout.write(said)
    elif told is not None:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return int(code)


def _list(_args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    lines = opened.desk.lines()
    counts = Counter((line.verdict, line.state) for line in lines)
    waiting = sum(line.state == _WAITING for line in lines)
    table = "".join(_row(line, settings.lang) for line in lines)
    end = text(
        settings.lang,
        f"共 {len(lines):,} 件，待决定 {waiting:,} 件\n",
        f"{len(lines):,} in all, {waiting:,} wait for a decision\n",
    )
    told = {
        "items": [msgspec.structs.asdict(line) for line in lines],
        "counts": [
            {"verdict": verdict, "state": state, "n": number}
            for (verdict, state), number in sorted(counts.items())
        ],
    }
    return told, table + end, Exit.DONE


def _row(line: Line, lang: str) -> str:
    verdict = text(lang, "可呈审", "publishable")
    if line.verdict != PUBLISHABLE:
        verdict = text(lang, "须核看", "to look at")
    states = {
        "waiting": ("待决定", "waiting"),
        "approved": ("已批准", "approved"),
        "edited": ("改后批准", "approved as edited"),
        "rejected": ("已驳回", "rejected"),
        "withdrawn": ("已撤回或有异议", "withdrawn"),
    }
    return f"{line.pin[:12]}  {line.cohort}  {verdict}  {text(lang, *states[line.state])}\n"


def _show(args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    item = opened.desk.show(opened.pin_of(args.ticket))
    return msgspec.to_builtins(item), sheet(item, settings.lang), Exit.DONE


def _approve(args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    if bool(args.ticket) == args.publishable:
        raise SettingsError(
            "请写明一件工单，或用 --publishable 批准全部可呈审文本",
            "name one ticket, or use --publishable for all texts that are publishable",
        )
    if args.publishable:
        number = opened.desk.approve_publishable()
    else:
        opened.desk.approve(opened.pin_of(args.ticket))
        number = 1
    said = text(settings.lang, f"已批准 {number:,} 件\n", f"approved: {number:,}\n")
    return {"approved": number}, said, Exit.DONE


def _edit(args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    try:
        texts = msgspec.json.decode(args.texts.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        raise Hopeless(
            f"{args.texts.name} 不是字段到文本的 JSON",
            f"{args.texts.name} is no JSON object of texts by field",
        ) from None
    against = opened.desk.edit(opened.pin_of(args.ticket), texts)
    if not against:
        done = text(settings.lang, "已按改写文本批准\n", "approved as edited\n")
        return {"edited": 1, "against": []}, done, Exit.DONE
    why = [text(settings.lang, *_AGAINST.get(code, (code, code))) for code in against]
    said = text(settings.lang, "未采纳：", "not taken: ") + "; ".join(why) + "\n"
    return {"edited": 0, "against": list(against)}, said, Exit.REFUSED


def _reject(args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    opened.desk.reject(opened.pin_of(args.ticket), args.reason)
    return {"rejected": 1}, text(settings.lang, "已驳回\n", "rejected\n"), Exit.DONE


def _rescan(_args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    reopened, forgotten = opened.desk.rescan(), opened.desk.forget()
    said = text(
        settings.lang,
        f"重新打开 {reopened:,} 件；因撤回或异议清除 {forgotten:,} 件\n",
        f"reopened: {reopened:,}; removed since withdrawn or objected to: {forgotten:,}\n",
    )
    code = Exit.WAITING if reopened else Exit.DONE
    return {"reopened": reopened, "removed": forgotten}, said, code


def _hand_over(args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    done = hand_over(
        opened.desk,
        opened.objections,
        args.to,
        profile=opened.profile,
        as_of=day_of(args.as_of, opened.profile.timezone),
        demonstration=args.demonstration,
    )
    said = text(
        settings.lang,
        f"已移交 {done.texts:,} 份文本（{len(done.cohorts)} 个月）和 {done.withdrawn:,} 条撤回："
        f"{args.to}\n",
        f"handed over: {done.texts:,} texts of {len(done.cohorts)} cohorts and a list of "
        f"{done.withdrawn:,} taken back: {args.to}\n",
    )
    return msgspec.to_builtins(done), said, Exit.DONE


def _serve(args: argparse.Namespace, opened: Opened, settings: Settings) -> Told:
    # A web server and a framework: no other act pays for their import.
    from anonymize.review.page.opening import open_work  # noqa: PLC0415
    from anonymize.review.page.server import bind, serve  # noqa: PLC0415
    from anonymize.review.page.session import Session  # noqa: PLC0415

    if not (0 < args.idle <= _LONGEST_REST and 0 <= args.port <= _HIGHEST_PORT):
        raise SettingsError(
            f"--idle 须大于 0、不超过 {_LONGEST_REST} 分钟，--port 须在 0 至 {_HIGHEST_PORT} 之间",
            f"--idle is above 0 and at most {_LONGEST_REST} minutes, --port from 0 to "
            f"{_HIGHEST_PORT}",
        )
    lang = settings.lang
    work = open_work(
        settings.home,
        key_of(settings),
        opened,
        by=args.by,
        deadline=settings.number("ticket_deadline"),
        lang=lang,
    )

    def ready(url: str) -> None:
        if args.json:
            sys.stdout.write(json.dumps({"url": url, "by": work.by}, ensure_ascii=False) + "\n")
            sys.stdout.flush()
            return
        sys.stderr.write(
            text(
                lang,
                f"复核网页（网址只能打开一次，勿转给他人；Ctrl-C 结束）：\n{url}\n",
                f"the page (its address opens once and is yours alone; Ctrl-C ends it):\n{url}\n",
            )
        )
        sys.stderr.flush()

    serve(bind(args.host, args.port), work, Session(args.idle * 60), lang=lang, ready=ready)
    if not args.json:
        sys.stderr.write(text(lang, "复核网页已结束\n", "the page has ended\n"))
    return None, "", Exit.DONE
