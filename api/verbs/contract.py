"""`gongkai-api contract`: write openapi.json, schema.graphql and the problem pages anew."""

import argparse
import json
import sys
from pathlib import Path

from api.app import the_contract
from api.contract import render
from api.graphql.route import sdl
from api.problems import KINDS, Kind
from publish.command import from_args
from publish.command_parser import Parser
from publish.settings import Exit, text


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb("contract", "由代码生成接口契约", "write the contract anew", run=run)
    verb.take(
        "--out", metavar="DIR", type=Path, default=Path("openapi"),
        zh="目录，默认 openapi/", en="the directory, else openapi/",
    )  # fmt: skip
    verb.take(
        "--check", action="store_true",
        zh="只比较，有出入则退出码 1", en="compare only; exit 1 if stale",
    )  # fmt: skip


def files() -> dict[str, bytes]:
    """Return all generated files by name; the same bytes for the same code."""
    found = {"openapi.json": render(the_contract()), "schema.graphql": sdl().encode("utf-8")}
    for kind in KINDS.values():
        found[f"problems/{kind.slug}.md"] = _page(kind)
    return found


def run(args: argparse.Namespace) -> int:
    """Write the files, or compare them only; say which differ."""
    settings = from_args("api", args)
    wanted = files()
    stale = sorted(
        name
        for name, content in wanted.items()
        if not (args.out / name).is_file() or (args.out / name).read_bytes() != content
    )
    # A page of a problem that is no more goes.
    pages = {f"problems/{path.name}" for path in (args.out / "problems").glob("*.md")}
    gone = sorted(pages - wanted.keys())
    if not args.check:
        _write(args.out, {name: wanted[name] for name in stale}, gone)
    changed = [*stale, *gone]
    if args.json:
        sys.stdout.write(json.dumps({"changed": changed}) + "\n")
    else:
        shown = ", ".join(changed) or text(settings.lang, "无改动", "nothing changed")
        sys.stdout.write(shown + "\n")
    if args.check and changed:
        sys.stderr.write(
            text(settings.lang, "契约已过时：make contract", "the contract is stale: make contract")
            + "\n"
        )
        return Exit.REFUSED
    return Exit.DONE


def _write(out: Path, fresh: dict[str, bytes], gone: list[str]) -> None:
    for name, content in fresh.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    for name in gone:
        (out / name).unlink()


def _page(kind: Kind) -> bytes:
    return (
        f"# {kind.title.zh} / {kind.title.en}\n\n"
        f"`/problems/{kind.slug}` · HTTP {kind.status}\n\n{kind.mend.zh}\n\n{kind.mend.en}\n"
    ).encode()
