"""`gongkai-anonymize quarantine`: list what waits to be mended, run those rows again."""

import argparse
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Final

import msgspec

from anonymize import quarantine, source
from anonymize.errors import AnonymizeError, Refused
from anonymize.families import month_name
from anonymize.progress import Progress
from anonymize.quarantine import BY, Entry
from anonymize.run import run as run_job
from anonymize.ticket import label
from anonymize.verbs import run as run_verb
from anonymize.verbs.reading import add_reading
from publish.command import from_args
from publish.command_parser import CITY, Parser
from publish.profile import ProfileError
from publish.settings import Exit, text
from publish.settings_load import Settings

ROWS: Final = "rows.jsonl"


def add(top: Parser) -> None:
    """Add the verb and its two acts."""
    verb = top.verb("quarantine", "待处理的行", "rows in quarantine")
    listed = verb.verb("list", "按原因、字段、来源或区列出", "list them, counted", run=list_rows)
    listed.take("--by", choices=BY, default="reason", zh="按何者计数", en="counted by")
    again = verb.verb(
        "rerun", "更正映射或别名后，只重跑这些行", "run those rows again, once mended",
        run=rerun, uses=CITY,
    )  # fmt: skip
    add_reading(again)
    run_verb.add_writing(again)
    again.set_defaults(without_district=[], by=None, demonstration=False)
    for act in (listed, again):
        act.take("--run", metavar="ID", zh="某次运行，缺省最近一次", en="a run, else the last")


def list_rows(args: argparse.Namespace) -> int:
    """Print counts by reason, field, source or district."""
    settings = from_args("anonymize", args)
    try:
        path = rows_of(settings, args.run)
    except AnonymizeError as error:
        sys.stderr.write(error.say(settings.lang) + "\n")
        return error.exit
    counts = quarantine.summary(quarantine.read(path), args.by) if path else []
    total = sum(count.rows for count in counts)
    run_id = path.parent.name if path else None
    if args.json:
        told = {"run": run_id, "by": args.by, "rows": total, "counts": counts}
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
        return Exit.DONE
    lines = [_head(settings.lang, run_id, total)]
    for count in counts:
        said = f"  {quarantine.say(count.key, settings.lang)}" if args.by == "reason" else ""
        key = label(count.key, settings.lang) if args.by == "field" else count.key
        lines.append(f"{count.rows:>9,}  {key}{said}")
    sys.stdout.write("\n".join(lines) + "\n")
    return Exit.DONE


def _head(lang: str, run_id: str | None, total: int) -> str:
    if run_id is None:
        return text(lang, "没有待处理的行", "nothing is in quarantine")
    return text(
        lang, f"运行 {run_id}：{total:,} 行待处理", f"run {run_id}: {total:,} rows in quarantine"
    )


def rows_of(settings: Settings, run_id: str | None) -> Path | None:
    """Return the rows file of run *run_id*, else of the last that has one. Raises Refused."""
    folder = settings.home / "raw" / "quarantine"
    found = sorted(folder.glob(f"*/{ROWS}"), key=lambda path: (path.stat().st_mtime_ns, path))
    if run_id is None:
        return found[-1] if found else None
    named = [path for path in found if path.parent.name.startswith(run_id)]
    if len(named) != 1:
        raise Refused("没有这次运行的待处理清单", "there is no quarantine of that run")
    return named[0]


def rerun(args: argparse.Namespace) -> int:
    """Run the quarantined rows of the given sources again, and only those."""
    settings = from_args("anonymize", args)
    lang = settings.lang
    try:
        path = rows_of(settings, args.run)
        entries = list(quarantine.read(path)) if path else []
        job = run_verb.job_of(args, settings)
        chosen = rows_by_source(entries, list(job.sources))
        account = run_job(msgspec.structs.replace(job, only_rows=chosen), Progress(lang))
    except AnonymizeError as error:
        sys.stderr.write(error.say(lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    if path is not None and account.quarantine != str(path.parent):
        forget(path, {source.digest(name) for name in job.sources}, account.blocked)
    return run_verb.tell(account, lang, as_object=args.json)


def rows_by_source(entries: list[Entry], sources: list[str]) -> dict[int, frozenset[int]]:
    """Return the rows of each source, told by its digest. Raises Refused where there are none."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.source, set()).add(entry.row)
    found = {
        number: frozenset(wanted.get(source.digest(name), ()))
        for number, name in enumerate(sources)
    }
    for number, name in enumerate(sources):
        if not found[number]:
            raise Refused(
                f"{source.name(name)} 没有待处理的行，或文件已改动：文件改动后请用 run 重跑整份",
                f"{source.name(name)} has no rows in quarantine, or the file has changed: "
                "a changed file is run whole, with run",
            )
    return found


def forget(path: Path, digests: set[str], held: Collection[str]) -> None:
    """Drop the rows of *digests* from the file at *path*: what is still bad stands elsewhere.

    Rows of months that are *held* stay, since they went nowhere; so do those of no known month.
    """
    kept = [
        entry
        for entry in quarantine.read(path)
        if entry.source not in digests
        or (held and (entry.month is None or month_name(entry.month) in held))
    ]
    path.with_suffix(".csv").unlink(missing_ok=True)
    if not kept:
        path.unlink()
        return
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(b"".join(msgspec.json.encode(entry) + b"\n" for entry in kept))
    partial.replace(path)
