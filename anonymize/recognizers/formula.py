"""Formulas and process parameters: 配方含某原料12%, 烘烤130度18分钟, 按3:1兑水.

From the first ingredient or step to the last quantity. Temperatures of rooms, noise and the
shares of statistics have no step of a process before them, and stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "FORMULA"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NUMBER: Final = r"(?:[0-9]{1,6}(?:\.[0-9]{1,4})?|[零〇一二三四五六七八九十百千两半]{1,6})"
_QUANTITY: Final = re.compile(
    rf"(?:{_NUMBER}(?:[ ]?(?:-|~|至|到|±)[ ]?{_NUMBER})?[ ]?(?:%|‰|℃|°C|摄氏度|度|分钟|"
    rf"分(?![之店公厂])|小时|个小时|秒|兆帕|MPa|mpa|Pa|帕|bar|公斤压力|转(?:/分|每分钟?)?|r/min|"
    rf"rpm|"
    r"克|g|kg|千克|公斤|斤|两|钱|毫升|ml|mL|升|L|份|勺|滴|毫克|mg|微克|ppm|目|微米|μm|um|纳米|nm|"
    r"毫米|mm|伏|V|安培|A|千瓦|kW|赫兹|Hz|摩尔|mol|滴|遍|次(?=[,。、;]))|"
    r"百分之[零〇一二三四五六七八九十百点两半0-9.]{1,8}|"
    r"[0-9]{1,3}(?:\.[0-9]{1,2})?(?:[:比][0-9]{1,3}(?:\.[0-9]{1,2})?){1,5}|(?:pH|PH|ph)"
    r"(?:值)?[为是]?[0-9.]{1,4})"
)
_RECIPE: Final = re.compile(
    r"(?:配方|秘方|配比|配料|辅料|原料|原材料|用料|投料|底料|料包|卤料|馅料|混合比例?|添加量|掺量|"
    r"含量|组分|"
    r"成分|主料|浆料|基料|母料|合金|溶液|试剂|催化剂|添加剂|色浆|调配|工艺要求|技术要求|生产工艺)"
    r"(?:表|单|比例|的?比例|用量|里面?|中|内|上|主要|具体|大概|秘密|核心)?"
    r"(?:[:]|是|为|含有?|有|用|包括|采用|要求|按){0,3}"
)
_STEP: Final = (
    r"烘烤|烘焙|烧制|煅烧|焙烧|烧结|发酵|蒸煮|灭菌|杀菌|淬火|回火|退火|正火|渗碳|固化|熬制|熬煮|"
    r"卤制|腌制|腌渍|萃取|蒸馏|注塑|压铸|硫化|电镀|镀锌|镀铬|染色|研磨|球磨|保温|恒温|熔炼|熔化|"
    r"浇注|"
    r"浇铸|热处理|炒制|油炸|速冻|真空|喷涂|烘干|干燥|结晶|离心|陈化|醒发|静置|高温|低温|升温到?|"
    r"降温到?|加热到?|冷却到?|反应釜|反应温度|反应时间|工艺温度|炉温|窑温|模温|料温|烤箱|烤炉|"
    r"温控|工艺参数|"
    r"工艺|搅拌(?!站|车|机|厂|楼|声)|转速设?定?|压力设?定?为|注射压力|保压|成型|涂布|镀膜|蚀刻|"
    r"酸洗|碱洗|浸泡|焖|煮|煎|蒸|卤|烤|炸(?!弹)"
)
_STEPS: Final = re.compile(_STEP)
_RATIO: Final = re.compile(
    rf"(?P<recipe>(?:[{HANZI}]{{1,6}}(?:和|与|、|:)[{HANZI}]{{1,6}})?(?:按照?|"
    rf"以)?[0-9一二三四五六七八九十]{{1,3}}(?:\.[0-9])?(?:[:比][0-9一二三四五六七八九十]{{1,3}}(?:\.[0-9])?){{1,5}}(?:的)?(?:比例|"
    rf""
    rf""
    rf""
    rf"配比|混合|兑|调配|勾兑|稀释|掺))"
)
_MIXED: Final = re.compile(r"(?:的比例)?(?:混合|调配|配制|勾兑|搅拌均匀|熬制|制成|调和|投料|掺入)")
_ORDINARY: Final = re.compile(
    r"(?:车位|绿化|业主|票数|投票|面积|人数|满意|解决|完成|老年|男女|师生|公摊|首付|房|甲醛|PM|噪|"
    r"室温|暖气|水温|气温|供暖|供热|体温|温度计)"
)
_STOP: Final = re.compile(r"[。;!?\n\ufffc]")
_BEGIN: Final = re.compile(r"[,。;!?\n\ufffc:]|按照?|以|把|将")
# How far one quantity is from the next of its formula, and the first from its word.
_BETWEEN: Final = 15
_LED_BY: Final = 24
_STEP_FROM: Final = 10
_SEVERAL: Final = 2


def find(text: str) -> Iterator[Finding]:
    """Yield each formula and each run of process parameters."""
    for match in finditer(_RATIO, text):
        yield from _found(text, match.start("recipe"), match.end("recipe"))
    for run in _runs(text):
        start = _start(text, run)
        if start is not None:
            yield from _found(text, start, run[-1][1])


def _found(text: str, start: int, end: int) -> Iterator[Finding]:
    if not _ORDINARY.search(text[max(0, start - 6) : end]):
        yield Finding(start, end, ENTITY, 0.7)


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the quantities that stand close together, as ranges."""
    run: list[tuple[int, int]] = []
    for match in finditer(_QUANTITY, text):
        if run and (
            match.start() - run[-1][1] > _BETWEEN or _STOP.search(text, run[-1][1], match.start())
        ):
            yield run
            run = []
        run.append(match.span())
    if run:
        yield run


def _start(text: str, run: list[tuple[int, int]]) -> int | None:
    """Return where the formula begins that *run* belongs to; None if it is none."""
    first, last = run[0][0], run[-1][1]
    low = max(0, first - _LED_BY)
    for stop in _STOP.finditer(text, low, first):
        low = stop.end()
    led = next(_RECIPE.finditer(text, low, first), None)
    if led:
        return led.end()
    for step in _STEPS.finditer(text, max(low, first - _STEP_FROM), last):
        # 煮 is a step only right before how long; a long word may stand anywhere in the run.
        near = any(0 <= begin - step.end() <= _STEP_FROM for begin, _ in run)
        if near and (
            step.end() - step.start() >= _SEVERAL or any(begin == step.end() for begin, _ in run)
        ):
            return min(step.start(), first)
    if len(run) >= _SEVERAL and _MIXED.match(text, last):
        begins = [one.end() for one in _BEGIN.finditer(text, low, first)]
        return begins[-1] if begins else low
    return None
