"""Write consents.jsonl: the records of who said yes, and of a few who did not quite."""

from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec

SCOPE: Final = ("title", "content", "handling_result", "reply")
_WORDING: Final = "您是否同意将本工单的诉求内容与办理答复在去除个人信息后向社会公开？可随时撤回。"
_CHANNELS: Final = ("电话", "短信", "App", "微信")
# Shares of the tickets whose flag says yes: no record at all, taken back since, a minor's.
_MISSING, _WITHDRAWN, _MINOR, _UNASKED = 0.03, 0.05, 0.07, 0.08


class ConsentFile:
    """The file, which grows month by month. It draws for itself alone: no text moves."""

    def __init__(self, directory: Path, seed: int) -> None:
        """Open the file in *directory*."""
        self._file = (directory / "consents.jsonl").open("wb")
        self._seed = seed
        self._encode = msgspec.json.Encoder().encode
        self.allowing = 0  # records that let a text be read

    def write(self, month: int, tickets: list[tuple[str, str]]) -> None:
        """Write the records of one month: *tickets* are ids whose flag says yes, and ISO days."""
        rng = Random(f"{self._seed}/{month}/consent")
        for ticket, day in tickets:
            place = rng.random()
            channel = rng.choice(_CHANNELS)
            if place < _MISSING:
                continue
            record: dict[str, Any] = {
                "ticket_id": ticket,
                "answer": "yes",
                "scope": SCOPE,
                "wording": _WORDING,
                "date": day,
                "channel": channel,
            }
            if place < _WITHDRAWN:
                record["answer"] = "withdrawn"
            elif place < _MINOR:
                record |= {"minor": True, "guardian": "consented"}
            elif place < _UNASKED:
                record |= {"minor": True, "guardian": "not_asked"}
            refused = place < _WITHDRAWN or _MINOR <= place < _UNASKED
            self.allowing += not refused
            self._file.write(self._encode(record) + b"\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()
