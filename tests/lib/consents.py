"""Consent records as lines of ``consents.jsonl``."""

import json
from pathlib import Path
from typing import Any, Final

SCOPE: Final = ("title", "content", "handling_result", "reply")


def record(ticket: str, **changed: Any) -> dict[str, Any]:
    """Return a record that allows everything, with *changed* fields."""
    good = {
        "ticket_id": ticket,
        "answer": "yes",
        "scope": list(SCOPE),
        "wording": "是否同意公开？",
        "date": "2026-09-02",
        "channel": "电话",
    }
    return good | changed


def write_consents(path: Path, *records: dict[str, Any] | str) -> Path:
    """Write records, or raw lines, and return *path*."""
    lines = [
        one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records
    ]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path
