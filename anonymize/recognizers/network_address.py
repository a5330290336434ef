"""Addresses of machines in a network: IP (four and six) and MAC."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.scan import finditer

ENTITY: Final = "NETWORK_ADDRESS"
KIND: Final = "pattern"

_FOUR: Final = re.compile(
    r"[0-9](?<![0-9.].)[0-9]{0,2}(?:\.[0-9]{1,3}){3}(?![0-9]|\.[0-9])(?:[:/][0-9]{1,5})?"
)
_HEX: Final = r"[0-9A-Fa-f]"
_MAC: Final = re.compile(
    rf"{_HEX}(?:(?<=MAC.)|(?<=mac.)|(?<![0-9A-Za-z:\-.].))"
    rf"(?:{_HEX}(?:[:\-]{_HEX}{{2}}){{5}}(?![0-9A-Za-z:\-])|"
    rf"{_HEX}{{3}}(?:\.{_HEX}{{4}}){{2}}(?![0-9A-Za-z]))"
)
_SIX: Final = re.compile(
    rf"{_HEX}(?<![0-9A-Za-z:].){_HEX}{{0,3}}:(?:{_HEX}{{1,4}}:){{0,6}}:?{_HEX}{{1,4}}(?::{_HEX}{{1,4}}){{0,6}}"
    r"(?![0-9A-Za-z:])"
)
_MAC_ALONE: Final = re.compile(
    r"(?:MAC|mac|Mac|物理)(?:地址)?[:是为 ]{0,3}([0-9A-Fa-f]{12})(?![0-9A-Za-z])"
)
_CUE: Final = re.compile(r"[Ii][Pp]|地址|登录|服务器|网关|路由|摄像|端口")
_NO_CUE: Final = re.compile(r"第|版本|[vV]$|章|节|条|附录|表|图|式$")
_BEFORE: Final = 10
_BYTE: Final = 255
_SMALL: Final = 31
_COLONS: Final = 3


def find(text: str) -> Iterator[Finding]:
    """Yield each address."""
    for match in finditer(_FOUR, text):
        if _is_address(match[0], text[max(0, match.start() - _BEFORE) : match.start()]):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in finditer(_MAC, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in finditer(_SIX, text):
        if match[0].count(":") > _COLONS or "::" in match[0]:
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    for match in finditer(_MAC_ALONE, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.8)


def _is_address(number: str, before: str) -> bool:
    """Tell whether *number* is no section of a text and no version."""
    parts = [int(part) for part in re.split(r"[:/]", number)[0].split(".")]
    if any(part > _BYTE for part in parts):
        return False
    if _CUE.search(before):
        return True
    return not _NO_CUE.search(before) and max(parts) > _SMALL
