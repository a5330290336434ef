"""Accounts of WeChat, QQ and the like under all their names (微信, 薇信, VX, 扣扣)."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN, TIGHT

ENTITY: Final = "CHAT_ACCOUNT"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT, DIGITS)

_WECHAT: Final = (
    r"微信|微❤|薇❤|v❤|薇信|威信|徽信|维信|唯信|魏信|微新|微x|微[vV]|威♥|薇|卫星(?=号|[:加]|[ ]?[A-Za-z0-9])|"
    r"微(?=号|[: ]|[A-Za-z0-9])|(?<![A-Za-z0-9])(?:[vV][信xXＸ]|[wW][xX]|[wW]信|[vV]❤|[wW]ei[ ]?[xX]in|[wW]e[cC]hat|WECHAT|WEIXIN)|"
    r"[加➕+＋是有找的,、(][ ]?(?:[vVwW]{1,2}(?![A-Za-z0-9])|[vV](?=[A-Za-z0-9_]{5}))|(?<![A-Za-z0-9])[vVwW](?=[:号])"
)
_PLATFORM: Final = (
    r"小红书|抖音|快手|微博|支付宝|飞信|陌陌|探探|旺旺|淘宝|闲鱼|转转|拼多多|京东|美团|饿了么|钉钉|飞书|企业微信|B站|b站|哔哩哔哩|"
    r"知乎|豆瓣|贴吧|头条|视频号|西瓜视频|皮皮虾|滴滴|58同城|贝壳|脉脉|网易|纸飞机|电报|"
    r"(?<![A-Za-z])(?:[Tt]elegram|TG|tg|[Ww]hats[Aa]pp|[Ll]ine|LINE|[Ss]kype|[Ff]acebook|[Tt]witter|[Ii]nstagram|ins|[Dd]iscord|[Ss]ignal)"
)
_LOGIN: Final = r"账号|帐号|用户名|登录名|登录号|用户ID|用户id|会员名|账户名|游戏ID|游戏id|网名|昵称|ID号|id号|(?<![A-Za-z])(?:ID|id|Id)(?=[:是为号 ])"
_MEANS: Final = (
    r"(?:号码|账号|帐号|同号|同步|群号|群组?|号|ID|id|名|里|上|主页)?"
    r"(?:[:是为/,“\"'‘ (=~、#\-]|叫做?|搜索?|添加|加|就是|联系|我|他|她|对方|好友|可以|也是|也|一下|请|直接|的){0,6}"
)
_HANDLE: Final = r"[A-Za-z](?:[A-Za-z0-9_.]|[\-+](?=[A-Za-z0-9_])){3,28}[A-Za-z0-9_]"
_NUMBERS: Final = r"[0-9](?:[ \-]?[0-9]){3,14}"
_MIXED: Final = r"(?=[0-9]{1,12}[A-Za-z_])[0-9][A-Za-z0-9_\-]{4,24}"
_END: Final = r"(?![A-Za-z0-9_])"
_NAMED: Final = re.compile(
    rf"(?:{_WECHAT}|{_PLATFORM}){_MEANS}(@?{_HANDLE}|{_MIXED}|{_NUMBERS}){_END}(?![ ]?[元万%件个条次人年月日号楼])"
)
_LOGGED_IN: Final = re.compile(
    rf"(?:{_LOGIN})[:是为叫/,“\"'‘ (=#]{{0,5}}(@?{_HANDLE}|{_MIXED}|[0-9]{{5,14}}){_END}"
)
_QQ: Final = re.compile(
    r"(?:[qQ][ ]?[qQ](?![A-Za-z])|(?<![A-Za-z号码:])[qQ](?=[ ]?[号群:]|[ ]?[1-9])|扣扣|抠抠|秋秋|球球|叩叩|寇寇|蔻蔻|口口|丘丘|企鹅号?|扣(?=[号:])|鹅号|"
    r"(?:业主|维权|交流|家长|车友|团购|讨论|买家|老乡|工作|客户|小区|邻里)群|群(?=[号:]))"
    + _MEANS
    + rf"([1-9](?:[ \-]?[0-9]){{4,13}}){_END}(?![ ]?[元万%件个条次人年月日])"
)
# After a name of the service and a few words: 我微信你记一下，abc_123.
_FAR: Final = re.compile(
    rf"(?:微信|薇信|威信|[vV]信|扣扣|QQ|抖音号?|小红书号?|快手号?|支付宝(?:账号)?)号?[^0-9A-Za-z。;!?\n\ufffc]{{1,12}}"
    rf"((?=[A-Za-z]{{0,24}}[0-9_\-])[A-Za-z][A-Za-z0-9_\-]{{4,24}}|[1-9][0-9]{{6,11}}){_END}(?![ ]?[元万%件个条次人年月日号:.])"
)
# 我的号wx_abc123: the handle says itself what it is.
_ITSELF: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?:wxid|wx|weixin|vx|qq)_?[A-Za-z0-9_\-]{{4,24}}{_END}", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"[0-9_]")
# Names of programmes and services that stand after 微信 and are nobody's account.
_THING: Final = re.compile(
    r"(?:wechat|weixin|video|paypal|alipay|iphone|ipad|android|windows|excel|word|apple|huawei|xiaomi|office|http|https|www|"
    r"online|wifi|email|e-mail|sky(?:pe)?|photo|offer|group|store|money|mini|pro|plus|app|pdf|docx?|jpe?g)s?",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Finding]:
    """Yield each account after its word."""
    for pattern in (_NAMED, _LOGGED_IN, _QQ, _FAR):
        for match in pattern.finditer(text):
            if not _THING.fullmatch(match[1]):
                yield Finding(match.start(1), match.end(1), ENTITY, 0.9)
    for match in _ITSELF.finditer(text):
        if _DIGIT.search(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.85)
