"""`gongkai-api contract`: write openapi.json, schema.graphql and the problem pages anew."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from api.app import the_contract
from api.contract import render
from api.graphql.route import sdl
from api.problems import KINDS, Kind
from publish.settings import Exit, add_common, from_args, text

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = subparsers.add_parser("contract", help="由代码生成接口契约 / write the contract anew")
    add_common(parser)
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("openapi"), help="openapi/")
    parser.add_argument(
        "--check",
        action="store_true",
        help="只比较，有出入则退出码 1 / compare only; exit 1 if stale",
    )
    parser.set_defaults(func=run)


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
