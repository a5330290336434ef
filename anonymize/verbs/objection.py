"""`gongkai-anonymize objection add | list`: consent withdrawn, or a third party objects."""

import argparse
import json
import sys
from typing import Any

from anonymize.errors import AnonymizeError
from anonymize.objections import KINDS, Objections
from anonymize.review.opening import now, pin_of_ticket
from anonymize.verbs.run import key_of
from publish.command import from_args
from publish.command_parser import Parser
from publish.profile import ProfileError, load_profile
from publish.settings import Exit, SettingsError, text


def add(top: Parser) -> None:
    """Add the verb and its two acts."""
    verb = top.verb("objection", "撤回与异议名单", "withdrawals and objections")
    put = verb.verb(
        "add", "登记撤回或异议（不可删除）", "put a ticket on the list, for good",
        run=run, uses=("profile",),
    )  # fmt: skip
    put.take("ticket", metavar="TICKET", zh="工单编号", en="the ticket's number")
    put.take(
        "--kind", required=True, choices=KINDS,
        zh="withdrawal 撤回同意（不出文本）；objection 第三方异议（不出文本与个案）",
        en="withdrawal: no text; objection of a third party: neither text nor case row",
    )  # fmt: skip
    put.take("--by", required=True, metavar="NAME", zh="受理人", en="who received it")
    verb.verb("list", "名单（只有工单键）", "the list, by pin key", run=run)


def run(args: argparse.Namespace) -> int:
    """Add to the list or show it."""
    settings = from_args("anonymize", args)
    listed = Objections(settings.home / "raw")
    try:
        if args.act == "list":
            pins = listed.pins()
            told: dict[str, Any] = {
                "objections": [{"pin_key": pin, "kind": kind} for pin, kind in pins]
            }
            said = "".join(f"{pin}  {kind}\n" for pin, kind in pins)
        else:
            if not args.by.strip():
                raise SettingsError("请以 --by 写明受理人", "say with --by who received it")
            series = load_profile(settings.text("profile")).series
            pin = pin_of_ticket(args.ticket, key_of(settings), series)
            new = listed.add(pin, args.kind, by=args.by.strip(), at=now())
            told = {"pin_key": pin.hex(), "kind": args.kind, "new": new}
            done = ("已登记", "on the list") if new else ("早已登记", "was on the list already")
            said = f"{text(settings.lang, *done)}: {pin.hex()}\n"
    except AnonymizeError as error:
        sys.stderr.write(error.say(settings.lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(settings.lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n" if args.json else said)
    return Exit.DONE
