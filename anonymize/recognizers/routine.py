"""When a person is where, day by day: 我每天7点10分坐300路上班, 每周三晚上去跳舞, 晚上10点下夜班.

The time goes; lines and roads stay. A nuisance that comes every day (每天凌晨2点施工) and
hours of service are nobody's routine.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import rest_of_clause
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import KIN, bounds, has_subject

ENTITY: Final = "ROUTINE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    每天 每日 天天 每周 每个 周一 周二 周三 周四 周五 周六 周日 周末 工作日 平时 早上 晚上 每晚
    双休 节假 每早 凌晨 下班 上班 每星期 每礼拜 点 每月 每年 隔天 隔三差五 习惯 一般 清晨 傍晚
    中午 夜班
    """
)
_HOUR: Final = (
    r"(?:(?:[01]?[0-9]|2[0-4])(?:[:点时](?:[0-5]?[0-9](?:分)?|半|一刻|三刻|钟|整|多)?)|"
    r"(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])点(?:钟|半|多|整|一刻|"
    r"三刻|[一二三四五]?十[一二三四五六七八九]?分?|"
    r"零?[一二三四五六七八九]分)?)"
)
_TIME: Final = (
    rf"(?:{_HOUR}(?:[ ]?(?:左右|前后|多|钟))?(?:[ ]?(?:到|至|-|~|—)[ ]?(?:次日|第二天)?"
    rf"(?:凌晨|早上|晚上|下午|中午|上午|早|晚|傍晚|夜里)?{_HOUR})?)"
)
_DAYTIME: Final = (
    r"(?:早上|早晨|清晨|清早|一早|上午|中午|下午|傍晚|晚上|夜里|夜间|半夜|深夜|凌晨|早|晚|大清早)"
)
_WEEKDAY: Final = (
    r"(?<![上下本这])(?:周|星期|礼拜)[一二三四五六日天末](?:[、,和]?(?:周|星期|"
    r"礼拜)?[一二三四五六日天])*"
)
_OFTEN: Final = (
    rf"(?:每(?:个)?(?:天|日|晚|早|周|星期|礼拜|月|工作日)(?:都)?(?:(?:[0-9]{{1,2}}|"
    rf"[一二三四五六七八九十]{{1,3}})[号日](?!线)|{_WEEKDAY}|"
    rf"[一二三四五六日末天](?:[、,和到至]?[一二三四五六日天]){{0,5}})?|天天|"
    rf"{_WEEKDAY}(?:[到至]{_WEEKDAY})?|工作日|周末|双休日|节假日|平时|平常|一般|通常|习惯|隔天|"
    rf"隔三差五|单号|双号)"
)
_WHEN: Final = re.compile(
    rf"(?:{_OFTEN}(?:都|会|要|是|的|在|固定|基本|大约|大概|差不多|必须|得|都要|都会|都是|"
    rf"(?:放学|下班|下课|收工|饭)后|"
    rf"[ ,]){{0,2}}(?:{_WEEKDAY})?(?:的)?(?:{_DAYTIME}(?:的)?)?(?:大约|大概|差不多|"
    rf"固定)?(?:{_TIME})?|{_DAYTIME}(?:大约|大概|差不多|都是)?{_TIME}|{_TIME})"
)
_DAY_TIMES: Final = re.compile(rf"{_DAYTIME}{_TIME}")
_ONCE: Final = re.compile(r"昨|今[天早晚日]|前天|当[天日晚]|[0-9]{1,2}[日号]")
_HAS_TIME: Final = re.compile(rf"{_HOUR}|{_DAYTIME}|{_WEEKDAY}|每个?[周晚早月]|每个?星期|周末")
# What a person does by the clock.
_DOES: Final = (
    r"(?:上班|下班|下夜班|上夜班|夜班|值班|倒班|出车|收车|收工|收摊|出摊|上学|放学|接(?:孩子|娃|"
    r"孙子|孙女|女儿|儿子|送|他|她)|送(?:孩子|娃|孙子|孙女|女儿|儿子|他|她)|遛(?:狗|弯|娃|鸟|犬)|"
    r"跳(?:广场)?舞|锻炼|跑步|晨跑|夜跑|散步|"
    r"买菜|坐(?:[^,。;!?\n]{0,6}(?:路|地铁|公交|车|号线|班车))|乘(?:[^,。;!?\n]{0,8}(?:路|地铁|"
    r"公交|车|号线))|骑(?:车|电动车|自行车|共享单车)|开车|出门|回家|到家|起床|睡觉|入睡|休息|透析|"
    r"吃药|做礼拜|打(?:太极|球|牌|麻将|拳)|"
    r"练(?:琴|拳|字|车)|游泳|健身|打工|兼职|补课|上(?:课|补习班|兴趣班|早班|晚班|中班)|独自|"
    r"一个人(?:走|在家|住|回)|不在家|家里没人|家中无人|回(?:来|去|村|娘家)|路过|经过|通勤|挤|"
    r"等(?:[^,。;!?\n]{0,6}路|车|公交|地铁)|上[^,。;!?\n]{1,4}[课班]|赶(?:车|地铁|公交|早班)|离家|"
    r"钓鱼|理疗|复查|"
    r"拿药|出发|(?:下|上)?晚自习|午睡|午休|起来|做(?:早饭|晚饭|饭|工)|在家(?!也|都|里?(?:听|闻|"
    r"睡不))|进货|出工|干活|串门|"
    r"倒车|换乘|陪[护读床孩老]|照顾|接(?=[,。;]|$)|赶集|值夜|换班|交班|取(?:工资|钱|药|奶|报)|"
    r"领(?:工资|药|钱)|"
    r"买药|开店|出诊|回(?:老家|娘家|父母|单位|宿舍)|接送|喂|浇|打扫|晒|去[^,。;!?\n]{1,10})"
)
_ACTION: Final = re.compile(rf"[^,。;!?\n]{{0,10}}?{_DOES}")
# Right before the time: the one whose day it is.
_PERSON: Final = re.compile(
    rf"(?:(?<![一-鿿]们)(?:我|本人|俺|他|她|其|{KIN}|孩子|娃|老人)|(?:来电|诉求|反映|求助)人)"
    r"(?:本人|一般|平时|通常|都|现在|习惯|固定|基本)*[,]?$"
)
_CLOCK: Final = re.compile(rf"{_HOUR}|{_WEEKDAY}")
_ANY: Final = re.compile(r"[^,。;!?\n]{2,20}")
# What is done to one, or to many, every day is a complaint.
_SUFFERED: Final = re.compile(
    r"听|闻|吵|看到|看见|受|被|绕|停|堵|打电话|反映|投诉|举报|睡不|有人|发现|遇"
)
_OTHERS: Final = re.compile(r"孩子(?!们)|老人(?!们|多|都)")
_TRANSIT: Final = re.compile(r"坐|乘|挤|等[^,。]{0,6}车|[路线站]|地铁|公交|班车")
_SHORT: Final = re.compile(
    r"(?:都|就|会|要|固定|[ ]){0,2}(?:独自|一个人)?(?:去|在|到|"
    r"从)?[^,。;!?\n0-9路站线区街]{0,8}?(?:跳(?:广场)?舞|下夜班|上夜班|下班|上班|遛狗|遛弯|锻炼|"
    r"跑步|晨跑|夜跑|散步|买菜|接孩子|送孩子|打太极|钓鱼|游泳|健身|"
    r"不在家|家里没人|透析|打麻将|打牌|出摊|收摊|回家|出门|放学|上学|上课|补课|做礼拜|练琴|值班|"
    r"独自|一个人(?:走|在家|住|回家)?)(?:后)?(?:(?:独自|一个人)(?:走|回家|在家|骑车回家|走夜路)?)?"
)
_NOT_OURS: Final = re.compile(
    r"施工|营业|开门|关门|扰民|噪音|噪声|播放|开始|装修|敲|砸|震|响|发车|末班|首班|垃圾|停水|停电|"
    r"供[水暖热]|办公|开放|广场舞|清运|冲洗|叫卖|烧烤|排放|狗叫|犬吠|音响|麻将馆|唱|喇叭|接待|"
    r"受理|预约|热线|"
    r"闭馆|放票|放号|排队|堵|拥堵|停满|打桩|卸货|早高峰|晚高峰|轰鸣|异味|臭|巡查|巡逻|保洁|"
    r"服务时间|作业"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each time at which a person does the same thing again and again."""
    near = sentences(text, _ANCHORS)
    for match in scan(_WHEN, text, near):
        if not _HAS_TIME.search(match[0]):
            continue
        action = _ACTION.match(text, match.end()) or _direct(text, match)
        if action is None or not _is_ones_own(text, match.start(), action.end()):
            continue
        if not re.search(_OFTEN, match[0]) and not _repeats(text, match):
            continue
        short = _SHORT.match(text, match.end())
        end = short.end() if short else match.end()
        whole = rest_of_clause(text, end)
        # 坐300路到国贸: lines and stops are what is complained of.
        if not _TRANSIT.search(text, match.end(), whole):
            end = whole
        yield Finding(match.start(), end, ENTITY, 0.75)


def _direct(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return what one does at a time of every day, whatever it is: 她每天7:45在北门…."""
    if not (_CLOCK.search(match[0]) and _PERSON.search(text[: match.start()][-12:])):
        return None
    action = _ANY.match(text, match.end())
    return None if action is None or _SUFFERED.search(action[0]) else action


def _is_ones_own(text: str, start: int, end: int) -> bool:
    low, high = bounds(text, start, end)
    if not has_subject(text, start, end) and not _OTHERS.search(text, low, high):
        return False
    clause = max(text.rfind(mark, low, start) for mark in ",。;") + 1 or low
    return not _NOT_OURS.search(text, clause, end)


def _repeats(text: str, match: re.Match[str]) -> bool:
    """Tell whether the sentence says that this happens again and again."""
    low, high = bounds(text, *match.span())
    return bool(
        re.search(rf"{_OFTEN}|经常|总是|都|夜班|长期|固定|习惯", text[low : match.end() + 12])
        and match.end() <= high
    ) or bool(
        # 早上七点送孩子，晚上六点接: two times of one day.
        len(_DAY_TIMES.findall(text, low, high)) > 1 and not _ONCE.search(text, low, high)
    )
