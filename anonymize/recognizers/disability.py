"""Disability of a person: 肢体二级残疾, 左腿截肢, 双目失明, 坐轮椅, 听力残疾三级.

What serves all who are disabled (残疾人证办理, 无障碍坡道, 残疾人车位) stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import timed
from anonymize.recognizers.attribute_spans import Range, joined, scan, sentences, words
from anonymize.recognizers.attribute_subject import belief, has_subject, is_general

ENTITY: Final = "DISABILITY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    残 截 瘫 遂 工伤 失明 失聪 聋 盲 哑 轮椅 植物人 失能 瘸 拐 跛 假肢 腿脚 只有一 麻痹 失去 义肢
    侏儒 唐氏 智障 弱智 听障 视障 看不见 听不见 走不了 行走 行动不 下不了 无法站 弱视 助听 耳蜗
    伤残 智力 断了 缺失 不能走 自闭症 口吃 失语 缺了 少了 耳朵 瞎 看不 听不 半身 评定 鉴定 评残
    等级 精神 肢体 听力 视力 言语 多重 是假 天生 生下来
    """
)
_LEVEL: Final = r"(?:[一二三四五六七八九十1-9]|10|[ⅠⅡⅢⅣ]|Ⅱ)级"
_KIND: Final = (
    r"(?:肢体|听力|视力|言语|语言|智力|精神|多重|听觉|视觉|重度|轻度|中度|极重度|心智|下肢|上肢|"
    r"身体|先天(?:性)?)"
)
_GRADED: Final = re.compile(
    rf"{_KIND}{{0,3}}[(]?{_LEVEL}[)]?{_KIND}{{0,2}}(?:残疾人?|伤残|工伤|[智肢视听精]?残)|"
    rf"(?:{_KIND}{{1,3}})?(?:残疾|伤残|工伤|残障|失能|残)(?!证)"
    r"(?:等级|级别|程度|鉴定|评定|被?鉴定|鉴定结论)?(?:为|是|:|达|达到|评为|"
    rf"定为)?[(]?(?:{_KIND}{{1,2}})?{_LEVEL}(?![以及])(?:残疾|伤残)?|"
    rf"{_KIND}{{1,3}}残(?:疾|障)?|(?:精神|肢体|听力|视力|言语|智力|"
    rf"多重)(?:残)?[一二三四1-4]级(?!医|护)|"
    r"(?:评定|鉴定|评残|评级|认定|等级)(?:结果)?(?:为|成|是)[一二三四五六七八九十1-9]级(?!以|响应)"
)
_SIDE: Final = r"(?:左|右|双|单|一条|一只|一侧|两|两条|高位|下|上|半)"
_PART: Final = (
    r"(?:腿|手|臂|眼|耳|目|脚|足|膝|侧?下肢|侧?上肢|肢|小腿|大腿|手臂|胳膊|手指|食指|拇指|身|"
    r"身不遂|肢体)"
)
_LOST: Final = re.compile(
    rf"(?:{_SIDE}{{1,2}}侧?{_PART}|{_PART})[^,。;!?\n]{{0,4}}?(?:截肢|失明|失聪|伤残|致残|残疾|"
    rf"残废|残了|瘸|"
    r"瘫痪?|缺失|断了|被截|断指|失去功能|"
    r"不能动|动不了|看不见|听不见|没有知觉|无知觉|萎缩|骨折)|"
    r"小儿麻痹(?:症|后遗症)?|只有一[条只](?:胳膊|手|腿|眼睛?|耳朵|脚)|失去(?:了)?[左右双]?(?:手|"
    r"腿|眼|臂|脚|耳|[一-鿿]{0,3}(?:听力|视力|"
    r"手指))|(?:高位)?截肢|(?:高位)?截瘫|偏瘫|全瘫|半身不遂|半身不遂|瘫痪(?:在床)?|双目失明|失明|"
    r"全盲|"
    r"半盲|失聪|聋哑(?:人)?(?!学校)|又聋又哑|(?:突发性|神经性|老年性|先天性|药物性)?耳聋|耳背|"
    r"先天性?(?:聋哑|又聋又哑|[聋盲哑]|残疾|弱视|失明|失聪)|(?:成了|成为|是|变成|"
    r"系)?植物人(?:状态)?|唐氏(?:儿|综合征)?|侏儒|智障|"
    r"弱智|(?:听|视)障(?![者碍人])|弱视|失语|"
    r"(?:[左右双两][手脚眼耳腿上]?)?(?:缺|断|少|"
    r"没)(?:了)?(?:[一二两三四五六七八九十0-9半][根只条节截个边])(?:手指头?|脚趾头?|"
    r"胳膊|"
    r"腿|手|脚|耳朵|眼睛?|拇指|指头|手掌)|耳朵?(?:都|也|已经?|完全|全|早就?)?(?:聋|背|"
    r"听不[见到清])(?:了)?|"
    r"(?:眼睛?|双目|双眼)(?:都|也|已经?|完全|全|早就?)?(?:瞎|看不[见到清])(?:了)?|"
    r"(?:腿|手|眼睛?|胳膊|脚|臂)(?:都|也)?是假(?:的|肢|眼)|瘫(?:在|倒在)(?:了)?(?:床|炕|轮椅)上?|"
    r"一瘸一拐|"
    r"(?:天生|生下来|出生|从小)(?:就)?(?:没有|缺|少)[^,。;!?\n]{0,4}(?:手|腿|脚|眼|耳|臂|指)|"
    r"(?:天生|从小|自幼|生来)(?:失明|失聪|聋哑|残疾|看不见|听不见|不会说话)|(?:下|"
    r"上)半身[^,。;!?\n]{0,4}(?:知觉|不能动|瘫)|"
    r"装[了着过]?(?:假肢|义肢|人工耳蜗)|(?:戴|佩戴)着?(?:助听器|人工耳蜗|耳蜗|假肢|义眼)|(?:完全|"
    r"部分)?失能(?!老人|人员)|半失能(?!老人|人员)"
)
_MOVES: Final = re.compile(
    r"(?:常年|长年|多年|长期|只能|一直|平时|出行|需要?|要|得|终身)?(?:坐|靠|用|依靠|依赖|离不开|"
    r"推)(?:着)?(?:个)?轮椅(?:出行|生活|代步|上下楼)?|"
    r"(?:拄|架)(?:着)?(?:双)?拐(?:杖|棍)?|腿脚(?:不好|不便|不利索|不灵便?活?|残疾|有残疾|有毛病)|"
    r"(?:无法|"
    r"不能|难以)(?:独立|自行|正常|自己)?(?:行走|站立|下床)|"
    r"(?:走不了路|下不了床|下不了地|站不起来)|行动(?:十分|非常|很|极为|极其)?不(?:便|方便)|"
    r"瘸(?:了|腿)|跛(?:脚|足|行)"
)
_BARE: Final = re.compile(
    r"残疾(?:人|军人|老人|儿童|证)?|残障(?:人士)?|重残|轻残|盲人|聋人|工伤致残|致残"
)
_THINGS: Final = re.compile(
    r"(?:人)?(?:证(?:的)?(?:办理|申|怎|如何|换|补|年检|办)|联合会|联|通道|车位|坡道|停车|卫生间|"
    r"厕所|设施|专用|机动|轮椅|补贴|两项补贴|护理补贴|就业|保障金|"
    r"保障法|事业|服务|康复中心|按摩|道|政策|标准|评定标准|等级标准|优惠|权益|日|运动|托养|"
    r"家庭无障碍|鉴定机构|无障碍|协会|群体|朋友)"
)
_BEING: Final = re.compile(
    r"(?:是|为|系|属|属于|有|持|持有|身患|因|作为|落下|个|名|位|成了|的|办了?|[,、。]|家|"
    r"[亲女子妻夫哥弟姐妹人])$"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each disability of a person."""
    for start, end, score in joined(text, timed(text, _ranges(text))):
        yield Finding(start, end, ENTITY, score)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    for match in scan(_GRADED, text, near):
        told = has_subject(text, *match.span())
        if not _THINGS.match(text, match.end()) and (told or not is_general(text, *match.span())):
            yield match.start(), match.end(), 0.85 if told else 0.7
    for match in scan(_LOST, text, near):
        score = belief(text, *match.span(), alone=0.6)
        if score and not _THINGS.match(text, match.end()):
            yield match.start(), match.end(), score
    for match in scan(_MOVES, text, near):
        score = belief(text, *match.span(), alone=0.0)
        if score:
            yield match.start(), match.end(), score
    for match in scan(_BARE, text, near):
        before = text[max(0, match.start() - 2) : match.start()]
        if _THINGS.match(text, match.end()) or (before and not _BEING.search(before)):
            continue
        if has_subject(text, *match.span()):
            yield match.start(), match.end(), 0.8
