"""`gongkai-publish profile`: which cities there are, and whether a city's folder is fit."""

import argparse
import json
import sys
from pathlib import Path

from publish.command import from_args
from publish.command_parser import Parser
from publish.profile import (
    Problem,
    ProfileError,
    check_profile,
    load_profile,
    profile_names,
    profile_root,
)
from publish.settings import Exit, text
from publish.settings_load import Settings


def add(top: Parser) -> None:
    """Add the verb and its two acts."""
    verb = top.verb("profile", "城市配置", "city profiles")
    check = verb.verb(
        "check", "检查配置：文件、行号、如何改正", "check a profile: file, line, how to mend",
        run=check_one, uses=("profile",),
    )  # fmt: skip
    check.take(
        "target", metavar="NAME|DIR", nargs="?",
        zh="配置名或目录，缺省即 --profile", en="a name or a folder; else that of --profile",
    )  # fmt: skip
    verb.verb("list", "随附的城市配置", "the shipped profiles", run=list_shipped)


def check_one(args: argparse.Namespace) -> int:
    """Check one profile."""
    settings = from_args("publish", args)
    root = profile_root(args.target or settings.text("profile"))
    return _check(root, settings, as_json=args.json)


def list_shipped(args: argparse.Namespace) -> int:
    """List the shipped profiles."""
    return _list(from_args("publish", args), as_json=args.json)


def _check(root: Path, settings: Settings, *, as_json: bool) -> int:
    if not root.is_dir():
        _say(
            settings,
            f"没有这个目录：{root}；随附的配置有：{'、'.join(profile_names())}",
            f"there is no such folder: {root}; shipped profiles are: {', '.join(profile_names())}",
        )
        return Exit.USAGE
    problems = check_profile(root)
    errors = sum(not problem.warning for problem in problems)
    if as_json:
        told = {
            "profile": root.name,
            "errors": errors,
            "warnings": len(problems) - errors,
            "problems": [_row(problem) for problem in problems],
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        _print(root, problems, errors, settings)
    return Exit.REFUSED if errors else Exit.DONE


def _print(root: Path, problems: list[Problem], errors: int, settings: Settings) -> None:
    for problem in problems:
        mark = text(settings.lang, "（提醒）", " (warning)") if problem.warning else ""
        sys.stdout.write(f"{problem.say(settings.lang)}{mark}\n")
    warnings = len(problems) - errors
    sys.stdout.write(
        text(
            settings.lang,
            f"{root.name}：{errors} 处错误，{warnings} 处提醒\n"
            "准确合计每格是否满 1,000、视图能否守住方差下限，在构建时检查\n",
            f"{root.name}: {errors} errors, {warnings} warnings\n"
            "Whether every exact total holds 1,000, and views keep the variance bar, "
            "is checked at build\n",
        )
    )


def _list(settings: Settings, *, as_json: bool) -> int:
    rows: list[dict[str, object]] = []
    unfit = False
    for name in profile_names():
        try:
            profile = load_profile(name)
        except ProfileError:
            unfit = True
            rows.append({"id": name, "fit": False})
            continue
        rows.append(
            {
                "id": profile.id,
                "fit": True,
                "zh": profile.zh,
                "en": profile.en,
                "datasets": sorted(profile.datasets),
                "mappings": sorted(profile.mappings),
                "digest": profile.digest,
            }
        )
    if as_json:
        sys.stdout.write(json.dumps({"profiles": rows}, ensure_ascii=False) + "\n")
    else:
        for row in rows:
            label = row.get(settings.lang) or text(settings.lang, "不可用", "not fit for use")
            sys.stdout.write(f"{row['id']}\t{label}\n")
    return Exit.REFUSED if unfit else Exit.DONE


def _row(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in problem.__struct_fields__}


def _say(settings: Settings, zh: str, en: str) -> None:
    sys.stderr.write(text(settings.lang, zh, en) + "\n")
