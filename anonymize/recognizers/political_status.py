"""Party, service and honours of a person: 参战退役军人, 1975年入党, 烈属, 伤残军人, 立过三等功.

Offices (退役军人事务局), bodies (党支部) and rules (军人优先) stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import clauses
from anonymize.recognizers.attribute_spans import Range, joined, scan, sentences, words
from anonymize.recognizers.attribute_subject import has_subject, is_general
from anonymize.recognizers.date_forms import COUNT, DATE, RELATIVE
from anonymize.recognizers.scan import Sentences

ENTITY: Final = "POLITICAL_STATUS"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    党 团员 入团 退役 退伍 转业 复员 老兵 军 烈 伍 当兵 参战 等功 人大代表 政协 优抚 民盟 民革
    民建 政治面貌 无党派 战役 劳模 模范 援朝 离休 群众( 武警 现役 部队 海军 空军 支前 知青 两参
    当了 当过 功 战场 前线 扛过枪 军衔 校 尉 抗洪 维和 八路 新四 红军 志愿军 地下 社员 对越 民兵
    援越 自卫反击 勋章 奖章 三八红旗手 核试验 民进 致公 九三 服役 连长 排长 班长 牺牲 原子弹 氢弹
    消防 边防 火箭军 二炮 抗联 远征军 作战 还击 革命 参加
    """
)
_YEAR: Final = rf"(?:(?:在|于|从)?(?:{DATE}|(?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])|{RELATIVE}))"
_DATED: Final = re.compile(
    rf"{_YEAR}(?:就|才|光荣|参加|加入|因病|从[^,。;!?\n]{{1,6}}|在[^,。;!?\n]{{1,6}}|"
    rf"由[^,。;!?\n]{{1,6}}|底|初|[ ])?(?:入(?:了|过)?(?:党|团|伍|盟)|参(?:了|过)?军|参加(?:了|"
    rf"过)?(?:中国)?(?:共产党|"
    rf"革命|工作的?老党员|解放军|抗美援朝|对越[^,。;!?\n]{{0,6}}|[^,。;!?\n]{{0,5}}战争|"
    rf"[^,。;!?\n]{{0,5}}战役)|加入(?:中国)?共产党|"
    rf"当(?:的|了|上|过)?兵|(?:应征|从军|服兵役)|去(?:当|参)(?:的|了)?[兵军]|退(?:了|出)?(?:伍|"
    rf"役)|火线入党|退伍|退役|转业|复员|服役)(?:的)?(?:老?党员|军人|老兵|战士)?|"
    rf"(?:党龄|军龄|兵龄|团龄)(?:已|有|近|超过|达|长达|[:是为])?{COUNT}(?:多|余)?(?:年|载)?|"
    rf"{COUNT}(?:多|余)?年(?:的)?(?:党龄|军龄|老党员|兵龄)|"
    rf"(?:在部队(?:待|呆|干|服役)?|服(?:过|了)?(?:兵)?役|当(?:过|"
    rf"了)?(?:{COUNT}(?:多)?年)?(?:的)?[一-鿿]{{0,3}}兵(?![团营种])|"
    rf"服兵役|(?:从|参)军)(?:了|过)?(?:{COUNT}(?:多)?年)?|(?:荣)?立(?:过|"
    rf"了)?(?:{COUNT}次)?[^,。;!?\n]{{0,4}}[一二三特]等功(?:{COUNT}次)?|[一二三特]等功臣?|"
    rf"在(?:部队|军队|海军|空军|陆军|武警|火箭军|二炮|消防|边防)[^,。;!?\n]{{0,8}}(?:干|待|呆|当|"
    rf"服)(?:过|了)|"
    rf"(?:退伍|退役|转业|复员|参军|当兵|入伍|入党)(?:已|了|快|近|将近|有)?{COUNT}(?:多)?年(?:了)?|"
    r"退出现役|参加(?:过|了)?[^,。;!?\n]{0,6}(?:原子弹|氢弹|核)[^,。;!?\n]{0,2}试验|"
    r"(?:在[^,。;!?\n]{1,10})?牺牲(?:在[^,。;!?\n]{1,10}|于[^,。;!?\n]{1,10}|了)?(?!休息|绿|利益|"
    r"个人|居民|环境|业主|公共|时间)|"
    r"(?:上过|去过)(?:前线|战场|老山)|扛过枪|打过仗|"
    r"参加(?:过|了)[^,。;!?\n]{0,8}(?:抗洪|抢险|救灾|维和|护航|阅兵|核试验|剿匪|长征|游击队|地下党|"
    r"志愿军|八路军|新四军|解放军|红军|战争|战役|反击战|自卫战|作战)|"
    r"参加(?:过|了)?[^,。;!?\n]{0,10}(?:作战|自卫还击|自卫反击|革命)|"
    r"参加[^,。;!?\n]{0,8}(?:志愿军|八路军|新四军|解放军|红军|游击队|战役|反击战|抗美援朝)|"
    r"(?:在|于)[^,。;!?\n]{1,8}服役|地下党(?:员|出身)?|"
    r"当(?:过|了)[^,。;!?\n]{0,5}(?:武警|民兵|海军|空军|陆军|义务兵|士官|警卫员|排长|连长|班长)|"
    r"(?:正|副)?(?:排|连|营|团|师)(?:职|级|长)(?:转业|退役|退休|复员)|"
    r"(?:[少中上大][校尉]|[一二三四1-4]级(?:军士长|士官|警士长|上士))(?:军衔)?"
)
_STATUS: Final = re.compile(
    r"(?:抗战|抗日|越战|援朝|参战|伤残|残疾|复员|转业|现役|退役|退伍|带病回乡|女|老|因公|参试|"
    r"革命伤残|一级|二级|自主择业|重点优抚){0,3}(?:(?:退役|退伍|复员|转业|现役|伤残|参战|参试|"
    r"涉核|两参|带病回乡)(?:军人|人员|士兵|老兵|战士|干部|"
    r"士官|官兵|女兵|兵|民兵)(?:家属|遗属|子女|配偶|的?家庭)?|退役军人|退伍军人|复员军人|"
    r"转业(?:军人|干部)|"
    r"现役军人|伤残军人|残疾军人|退伍老?兵|退役士兵|退役老兵|老兵|武警战士|退伍兵|退役士官|"
    r"参战(?:老兵|人员|军人|民兵)|参试人员|军转干部|军官|士官|义务兵|军人)|"
    r"(?:中共|中国共产党|预备|正式|老|共产|入党积极|困难|农村|退休|离休|在职|流动|优秀|一名|一位|"
    r"共青){0,3}(?:党员|团员|分子)(?:身份)?|"
    r"(?:(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟))(?:成员|会员|社员|党员|盟员|主委|"
    r"委员)?|"
    r"无党派(?:人士)?|"
    r"军属|军嫂|军烈属|烈属|(?:革命)?烈士(?:(?=[,。;、)])|遗属|子女|家属|后代|遗孀|之子|之女|"
    r"的?[儿女父母妻孙][一-鿿]?)|抗属|因公牺牲(?:军人|民警)?(?:遗属|家属)?|功臣|"
    r"(?:[全省市区县镇]{0,2})?(?:人大代表|政协委员|党代表)|优抚对象|离休(?:干部|老干部|军人)|"
    r"(?:新四军|八路军|红军|解放军|志愿军|抗联|远征军|游击队)(?:的)?(?:老?战士|老兵|老?干部|后代|"
    r"家属)|老红军|老八路|(?:参加过?|上过|打过)[^,。;!?\n]{0,8}(?:战争|战役|抗战|老山前线|援朝|"
    r"反击战|"
    r"战场|参战)|抗美援朝(?:老兵|老战士|志愿军)?|对越自卫反击战|志愿军(?:老战士)?|"
    r"(?:当|参)过?(?:兵|军)(?:的)?|入过?伍|服过役|两参人员|援越抗美|(?:全国|"
    r"[省市区县]级?)?(?:劳动模范|劳模)|三八红旗手|"
    r"五一劳动奖章(?:获得者)?|(?:下乡|返城)?知青|入党(?:多年|积极分子)?"
)
_LABEL: Final = re.compile(r"政治面貌(?:[ ]{0,2}[:是为|][ ]{0,2}|[ ]{1,3})([一-鿿]{2,8})")
_OFFICES: Final = re.compile(
    r"(?:的)?(?:事务|服务[站中]|服务保障|优待|保障|安置|证(?:怎|如何|办|申|补)|优先|政策|条例|法|"
    r"管理|信息采集|就业|创业|补[贴助]|待遇|先锋|干部|活动|志愿|报到|大会|会议|教育|学习|代表大会|"
    r"发展|群众|队伍|示范岗|突击队|"
    r"责任区|之家|纪念|陵园|公墓|墓|节|光荣牌|依法优先|窗口|通道|候车|购票|家属(?:优|随军安置)|们|"
    r"等|联系|进社区|下沉|认领|应|可以|能否|工作|意见|建议|提出|视察|接待|联络站|委员会|会|组织|"
    r"支部|徽|费|课|员之家|群服务|校|风|性|章|史|纪)"
)
_BEFORE: Final = re.compile(
    r"(?:评为|获评|评上|获得|荣获|是|为|系|属|属于|作为|一名|一位|一个|名|位|个|老|[,、。;:(]|^|"
    r"曾|原|还|也|既|家|我|他|她|"
    r"本人|的|[亲夫妻子女爷奶伴公婆哥弟爹爸妈叔舅伯孙]|当过|参过|又|身份[:]?|持|凭)$"
)


# 系部分参战人员: what stands between the verb and the status only describes it.
_BEING: Final = re.compile(r"(?:是|系|为|属于?|作为)[^,。;!?\n的]{0,8}$")
# 电梯服役10年.
_MACHINES: Final = re.compile(r"(?:电梯|设备|车|管[道网线]|锅炉|线路|机|桥|井盖)[^,。;]{0,6}$")
# 复员后分到机械厂: a life after the army.
_LEFT: Final = re.compile(r"(?:退伍|退役|转业|复员)(?:后|回来|回乡|到|安置|分到|了|时|以后|以来)")


def find(text: str) -> Iterator[Finding]:
    """Yield each membership, service and honour that is a person's."""
    for start, end, score in joined(text, clauses(text, _ranges(text), 0.6)):
        yield Finding(start, end, ENTITY, score)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    for match in scan(_LABEL, text, near):
        yield match.start(1), match.end(1), 0.85
    for match in scan(_DATED, text, near):
        if _MACHINES.search(text, max(0, match.start() - 12), match.start()):
            continue
        if has_subject(text, *match.span()) or not is_general(text, *match.span()):
            yield match.start(), match.end(), 0.8
    yield from _statuses(text, near)


def _statuses(text: str, near: Sentences) -> Iterator[Range]:
    """Yield what a person is or was: 老兵, 党员, 复员后."""
    for match in scan(_LEFT, text, near):
        if has_subject(text, *match.span()) and not is_general(text, *match.span()):
            yield match.start(), match.end(), 0.7
    for match in scan(_STATUS, text, near):
        if _OFFICES.match(text, match.end()):
            continue
        before = text[max(0, match.start() - 3) : match.start()]
        if before and not (
            _BEFORE.search(before) or _BEING.search(text, max(0, match.start() - 10), match.start())
        ):
            continue
        if has_subject(text, *match.span()):
            yield match.start(), match.end(), 0.8
        elif not is_general(text, *match.span()) and re.match(
            r"[,。;!?、)]|$", text[match.end() : match.end() + 1]
        ):
            yield match.start(), match.end(), 0.6
