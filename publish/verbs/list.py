"""`gongkai-publish list`: the releases of this home, and what the ledger says of each."""

import argparse
import json
import sys
from typing import Final

from publish.command import from_args
from publish.command_parser import Parser
from publish.ledger import BrokenLedger, Ledger
from publish.release.errors import BrokenRelease
from publish.release.manifest import read
from publish.settings import Exit, text
from publish.store import ledger_path, release_ids, staged

# In place, and not known to have been published: a crash, or a ledger that lost its end.
_UNTOLD: Final = ("unrecorded", "draft", "verified", "approved", "scheduled")
_STATES: Final = {
    "staged": "待发布",
    "published": "已发布",
    "superseded": "已被取代",
    "withdrawn": "已撤回",
    "verified": "已核对",
    "unrecorded": "台账未记",
    "broken": "已损坏",
}


def add(top: Parser) -> None:
    """Add the verb."""
    top.verb("list", "列出发布及其台账状态", "releases and their states in the ledger", run=run)


def run(args: argparse.Namespace) -> int:
    """Print one line a release, staged ones last; refuse where the ledger is broken."""
    settings = from_args("publish", args)
    lang, home = settings.lang, settings.home
    try:
        path = ledger_path(home)
        ledger = Ledger(path) if path.exists() else None
        states = ledger.states() if ledger else {}
    except BrokenLedger as error:
        said = text(lang, error.zh, error.en)
        sys.stderr.write(text(lang, "台账不可信：", "the ledger cannot be trusted: ") + said + "\n")
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
    untold = [row for row in rows if row["state"] in _UNTOLD]
    if args.json:
        report = {"releases": rows, "ledger_rows": len(ledger.rows()) if ledger else 0}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        for row in rows:
            cohorts = row.get("cohorts")
            span = " … ".join(map(str, cohorts)) if isinstance(cohorts, list) else row["problem"]
            state = text(lang, _STATES.get(str(row["state"]), ""), str(row["state"]))
            sys.stdout.write(f"{row['release']}  {state}  {span}\n")
        if not rows:
            sys.stdout.write(text(lang, "还没有任何发布", "there is no release yet") + "\n")
    if not untold:
        return Exit.DONE
    sys.stderr.write(
        text(
            lang,
            "公开目录中有批次，而台账没有记其发布：运行 gongkai-publish release 补记，并查明原因\n",
            "a release is in the public directory that the ledger does not call published:"
            " run gongkai-publish release, and find out why\n",
        )
    )
    return Exit.REFUSED
