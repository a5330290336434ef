"""What `check`, `run` and `quarantine rerun` have in common: sources and how they are read."""

import argparse
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from anonymize import mapping as mappings
from anonymize.sources import database
from publish.command_parser import Parser
from publish.profile import Profile
from publish.settings import SettingsError
from publish.settings_load import Settings


def add_reading(verb: Parser) -> None:
    """Add the sources and the options that say how they are read."""
    verb.take("sources", nargs="+", metavar="SOURCE", zh="文件或数据库地址", en="file or URL")
    verb.take("--aliases", type=Path, metavar="FILE", zh="代码别名", en="further names of codes")
    verb.take("--as-of", metavar="DATE", zh="截至日期，缺省今天", en="as of this day, else today")
    verb.take("--encoding", metavar="NAME", zh="编码：utf-8 或 gb18030", en="utf-8 or gb18030")
    verb.take("--table", metavar="NAME", zh="数据库表", en="table of a database")
    verb.take(
        "--accept-truncated", action="store_true",
        zh="接受末行残缺的文件", en="take a file that is cut off in its last row",
    )  # fmt: skip


def must_exist(sources: Iterable[str], *files: Path | None) -> None:
    """Raise SettingsError where a file that the command line names is not there."""
    named = [Path(source) for source in sources if not database.is_url(source)]
    for path in [*named, *(file for file in files if file is not None)]:
        if not path.exists():
            raise SettingsError(
                f"没有文件 {path.name}：核对名称与路径（相对路径从当前目录算起）",
                f"there is no file {path.name}: check name and path (relative to this folder)",
            )
        if path.is_dir():
            raise SettingsError(
                f"{path.name} 是目录：请写明其中的文件",
                f"{path.name} is a folder: name files in it",
            )


def mapping_of(args: argparse.Namespace, settings: Settings, profile: Profile) -> mappings.Mapping:
    """Return the mapping with what the command line sets on top."""
    mapping = mappings.load(settings.text("mapping"), profile, encoding=args.encoding)
    if args.aliases is not None:
        mapping = mapping.with_aliases(mappings.load_aliases(args.aliases, profile))
    return msgspec.structs.replace(mapping, table=args.table) if args.table else mapping


def day_of(given: str | None, zone: str) -> date:
    """Return the day that *given* names, today in *zone* without one."""
    if not given:
        # The one reading of the clock: everything below is told the day.
        return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError("--as-of 应为 YYYY-MM-DD", "--as-of must be YYYY-MM-DD") from None
