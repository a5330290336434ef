"""Accounts of WeChat, QQ and the like under all their names (微信, 薇信, VX, 扣扣).

What may be an account, rare in Chinese prose, is found first; then the words before it are
looked at, a few of them when the account holds a digit.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CHAT_ACCOUNT"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT, DIGITS)

_ACCOUNT: Final = re.compile(
    r"[@A-Za-z0-9](?<![A-Za-z0-9_@.\-].)(?:(?<=@)[A-Za-z0-9])?"
    r"(?:(?<=[A-Za-z])(?:[A-Za-z0-9_.]|[\-+](?=[A-Za-z0-9_])){3,28}[A-Za-z0-9_]"
    r"|(?<=[0-9])[0-9]{0,12}[A-Za-z_][A-Za-z0-9_\-]{3,24}"
    r"|(?<=[0-9])(?:[ \-]?[0-9]){3,14})(?![A-Za-z0-9_@])"
)
_WECHAT: Final = (
    r"微信|[微薇威维][❤♥]|v❤|薇信|威信|徽信|维信|唯信|魏信|微新|微x|微[vV]|薇|卫星|微(?=号|[: ]|$)"
    r"|(?<![A-Za-z0-9])(?:[vV][信xX]|[wW][xX信]|[vV]❤|[wW]ei[ ]?[xX]in|[wW]e[cC]hat|WECHAT|WEIXIN)"
    r"|[加➕+是有找的,、(][ ]?[vVwW]{1,2}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[vVwW](?=[:号])"
)
_PLATFORM: Final = (
    r"小红书|抖音|快手|微博|支付宝|飞信|陌陌|探探|旺旺|淘宝|闲鱼|转转|拼多多|京东|美团|饿了么|"
    r"钉钉|飞书|企业微信|B站|b站|"
    r"哔哩哔哩|知乎|豆瓣|贴吧|头条|视频号|西瓜视频|皮皮虾|滴滴|58同城|贝壳|脉脉|网易|纸飞机|电报|"
    r"(?<![A-Za-z])(?:[Tt]elegram|TG|tg|[Ww]hats[Aa]pp|[Ll]ine|LINE|[Ss]kype|[Ff]acebook|"
    r"[Tt]witter|"
    r"[Ii]nstagram|ins|[Dd]iscord|[Ss]ignal)"
)
_QQ: Final = (
    r"[qQ][ ]?[qQ]|(?<![A-Za-z])[qQ](?=[ ]?[号群:]|[ ]?$)|扣扣|抠抠|秋秋|球球|叩叩|寇寇|蔻蔻|"
    r"口口|丘丘|企鹅号?|扣(?=[号:]|$)|"
    r"鹅号|(?:业主|维权|交流|家长|车友|团购|讨论|买家|老乡|工作|客户|小区|邻里)群|群(?=[号:])"
)
_LOGIN: Final = (
    r"账号|帐号|用户名|登录名|登录号|用户ID|用户id|会员名|账户名|游戏ID|游戏id|网名|昵称|ID号|id号|"
    r"(?<![A-Za-z])(?:ID|id|Id)(?=[:是为号 ])"
)
_MEANS: Final = (
    r"(?:号码|账号|帐号|同号|同步|群号|群组?|号|ID|id|名|里|上|主页)?"
    r"(?:[:是为/,“\"'‘ (=~、#\-]|叫做?|搜索?|添加|加|就是|联系|我|他|她|对方|好友|可以|也|一下|"
    r"请|直接|的){0,6}$"
)
_NAMED: Final = re.compile(rf"(?:{_WECHAT}|{_PLATFORM}){_MEANS}")
_NAMED_QQ: Final = re.compile(rf"(?:{_QQ}){_MEANS}")
_LOGGED_IN: Final = re.compile(rf"(?:{_LOGIN})[:是为叫/,“\"'‘ (=#]{{0,5}}$")
# After a name of the service and a few words: 我微信你记一下，abc_123.
_FAR: Final = re.compile(
    rf"(?:{_WECHAT}|{_QQ}|抖音|小红书|快手|支付宝)(?:号|账号)?"
    r"[^0-9A-Za-z。;!?\n\ufffc]{0,12}(?:[ ]?(?:N[oO]\.?|ID|id)[ :]?)?$"
)
# wx_abc123, QQ123456: the account says itself what it is.
_ITSELF: Final = re.compile(
    r"(?:wxid|wx|weixin|vx|qq|q)_?(?=[A-Za-z_\-]{0,24}[0-9])[A-Za-z0-9_\-]{4,24}", re.IGNORECASE
)
_ADDED: Final = re.compile(r"[加➕+][ ]?$")
# 加我VXblue-lark: the service and the account are one word, and letters alone are enough.
_GLUED: Final = re.compile(
    r"(?:wxid|wx|weixin|wechat|vx|qq)[_\-]?[a-z][a-z0-9]*[_\-][a-z0-9_\-]{2,24}", re.IGNORECASE
)
_ASKED: Final = re.compile(
    r"(?:[加➕+找搜问联系]|联络|微信|扣扣|留言|私信|发给)"
    r"(?:我|他|她|本人|一下|下|的|是|[:, ]){0,4}$"
)
# dalong88是我微信号, dalong88（微信）: the service is named after it.
_NAMED_AFTER: Final = re.compile(
    r"[ ]?[(\[“\"]?(?:这个|那个|就是|是|为|即)?(?:我|他|她|其|本人|对方)?的?"
    r"(?:微信|薇信|[vV][xX信]|[wW][xX](?![A-Za-z])|[qQ]{2}|扣扣|抖音|快手|小红书)"
)
_COUNTED: Final = re.compile(
    r"[ ]?(?:元(?!旦)|万|%|件|个|条|次|人|年|月|日|号楼|号线|楼|点|分)|:[0-9]|\.[0-9]"
)
_DIGIT: Final = re.compile(r"[0-9_]")
# Names of programmes and services that stand after 微信 and are nobody's account.
_THING: Final = re.compile(
    r"(?:wechat|weixin|video|paypal|alipay|iphone|ipad|android|windows|excel|word|apple|huawei|"
    r"xiaomi|office|https?|www|online|wifi|email|e-mail|sky(?:pe)?|photo|offer|group|store|money|"
    r"mini|pro|plus|app|pdf|docx?|jpe?g)s?",
    re.IGNORECASE,
)
_WINDOW: Final = 30
_FEWEST: Final = 5


def find(text: str) -> Iterator[Finding]:
    """Yield each account after its word."""
    for match in finditer(_ACCOUNT, text):
        account = match[0]
        if _COUNTED.match(text, match.end()) or _THING.fullmatch(account):
            continue
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        if _is_announced(before, account):
            yield Finding(match.start(), match.end(), ENTITY, 0.9)
        elif (
            (
                len(account) >= _FEWEST
                and _DIGIT.search(account)
                and account[0].isalpha()
                and _NAMED_AFTER.match(text, match.end())
            )
            or _ITSELF.fullmatch(account)
            or (account[0] in "vV" and _ADDED.search(before))
            or (_GLUED.fullmatch(account) and _ASKED.search(before))
        ):
            yield Finding(match.start(), match.end(), ENTITY, 0.85)


def _is_announced(before: str, account: str) -> bool:
    if _NAMED.search(before):
        return True
    digits = sum(character.isdigit() for character in account)
    if digits >= _FEWEST and account[0].isdigit() and _NAMED_QQ.search(before):
        return True
    if len(account) < _FEWEST:
        return False
    if _LOGGED_IN.search(before):
        return True
    numbered = _DIGIT.search(account) and (account[0].isalpha() or digits > _FEWEST + 1)
    return bool(numbered and _FAR.search(before))
