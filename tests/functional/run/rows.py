"""Closed tickets of two months and four streets, as an export writes them."""

from pathlib import Path
from typing import Any, Final

import polars as pl

STREETS: Final = ("110101001", "110101002", "110105001", "110108010")


def ticket(number: int, **changed: Any) -> dict[str, Any]:
    """One ordinary closed ticket of 2026-08 or -09 as the export writes it."""
    street = STREETS[number % len(STREETS)]
    month, day = 8 + number % 2, 1 + number % 25
    row = {
        "ticket_id": f"T{number:06d}",
        "received_at": f"2026-{month:02d}-{day:02d} 08:00:00",
        "dispatched_at": f"2026-{month:02d}-{day:02d} 09:00:00",
        "closed_at": f"2026-{month:02d}-{day:02d} 20:00:00",
        "callback_at": f"2026-{month:02d}-{day + 1:02d} 10:00:00",
        "due_at": f"2026-{month:02d}-{day + 2:02d} 09:00:00",
        "status": "已办结",
        "ticket_role": "主办",
        "demand_type": "投诉",
        "channel": "电话",
        "district_code": street[:6],
        "street_code": street,
        "category_l1": "",
        "resolved": "解决",
        "satisfied": "满意",
        "caller_phone": f"139{number % 40:08d}",
        "publish_consent": "否",
        "secrecy_class": "",
    }
    return {**row, **changed}


def rows(count: int = 400) -> list[dict[str, Any]]:
    return [ticket(number) for number in range(count)]


def write_csv(path: Path, tickets: list[dict[str, Any]]) -> Path:
    names = list(dict.fromkeys(name for row in tickets for name in row))
    frame = pl.DataFrame([{name: row.get(name, "") for name in names} for row in tickets])
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_csv(path)
    return path


def spoilt(channel: str = "烽火") -> list[dict[str, Any]]:
    """District 110105 has a tenth of its rows in quarantine, all of 2026-08."""
    bad = [
        ticket(number, channel=channel)
        for number in range(1000, 1120)
        if STREETS[number % 4][:6] == "110105" and number % 2 == 0
    ]
    return [*rows(), *bad[:15]]
