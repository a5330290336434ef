"""What the command line shows of one item: secrets marked, the redaction beside it."""

from collections.abc import Iterable, Sequence

from anonymize.review.item import Item, Mark, Range
from publish.settings import text


def printable(said: str) -> str:
    """Return *said* so that no character of it commands a terminal or turns the line round."""
    return "".join(
        one if one.isprintable() or one == "\n" else f"\\u{ord(one):04x}" for one in said
    )


def marked(said: str, marks: Sequence[Mark]) -> str:
    """Return *said* with each finding in brackets and named: 【王小明|PERSON】."""
    out, at = [], 0
    for start, end, entity, score in marks:
        doubt = "" if score >= 0.5 else "?"  # noqa: PLR2004 - anonymize.findings.SURE
        out += [printable(said[at:start]), f"【{printable(said[start:end])}|{entity}{doubt}】"]
        at = end
    return "".join([*out, printable(said[at:])])


def sheet(item: Item, lang: str) -> str:
    """Return the item as lines for a terminal. It shows raw text: log before it is printed."""
    proposal = item.proposal
    reasons = ", ".join(proposal.reasons) or text(lang, "无", "none")
    lines = [
        text(lang, f"工单键 {item.pin}　批次 {item.cohort}", f"pin key {item.pin}, {item.cohort}"),
        text(lang, f"判定 {proposal.verdict}，原因 {reasons}", f"{proposal.verdict}: {reasons}"),
        text(lang, f"策略 {proposal.policy_version}", f"policy {proposal.policy_version}"),
    ]
    for field, said in proposal.texts.items():
        lines += [
            "",
            text(lang, f"[{field}] 原文（仅限内部）", f"[{field}] as it came (internal)"),
            marked(said, proposal.findings.get(field, ())),
            text(lang, f"[{field}] 拟公开", f"[{field}] proposed"),
            printable(proposal.redacted[field]),
        ]
        rare = _quoted(proposal.redacted[field], item.rare.get(field, ()))
        if rare:
            lines.append(text(lang, f"  少见用语：{rare}", f"  few callers wrote: {rare}"))
    return "\n".join(lines) + "\n"


def _quoted(said: str, ranges: Iterable[Range]) -> str:
    return " ".join(f"“{printable(said[start:end])}”" for start, end in ranges)
