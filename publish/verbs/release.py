"""`gongkai-publish release`: put the staged release in place, whole or not at all."""

import argparse
import json
import sys
from datetime import UTC, datetime
from getpass import getuser

import msgspec

from publish.command import from_args
from publish.command_parser import Parser
from publish.errors import PublishError
from publish.ledger import BrokenLedger
from publish.release.errors import ReleaseError
from publish.releasing import release
from publish.settings import Exit, text
from publish.store import Busy, NotDurable


def add(top: Parser) -> None:
    """Add the verb."""
    top.verb("release", "发布已构建的内容", "put the staged release in place", run=run)


def run(args: argparse.Namespace) -> int:
    """Verify, rename, record."""
    settings = from_args("publish", args)
    lang = settings.lang

    def say(zh: str, en: str) -> None:
        sys.stderr.write(text(lang, zh, en) + "\n")

    try:
        done = release(
            settings.home,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            actor=getuser(),
            say=say,
        )
    except (ReleaseError, PublishError) as error:
        say(error.zh, error.en)
        return Exit.REFUSED
    except BrokenLedger as error:
        say(f"台账不可信：{error.zh}", f"the ledger cannot be trusted: {error.en}")
        return Exit.REFUSED
    except Busy:
        say("另一个发布进程正在运行", "another publisher is at work")
        return Exit.TRY_AGAIN
    except NotDurable as error:
        say(f"{error} 未能写盘；请重新构建", f"{error} could not be brought to disk; build again")
        return Exit.TRY_AGAIN
    except OSError as error:
        say(f"文件系统错误 {error.errno}", f"file system error {error.errno}")
        return Exit.TRY_AGAIN
    if args.json:
        sys.stdout.write(json.dumps(msgspec.to_builtins(done), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(text(lang, "已发布 ", "released ") + f"{done.release}\n{done.directory}\n")
    return Exit.DONE
