"""Handles by what stands around them: “秋水长天”的账号, 刷到夜雨声烦发布的视频, 螺丝钉_731."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.user_handle import BODY, is_nobody

ENTITY: Final = "USER_HANDLE"
KIND: Final = "rule"

# 名为秋水长天的账号, 以“秋水长天”的名义发帖, 秋水长天（网名）: what it is stands after it.
_ACCOUNT: Final = (
    r"(?:账号|帐号|用户|网友|网民|主播|博主|[Uu][Pp]主|号主|抖音|微博|快手|小红书|直播间|公众号|"
    r"视频号|群成员|"
    r"粉丝|微信好友|游戏玩家|玩家|ID|昵称|网名)"
)
_AFTERWARDS: Final = re.compile(
    rf"(?:名为|名叫|叫做?|昵称[是为]|网名[是为]|ID[是为]|自称|"
    rf"以)[“\"‘「@]{{0,2}}({BODY}{{2,20}}?)[”\"’」]?"
    rf"(?:的|这个){_ACCOUNT}|"
    rf"[“\"‘「]({BODY}{{2,20}})[”\"’」](?:的|这个|为)?{_ACCOUNT}|"
    rf"以[“\"‘「]({BODY}{{2,20}})[”\"’」]的?(?:名义|名字|身份)[^,。;]{{0,6}}[发评留]|"
    rf"(?<![{HANZI}A-Za-z0-9])({BODY}{{2,16}})\((?:网名|昵称|网友|微博|抖音|快手|小红书|ID|"
    rf"网络名)\)"
)
# 微博：夜雨声烦 stands for the account there.
_AT_SITE: Final = re.compile(
    rf"(?:微博|抖音|快手|小红书|知乎|贴吧|豆瓣|[Bb]站|闲鱼|"
    rf"推特)[:][ ]?@?({BODY}{{2,16}})(?=[,。;、!?\n)\s”]|$)"
)
# 螺丝钉_731: nobody but a site writes so.
_UNDERSCORED: Final = re.compile(
    rf"(?<![{HANZI}A-Za-z0-9_])[{HANZI}]{{2,8}}_[0-9A-Za-z]{{2,10}}(?![A-Za-z0-9_.])|"
    rf"(?<=用户|网友|账号|博主|主播|关注|"
    rf"私信)[{HANZI}]{{2,8}}_?[0-9A-Za-z]{{2,10}}(?![A-Za-z0-9_.])"
)
# 闲鱼卖家 小鱼干不甜 拉黑我: set off by spaces.
# 贴吧有个叫孤独患者的发我照片, 榜一“爱笑的眼睛”威胁我.
_SET_OFF: Final = re.compile(
    rf"(?:卖家|买家|昵称|网名|网友|网民|主播|博主|群友|楼主|[Uu][Pp]主|微信名|抖音号?|快手号?|"
    rf"用户名?)[ ]"
    rf"[“\"]?({BODY}{{2,16}})[”\"]?(?=[ ])|"
    rf"(?:贴吧|抖音|快手|群里|网上|论坛|评论区|微信上|闲鱼|小红书|微博|"
    rf"直播间|头像)[^,。;\n]{{0,6}}?"
    rf"(?:叫|那个)[“\"「]?({BODY}{{3,14}}?)[”\"」]?"
    r"(?=的(?:人|发|骂|说|加|卖|用户|网友|博主|主播|女的|男的|号|在|私信)|[收骗骂发])|"
    rf"(?:榜一|大哥|管理|房管|群友|网友|主播|头像[^,。;\n]{{0,8}}?)[“\"「]({BODY}{{2,14}})[”\"」]"
    r"(?=[收骗骂发拉踢威带辱加说不让])"
)
# 刷到夜雨声烦发布的视频, 给夜雨声烦的直播间打赏.
_SEEN: Final = re.compile(
    rf"(?:刷到|看到|关注了?|收到|打赏给?|私信了?|在|给|被)[“\"‘「]?({BODY}{{2,14}}?)[”\"’」]?"
    r"(?=的?(?:直播间|私信|短视频|视频号|抖音|微博|快手|小红书|主页)(?!平台|上|账号|用户|网友)|"
    r"发布的(?:短?视频|帖子|照片|文章|微博))"
)
_SOMEBODY: Final = re.compile(
    r"物业|公司|小区|学校|商家|[店我他她你某谁]|主播|平台|老师|孩子|官方|政府|单位|邻居|别人|"
    r"有人|客服|一些|很多|"
    r"网友|社区|街道|媒体|抖音|看到|刷到|部门|个|这|那|多|新|附件|图片|照片|文件|截图|微信"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each handle, without its quotation marks."""
    for match in finditer(_UNDERSCORED, text):
        if not _SOMEBODY.search(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.65)
    for pattern in (_AT_SITE, _SEEN, _SET_OFF):
        for match in finditer(pattern, text):
            group = match.lastindex or 0
            if not (_SOMEBODY.search(match[group]) or is_nobody(match[group])):
                yield Finding(*match.span(group), ENTITY, 0.6)
    for match in finditer(_AFTERWARDS, text):
        group = match.lastindex or 0
        if not is_nobody(match[group]):
            yield Finding(*match.span(group), ENTITY, 0.75)
