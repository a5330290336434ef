"""`gongkai-publish list`: the releases of this home, and what the ledger says of each."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from publish.ledger import BrokenLedger, Ledger
from publish.release.errors import BrokenRelease
from publish.release.manifest import read
from publish.settings import Exit, add_common, from_args, text
from publish.store import ledger_path, release_ids, staged

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = subparsers.add_parser(
        "list", help="列出发布及其台账状态 / releases and their states in the ledger"
    )
    add_common(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print one line a release, staged ones last; refuse where the ledger is broken."""
    settings = from_args("publish", args)
    lang, home = settings.lang, settings.home
    try:
        path = ledger_path(home)
        ledger = Ledger(path) if path.exists() else None
        states = ledger.states() if ledger else {}
    except BrokenLedger as error:
        sys.stderr.write(text(lang, "台账不可信：", "the ledger cannot be trusted: "))
        sys.stderr.write(f"{error}\n")
        return Exit.REFUSED
    rows: list[dict[str, object]] = []
    waiting = staged(home)
    directories = [home / "public" / "releases" / name for name in release_ids(home)]
    for directory in [*directories, *([waiting] if waiting else [])]:
        try:
            manifest, name = read(directory)
        except BrokenRelease as error:
            rows.append({"release": directory.name, "state": "broken", "problem": error.en})
            continue
        rows.append(
            {
                "release": name,
                "state": "staged" if directory == waiting else states.get(name, "unrecorded"),
                "kind": manifest.kind,
                "cohorts": [manifest.cohorts[0], manifest.cohorts[-1]],
                "as_of": manifest.as_of,
                "supersedes": manifest.supersedes,
            }
        )
    if args.json:
        report = {"releases": rows, "ledger_rows": len(ledger.rows()) if ledger else 0}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return Exit.DONE
    for row in rows:
        cohorts = row.get("cohorts")
        span = " … ".join(map(str, cohorts)) if isinstance(cohorts, list) else row["problem"]
        sys.stdout.write(f"{row['release']}  {row['state']:<10}  {span}\n")
    if not rows:
        sys.stdout.write(text(lang, "还没有任何发布", "there is no release yet") + "\n")
    return Exit.DONE
