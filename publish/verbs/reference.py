"""`gongkai-publish reference`: templates of the reference files, and a check of filled ones."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from publish.command import from_args
from publish.command_parser import Parser
from publish.profile import Profile, ProfileError, load_profile
from publish.reference.faults import RULES, ReferenceBroken, ReferenceWaits
from publish.reference.folder import Folder, check_limit, read_folder, write_quarantine
from publish.reference.template import write_templates
from publish.settings import Exit, text
from publish.settings_load import Settings


def add(top: Parser) -> None:
    """Add the verb and its two acts."""
    verb = top.verb("reference", "参考文件", "reference files")
    check = verb.verb(
        "check",
        "检查填好的参考文件：行、列、如何改正",
        "check filled files: row, column, how to mend",
        run=run,
        uses=("profile",),
    )
    check.take(
        "directory",
        metavar="DIR",
        type=Path,
        nargs="?",
        zh="目录，缺省 work/reference",
        en="the folder, else work/reference",
    )
    template = verb.verb(
        "template",
        "写出空白模板与填写说明",
        "write empty templates and how to fill them",
        run=run,
        uses=("profile",),
    )
    template.take(
        "--out", metavar="DIR", type=Path, required=True, zh="写到此目录", en="where to write them"
    )


def run(args: argparse.Namespace) -> int:
    """Check a folder, or write templates."""
    settings = from_args("publish", args)
    try:
        profile = load_profile(settings.text("profile"))
        if args.act == "template":
            return _template(args, profile, settings)
        directory = args.directory or settings.home / "work" / "reference"
        return _check(directory, profile, settings, as_json=args.json)
    except ProfileError as error:
        sys.stderr.writelines(problem.say(settings.lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    except ReferenceBroken as error:
        sys.stderr.write(text(settings.lang, error.zh, error.en) + "\n")
        return Exit.HOPELESS
    except OSError as error:
        sys.stderr.write(
            text(
                settings.lang, f"文件系统错误 {error.errno}\n", f"file system error {error.errno}\n"
            )
        )
        return Exit.TRY_AGAIN


def _template(args: argparse.Namespace, profile: Profile, settings: Settings) -> int:
    written = write_templates(args.out, profile, settings.lang)
    if args.json:
        sys.stdout.write(json.dumps({"directory": str(args.out), "written": written}) + "\n")
    else:
        names = text(settings.lang, "、", ", ").join(written) or text(settings.lang, "无", "none")
        sys.stdout.write(
            text(
                settings.lang,
                f"已写出 {names}；填写说明见 README.md\n",
                f"wrote {names}; README.md says how to fill them\n",
            )
        )
    return Exit.DONE


def _check(directory: Path, profile: Profile, settings: Settings, *, as_json: bool) -> int:
    folder = read_folder(directory, profile, _today(profile))
    write_quarantine(directory, folder, settings.lang)
    code, waits = Exit.QUARANTINED if folder.faults else Exit.DONE, None
    try:
        check_limit(folder)
    except ReferenceWaits as error:
        code, waits = Exit.WAITING, error
    if as_json:
        sys.stdout.write(json.dumps(_told(folder), ensure_ascii=False) + "\n")
        return code
    for fault in folder.faults:
        sys.stdout.write(fault.say(settings.lang) + "\n")
    for name, table in sorted(folder.tables.items()):
        good, bad = len(table.rows), table.quarantined
        sys.stdout.write(
            text(
                settings.lang,
                f"{name}.csv：读入 {table.read} = 合格 {good} + 待改正 {bad}\n",
                f"{name}.csv: {table.read} read = {good} good + {bad} to mend\n",
            )
        )
    if waits is not None:
        sys.stderr.write(text(settings.lang, waits.zh, waits.en) + "\n")
    return code


def _told(folder: Folder) -> dict[str, object]:
    return {
        "files": {
            name: {"read": one.read, "good": len(one.rows), "quarantined": one.quarantined}
            for name, one in sorted(folder.tables.items())
        },
        "faults": [
            {
                "file": fault.file,
                "row": fault.row,
                "column": fault.column,
                "rule": fault.rule,
                "zh": RULES[fault.rule][0],
                "en": RULES[fault.rule][1],
            }
            for fault in folder.faults
        ],
    }


def _today(profile: Profile) -> date:
    return datetime.now(UTC).astimezone(ZoneInfo(profile.timezone)).date()
