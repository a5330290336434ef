"""Whose attribute it is: a person's (我患…, 其母亲今年…) or nobody's (…的报销标准). No recogniser.

The same word is a secret in 我是低保户 and public in 低保户如何申请. What decides is who
is spoken of in the sentence, and whether the sentence speaks of rules.
"""

import re
from functools import lru_cache
from typing import Final

from anonymize.normalize import SLOT_MARK

KIN: Final = (
    r"(?:母亲(?!河|节)|父亲(?!节)|妈妈?(?!祖)|爸爸?|老[爹娘父母]|爷爷|奶奶(?!粉)|姥姥|姥爷|外公|"
    r"外婆|"
    r"公公|婆婆|公婆|岳父|岳母|丈母娘|老伴|爱人|配偶|丈夫|妻子|老公|老婆|媳妇|儿子|女儿|闺女|独子|"
    r"独女|"
    r"[长次]子|[长次]女|孙子|孙女|外孙|哥哥?(?!们)|弟弟|姐姐|妹妹|[大二三][哥姐]|兄弟|姐妹|"
    r"胞[兄弟姐妹]|"
    r"侄[子女儿]|外甥|舅[舅妈父]|姑[姑妈父]|叔叔|婶|伯[父母伯]|姨[妈父母]|[大小二三]姨|"
    r"[表堂][哥姐弟妹]|"
    r"双亲|父母|二老|老两口|两口子|夫妻|夫妇|儿媳|女婿|嫂子|前[夫妻]|未婚[夫妻]|[男女]朋?友)"
)
_SPEAKS: Final = (
    r"(?:来电|致电|再次|多次|曾)?(?:想|要|希望|建议|认为|觉得|看到|听说|了解|发现|问|咨询|询问|"
    r"请问|"
    r"打电话|在网上|打算)"
)
# What a caller does that is told of the caller's own life, and of no rule.
_LIVES: Final = (
    r"信|怀|丧|离[婚异]|再婚|未婚|单[身亲]|服[役过刑]|当[过了兵]|荣|立[过了]|参[军加战]|入[党伍团]|"
    r"退[休伍役]|领|享|吃[低着]|拿|曾|现为|正在|刚|从[前小部事军]|每[天日月周晚]|去年|前年|上个?月|"
    r"长期|常年|全家|一家|丈夫|妻子|老公|老婆|儿子|女儿|母亲|父亲|爱人|靠|无[业儿收]|没有收入|下岗|"
    r"失[业独明聪]|残|双|左|右|腿|先天|做[了过]|动[了过]|查出|确诊|得[了过]|[和与跟同][^,。]{0,3}"
    r"[夫妻婆公母父爹妈爸]|流产|孕|产后|刚生|坐[过月]|住院|独[居自]|领养(?!老)|收养|皈依|吸[过毒]|刑满"
)
# Nobody but one: whatever is said of them is said of a person.
_ONE: Final = re.compile(
    rf"我(?!国|市|区|县|省|局|委|办|所|镇|乡|村委|中心|街|院|处|科|部|厂|校|司|站|队|们?{_SPEAKS})|"
    rf"本人(?!{_SPEAKS})|俺|咱|自己|自称|自述|其(?![中他它实余次])|[他她](?!们{_SPEAKS})|此人|"
    rf"{KIN}(?!{_SPEAKS})|"
    r"家人|家中|家里|家属(?![院区楼])|亲属|亲戚|室友|女士|先生|老太|老汉|老头|大爷|大妈|大叔|大娘|"
    r"阿姨|"
    r"大姐|大哥|男子|女子|小伙|姑娘|[男女](?=[,、]|[0-9])|某(?![些种个地小类项])|"
    rf"{SLOT_MARK}|"
    r"(?:该|这位|那位|一位|一名|这名|有位|有个|有名|对门|楼上|楼下|隔壁)(?:的)?[0-9岁多]{0,4}"
    r"(?:居民|住户|村民|业主|职工|员工|学生|男|女|老|同志|孩|人|邻居|工友|乘客|患者|残疾|独居|孕|"
    r"环卫|"
    r"保洁|保安|外卖|退)|"
    r"(?:老人|孩子|婴儿|患者|工人|员工|学生|邻居|租户)(?:是|系|患|今年|身|因|双|卧|坐|先天)|"
    r"(?:诉求人|来电人|反映人|申请人|当事人|投诉人|举报人|求助人|市民|业主|居民|住户|村民)"
    r"(?:本人|系|是|为(?!了)|属于|属|患|今年|现年|已|年|因|身|家|的|有|育|享受|持)|"
    r"(?:诉求|来电|反映|申请|当事|投诉|举报|求助|咨询|来访|信访|被反映)[人者](?:称|自称|自述|说)?"
    rf"(?:[0-9]|[一二三四五六七八九十两]{{1,3}}[岁年个]|{_LIVES})"
)
# One of many: said of a person unless the sentence is about rules.
_SOME: Final = re.compile(
    r"(?:老人(?!卡|证)|孩子|小孩|宝宝|婴儿|男孩|女孩|娃|学生|员工|职工|工人|工友|司机|患者|病人|"
    r"伤者|"
    r"死者|产妇|当事人|来电人|诉求人|反映人|申请人|投诉人|举报人|市民|居民|业主|住户|邻居|租户|"
    r"租客|"
    rf"房东|户主|村民|群众|同事|同学|老师|群友|家庭|家长)(?!{_SPEAKS})"
)
# In the same clause these speak of a rule; asked of anywhere in the sentence, too.
_RULES: Final = re.compile(
    r"政策|规定|办法|条例|标准|流程|条件|手续|所需材料|免费|优惠|优待|优先|报销|目录|范围|病种|"
    r"接种|疫苗|防控|防治|预防|筛查|义诊|讲座|宣传|科普|群体|人群|群众|对象|活动|服务站|专区|候车|"
    r"专座|"
    r"通道|设施|比例|统计|全市|全区|我市|我区|本市|本区|各[类级]|凡|符合|应当|可以申请|可申请|"
    r"可由|可向|可凭|可以?入住|均可|参保|医保账户|"
    r"不得|适用|"
    r"资格|名额|权益|保障工作|帮扶|关爱|慰问|提供|开展|落实|管理|建立|制度|试点|机制|工作(?:要求|"
    r"部署|方案)"
)
_ASKED: Final = re.compile(
    r"如何|怎么[申办领报认开享缴查交]|怎样|能否|请问|咨询|询问|"
    r"是否(?:可以|能|属于|纳入|有|享受|需要|符合)"
)
_NEXT: Final = re.compile(r",(?:现|特|想)?(?:咨询|询问)")
_THOSE: Final = re.compile(
    r"(?:[、或和及])?(?:子女|配偶|父母)?的(?:患者|老人|老年人|儿童|家庭|人员|人群|居民|对象|妇女|"
    r"女性)"
)
_OF_MANY: Final = re.compile(r"父母|双亲|配偶|夫妻|夫妇|子女|家属|亲属|家人|家庭|孩子|儿童")
_SENTENCE: Final = re.compile(r"[。!?;\n]")
# How far a subject reaches, in characters.
_BEFORE: Final = 48
_AFTER: Final = 14
_NEAR: Final = 30
STRONG: Final = 0.85
LIKELY: Final = 0.7
DOUBTFUL: Final = 0.4


def is_general(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around ``[start, end)`` speaks of rules, not of a person."""
    first, last = bounds(text, start, end)
    low, high = max(first, start - _NEAR), min(last, end + _NEAR)
    comma = text.find(",", end, high)
    clause = max(low, text.rfind(",", low, start)), high if comma < 0 else comma
    # …，咨询送餐: what is asked for comes after what is told.
    asked = _NEXT.search(text, end, high)
    return _asks(text[low : asked.start() if asked else high]) or _rules(
        text[clause[0] : clause[1]]
    )


def has_subject(text: str, start: int, end: int) -> bool:
    """Tell whether one certain person is spoken of beside ``[start, end)``."""
    first, last = bounds(text, start, end)
    return _names_one(
        text[max(first, start - _BEFORE) : max(end, min(last, start + 3))]
    ) or _names_one(text[end : min(last, end + _AFTER)])


# The same few words are asked about by one recogniser after the other.
@lru_cache(maxsize=1024)
def _names_one(words: str) -> bool:
    return bool(_ONE.search(words))


@lru_cache(maxsize=1024)
def _asks(words: str) -> bool:
    return bool(_ASKED.search(words))


@lru_cache(maxsize=1024)
def _rules(words: str) -> bool:
    return bool(_RULES.search(words))


def is_of_many(text: str, start: int, end: int) -> bool:
    """Tell whether a rule speaks of kin in general: 父母去世后账户余额可由子女继承."""
    first, last = bounds(text, start, end)
    general = is_general(text, start, end) or _THOSE.match(text, end)
    return bool(general) and not _names_one(_OF_MANY.sub("", text[first:last]))


def belief(text: str, start: int, end: int, alone: float = DOUBTFUL) -> float:
    """Return how surely what stands at ``[start, end)`` is said of a person, 0 for not at all.

    *alone* is the answer where neither a person nor a rule is spoken of.
    """
    if has_subject(text, start, end):
        return STRONG
    if is_general(text, start, end):
        return 0.0
    first, last = bounds(text, start, end)
    if _SOME.search(text, max(first, start - _BEFORE), min(last, end + _AFTER)):
        return LIKELY
    line = text.rfind("\n", 0, start) + 1
    if _names_one(text[max(line, start - _BEFORE) : start]):
        return LIKELY
    return alone


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around ``[start, end)``, cut at what a subject can reach."""
    low, high = max(0, start - _BEFORE), min(len(text), end + _BEFORE)
    for mark in _SENTENCE.finditer(text, low, start):
        low = mark.end()
    after = _SENTENCE.search(text, end, high)
    return low, after.start() if after else high
