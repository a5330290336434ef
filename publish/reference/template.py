"""Empty reference files to fill in Excel, with a page that explains every column."""

from pathlib import Path
from typing import Final

from publish.profile import Ledger, LedgerColumn, Profile
from publish.reference.signatures import SIGNED
from publish.settings import text
from publish.store import write

_SHOWN_CODES: Final = 40
_TYPES: Final = {
    "id": ("编号，不公开", "an identifier; not published"),
    "month": ("月份 2026-09", "a month, 2026-09"),
    "date": ("日期 2026-09-01", "a date, 2026-09-01"),
    "code": ("代码或名称", "a code or its label"),
    "count": ("整数", "a whole number"),
    "text": ("文字，不得含个人信息", "text without personal data"),
    "url": ("https:// 网址", "an https:// address"),
}
_KINDS: Final = {
    "counted": ("一行一件；只公布经隐私保护处理的件数", "one event a row; only protected counts"),
    "stated": ("一行一组数字；照填报公布", "one set of figures a row; published as stated"),
    "listed": ("一行一项；照填报公布", "one fact a row; published as stated"),
    "signatures": ("谁签核了哪些月份；不公开", "who signed for which months; not published"),
}


def write_templates(directory: Path, profile: Profile, lang: str) -> list[str]:
    """Write a template of each file and a page about them; return the names. Raises OSError.

    Files that are there already are left alone: they may be filled.
    """
    written = []
    ledgers = [*(profile.ledgers[name] for name in sorted(profile.ledgers)), SIGNED]
    for ledger in ledgers:
        path = directory / f"{ledger.id}.csv"
        if path.exists():
            continue
        heads = ",".join(text(lang, column.zh, column.en) for column in ledger.columns)
        # The mark at its start tells Excel that this is UTF-8.
        write(path, (heads + "\r\n").encode("utf-8-sig"))
        written.append(path.name)
    page = "\n".join(_page(profile, ledgers, lang))
    write(directory / "README.md", page.encode())
    return written


def _page(profile: Profile, ledgers: list[Ledger], lang: str) -> list[str]:
    lines = [
        text(lang, "# 参考文件", "# Reference files"),
        "",
        text(
            lang,
            "用 Excel 填写，另存为「CSV UTF-8（逗号分隔）」。每份文件须在 signed.csv 中由人签核"
            "到月，未签核的月份不公布；签核而无行的月份是 0。检查：gongkai-publish reference check",
            "Fill them in Excel and save as 'CSV UTF-8'. Somebody signs for the months of each file"
            " in signed.csv: a month without a signature is not published, a signed month without"
            " a row is zero. Check them with: gongkai-publish reference check DIR",
        ),
    ]
    for ledger in ledgers:
        kind = _KINDS[ledger.kind]
        lines += [
            "",
            f"## {ledger.id}.csv · {text(lang, ledger.title.zh, ledger.title.en)}",
            "",
            f"{text(lang, *kind)}. {text(lang, ledger.basis.zh, ledger.basis.en)}",
            "",
            text(lang, "| 列 | 必填 | 内容 |", "| column | required | holds |"),
            "|---|---|---|",
            *(_column(profile, ledger, column, lang) for column in ledger.columns),
        ]
    return [*lines, ""]


def _column(profile: Profile, ledger: Ledger, column: LedgerColumn, lang: str) -> str:
    holds = text(lang, *_TYPES[column.type])
    labels: list[tuple[str, str]] = []
    if column.family is not None:
        labels = [(one.zh, one.en) for one in ledger.families[column.family].labels.values()]
    elif column.codelist is not None:
        codes = profile.codelists[column.codelist].codes
        levels = column.levels or profile.codelists[column.codelist].levels
        labels = [(code.zh, code.en) for code in codes if code.level in levels]
    if labels:
        some = [text(lang, *label) for label in labels[:_SHOWN_CODES]]
        more = "…" if len(labels) > _SHOWN_CODES else ""
        holds += text(lang, "：", ": ") + text(lang, "、", ", ").join(some) + more
    needed = text(lang, "是", "yes") if column.required else text(lang, "否", "no")
    return f"| {text(lang, column.zh, column.en)} (`{column.name}`) | {needed} | {holds} |"
