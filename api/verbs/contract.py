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
    parser.set_defaults(func=run)


def files() -> dict[str, bytes]:
    """Return all generated files by name; the same bytes for the same code."""
    found = {"openapi.json": render(the_contract()), "schema.graphql": sdl().encode("utf-8")}
    for kind in KINDS.values():
        found[f"problems/{kind.slug}.md"] = _page(kind)
    return found


def run(args: argparse.Namespace) -> int:
    """Write the files; say which changed. A page of a problem that is no more is removed."""
    settings = from_args("api", args)
    changed = []
    wanted = files()
    for name, content in wanted.items():
        path: Path = args.out / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            changed.append(name)
    for path in sorted((args.out / "problems").glob("*.md")):
        if f"problems/{path.name}" not in wanted:
            path.unlink()
            changed.append(f"problems/{path.name}")
    if args.json:
        sys.stdout.write(json.dumps({"changed": changed}) + "\n")
    else:
        shown = ", ".join(changed) or text(settings.lang, "无改动", "nothing changed")
        sys.stdout.write(shown + "\n")
    return Exit.DONE


def _page(kind: Kind) -> bytes:
    return (
        f"# {kind.title.zh} / {kind.title.en}\n\n"
        f"`/problems/{kind.slug}` · HTTP {kind.status}\n\n{kind.mend.zh}\n\n{kind.mend.en}\n"
    ).encode()
