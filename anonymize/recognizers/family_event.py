"""Events and make-up of a family: 离婚后孩子判给了我, 丧偶, 再婚, 单亲, 家暴, 老伴去世.

What is told in one clause goes together, for its parts explain each other. Offices and
rules (婚姻登记处, 离婚冷静期, 单身公寓) stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import clauses
from anonymize.recognizers.attribute_spans import Range, scan, sentences, words
from anonymize.recognizers.attribute_subject import KIN, belief, is_of_many
from anonymize.recognizers.date_forms import COUNT, DATE, RELATIVE

ENTITY: Final = "FAMILY_EVENT"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    婚 离异 丧偶 单亲 单身 同居 家暴 跟着 被丈夫 被老公 被妻子 被前 被父 被儿 被公 出轨 分居 改嫁
    寡 净身 判给 抚养 前夫 前妻 继父 继母 继子 继女 后妈 后爸 养女 养子 领养 收养 私生 失独 双亡
    去世 病故 过世 病逝 离世 身亡 遗孀 遗腹 彩礼 入赘 倒插门 第三者 小三 配偶 独居 虐 强奸 性侵
    猥亵 走的 没的 不在了 一个人 独自 家庭暴力 打我 没了 走了 赡养 亲生 非婚 情人 带娃 带着孩子
    带孩子 殴打 婚姻 离了 处对象 抱养 过继 家庭状况 没爹 没妈 动手 打骂 私奔 重组 没有 亲子鉴定
    抛弃 遗弃 断绝 婚否 婚育 家庭成员 家庭情况 子女 跑了 不管 失联 外遇 儿女 生了 育有 未育 打孩子
    打老婆 爹妈 没结 未结 领证 外面有人 不知去向 离过 赶出 外面 丧子 丧女 丧父 丧母 白发人 走得早
    走的早 刚走 先走 刚没 骚扰 跟踪 纠缠 婆家 光棍 嫁 有妇之夫 有夫之妇 没领 未领 没结婚 没成家
    早逝 早亡 亡故 膝下 骗婚 感情破裂 婆媳 同住 养大 带大 照料 拉扯 居住 生活 再娶 另娶 续弦 好赌
    滥赌 嗜赌 酗酒 吸毒 坐牢 各过各 退婚 悔婚 宣告 失踪
    """
)
_WHEN: Final = rf"(?:(?:在|于)?(?:{DATE}|{RELATIVE})(?:[因就便刚才才和与跟已])?)?"
_WHOM: Final = rf"(?:[我他她][爸妈]|我|本人|他|她|男方|女方|对方|前夫|前妻|{KIN})"
_STATES: Final = (
    rf"(?:{_WHEN}[ ]?(?:已|已经|因|现|目前)?(?:正在|正)?(?:协议|起诉|诉讼|闹|办理)?(?:离婚|离异|"
    r"离了婚|"
    r"丧偶|再婚|二婚|复婚|分居|改嫁|守寡|寡居|丧夫|丧妻|(?<![隔脱距分剥撤远背逃偏游支])离(?=后|了))"
    rf"(?:了|多年|(?:已|了)?{COUNT}(?:多)?(?:年|个月))?(?:带(?:着)?(?:{COUNT}个|俩|仨)?(?:孩子|娃|"
    r"女儿|儿子))?|"
    r"(?:争|打)[^,。;!?\n]{0,3}抚养权(?:官司|纠纷)?|(?:大龄)?未婚(?:先孕|妈妈|生子|生育|同居|妻|"
    r"夫)?|单亲(?:妈妈|爸爸|母亲|父亲|家庭)?|单身(?:母亲|妈妈|"
    r"一人)?|"
    rf"(?:与|和|跟)?[^,。;!?\n]{{0,6}}同居(?:了|{COUNT}年|多年)?|(?:遭|遭受|遭到|长期|被|"
    rf"受)?(?:[^,。;!?\n]{{0,4}})(?:家暴|家庭暴力|性侵|猥亵|虐待|强奸|骚扰后)|(?:被|遭)(?:{KIN}|"
    rf"对象)(?:[^,。;!?\n]{{0,2}})(?:打|殴打|暴打|毒打|家暴)(?:了|过|伤)?|(?:{KIN})?(?:婚内)?出轨|"
    r"婚外情|有外遇|"
    r"第三者|净身出户|"
    r"(?:孩子|女儿|儿子|小孩|娃|抚养权|老大|老二)(?:的抚养权)?(?:都|由|被|"
    rf"经法院)?(?:法院)?(?:判(?:给|归|由)?|归|跟着|跟|由|随)(?:了|着)?{_WHOM}(?:抚养|生活|带|过|"
    r"监护)?(?:爸|妈|母亲|父亲)?|"
    r"前夫|前妻|继父|继母|继子|继女|后妈|后爸|养父|养母|养女|养子|(?:被)?(?:(?<!申)领养(?!老)|"
    r"收养)(?:的)?(?:孩子|女儿|儿子|孤儿)?|私生子|非婚生(?:子女|子)?|非亲生|失独|父母双亡|"
    r"父母离异|遗孀|遗腹子|"
    rf"入赘|倒插门|彩礼|(?:结婚|同居|领证|订婚|退婚)(?:登记)?(?:了|{COUNT}(?:多)?(?:年|个月))?|"
    rf"(?:{KIN}|孩子|父母|双亲|独生子女?|老人)(?:{_WHEN})(?:[^,。;!?\n]{{0,8}}?)(?:去世|病故|过世|"
    r"病逝|离世|身亡|遇难|牺牲|失踪|亡故|自杀)(?:了|多年|早|"
    rf"{COUNT}(?:多)?年)?|"
    rf"(?:{KIN}|父母|双亲|老人)(?:{_WHEN})(?:[就都也刚才先]|已经?|早就?|前些[年天]|那年|"
    rf"上周[一二三四五六日天]?|不幸|"
    r"突然){0,3}(?:走了|走的|没了|没的|不在了)|"
    r"(?:独自|一个人|独身一人|自己一人|孤身一人)(?:一人)?(?:居住|生活|住(?!院|宿)|在家|抚养|"
    r"带(?:着)?(?:孩子|娃|女儿|儿子|两个孩子|俩孩子))|独居|寡妇|光棍)"
)
_MORE: Final = (
    rf"(?:{KIN})(?:再娶|另娶|续弦|好赌|滥赌|嗜赌|酗酒|吸毒|坐牢)|各过各的|退婚|悔婚|续弦|"
    rf"宣告死亡|宣告失踪|"
    rf"{KIN}(?:早逝|早亡|亡故|双亡)|(?:由|被|靠)(?:继父|继母|养父|养母|{KIN})[^,。;!?\n]{{0,3}}"
    r"(?:抚养|养大|带大|照料|照看|拉扯)[^,。;!?\n]{0,3}|膝下无[儿女子]女?|无[儿子]无女|骗婚|"
    r"感情破裂|婆媳不和|"
    rf"(?:与|和|跟)(?:{KIN}|岳家)(?:一起|共同)?(?:同住|居住|生活)(?!用品)|"
    r"(?:男方|女方)[^,。;!?\n]{0,6}(?:动手|打人|打我|家暴|施暴|出轨)|嫁(?:过去|过来|到|给|进|出去)|"
    r"(?:和|与|跟)[^,。;!?\n]{1,8}生(?:了|的|下)(?:一个|个)?(?:孩子|女儿|儿子|娃)|有妇之夫|"
    r"有夫之妇|"
    r"(?:没|未)领(?:过)?(?:结婚)?证|一辈子没(?:结婚|成家|嫁|娶)|"
    r"(?:在)?外面(?:又|还|早就)?(?:有(?:了)?人|养(?:了)?(?:小|女人|情人))|丧[子女父母偶]|"
    r"白发人送黑发人|"
    rf"(?:{KIN}|男人)(?:[^,。;!?\n]{{0,8}}?)(?:走得早|走的早|没得早|刚走|刚没|先走(?:了|一步))|"
    rf"(?:孩子的?|女儿的?|儿子的?)?抚养权[^,。;!?\n]{{0,6}}(?:归|给|在|变更)[^,。;!?\n]{{0,6}}|"
    rf"(?:被|遭)(?:前)?(?:{KIN}|前任|对象|婆家|娘家|公婆|夫家)[^,。;!?\n]{{0,8}}?"
    r"(?:跟踪|骚扰|纠缠|威胁|恐吓|打|骂|赶|虐|泼|砍|囚禁|软禁|抛弃)(?:出(?:家门|门|来)?|了|过|伤)?|"
    rf"(?:抱养|过继|(?<!申)领养(?!老)|收养|遗弃|抛弃|断绝)(?:了|过|的|来)?(?:关系)?(?:{COUNT}个)?"
    r"(?:孩子|女儿|儿子|女婴|男婴|女孩|男孩|养[子女])?|重组家庭|亲子鉴定|"
    rf"(?:被|遭|受)(?:[我他她]的?)?(?:{KIN}|对象|男人|爱人)[^,。;!?\n]{{0,6}}?(?:打骂|抛弃|遗弃|"
    rf"赶出"
    r"(?:家门|来)?|动手|虐待|限制|逼|控制)|"
    rf"(?:{KIN}|对象|男人)(?:经常|总是?|长期|老|一喝酒就|喝了酒就|天天)?(?:打骂?|殴打|家暴|虐待|"
    r"动手打)(?:[我他她]|孩子|老婆|人)|"
    rf"(?:{KIN}|孩子[爸妈他]|孩子的?[爸妈父母]亲?)[^,。;!?\n]{{0,6}}?(?:跑了|走了|不管|改嫁|坐牢|"
    r"离家出走|不知去向|下落不明|跟人跑|外面有人|有了?外遇|赌博|失联)(?:了|孩子)?|"
    r"没(?:有)?(?:了)?(?:爹|妈|爸|父母|父亲|母亲|老伴|配偶|子女)|(?:已|从未|至今未|一直未|没有?|未)"
    rf"(?:结过?婚|领证|育)|离(?:了|过)(?:{COUNT}次)?婚?|(?:无|没有|膝下无)(?:儿女|子女|配偶)|"
    rf"(?:生有|育有|养有|生了|养了|养育了)(?:{COUNT}|俩|仨)(?:个)?(?:儿|女|子|孩)[子女儿孩]*"
)
_EVENT: Final = re.compile(rf"{_STATES}|{_MORE}")
# 婚姻状况：离异. A form asks, and the answer needs no other word.
_LABEL: Final = re.compile(
    r"(?:婚姻(?:状况|状态|情况)|婚姻|婚否|婚况|婚育(?:状况|情况)|子女情况|家庭成员|家庭(?:情况|"
    r"状况))"
    r"(?:[ ]{0,2}[:|][ ]{0,2}|[ ]{1,3})(?!无$|不详)([^,。;!?\n| ]{2,24})"
)
_RULES: Final = re.compile(
    r"(?:的)?(?:求助|热线|机构|庇护|告诫|干预|防治|救助|登记|证|协议书?怎|冷静期|率|自由|"
    r"法(?!院)|公寓|宿舍|楼|政策|手续|预约|须知|"
    r"家庭暴力法|财产分割怎|流程|介绍|摄影|纱|庆|礼|宴|介|姻|"
    r"假|保险|人员须知|职工|老人助餐|老人群体|补贴|服务|登记处|材料)"
)
# What happened, of whomever: the others are told only with somebody.
_PLAIN: Final = re.compile(r"[了过年]|判|离婚|离异|丧偶|去世|病故|过世|病逝|身亡")
_NOT_EVENTS: Final = re.compile(
    r"^(?:一个人.*|独自.*|结婚登记|亲子鉴定|家暴|家庭暴力|重组家庭|结婚|领证|订婚|彩礼|单身|未婚|"
    r"同居|独居)$"
)
_SURE: Final = 0.8
_MANY: Final = re.compile(r"的?(?:老人|老年人|人员|家庭|群体|高龄|、)")
_FARTHEST: Final = 12
_BETWEEN: Final = re.compile(r"[^,。;!?\n]*")


def find(text: str) -> Iterator[Finding]:
    """Yield each family event and state, from the first to the last of its clause."""
    start = end = -1
    best = 0.0
    for first, last, score in sorted(clauses(text, _ranges(text))):
        near = end >= 0 and first - end <= _FARTHEST
        if near and _BETWEEN.fullmatch(text, end, max(first, end)):
            end, best = max(end, last), max(best, score)
            continue
        if end > start:
            yield Finding(start, end, ENTITY, best)
        start, end, best = first, last, score
    if end > start:
        yield Finding(start, end, ENTITY, best)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    for match in scan(_LABEL, text, near):
        yield match.start(1), match.end(1), 0.7
    for match in scan(_EVENT, text, near):
        if _RULES.match(text, match.end()) or is_of_many(text, *match.span()):
            continue
        plain = _PLAIN.search(match[0]) and not _NOT_EVENTS.match(match[0])
        score = belief(text, *match.span(), alone=0.55 if plain else 0.0)
        # 独居老人 are many; 我妈独居 is one.
        if score and not (score < _SURE and _MANY.match(text, match.end())):
            yield match.start(), match.end(), score
