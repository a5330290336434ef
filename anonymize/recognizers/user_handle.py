"""Names people go by online (网友“打着伞的鱼2019”): searchable, so as good as a name."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI

ENTITY: Final = "USER_HANDLE"
KIND: Final = "rule"

_WORD: Final = (
    r"(?:网友|网名|昵称|用户名|用户|微博名?|抖音名?|快手名?|微信名|账号名?|博主|楼主|主播|"
    r"群主|群昵称|id|ID)"
)
_QUOTED: Final = re.compile(
    _WORD
    + r"[:是为叫 ]{0,3}[“\"‘'「『【<《@\[]"
    + r"([^“”\"‘’'「」『』【】<>《》\n。\ufffc]{1,24})[”\"’'」』】>》\]]"
)
_AFTER_COLON: Final = re.compile(
    r"(?:网名|昵称|用户名|微信名|群昵称)(?:[:是为叫]|叫做){1,2}[ ]?"
    rf"([{HANZI}A-Za-z0-9_\-~]{{1,20}})(?=[,。;、\n)\s]|$)"
)
_AT: Final = re.compile(rf"(?<![A-Za-z0-9._%+\-])@([{HANZI}A-Za-z0-9_\-]{{2,20}})(?=[\s:,。!]|$)")


def find(text: str) -> Iterator[Finding]:
    """Yield each handle, without its quotation marks."""
    for pattern in (_QUOTED, _AFTER_COLON, _AT):
        for match in pattern.finditer(text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
