"""Names people go by online (网友“打着伞的鱼2019”): searchable, so as good as a name."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import ROLES, alternatives
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import is_ordinary

ENTITY: Final = "USER_HANDLE"
KIND: Final = "rule"

# Where one has a name of one's own making, and what that name is called there.
_SITE: Final = (
    r"(?:微博|抖音|快手|小红书|知乎|贴吧|豆瓣|[Bb]站|哔哩哔哩|闲鱼|淘宝|拼多多|京东|美团|"
    r"大众点评|今日头条|"
    r"头条|推特|微信|QQ|qq|公众号|视频号|论坛|直播间?|游戏|旺旺|人民网|红网|陌陌|探探|钉钉|西瓜|"
    r"网易|豆包|"
    r"领导留言板|平台|网站|百度)"
)
_NOUN: Final = (
    r"(?:网友|网民|网名|昵称|用户名称?|用户ID|用户id|账号名?称?|帐号名?|账户名|博主|楼主|主播|"
    r"群主|群昵称|"
    r"UP主|up主|Up主|版主|卖家|买家|店主|发帖人|评论者|粉丝|号主|登录名|会员名|注册名|旺旺名|"
    r"微信名|抖音名|"
    r"快手名|微博名|QQ名|游戏名|(?<![A-Za-z])(?:ID|Id|id)(?![a-z])名?|用户)"
)
_STRONG: Final = (
    r"(?:网名|昵称|用户名称?|账号名称?|账号名|帐号名|群昵称|登录名|会员名|注册名|旺旺名|旺旺|"
    r"微信名|抖音名|"
    r"快手名|微博名|QQ名|游戏名|用户ID|用户id|抖音ID|微博ID|快手ID|抖音号|快手号|小红书号|微博号|"
    r"B站号|视频号|"
    rf"{_SITE}(?:ID|id|账号|帐号|名|昵称|用户名))"
)
BODY: Final = rf"[{HANZI}A-Za-z0-9_\-.~]"
_QUOTED: Final = re.compile(
    rf"(?:{_NOUN}|{_SITE}(?:号|名)?|@)"
    r"(?:\([^()\n]{1,6}\))?[:是为叫 ]{0,3}[“\"‘'「『【<《@\[(]"
    r"([^“”\"‘’'「」『』【】<>《》()\n。\ufffc]{1,24})[”\"’'」』】>》\])]"
)
_AFTER_COLON: Final = re.compile(
    rf"(?:{_STRONG}|楼主|网友|网民|博主|卖家|UP主|up主|主播|(?<![A-Za-z])(?:ID|Id|id)|发布者|"
    rf"发帖人|"
    rf"发布人|吧友|留言[人者]|发帖者|评论[人者]|提问者|爆料人|投稿人|群友)(?:[:是为叫]|叫做|"
    rf"写的是|显示为?|改[成为]|登记为|备注为?|就叫|填的是?){{1,2}}[ ]?(?!谁|哪|什么)"
    rf"({BODY}{{1,24}}?)(?=[,。;、!?\n)\s”]|的(?:网友|主播|用户|人|帖子?|视频)|$)"
)
# QQ昵称冷雨夜, 抖音账号吃货小分队: nothing between, and nothing after.
_BARE: Final = re.compile(
    rf"(?:(?:QQ|qq|微信)?(?:昵称|网名)|(?:微信|抖音|快手|微博|QQ|游戏|群)名|{_SITE}(?:账号|帐号|"
    rf"用户))[是为叫]?({BODY}{{2,16}}?)(?=[,。;、!?\n)\s”]|$)"
)
# Letters and digits after the word need no mark between: 用户名wangxm_1985.
_CODED: Final = re.compile(
    rf"(?:{_STRONG}|{_NOUN}|"
    rf"{_SITE})[ :为是@]{{0,2}}((?=[A-Za-z0-9_.\-]{{0,24}}[A-Za-z_])[A-Za-z0-9_.\-]{{4,30}})"
)
# 网友夜雨声烦在论坛发帖: until the verb.
_PLAIN: Final = re.compile(
    rf"(?:{_SITE}?(?:网友|网民|博主|主播|卖家|UP主|up主|楼主|版主|吧友|吧主|群友|"
    rf"(?<=[某])[乎站音手书]用户)|(?:{_SITE})(?:账号|帐号|用户|"
    rf"昵称)|昵称|网名|账号|帐号|发帖人|发布者|号主|留言者|发帖者|评论者|提问者|爆料人|投稿人|"
    rf"群管理员?|粉丝群管理员|视频号|评论区)"
    rf"({BODY}{{2,16}}?)(?=在|发帖|发布|发文|留言|反映|提问|咨询|投诉|评论|称|说|表示|不发货|不退|"
    rf"诱导|骂|辱骂|爆料|吐槽|质疑|追问|晒|拍摄|指出|呼吁|举报|声称|威胁|直播|"
    rf"转发|私信|求助|建议|回复|曝光|拉黑|带货|虚假|登录|上传|侵权|抄袭|推销|通过|使用|骗|踢人|"
    rf"加我|卖|删帖|要求|[:](?=[{HANZI}])|的(?:帖|视频|"
    r"评论|网友|主播|用户|人))"
)
# 用户过期的土豆泥165通过客户端反映: who uses what.
_USER: Final = re.compile(
    rf"(?:注册|平台|网站|客户端|[Aa][Pp][Pp])?用户({BODY}{{2,20}}?)"
    r"(?=(?:通过|在|于|使用|从|用)(?:客户端|手机|[Aa][Pp][Pp]|小程序|网站|官网|平台|微信|微博|"
    r"公众号|论坛|留言板|"
    r"市民热线|网上|线上|网络|贴吧)|留言|发帖|提交了?(?:工单|诉求|留言)|评论[说称:])"
)
_AT: Final = re.compile(
    rf"(?<![A-Za-z0-9._%+\-])@([{HANZI}A-Za-z0-9_\-]{{2,20}}?)"
    rf"(?=[\s:,。!?、)”]|$|发帖|发文|发布|反映|说|称|留言)"
)
# What such a word is when it names nobody: 网友反映, 用户满意, 微信公众号.
_NOBODY: Final = re.compile(
    r"(?:们|们?都|普遍|纷纷|多次|经常|一直|所有人|全体|实名|匿名(?!的)|热心|反映|认为|评论|集体|"
    r"大量|"
    r"部分|自己|可以|已经|"
    r"没有|无法|随意|恶意|私下|公开|继续|再次|也|还|均|曾|不|未|已|要|因|因为|通过|由于|擅自|该|"
    r"此|其|我|他|她|"
    r"你|这|那|满意|体验|手册|信息|协议|密码|需要|能否|如何|怎么|是否|被|把|将|让|给|对|向|和|与|"
    r"或|等|的|了|只|在|于|发|从|到|提|咨|建|求|无法|只能|需|可|均|本人|自行|家属|如|若|应|今|"
    r"昨|日|"
    r"时|后|仅|成功|首次|每|全|凭|违规|错误|重复|异常|修改|注册|登录|设置|名称|管理|安全|注销|"
    r"余额|绑定|随便|搜索|是谁|谁|"
    r"最近|近日|昨日|今日|当时|之前|后来|目前|现在|直接|拒绝|承诺|坚持|要求|希望).*|.*(?:号|员工|"
    r"公司|平台|店铺|官方)$"
)


# Where one of these words stands: the only places worth a look.
_ANCHOR: Final = re.compile(
    alternatives(
        re.findall(
            r"\S+",
            "微博 抖音 快手 小红书 知乎 贴吧 豆瓣 B站 b站 哔哩哔哩 闲鱼 淘宝 拼多多 京东 美团 "
            "大众点评 "
            "今日头条 头条 推特 微信 QQ qq 公众号 视频号 论坛 直播 游戏 旺旺 人民网 红网 陌陌 "
            "探探 钉钉 "
            "西瓜 网易 豆包 领导留言板 平台 网站 百度 网友 网民 网名 昵称 用户 账号 帐号 账户名 "
            "博主 "
            "楼主 主播 群主 群昵称 UP主 up主 Up主 版主 卖家 买家 店主 发帖人 评论者 粉丝 号主 "
            "登录名 "
            "发布者 发布人 留言人 留言者 发帖者 评论人 提问者 "
            "爆料人 投稿人 吧友 吧主 群友 群管理 粉丝群 评论区 "
            "群名 游戏名 会员名 注册名 ID Id id @",
        )
    )
)
# What is tried there, and whether words that name nobody count against it.
_TRIED: Final = (
    (_QUOTED, 0.85, False),
    (_AFTER_COLON, 0.85, False),
    (_BARE, 0.7, True),
    (_CODED, 0.85, False),
    (_PLAIN, 0.7, True),
    (_USER, 0.7, True),
)
_SHORT: Final = 2
_UNKNOWN: Final = frozenset(("不详", "未知", "匿名", "无", "空", "暂无", "所有人", "保密"))
# 他也不回复, 物业没人回: who is called on, in words of the sentence.
_CALLED_ON: Final = re.compile("[我你您他她它这那]|物业|社区|居委|街道|政府|所有人|全体")


def find(text: str) -> Iterator[Finding]:
    """Yield each handle, without its quotation marks."""
    for anchor in finditer(_ANCHOR, text):
        for pattern, score, doubted in _TRIED:
            match = pattern.match(text, anchor.start())
            if match and not (match[1] in _UNKNOWN or (doubted and is_nobody(match[1]))):
                yield Finding(match.start(1), match.end(1), ENTITY, score)
    for match in finditer(_AT, text) if "@" in text else ():
        if not _CALLED_ON.match(match[1]) and match[1] not in _UNKNOWN:
            yield Finding(match.start(1), match.end(1), ENTITY, 0.85)


def is_nobody(body: str) -> bool:
    """Tell whether *body*, where a handle could stand, is words of the sentence."""
    word = len(body) == _SHORT and is_ordinary(body)
    return word or body in ROLES or bool(_NOBODY.match(body))
