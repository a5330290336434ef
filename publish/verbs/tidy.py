"""`gongkai-publish tidy`: remove the objects that nothing refers to any more."""

import argparse
import json
import sys

from publish.command import from_args
from publish.command_parser import Parser
from publish.settings import Exit, text
from publish.store import Busy, locked
from publish.tidying import tidy


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "tidy", "清理不再引用的文件，不动任何已发布的内容",
        "remove unreferenced objects; nothing released is touched", run=run,
    )  # fmt: skip
    verb.take("--dry-run", action="store_true", zh="只列数，不删除", en="count, remove nothing")


def run(args: argparse.Namespace) -> int:
    """Tidy, and tell how much went."""
    settings = from_args("publish", args)
    lang, home = settings.lang, settings.home
    if not (home / "work").is_dir():
        # Nothing was ever built here; the lock would make a folder of its own.
        sys.stderr.write(text(lang, "此处没有可清理的内容\n", "there is nothing to tidy here\n"))
        return Exit.DONE
    try:
        with locked(home):
            done = tidy(home, dry_run=args.dry_run)
    except Busy:
        sys.stderr.write(text(lang, "另一个发布进程正在运行\n", "another publisher is at work\n"))
        return Exit.TRY_AGAIN
    if args.json:
        told = {"removed": done.objects, "bytes": done.bytes, "dry_run": args.dry_run}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        zh, en = ("可删除", "to remove") if args.dry_run else ("已删除", "removed")
        sys.stdout.write(
            text(
                lang,
                f"{zh} {done.objects} 个文件、{done.bytes} 字节\n",
                f"{en}: {done.objects} files, {done.bytes} bytes\n",
            )
        )
    return Exit.DONE
