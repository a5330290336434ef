"""E-mail addresses, spoken and disguised ones too (zhang艾特example点com, zhang#qq.com).

Our own ASCII pattern: the usual ones take the Hanzi on either side for letters.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.scan import finditer

ENTITY: Final = "EMAIL"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_LOCAL: Final = (
    r"[A-Za-z0-9_%+](?<![A-Za-z0-9._%+\-].)(?:[A-Za-z0-9_%+]|[.\-](?=[A-Za-z0-9_%+\-.@])|下划线"
    r"|[ ]?(?:点|杠|减号)[ ]?(?=[A-Za-z0-9])){0,63}"
)
_AT: Final = (
    r"[ ]{0,2}(?:@|[(\[{<【][ ]?(?:at|AT|At|@|艾特)[ ]?[)\]}>】]|艾特|爱特|小老鼠|圈[aA]|[aA]圈|"
    r"#@|-at-|_at_|花[aA]|AT(?=[a-z0-9])"
    r"|(?<=[ ])at(?=[ ]))[ ]{0,2}"
)
_DOT: Final = (
    r"[ ]?(?:\.|点儿?|[(\[{][ ]?(?:dot|DOT|\.|点)[ ]?[)\]}]|(?<=[ ])dot(?=[ ])"
    r"|[。,](?=[ ]?(?:com|cn|net|org|edu|vip)))[ ]?"
)
_ADDRESS: Final = re.compile(
    rf"{_LOCAL}{_AT}[A-Za-z0-9](?:[A-Za-z0-9\-]){{0,62}}(?:{_DOT}[A-Za-z0-9][A-Za-z0-9\-]{{0,62}}){{1,4}}"
)
# m 1 8 6 a艾特gmail点com: spelled out, a space after every character.
_SPACED: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9][ ])[A-Za-z0-9](?:[ ][A-Za-z0-9_.\-]){{2,24}}"
    rf"[A-Za-z0-9]{{0,20}}{_AT}"
    rf"[A-Za-z0-9](?:[ ]?[A-Za-z0-9\-]){{0,20}}"
    rf"(?:{_DOT}[A-Za-z0-9](?:[ ]?[A-Za-z0-9\-]){{0,8}}){{1,3}}"
)
# Another sign in the place of @ before a known kind of end.
_DISGUISED: Final = re.compile(
    rf"{_LOCAL}[ ]?[#$&*¥◎＃a★☆][ ]?(?:qq|QQ|163|126|139|189|sina|sohu|gmail|outlook|hotmail|"
    rf"yeah|foxmail|aliyun|icloud|live|yahoo|[A-Za-z0-9\-]{{2,20}})"
    rf"(?:{_DOT}(?:com|cn|net|org|vip|edu))(?:{_DOT}cn)?(?![A-Za-z0-9])"
)
_BARE: Final = re.compile(
    rf"{_LOCAL}@(?=[0-9\-]{{0,20}}[A-Za-z])[A-Za-z0-9][A-Za-z0-9\-]{{1,30}}(?![A-Za-z0-9.@])"
)
_HANZI_LOCAL: Final = re.compile(
    r"(?:邮箱|邮件|邮址|email|Email|e-mail|E-mail|"
    r"EMAIL)[:是为发到至 ]{0,4}"
    r"([一-鿿A-Za-z0-9._\-]{1,20}@[A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{1,20}){1,4})"
)
# 邮箱是zhang_3，后缀qq.com; 邮箱：12345678（QQ邮箱）.
_NAMED: Final = re.compile(
    r"(?:邮箱|邮件地址|邮址|email|Email|e-mail|E-mail|EMAIL)(?:地址|账号|"
    r"号)?[:是为叫 ]{0,4}([A-Za-z0-9][A-Za-z0-9._\-]{3,40})"
    r"(?=[,、( ]{0,2}(?:后缀|域名|后面?是|网易|[qQ]{2}|QQ|的?163|新浪|腾讯|谷歌|艾特))"
    r"([,、( ]{0,2}(?:后缀|域名|后面?)?(?:是|为|艾特|[: ]){0,2}[A-Za-z0-9]{2,12}(?:\.|"
    r"点)[A-Za-z]{2,4})?"
)
_BEFORE_NAME: Final = re.compile(
    r"([A-Za-z0-9](?<![A-Za-z0-9._\-].)[A-Za-z0-9._\-]{4,40})(?:的|这个)?(?:[qQ]{2}|163|126|网易|"
    r"新浪|腾讯|foxmail)邮箱"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each address."""
    for pattern, score in ((_ADDRESS, 0.95), (_SPACED, 0.9), (_DISGUISED, 0.85), (_BARE, 0.85)):
        for match in finditer(pattern, text):
            yield Finding(match.start(), match.end(), ENTITY, score)
    for match in finditer(_HANZI_LOCAL, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
    for match in finditer(_NAMED, text):
        yield Finding(match.start(1), match.end(), ENTITY, 0.85)
    for match in finditer(_BEFORE_NAME, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
