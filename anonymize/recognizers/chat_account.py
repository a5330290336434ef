"""WeChat and QQ accounts under all their names (微信, 薇信, VX, 扣扣)."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN, TIGHT

ENTITY: Final = "CHAT_ACCOUNT"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT, DIGITS)

_BETWEEN: Final = (
    r"(?:号码|账号|帐号|同号|群号|群|号|ID|id)?(?:[:是为/,“\"' (]|叫|搜索?|添加|加|就是|联系|"
    r"我){0,4}"
)
_WECHAT: Final = re.compile(
    r"(?:微信|微|薇信|威信|徽信|维信|卫星号|[vV][信xX]?|[wW][xX]|weixin|wechat|WeChat|Weixin|"
    r"小红书|抖音|快手|微博|支付宝|飞信|陌陌|旺旺|淘宝)"
    + _BETWEEN
    + r"([A-Za-z][A-Za-z0-9_\-]{3,24}[A-Za-z0-9]|[0-9][0-9 \-]{3,14}[0-9])(?![A-Za-z0-9_])"
)
_QQ: Final = re.compile(
    r"(?:[qQ]{2}|[qQ](?=号|群)|扣扣|抠抠|秋秋|球球|企鹅号?|扣(?=号))"
    + _BETWEEN
    + r"([1-9][0-9 \-]{3,13}[0-9])(?![0-9])"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each account after its word."""
    for pattern in (_WECHAT, _QQ):
        for match in pattern.finditer(text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
