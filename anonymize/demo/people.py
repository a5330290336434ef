"""Pools of people, firms, compounds and roads, made once from faker's words and a seed.

Nobody is drawn by faker ticket by ticket: pools of some thousands are combined by number,
so that a ticket costs a look-up.
"""

from typing import Final

import msgspec
import numpy as np
from faker import Faker

from anonymize.demo.draw import below, mix
from anonymize.demo.numbers import credit_codes

FIRMS: Final = 6000
_COMPOUND_SURNAMES: Final = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容")
_RARE_SURNAMES: Final = tuple("佘佴逄禤亓暴晁蒯郗宓亢昝缪母沙米乜隗")
_GIVEN: Final = (
    "安柏彬冰博畅超晨诚春翠丹德东芳飞枫凤富刚桂国海涵航浩禾红洪华欢辉慧佳嘉建健洁金晶静娟君凯康"
    "可兰蕾磊丽莉莲良亮玲龙璐曼梅萌民明娜楠宁培鹏萍平琪倩强琴青清晴庆秋荣瑞森珊少胜诗书淑爽思松"
    "涛婷彤望薇巍维伟玮文武曦霞翔晓笑欣馨鑫兴秀旭雪雅亚燕阳洋瑶烨毅英莹颖永勇宇雨玉媛源月云芸泽"
    "珍振志智中竹子紫"
)
_SYLLABLES: Final = (
    "安柏碧长辰诚川鼎东方枫福冠光广海航好和恒弘宏鸿华汇嘉江金锦景君凯康乐利联林龙美名宁鹏平奇启"
    "清庆融瑞润山盛世舒顺松泰天同万旺吴西溪翔新鑫兴旭雅阳怡益银永优玉裕元悦云泽正中众卓"
)
# What a firm does, how its name ends, what people call it for short, its sector (GB/T 4754).
TRADES: Final = (
    ("物业管理", "有限公司", "物业", "K"),
    ("物业服务", "有限责任公司", "物业", "K"),
    ("房地产经纪", "有限公司", "房产中介", "K"),
    ("房地产开发", "有限公司", "地产", "K"),
    ("餐饮管理", "有限公司", "餐厅", "H"),
    ("酒店管理", "有限公司", "酒店", "H"),
    ("健身服务", "有限公司", "健身房", "R"),
    ("文化传媒", "有限公司", "传媒", "R"),
    ("教育科技", "有限公司", "教育", "P"),
    ("教育咨询", "有限公司", "培训班", "P"),
    ("装饰工程", "有限公司", "装修公司", "E"),
    ("建筑工程", "有限公司", "工地", "E"),
    ("劳务派遣", "有限公司", "劳务公司", "L"),
    ("汽车销售服务", "有限公司", "4S店", "F"),
    ("商贸", "有限公司", "超市", "F"),
    ("电子商务", "股份有限公司", "网店", "F"),
    ("家政服务", "有限公司", "家政", "O"),
    ("美容", "有限公司", "美容院", "O"),
    ("供应链管理", "有限公司", "快递站", "G"),
    ("停车管理", "有限公司", "停车公司", "G"),
    ("医疗投资", "有限公司", "诊所", "Q"),
    ("信息技术", "有限公司", "平台", "I"),
    ("热力服务", "有限公司", "供暖公司", "D"),
    ("食品加工", "厂", "食品厂", "C"),
)
_COMPOUNDS: Final = (
    "家园",
    "小区",
    "花园",
    "嘉园",
    "苑",
    "公寓",
    "新村",
    "里",
    "府",
    "佳苑",
    "社区",
)
_ROADS: Final = ("路", "街", "大街", "胡同", "北路", "南路", "西街", "东路", "巷")


class Firm(msgspec.Struct, frozen=True):
    """One made-up private firm."""

    name: str
    short: str
    uscc: str
    sector: str


class Pools(msgspec.Struct, frozen=True):
    """All pools of one demo. Each is a tuple, drawn from by number."""

    surnames: tuple[str, ...]
    givens: tuple[str, ...]
    people: tuple[str, ...]
    firms: tuple[Firm, ...]
    compounds: tuple[str, ...]
    roads: tuple[str, ...]
    doors: tuple[str, ...]


def make_pools(seed: int, city: str) -> Pools:
    """Make the pools of *seed* for the city of the short name *city*."""
    faker = Faker("zh_CN", use_weighting=False)
    faker.seed_instance(seed)
    common = [faker.last_name() for _ in range(1200)]
    surnames = (*common, *_COMPOUND_SURNAMES, *_RARE_SURNAMES)
    pairs = below(np.arange(3000), seed + 21, len(_GIVEN) ** 2)
    givens = tuple(
        _GIVEN[p // len(_GIVEN)] + (_GIVEN[p % len(_GIVEN)] if n % 6 else "")
        for n, p in enumerate(pairs.tolist())
    )
    return Pools(
        surnames,
        givens,
        tuple(faker.name() for _ in range(2000)),
        _firms(seed, city, [faker.company_prefix() for _ in range(300)]),
        _combined(seed + 31, 4000, _COMPOUNDS),
        _combined(seed + 32, 900, _ROADS),
        _doors(seed + 33, 6000),
    )


def _combined(salt: int, count: int, endings: tuple[str, ...]) -> tuple[str, ...]:
    size = len(_SYLLABLES)
    stems = below(np.arange(count), salt, size * size).tolist()
    ends = below(np.arange(count), salt + 1000, len(endings)).tolist()
    return tuple(
        _SYLLABLES[s // size] + _SYLLABLES[s % size] + endings[e]
        for s, e in zip(stems, ends, strict=True)
    )


def _firms(seed: int, city: str, prefixes: list[str]) -> tuple[Firm, ...]:
    numbers = np.arange(FIRMS)
    size = len(_SYLLABLES)
    stems = below(numbers, seed + 41, size * size).tolist()
    trades = below(numbers, seed + 42, len(TRADES)).tolist()
    forms = below(numbers, seed + 43, 4).tolist()
    regions = 110_000 + below(numbers, seed + 45, 540_000)
    codes = credit_codes(regions, numbers, seed + 44)
    firms = []
    for number, (stem, trade, form, code) in enumerate(
        zip(stems, trades, forms, codes, strict=True)
    ):
        business, ending, nick, sector = TRADES[trade]
        word = _SYLLABLES[stem // size] + _SYLLABLES[stem % size]
        if form == 3:
            word = prefixes[number % len(prefixes)]
        full = f"{word}（{city}）{business}{ending}" if form == 2 else f"{word}{business}{ending}"
        firms.append(Firm(city + full if form == 0 else full, word + nick, code, sector))
    return tuple(firms)


def _doors(salt: int, count: int) -> tuple[str, ...]:
    doors = []
    for bits in mix(np.arange(count), salt).tolist():
        block, entrance, floor, room = bits % 38 + 1, bits // 64 % 7 + 1, bits // 997 % 27 + 1, 0
        room = floor * 100 + bits // 65537 % 8 + 1
        doors.append(
            (
                f"{block}号楼{entrance}单元{room}室",
                f"{block}号楼{entrance}单元{room}",
                f"{block}-{entrance}-{room}",
                f"{block}栋{room}室",
                f"{block}号院{entrance}号楼{room}",
                f"{'ABCDEFG'[entrance - 1]}座{room}室",
            )[bits // 131 % 6]
        )
    return tuple(doors)
