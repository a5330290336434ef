"""Addresses on the web, whole or bare (example.com/a, t.cn/A6x), spoken too (www点example点com).

ASCII only, so that the sentence after an address is not taken for a part of it. The bare
name of a public site (beijing.gov.cn) says nothing about a person and stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding

ENTITY: Final = "URL"
KIND: Final = "pattern"

_PATH: Final = r"[A-Za-z0-9\-._~:/?#@!$&*+=%|]"
_TOP: Final = (
    r"(?:com|cn|net|org|io|me|cc|top|vip|tv|xyz|app|info|biz|co|club|shop|site|online|store|link|fun|ltd|wang|ren|work|"
    r"live|pro|ink|icu|tech|mobi|asia|edu|gov|hk|tw|us|jp|uk|de|ru|kr|sg|ly|gl|la|im|so|ai|dev|cloud|page|wiki|space)"
)
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9\-]){0,62}"
_ADDRESS: Final = re.compile(
    rf"(?:https?|ftp|hxxps?|rtsp)[ ]?:[ ]?//[ ]?{_PATH}{{1,2000}}|(?<![A-Za-z0-9.@\-])www\.{_PATH}{{1,2000}}"
    rf"|(?<![A-Za-z0-9.@\-_]){_LABEL}(?:\.{_LABEL}){{0,5}}\.{_TOP}(?![A-Za-z0-9@\-])(?:[/:?]{_PATH}{{0,2000}})?"
    rf"|(?<![A-Za-z0-9.@\-_]){_LABEL}\.[a-z]{{2,3}}/[A-Za-z0-9\-_?=&/.]{{3,200}}",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    rf"(?<![A-Za-z0-9.@\-])(?:www|[wW]{{3}})(?:[ ]?(?:点|dot|\.)[ ]?{_LABEL}){{2,5}}"
    rf"|(?:网址|网站|域名|链接)[:是为叫 ]{{0,4}}(?:{_LABEL})(?:[ ]?(?:点|\.)[ ]?{_LABEL}){{0,3}}[ ]?(?:点|\.)[ ]?{_TOP}(?![A-Za-z])",
    re.IGNORECASE,
)
_PUBLIC: Final = re.compile(r"(?:https?://)?(?:[A-Za-z0-9\-]+\.)*gov\.cn/?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9.]+")
_LEAD: Final = re.compile(r"(?:网址|网站|域名|链接)[:是为叫 ]{0,4}")


def find(text: str) -> Iterator[Finding]:
    """Yield each address but those of public sites' front pages."""
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".?:,!")
        if address and not _PUBLIC.fullmatch(address) and not _NUMBER.fullmatch(address):
            yield Finding(match.start(), match.start() + len(address), ENTITY, 0.95)
    for match in _SPOKEN.finditer(text):
        lead = _LEAD.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        if not _PUBLIC.fullmatch(text[start : match.end()]):
            yield Finding(start, match.end(), ENTITY, 0.9)
