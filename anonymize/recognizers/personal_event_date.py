"""When something of a person's life happened: 2023年5月6日手术, 前年做的心脏搭桥, 开庭时间：….

Dates of surgery, accidents, hospital stays and court hearings go (domain.md §9); the
dates of the complaint, of works and of laws stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import KIN
from anonymize.recognizers.date_forms import DATE, RELATIVE

ENTITY: Final = "PERSONAL_EVENT_DATE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_EVENTS: Final = (
    r"(?:手术|开刀|住院|出院|入院|剖[腹宫]产|顺产|分娩|生产(?!线|商|日期|厂|企业|经营|许可)|流产|"
    r"引产|(?:出(?:的|了)?)?车祸|交通事故|摔(?:伤|倒|断|成|下)|骨折|确诊|查出|诊断|开庭|庭审|宣判|"
    r"判决|起诉|"
    r"立案(?!调查|查处)|一审|二审|"
    r"仲裁(?:开庭|裁决)|被[^,。;!?\n]{0,4}(?:撞|打|咬|砸|刺|捅|烫|压|轧|夹|绞|割)|受伤|工伤|中风|"
    r"发病|化疗|放疗|"
    r"透析|搭桥|支架|移植|截肢|切除|去世|过世|病逝|病故|离世|死亡|火化|下葬|出狱|被捕|被?拘留|"
    r"刑满|取保|昏迷|抢救|溺水|烫伤|烧伤|烫|生的(?:孩子|宝宝|娃)?|结婚|离婚|领证|领的?结婚证|"
    r"怀孕|生下|做(?:的|了|过)?[^,。;!?\n]{0,8}(?:手术|搭桥|支架|移植|切除|截肢|置换|化疗|透析)|"
    r"从[^,。;!?\n]{1,8}(?:摔|掉|坠)(?:下|落)|坠落|遇害|失踪|走失|轻生|自杀|跳楼|确认劳动关系)"
)
_ANCHORS: Final = words(
    """
    手术 术后 开刀 住院 出院 入院 产 胎 车祸 事故 摔 骨折 确诊 查出 诊断 开庭 庭审 宣判 判决 起诉
    立案 一审 二审 仲裁 撞 被打 咬 砸 刺 捅 受伤 工伤 中风 发病 化疗 放疗 透析 搭桥 支架 压断 轧
    夹断 绞 割伤 移植 截肢 切除 世 病逝 病故 亡 火化 下葬 出狱 被捕 拘留 刑满 取保 昏迷 抢救 溺水
    烫 烧 生的 生下 婚 领证 怀孕 坠 掉 遇害 失踪 走失 轻生 自杀 跳楼 劳动关系 就诊 复查 案发 受害
    """
)
_DATED: Final = re.compile(
    r"[年月日号]|[0-9][-./][0-9]|[天周]前|[前昨][天年]|[上下]周|[上下]个?月|去年"
)
_TO: Final = (
    r"(?:[ ,]?(?:就|才|刚|曾|因|已|被|我|在|于|到|去|做|行|进行|接受|的|了|他|她|其|孩子|老人|"
    r"工人|本人|"
    rf"{KIN}|法院|一审|二审|不慎|不幸|突发|突然|左右|那天|当天|下午|上午|晚上|凌晨|早上)|"
    r"[ ,]?在[^,。;!?\n]{2,14}|[ ]?因[^,。;!?\n]{1,10}|[ ,]?骑[^,。;!?\n]{1,10}|[ ,]?发生(?:了)?|"
    r"[ ,]?(?:经|由)[^,。;!?\n]{2,14}){0,4}?"
)
_BEFORE: Final = re.compile(
    rf"(?:于|在|定于|定在)?(?P<date>{DATE}|{RELATIVE}){_TO}(?:的)?{_EVENTS}"
)
_AFTER: Final = re.compile(
    r"(?:手术|开刀|住院|入院|出院|开庭|庭审|宣判|判决|仲裁|事故|车祸|受伤|工伤|死亡|去世|就诊|"
    r"诊断|确诊|生产|分娩|结婚|离婚|火化|立案|受害|案发|发病|复查|下次化疗|化疗|透析|术后复查)"
    r"(?:时间|日期|日|发生时间|的时间|的日期|是在|发生在|发生于|定在|定于|安排在|排在|在|于|"
    rf"约在)(?:[:是为定在于约 ]|安排|排到){{0,3}}(?P<date>{DATE}|{RELATIVE})(?:至|到|-|"
    rf"~)?(?:{DATE})?"
)
_PUBLIC: Final = re.compile(
    r"(?:住院(?:费|楼|部|报销|比例|医保)|手术室|判决书样|立案标准|生产[^下]|条例|政策|办法|通知|"
    r"起施行|起实施|标准)"
)
_STARTED: Final = re.compile(r"我院|我局|我单位|政策|条例|起施行|起执行|医保")


def find(text: str) -> Iterator[Finding]:
    """Yield each date of a person's surgery, stay, accident, hearing, wedding or death."""
    near = sentences(text, _ANCHORS, _DATED)
    for pattern in (_BEFORE, _AFTER):
        for match in scan(pattern, text, near):
            if _PUBLIC.search(text, match.start(), min(len(text), match.end() + 3)):
                continue
            if _STARTED.search(text, match.start(), match.end()):
                continue
            start = match.start("date")
            end = match.end() if pattern is _AFTER else match.end("date")
            yield Finding(start, end, ENTITY, 0.75)
