"""Addresses on the web, whole or bare (example.com/a, t.cn/A6x), spoken too (www点example点com).

ASCII only, so that the sentence after an address is not taken for a part of it. The bare
name of a public site (beijing.gov.cn) says nothing about a person and stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.scan import finditer

ENTITY: Final = "URL"
KIND: Final = "pattern"

_PATH: Final = r"[A-Za-z0-9\-._~:/?#@!$&*+=%|]"
_TOP: Final = (
    r"(?:com|cn|net|org|io|me|cc|top|vip|tv|xyz|app|info|biz|co|club|shop|site|online|store|link|"
    r"fun|ltd|wang|ren|work|"
    r"live|pro|ink|icu|tech|mobi|asia|edu|gov|hk|tw|us|jp|uk|de|ru|kr|sg|ly|gl|la|im|so|ai|dev|"
    r"cloud|page|wiki|space)"
)
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9\-]){0,62}"
# Each begins with one class of characters, so that it is found fast.
_WITH_SCHEME: Final = re.compile(
    rf"[hHfFrR](?:(?<=[hH])(?i:ttps?|xxps?)|(?i:tp|tsp))[ ]?:[ ]?//[ ]?{_PATH}{{1,2000}}"
)
_BARE: Final = re.compile(
    rf"[A-Za-z0-9](?<![A-Za-z0-9.@\-_].)(?:(?<=[wW])[wW]{{2}}\.{_PATH}{{1,2000}}"
    rf"|"
    rf"(?:[A-Za-z0-9\-]){{0,62}}(?:\.{_LABEL}){{0,5}}\.(?i:{_TOP})(?![A-Za-z0-9@\-])"
    rf"(?:[/:?]{_PATH}{{0,2000}})?"
    rf"|(?:[A-Za-z0-9\-]){{0,62}}\.[a-z]{{2,3}}/[A-Za-z0-9\-_?=&/.]{{3,200}})"
)
_SPOKEN: Final = re.compile(
    rf"[wW](?<![A-Za-z0-9.@\-].)[wW]{{2}}(?:[ ]?(?:点|dot|\.)[ ]?{_LABEL}){{2,5}}"
)
_SPOKEN_AFTER: Final = re.compile(
    rf"(?:网址|网站|域名|链接)[:是为叫 ]{{0,4}}((?:{_LABEL})(?:[ ]?(?:点|"
    rf"\.)[ ]?{_LABEL}){{0,3}}[ ]?(?:点|\.)[ ]?(?i:{_TOP})(?![A-Za-z]))"
)
_INSIDE: Final = re.compile(r"#小程序://[A-Za-z0-9一-鿿/_\-?=&.]{1,60}")
_PUBLIC: Final = re.compile(r"(?:https?://)?(?:[A-Za-z0-9\-]+\.)*gov\.cn/?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9.]+")


def find(text: str) -> Iterator[Finding]:
    """Yield each address but those of public sites' front pages."""
    for pattern in (_WITH_SCHEME, _BARE):
        for match in finditer(pattern, text):
            address = match[0].rstrip(".?:,!")
            if address and not _PUBLIC.fullmatch(address) and not _NUMBER.fullmatch(address):
                yield Finding(match.start(), match.start() + len(address), ENTITY, 0.95)
    for match in finditer(_INSIDE, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.95)
    for match in finditer(_SPOKEN, text):
        if not _PUBLIC.fullmatch(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.9)
    for match in finditer(_SPOKEN_AFTER, text):
        if not _PUBLIC.fullmatch(match[1]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
