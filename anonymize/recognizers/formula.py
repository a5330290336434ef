"""Formulas and process parameters: 配方含某原料12%, 烘烤130度18分钟, 按3:1兑水.

From the first ingredient or step to the last quantity. Temperatures of rooms, noise and the
shares of statistics have no step of a process before them, and stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT

ENTITY: Final = "FORMULA"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NUMBER: Final = r"(?:[0-9]{1,6}(?:\.[0-9]{1,4})?|[零〇一二三四五六七八九十百千两半]{1,6})"
_QUANTITY: Final = (
    rf"(?:{_NUMBER}(?:[ ]?(?:-|~|至|到|±)[ ]?{_NUMBER})?[ ]?(?:%|‰|℃|°C|摄氏度|度|分钟|"
    rf"分(?![之店公厂])|小时|个小时|秒|兆帕|MPa|mpa|Pa|帕|bar|公斤压力|转(?:/分|每分钟?)?|r/min|"
    rf"rpm|"
    r"克|g|kg|千克|公斤|斤|两|钱|毫升|ml|mL|升|L|份|勺|滴|毫克|mg|微克|ppm|目|微米|μm|um|纳米|nm|"
    r"毫米|mm|伏|V|安培|A|千瓦|kW|赫兹|Hz|摩尔|mol|滴|遍|次(?=[,。、;]))|"
    r"百分之[零〇一二三四五六七八九十百点两半0-9.]{1,8}|"
    r"[0-9]{1,3}(?:\.[0-9]{1,2})?(?:[:比][0-9]{1,3}(?:\.[0-9]{1,2})?){1,5}|(?:pH|PH|ph)"
    r"(?:值)?[为是]?[0-9.]{1,4})"
)
_ITEM: Final = (
    rf"[{HANZI}A-Za-z0-9·()\-]{{0,14}}?{_QUANTITY}(?:的?[{HANZI}]{{2,5}}(?=[、,和+。;]|$))?"
)
_LIST: Final = rf"(?:{_ITEM})(?:[ ]?[、,+/和及;再后]?[ ]?{_ITEM}){{0,12}}"
_RECIPE: Final = re.compile(
    r"(?:配方|秘方|配比|配料|辅料|原料|原材料|用料|投料|底料|料包|卤料|馅料|混合比|混合比例|"
    r"添加量|掺量|含量|组分|成分|主料|浆料|基料|母料|合金|溶液|试剂|催化剂|添加剂|工艺要求|"
    r"技术要求|生产工艺|色浆|调配|兑)"
    r"(?:表|单|比例|的?比例|用量|里面?|中|内|上|主要|具体|大概|秘密|核心)?(?:[:]|是|为|含有?|有|"
    r"用|包括|采用|要求|按){0,3}[ ]?"
    rf"(?P<recipe>{_LIST})"
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
_PROCESS: Final = re.compile(
    rf"(?P<recipe>(?:{_QUANTITY})?(?:{_STEP})(?:[:]|温度|时间|时|后|为|是|到|在|用|要|需要?|控制在|"
    rf"设定为?|约|大约|"
    rf"至|了|压力|转速|速度|采用|"
    rf"的)*[ ]?{_QUANTITY}(?:[ ]?[、,+/和及;再后]?[ ]?(?:[{HANZI}]{{0,8}}?){_QUANTITY}){{0,8}})"
)
_RATIO: Final = re.compile(
    rf"(?P<recipe>(?:[{HANZI}]{{1,6}}(?:和|与|、|:)[{HANZI}]{{1,6}})?(?:按照?|"
    rf"以)?[0-9一二三四五六七八九十]{{1,3}}(?:\.[0-9])?(?:[:比][0-9一二三四五六七八九十]{{1,3}}(?:\.[0-9])?){{1,5}}(?:的)?(?:比例|"
    rf""
    rf""
    rf"配比|混合|兑|调配|勾兑|稀释|掺))"
)
_MIX: Final = re.compile(
    rf"(?P<recipe>{_LIST})(?:的比例)?(?:混合|调配|配制|勾兑|搅拌均匀|熬制|制成|调和|投料|掺入)"
)
_ORDINARY: Final = re.compile(
    r"(?:车位|绿化|业主|票数|投票|面积|人数|满意|解决|完成|老年|男女|师生|公摊|首付|房|甲醛|PM|噪|"
    r"室温|暖气|水温|气温|供暖|供热|体温|温度计)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each formula and each run of process parameters."""
    for pattern in (_RECIPE, _PROCESS, _RATIO, _MIX):
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 6) : match.end("recipe")]
            if not _ORDINARY.search(around):
                yield Finding(match.start("recipe"), match.end("recipe"), ENTITY, 0.7)
