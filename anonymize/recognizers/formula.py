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
_UNIT: Final = (
    r"(?:%|‰|℃|°C|摄氏度|度|分钟|min|分(?![之店公厂])|小时|个小时|h(?![A-Za-z])|hr|秒|s(?![A-Za-z])|"
    r"兆帕|MPa|mpa|kPa|千帕|Pa|帕|bar|大气压|公斤压力|转(?:/分|每分钟?)?|r/min|rpm|"
    r"克|g|kg|千克|公斤|斤|两|钱|份|毫升|ml|mL|升|L|勺|滴|毫克|mg|微克|ppm|目|微米|μm|um|纳米|nm|"
    r"毫米|mm|伏|V|安培|A/dm2|A|千瓦|kW|赫兹|Hz|摩尔|mol|Brix|波美度|成热|遍|次(?=[,。、;])|"
    r"成(?=[一-鿿]{1,4}(?:粉|油|糖|水|料)))(?:(?:/|每)(?:公斤|千克|升|吨|平方米|分钟?|小时|h|kg|L))?"
)
_PARAMETER: Final = (
    r"(?:上火|下火|面火|底火|炉温|油温|料温|模温|温度|压力|转速|时间|浓度|湿度|流量|电流(?:密度)?|电压|线速度?|"
    r"投料比|料水比|水灰比|浴比|糖度|密度|粘度|比重|真空度|目数|液位|间隙)(?:控制在|设定?在?|调到|为|是|在|:|=){0,2}"
)
_RATIO_OF: Final = r"[0-9]{1,3}(?:\.[0-9]{1,2})?(?:[:比][0-9]{1,3}(?:\.[0-9]{1,2})?){1,5}"
_QUANTITY: Final = re.compile(
    rf"(?:{_PARAMETER})?(?:{_RATIO_OF}|"
    rf"-?{_NUMBER}(?:[ ]?(?:-|~|至|到|±)[ ]?{_NUMBER})?[ ]?{_UNIT})|"
    rf"{_PARAMETER}-?{_NUMBER}(?:[-~至到±]{_NUMBER})?(?![0-9万元])|"
    r"百分之[零〇一二三四五六七八九十百点两半0-9.]{1,8}|"
    r"[一二三四五六七八九十两半]{1,2}(?:比[一二三四五六七八九十两半]{1,2}){1,4}|"
    rf"{_NUMBER}(?:碗|杯|瓢|把|撮|粒|片|块|袋|桶)(?=[一-鿿]{{1,4}}[、,和与加兑配])|"
    r"(?:pH|PH|ph)(?:值)?[为是]?[0-9.]{1,4}"
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
    r"浇铸|热处理|炒制|油炸|速冻|真空|喷涂|烘干|干燥|结晶|离心|陈化|醒发|静置|升温到?|"
    r"降温到?|加热到?|冷却到?|反应釜|反应温度|反应时间|工艺温度|炉温|窑温|模温|料温|烤[箱炉](?=[^,。坏修买换]{0,3}[0-9])|"
    r"温控|工艺参数|"
    r"工艺|搅拌(?!站|车|机|厂|楼|声)|转速设?定?|压力设?定?为|注射压力|保压|成型|涂布|镀膜|蚀刻|"
    r"酸洗|碱洗|浸泡|焖|闷|煮|煎|蒸|卤|烤|烘|熬|炖|煲|焯|炒|熏|泡|腌|风干|晾干|复炸|炸(?!弹)"
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
ORDINARY: Final = re.compile(
    r"(?:车位|绿化|业主|票数|投票|面积|人数|满意|解决|完成|老年|男女|师生|公摊|首付|房|甲醛|PM|噪|水压|气压|水泵|"
    r"室温|暖气|水温|气温|供暖|供热|体温|温度计)"
)
# In a sentence of these what is measured is how a thing is made.
CRAFT: Final = re.compile(
    r"配方|秘方|药方|偏方|方子|配比|配料|底料|卤水|老汤|老卤|酱料|蘸料|火候|祖传|工艺|工序|(?:技术|设备|生产|"
    r"关键|核心)?参数(?=[:是为被泄外]|都|表)|曲线|投料|馅料|面团|和面|诀窍|调料|染料|胶水|涂料|药材|香精|溶剂|"
    r"硫酸|盐酸|树脂|固化剂|添加剂|水灰比|浴比|杀菌公式"
)
SECRECY: Final = re.compile(
    r"泄[露漏密]|外泄|外传|抄走|抄袭|被抄|偷学|偷走|学走|带走|拿走|卖给|对家|同行|竞争对手|仿[制冒造]|秘密|机密|保密|"
    r"外人|独家|不公开|未公开|没公开|传出去|抖出去|透露|告诉了?别人"
)
_SPREAD: Final = 60
_STOP: Final = re.compile(r"[。;!?\n\ufffc]")
_BEGIN: Final = re.compile(r"[,。;!?\n\ufffc:(“]|按照?|以|把|将|里加|是|为")
_OPENED: Final = re.compile(r"[,。;!?\n\ufffc:(“]|是|为|把|将|我们|用")
_RATIO_ONLY: Final = re.compile(r"[^,。;]{1,5}[:比]")
# Too hot for weather and rooms, and for how long: 180度25分钟.
_HOT: Final = re.compile(r"(?:[6-9][0-9]|[1-9][0-9]{2,3})(?:\.[0-9])?[ ]?(?:度|℃|°C|摄氏度)")
_LASTS: Final = re.compile(r"(?:分钟|分|小时|h|min|秒|s|hr)(?![A-Za-z])")
_INDUSTRIAL: Final = re.compile(
    rf"[:比成]|兆帕|MPa|kPa|bar|转|r/min|rpm|目|微米|μm|ppm|Hz|赫兹|A/dm2|Brix|pH|{_HOT.pattern}"
)
# How far one quantity is from the next of its formula, and the first from its word.
_BETWEEN: Final = 15
_LED_BY: Final = 24
_STEP_FROM: Final = 10
_SEVERAL: Final = 2
# What is measured stands right before: 钛白粉18%.
_ITEM: Final = 12


def find(text: str) -> Iterator[Finding]:
    """Yield each formula and each run of process parameters."""
    for match in finditer(_RATIO, text):
        yield from _found(text, match.start("recipe"), match.end("recipe"))
    for run in _runs(text):
        start = _start(text, run)
        if start is not None:
            yield from _found(text, start, run[-1][1])


def _found(text: str, start: int, end: int) -> Iterator[Finding]:
    if not ORDINARY.search(text[max(0, start - 6) : end]):
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
    if _is_made(text, run, low):
        # 八角、桂皮按1:1: what is mixed stands before its ratio.
        opened = _OPENED if _RATIO_ONLY.match(text, first) else _BEGIN
        begins = [one.end() for one in opened.finditer(text, low, first)]
        return max(begins[-1] if begins else low, first - _ITEM)
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


def _is_made(text: str, run: list[tuple[int, int]], low: int) -> bool:
    """Tell whether the sentence around *run* is of how a thing is made, or of a secret."""
    first, last = run[0][0], run[-1][1]
    start = max(0, first - _SPREAD)
    for stop in _STOP.finditer(text, start, low):
        start = stop.end()
    end = _STOP.search(text, last, last + _SPREAD)
    high = end.start() if end else min(len(text), last + _SPREAD)
    if CRAFT.search(text, start, high):
        return True
    said = text[first:last]
    if len(run) >= _SEVERAL and _HOT.search(said) and _LASTS.search(said):
        return True
    told = len(run) >= _SEVERAL or _INDUSTRIAL.search(said)
    return bool(told and SECRECY.search(text, start, high))
