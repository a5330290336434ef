"""Pregnancy, birth and what goes with it: 怀孕32周, 孕晚期, 怀二胎, 剖腹产, 哺乳期, 做试管.

孕妇候车区, 二孩政策 and 哺乳期女职工的权益 are nobody's and stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import clauses
from anonymize.recognizers.attribute_spans import Range, joined, scan, sentences, words
from anonymize.recognizers.attribute_subject import belief, has_subject, is_general
from anonymize.recognizers.date_forms import COUNT, DATE, RELATIVE

ENTITY: Final = "PREGNANCY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    孕 胎 产 哺乳 月子 试管 怀 人流 不育 大肚子 母乳 双胞 生完 生下 肚子 分娩 生产 生的 生了 临盆
    宫腔 输卵管
    """
)
_CERTAIN: Final = re.compile(
    r"(?:二胎|三胎|头胎|一胎)?(?:怀孕|怀胎|怀着孕|有孕|受孕|身孕|孕期|孕)(?:已|了|有|已经|大约|"
    r"约|将近|近|快|刚|满|到了)?"
    rf"{COUNT}(?:\+[0-9])?(?:个)?(?:多|半)?(?:周|个月|月|天)(?:零|\+|加|多)?(?:{COUNT}天|"
    rf"(?<=\+)[0-9])?|"
    rf"(?:有|怀)?(?:了|着)?{COUNT}(?:个)?(?:多)?(?:月|周|个月)(?:的)?(?:身孕|孕肚|孕|孕妇)|"
    rf"(?:预产期)(?:是|在|为|:)?(?:{DATE}|下个?月|本月|这个月)?|怀(?:着|了|上|的是)(?:身?孕|二胎|"
    r"三胎|头胎|一胎|双胞胎|龙凤胎|孩子|宝宝)?|"
    r"(?:正)?处?[于在]?孕(?:产)?[早中晚后前]期|已孕(?![0-9一二三四五六七八九十两])|"
    r"挺着(?:个)?大肚子|大肚子|"
    r"肚子里(?:的|怀)|怀不上|怀了|做(?:了|过)?(?:人工授精|促排|取卵|羊水穿刺|唐筛|产检|B超显示)|"
    r"双胎|临盆|宫腔粘连|输卵管(?:堵塞|不通|积水)|(?:分娩|生产|产后|生完(?:孩子)?)(?:不足|不到|"
    r"才|刚|仅|未满|不满)(?:百[天日]|满月|"
    r"[0-9一二两三四五六七八九十半]{1,3}(?:个)?[天日月周])|"
    rf"(?:{DATE}|{RELATIVE}|[0-9一二三四五六七八九十]{{1,2}}月)(?:才|刚)?生(?:的|了|下)(?:孩子|"
    rf"宝宝|[二三]胎|娃|小孩)|"
    r"(?:胎儿|胎心|羊水|胎盘|胎位)[^,。;!?\n]{1,6}|妊娠(?:期)?(?:高血压|糖尿病|反应)|子痫|"
    r"(?:还有|再有|还差)[^,。;!?\n]{1,6}(?:就)?(?:要)?(?:生|预产|临盆)(?:了|孩子)?|"
    r"有孕在身|身怀六甲|先兆流产|宫外孕(?:手术)?(?:后)?|"
    r"胎停(?:育)?|"
    r"习惯性流产|保胎|不孕不育|不孕症|"
    rf"(?:做|在做|准备做|失败的)(?:了|过)?(?:{COUNT}次)?试管(?:婴儿)?|试管(?:婴儿)?(?:移植|失败|"
    r"成功|怀上|怀孕)|未婚先孕|"
    r"(?:刚|才|刚刚)生(?:完|了|下)(?:孩子|二胎|三胎|宝宝|小孩|娃)?|坐月子|(?:正在|还在|"
    r"仍在)?月子(?:期间|里|中(?!心))|"
    rf"产后{COUNT}(?:个)?(?:多)?(?:天|周|月|个月)|(?:刚)?(?:做完|做了|做过|流过|"
    rf"怀过)?(?:{COUNT}次)?(?:早产(?:儿)?|难产|剖[腹宫]产|顺产|流产|引产|小产|"
    rf"(?<![求电映请事诉报询助])人流)(?:了|过|"
    rf"后(?:在家)?(?:休养|休息|恢复)?|{COUNT}天|{COUNT}次|{COUNT}个?(?:多)?(?:月|周))?|"
    rf"怀(?:了)?(?:二胎|三胎|头胎|双胞胎)(?:{COUNT}个?(?:多)?(?:月|周|个月))?"
)
_WITH_PERSON: Final = re.compile(
    r"(?:刚)?(?:查出|发现|检查出)?怀孕(?:期间|初期|早期|中期|晚期|后期|了)?|孕期|孕妇|孕产妇|"
    r"(?:高龄)?产妇|孕吐(?:严重)?|"
    r"妊娠[一-鿿]{0,4}|待产|临产|即将生产|"
    r"快要?生了|(?:要|准备|刚)?生(?:了)?(?:二|三|头)[胎孩]|[二三]胎|备孕|"
    r"(?:正在|处于|还在)?哺乳期?|母乳喂养|大着?肚子|休产假|产假|双胞胎|龙凤胎|不孕|不育"
)
_RULES: Final = re.compile(
    r"候车|专座|候诊|建档|政策|家庭|女职工|的?妇女|医院|检查费|津贴|登记|服务证|保险|补贴|奖励|"
    r"优先|学校|课|讲座|用品|服装|护理|中心|机构|"
    r"会所|食品|奶粉|室|报销|品"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each pregnancy, birth and nursing that is a person's."""
    for start, end, score in joined(text, clauses(text, _ranges(text))):
        yield Finding(start, end, ENTITY, score)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    for match in scan(_CERTAIN, text, near):
        told = has_subject(text, *match.span())
        if told or not (is_general(text, *match.span()) or _RULES.match(text, match.end())):
            yield match.start(), match.end(), 0.85 if told else 0.7
    for match in scan(_WITH_PERSON, text, near):
        if _RULES.match(text, match.end()):
            continue
        score = belief(text, *match.span(), alone=0.0)
        if score:
            yield match.start(), match.end(), score
