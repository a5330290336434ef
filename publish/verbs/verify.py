"""`gongkai-publish verify DIR`: is this directory the release that its manifest says?"""

import argparse
import json
import sys
from pathlib import Path

from publish.command import from_args
from publish.command_parser import Parser
from publish.release.errors import BrokenRelease
from publish.release.manifest import read, verify_files
from publish.settings import Exit, SettingsError, text


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "verify", "核对一个发布目录", "check a release directory, wherever it was copied", run=run
    )
    verb.take("directory", metavar="DIR", type=Path, zh="发布目录", en="the directory")


def run(args: argparse.Namespace) -> int:
    """Check manifest, names and every byte; the signatures are not looked at here."""
    lang = from_args("publish", args).lang
    directory: Path = args.directory
    if not directory.is_dir():
        raise SettingsError(
            f"没有目录 {directory}：请写明一个发布目录（public/releases/<id>）",
            f"there is no folder {directory}: name a release's, public/releases/<id>",
        )
    report: dict[str, object] = {"directory": str(directory), "verified": "content only"}
    try:
        manifest, name = read(directory)
        verify_files(directory, manifest, remember=False)
    except BrokenRelease as error:
        report |= {"ok": False, "zh": error.zh, "en": error.en}
        line = text(lang, f"不符：{error.zh}", f"REFUSED: {error.en}")
    else:
        size = sum(entry.size for entry in manifest.files.values())
        report |= {"ok": True, "release": name, "files": len(manifest.files), "bytes": size}
        line = text(
            lang,
            f"{name}：{len(manifest.files)} 个文件、{size} 字节全部相符"
            "（content only：未核对签名）",
            f"{name}: {len(manifest.files)} files, {size} bytes are as listed"
            " (content only: no signature was checked)",
        )
    if args.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        (sys.stdout if report["ok"] else sys.stderr).write(line + "\n")
    return Exit.DONE if report["ok"] else Exit.REFUSED
