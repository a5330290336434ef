"""`gongkai-anonymize trace TICKET`: where a ticket went. For the agency alone, and logged."""

import argparse
import json
import sys

import msgspec

from anonymize.errors import AnonymizeError
from anonymize.objections import Objections
from anonymize.review.opening import now, pin_of_ticket
from anonymize.trace import Trace, trace
from anonymize.verbs.run import key_of
from publish.command import from_args
from publish.command_parser import Parser
from publish.profile import ProfileError, load_profile
from publish.settings import Exit, SettingsError, text

_STATES = {
    "handed_over": ("已移交", "handed over"),
    "blocked": ("该月未移交", "its cohort was held back"),
    "events": ("已计入", "counted"),
    "waiting": ("未定稿，留待以后", "waits for a later month"),
    "late": ("过期定稿，留待年度修订", "late, kept for the annual revision"),
}


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "trace", "查一件工单去了哪里（每次都会记录）", "tell where a ticket went (logged)",
        run=run, uses=("profile",),
    )  # fmt: skip
    verb.take("ticket", metavar="TICKET", zh="工单编号", en="the ticket's number")
    verb.take("--by", required=True, metavar="NAME", zh="查询人", en="who asks")


def run(args: argparse.Namespace) -> int:
    """Trace one ticket."""
    settings = from_args("anonymize", args)
    if not args.by.strip():
        raise SettingsError("请以 --by 写明查询人", "say with --by who asks")
    try:
        series = load_profile(settings.text("profile")).series
        pin = pin_of_ticket(args.ticket, key_of(settings), series)
        raw = settings.home / "raw"
        taken = tuple(kind for one, kind in Objections(raw).pins() if one == pin.hex())
        found = trace(raw, pin, by=args.by.strip(), at=now(), taken_back=taken)
    except AnonymizeError as error:
        sys.stderr.write(error.say(settings.lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(settings.lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    told = json.dumps(msgspec.to_builtins(found), ensure_ascii=False) + "\n"
    sys.stdout.write(told if args.json else _said(found, settings.lang))
    return Exit.DONE


def _said(found: Trace, lang: str) -> str:
    lines = [text(lang, f"工单键 {found.pin_key}", f"pin key {found.pin_key}")]
    for place in found.places:
        state = text(lang, *_STATES.get(place.state, (place.state, place.state)))
        lines.append(f"  {place.cohort}  {state}  {place.bundle or ''}  {place.run}".rstrip())
    if not found.places:
        lines.append(text(lang, "  没有任何运行读入过它", "  no run took it in"))
    lines += [text(lang, f"  名单：{kind}", f"  on the list: {kind}") for kind in found.taken_back]
    nxt = "gongkai-publish trace"
    lines.append(text(lang, f"下一步：{nxt} {found.pin_key}", f"next: {nxt} {found.pin_key}"))
    return "\n".join(lines) + "\n"
