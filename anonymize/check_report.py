"""What a check tells its user: where the rows went, what is wrong, how to mend it."""

from collections.abc import Sequence

import msgspec

from anonymize import fates, quarantine
from anonymize.checking import Checked
from anonymize.families import month_name
from anonymize.fate_names import NAMES
from anonymize.limits import Over
from anonymize.ticket import label
from publish.settings import Exit, text


def exit_of(checked: Checked) -> Exit:
    """Return the command's code: waiting before quarantine, since somebody must act."""
    if checked.over:
        return Exit.WAITING
    return Exit.QUARANTINED if checked.quarantined else Exit.DONE


def reasons(checked: Checked) -> list[tuple[str, str, int]]:
    """Return rule, field and rows, the most frequent first."""
    counted = checked.rejected.group_by("rule", "field").len()
    ordered = sorted(counted.iter_rows(), key=lambda row: (-row[2], row[0], row[1]))
    return [(str(rule), str(field), int(rows)) for rule, field, rows in ordered]


def as_json(checked: Checked, names: Sequence[str]) -> str:
    """Return one JSON object on one line."""
    told = {
        "sources": list(names),
        "read": checked.read,
        "accepted": checked.accepted,
        "set_aside": checked.set_aside,
        "quarantined": checked.quarantined,
        "cohorts": {month_name(month): rows for month, rows in checked.cohorts.items()},
        "reasons": [
            {
                "rule": rule,
                "field": field,
                "rows": rows,
                "zh": quarantine.say(rule, "zh"),
                "en": quarantine.say(rule, "en"),
            }
            for rule, field, rows in reasons(checked)
        ],
        "over": checked.over,
        "exit": int(exit_of(checked)),
    }
    return msgspec.json.encode(told).decode() + "\n"


def as_text(checked: Checked, names: Sequence[str], lang: str) -> str:
    """Return lines for people."""
    aside = sum(checked.set_aside.values())
    lines = [
        text(
            lang,
            f"{'、'.join(names)}：读取 {checked.read:,} = 采纳 {checked.accepted:,}"
            f" + 搁置 {aside:,} + 待处理 {checked.quarantined:,}",
            f"{', '.join(names)}: read {checked.read:,} = accepted {checked.accepted:,}"
            f" + set aside {aside:,} + quarantined {checked.quarantined:,}",
        )
    ]
    for fate in fates.SET_ASIDE:
        if fate in checked.set_aside:
            zh, en = NAMES[fate]
            rows = checked.set_aside[fate]
            lines.append(text(lang, f"  搁置 · {zh}：{rows:,}", f"  set aside · {en}: {rows:,}"))
    for rule, field, rows in reasons(checked):
        said = quarantine.say(rule, lang)
        lines.append(
            text(
                lang,
                f"  待处理 · {label(field, lang) or '整行'}：{rows:,} 行。{said}",
                f"  quarantined · {field or 'whole row'}: {rows:,} rows. {said}",
            )
        )
    lines += [_over(group, names[group.source], lang) for group in checked.over]
    return "\n".join(lines) + "\n"


def _over(group: Over, name: str, lang: str) -> str:
    """Return what is said of a district, or of a whole file, over the limit; and what waits."""
    place = group.district or text(lang, "整个文件", "the whole file")
    # A file of which no row has a month holds no month back: it waits itself.
    months = " ".join(group.months)
    waits_zh = months or f"{name} 整份文件（没有一行读得出月份）"
    waits_en = months or f"{name} (no row of it has a month)"
    return text(
        lang,
        f"  {name} · {place}：{group.rows:,} 行中 {group.quarantined:,} 行待处理，"
        f"超过上限；{waits_zh} 将等待处理：更正映射或补代码别名（--aliases）后再核对",
        f"  {name} · {place}: {group.quarantined:,} of {group.rows:,} rows in quarantine, over "
        f"the limit; {waits_en} will wait: mend the mapping or add --aliases, and check again",
    )
