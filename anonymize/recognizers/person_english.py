"""Names in capitalised words: Helga M. Novak, Marcus Lindgren, Brandon收了我五千块.

An initial makes a name; two capitalised words are one, surely where people stand and else
with a doubt, for shops and goods are called so too; one word only where people stand.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.latin_things import LETTER, is_thing
from anonymize.recognizers.person_words import PEOPLE, POST, SPEECH, alternatives
from anonymize.recognizers.scan import finditer

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_SAYS: Final = re.compile(
    r"(?:[Mm]y name is|I am|I'm|[Cc]ontact|[Nn]ame|[Ss]igned|[Rr]egards|[Ss]incerely|"
    r"(?<![A-Za-z])(?:From|Sender|Dear|Attn))[ ,:\n]{1,3}"
    rf"((?:Mr|Mrs|Ms|"
    rf"Dr)?\.?[ ]?[A-Z][{LETTER}'’\-]{{1,20}}(?:[ ]{{1,2}}[A-Z][{LETTER}'’\-.]{{0,20}}){{0,3}})"
)
# 店员coco态度恶劣: nothing between.
_ROLED: Final = re.compile(
    rf"(?:{alternatives(sorted({*PEOPLE.split('|'), *POST.split('|')}))})"
    rf"([A-Za-z][a-z]{{2,11}})(?![A-Za-z0-9.@/_\-]|[ ][A-Za-z])(?=[{HANZI},。;、])"
)
# Helga M. Novak; and two capitalised words, which a shop or a thing may be as well.
_INITIAL: Final = re.compile(
    rf"(?<![{LETTER}0-9.@/_\-])([A-Z][{LETTER}'’\-]{{1,20}}[ ]"
    rf"(?:[A-Z]\.[ ]?){{1,2}}[A-Z][{LETTER}'’\-]{{1,20}})"
    rf"(?![{LETTER}0-9@/_])"
)
_PAIR: Final = re.compile(
    rf"(?:(?<=[{HANZI},。;:!?、(“])|(?<=[,:] )|(?<=--)|(?<=[{HANZI} ]@)|^@?)"
    rf"([A-Z][a-z][{LETTER}'’\-]{{1,18}}[ ][A-Z][a-z][{LETTER}'’\-]{{1,18}})"
    rf"(?![ ]?[{LETTER}0-9@/_&])"
)
_SINGLE: Final = re.compile(
    rf"(?:(?<=[{HANZI},。;:!?、(“@-])|^)([A-Z][a-z]{{2,14}})(?=$|"
    rf"[{HANZI},。;:!?、)”\n ])(?! [A-Za-z0-9])"
)
# What is bought, opened or entered is no person: 购买的Blue Moon, Happy Valley游乐园.
_GOODS_BEFORE: Final = re.compile(
    r"(?:购买|[购买]了?|品牌|牌子|型号|款|软件|下载|安装|使用|登录|打开|应用|系统|课程|游戏|入住|"
    r"[喝吃穿卖播]了?|贴着|英文|印着|店名|门店|商场|酒店|公司|音乐|播放)(?:的|是|叫|"
    r"为)?[“(: ]{0,2}$"
)
_GOODS_AFTER: Final = re.compile(
    r"[”)]?[ ]?(?:咖啡|酒|店|馆|乐园|公园|广场|中心|大厦|餐|公司|学校|幼儿园|软件|系统|平台|"
    r"品牌|牌|"
    r"系列|手机|电脑|汽车|车(?![挡停占被])|课|款|音箱|产品|商品|专柜|健身|培训|英语|公寓|国际|"
    r"会所|[城座号屏]|功能|模式|字样|"
    r"无法|打不开|闪退|登录不)"
)
# Where a person stands: who is asked or told, and what people do or have.
_TO_WHOM: Final = re.compile(
    r"(?:[问找请让跟和与]|告知了?|联系不上|有个|[交转]给了?|签的|写的是|一位叫?|房东|都是|就是|"
    r"[转由]|抄送[: ]?|"
    r"记录人[: ]?|[—-]{2}|@|[:]|、)$"
)
_WHO_DOES: Final = re.compile(
    rf"[ ]?(?:收[了的]|惹的|干的|签收|又来|您好|敬上|那边|会(?:处理|来|退|给)|[,]?[男女][,。]|"
    rf"名下|态度|所述|天天|"
    rf"回电|阅[。]|、[{HANZI}]{{2,3}}(?:到场|二人|两人)|的(?:车|东西|家|电话|狗|孩子|房)|"
    rf"[骗打骂欠]|没有露面|{SPEECH})"
)
_REACH: Final = 14
_LATIN: Final = re.compile("[A-Za-z]{3}")


def find(text: str) -> Iterator[Finding]:
    """Yield each name in capitalised words."""
    if not _LATIN.search(text):
        return
    for said in finditer(_SAYS, text):
        if not is_thing(said[1].split()[-1]):
            yield Finding(*said.span(1), ENTITY, 0.8)
    for pattern, score, weak in ((_ROLED, 0.6, 0.6), (_INITIAL, 0.75, 0.75), (_PAIR, 0.7, 0.42)):
        for match in finditer(pattern, text):
            if not is_thing(match[1]) and not (pattern is _PAIR and _is_goods(text, match)):
                yield Finding(*match.span(1), ENTITY, score if _stands(text, match) else weak)
    for match in finditer(_SINGLE, text):
        if _stands(text, match) and not (is_thing(match[1]) or _is_goods(text, match)):
            yield Finding(*match.span(1), ENTITY, 0.6)


def _stands(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word stands where a person does."""
    before = _before(text, match.start(1))
    return bool(_TO_WHOM.search(before) or _WHO_DOES.match(text, match.end(1)))


def _is_goods(text: str, match: re.Match[str]) -> bool:
    """Tell whether two capitalised words are what is bought or where one goes."""
    return bool(
        _GOODS_BEFORE.search(_before(text, match.start(1)))
        or _GOODS_AFTER.match(text, match.end(1))
    )


def _before(text: str, at: int) -> str:
    return text[max(0, at - _REACH) : at]
