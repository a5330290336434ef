"""The printed account of a run: where every row went, and what must be done next."""

import msgspec

from anonymize.fate_names import NAMES
from anonymize.job import Account
from anonymize.limits import WHOLE
from publish.settings import text

_SHOWN = 5  # line numbers of bad consent records


def as_json(account: Account) -> str:
    """Return the account as one JSON object on one line."""
    told = {
        "bundle": account.bundle,
        "read": account.tally.read,
        "carried": account.carried,
        "accepted": account.tally.accepted,
        "set_aside": account.tally.set_aside,
        "quarantined": account.tally.quarantined,
        "cohorts": {month: note.rows for month, note in account.cohorts.items()},
        "blocked": account.blocked,
        "over": account.over,
        "texts": account.texts,
        "bad_text_lines": account.bad_text_lines,
        "consents": {
            "records": account.consents.lines,
            "allowing": len(account.consents.allowed),
            "refused": account.consents.refused,
            "disagreeing": account.consents.disagreeing,
            "bad_lines": account.consents.bad_lines,
        },
        "quarantine": account.quarantine,
        "exit": int(account.exit),
    }
    return msgspec.json.encode(told).decode() + "\n"


def as_text(account: Account, lang: str) -> str:
    """Return the account as lines for people."""
    tally, aside = account.tally, sum(account.tally.set_aside.values())
    lines = [
        text(
            lang,
            f"读取 {tally.read:,} = 采纳 {tally.accepted:,} + 搁置 {aside:,} + "
            f"待处理 {tally.quarantined:,}",
            f"read {tally.read:,} = accepted {tally.accepted:,} + set aside {aside:,} + "
            f"quarantined {tally.quarantined:,}",
        )
    ]
    if account.carried:
        lines.append(
            text(
                lang,
                f"  其中 {account.carried:,} 行来自以前的运行",
                f"  of these {account.carried:,} waited since an earlier run",
            )
        )
    for fate, rows in tally.set_aside.items():
        zh, en = NAMES[fate]
        lines.append(text(lang, f"  {zh}：{rows:,}", f"  {en}: {rows:,}"))
    lines += _texts(account, lang)
    lines += _next(account, lang)
    return "\n".join(lines) + "\n"


def _texts(account: Account, lang: str) -> list[str]:
    told, consents = account.texts, account.consents
    if not any(told.values()) and not account.bad_lines:
        return []
    zh = (
        f"文本：可呈审 {told['cleared']:,}，需人工核看 {told['review']:,}，"
        f"扣下 {told['quarantined']:,}，未读即弃 {told['dropped']:,}（未经人工批准，文本不离开）"
    )
    en = (
        f"texts: publishable {told['cleared']:,}, for review {told['review']:,}, withheld "
        f"{told['quarantined']:,}, dropped unread {told['dropped']:,} "
        "(no text leaves before a person approves it)"
    )
    lines = [text(lang, zh, en)]
    if consents.lines:
        zh = (
            f"同意记录 {consents.lines:,} 条：同意公开的工单 {len(consents.allowed):,}，"
            f"不同意、已撤回或不全 {consents.refused:,}，"
            f"前后不一（按不同意计）{consents.disagreeing:,}"
        )
        en = (
            f"consent records: {consents.lines:,}; tickets that allow it "
            f"{len(consents.allowed):,}, no, withdrawn or incomplete {consents.refused:,}, "
            "contradictory (count as no) "
            f"{consents.disagreeing:,}"
        )
        lines.append(text(lang, zh, en))
    if consents.bad_lines:
        bad = len(consents.bad_lines)
        first = " ".join(map(str, consents.bad_lines[:_SHOWN]))
        zh = f"  同意记录有 {bad:,} 行不合格式（按不同意计），行号：{first}"
        en = f"  {bad:,} lines are no consent records and count as no; line numbers: {first}"
        lines.append(text(lang, zh, en))
    if account.bad_text_lines:
        bad = account.bad_text_lines
        lines.append(
            text(lang, f"  文本文件有 {bad:,} 行无法读取", f"  {bad:,} lines could not be read")
        )
    return lines


def _next(account: Account, lang: str) -> list[str]:
    lines = []
    if account.quarantine:
        lines.append(
            text(
                lang,
                "待处理清单：gongkai-anonymize quarantine list；更正后 quarantine rerun",
                "to see them: gongkai-anonymize quarantine list; once mended: quarantine rerun",
            )
        )
    lines += _held(account, lang)
    if account.bundle:
        months = list(account.cohorts)
        lines.append(
            text(
                lang,
                f"移交包：{account.bundle}，{len(months)} 个月（{months[0]} 至 {months[-1]}）",
                f"bundle: {account.bundle}, {len(months)} cohorts ({months[0]} to {months[-1]})",
            )
        )
    else:
        lines.append(text(lang, "没有可移交的月份", "no cohort to hand over"))
    return lines


def _held(account: Account, lang: str) -> list[str]:
    """Return what is said of cohorts that are not handed over, and what to do about it."""
    if account.supplement and account.blocked:
        months = " ".join(account.blocked)
        zh = f"{months} 从未移交，不能只补几行：请带同样的映射和 --aliases，用 run 重跑整份文件"
        en = (
            f"{months}: never handed over, so no rows can be added to it. Run the whole file "
            "again with run and the same mapping and --aliases"
        )
        return [text(lang, zh, en)]
    lines = []
    if any(not one.months for one in account.over):
        zh = "整份文件的待处理份额超过上限，且没有可知的月份：更正映射或文件后重跑"
        en = (
            "too large a share of a whole file is in quarantine and no month of it is known: mend "
            "the mapping or the file and run again"
        )
        lines.append(text(lang, zh, en))
    for month, districts in account.blocked.items():
        names = " ".join(districts)
        zh = (
            f"{month} 未移交：{names} 的待处理份额超过上限。补映射或别名后用 run 重跑整份文件；"
            "或由负责人以 --without-district CODE --by NAME 放行"
        )
        en = (
            f"{month} is not handed over: too large a share of {names} is in quarantine. Mend "
            "mapping or aliases and run the whole file again, or let a named person release with "
            "--without-district CODE --by NAME"
        )
        if WHOLE in districts:
            zh += "（* 表示整个文件，不能如此放行）"
            en += " (* is a whole file and cannot be released so)"
        lines.append(text(lang, zh, en))
    return lines
