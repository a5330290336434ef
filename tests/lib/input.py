"""Small files of tickets, sound or spoilt on purpose, for the tests of what is read."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from anonymize import limits, mapping
from anonymize.checking import Check, Checked, check
from anonymize.mapping import Mapping
from publish.profile import Profile, load_profile

AS_OF: Final = date(2026, 11, 24)
HEADER: Final = (
    "工单编号", "来电时间", "办结时间", "回访时间", "工单状态", "工单性质", "工单类型",
    "被反映区", "被反映街乡镇", "来电人", "来电人电话", "主要内容",
)  # fmt: skip
Row = dict[str, str]


@cache
def beijing() -> Profile:
    """Return the demonstration's profile."""
    return load_profile("beijing-demo")


@cache
def beijing_mapping() -> Mapping:
    """Return its mapping."""
    return mapping.load("", beijing())


def ticket(number: int, **changed: str) -> Row:
    """Return a sound ticket, *changed* by header."""
    return {
        "工单编号": f"GD{number:06d}",
        "来电时间": f"2026-09-{number % 20 + 1:02d} 09:15:00",
        "办结时间": f"2026-09-{number % 20 + 3:02d} 16:40:00",
        "回访时间": f"2026-09-{number % 20 + 4:02d} 10:00:00",
        "工单状态": "回复完成",
        "工单性质": "主办",
        "工单类型": "投诉",
        "被反映区": "朝阳区",
        "被反映街乡镇": "",
        "来电人": f"秘密姓名{number}",
        "来电人电话": f"139{number:08d}",
        "主要内容": f"机密内容{number}，含“引号”",
    } | changed


def tickets(count: int) -> list[Row]:
    """Return *count* sound tickets."""
    return [ticket(number) for number in range(count)]


def as_csv(rows: Iterable[Row], header: Iterable[str] = HEADER) -> str:
    """Return *rows* as CSV with a header."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(header), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Write *content* and return *path*."""
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path


def checked(
    *sources: Path | str,
    using: Mapping | None = None,
    as_of: date = AS_OF,
    accept_truncated: bool = False,
    field_limit: int = 1_000_000,
    batch_rows: int = 100_000,
) -> Checked:
    """Return what a check says of *sources*, which are Beijing's."""
    return check(
        Check(
            sources=[str(source) for source in sources],
            mapping=using or beijing_mapping(),
            profile=beijing(),
            as_of=as_of,
            limit=limits.Limit(share=0.02, min_rows=50, min_bad=5),
            field_limit=field_limit,
            accept_truncated=accept_truncated,
            batch_rows=batch_rows,
        )
    )


def faults(result: Checked) -> list[tuple[int, str, str]]:
    """Return row, field and rule of what is in quarantine."""
    return list(result.rejected.select("row", "field", "rule").iter_rows())
