"""Places finer than a street: doors, beds, compounds, villages, "the house behind the shop"."""

from typing import Final

from tests.evaluation.draw import Draw, Value

COMPOUND_HEAD: Final = (
    "云杉", "澜汐", "芳汀", "砚湖", "栖梧", "榆锦", "沁霖", "霁月", "枫岸", "泊舟", "翠溪", "紫檀",
    "锦澜", "映水", "檐语", "知夏", "松畔", "鹭洲", "麓野", "棠月", "清芷", "汀澜", "合璟", "珑悦",
)  # fmt: skip
COMPOUND_TAIL: Final = (
    "苑", "家园", "花园", "嘉园", "小区", "公寓", "新城",
    "名邸", "雅居", "里", "府", "佳苑", "新村",
    "公馆", "华庭", "湾", "东区", "二期", "名苑", "庭",
)  # fmt: skip
WORKS: Final = ("毛纺厂", "轴承厂", "二轻局", "面粉厂", "印染厂", "机务段", "灯泡厂", "地质队")
WORKS_TAIL: Final = ("家属院", "宿舍", "职工楼", "家属楼")
VILLAGE_HEAD: Final = (
    "下坡", "柳沟", "石匣", "羊圈", "磨盘", "水峪", "枣林", "簸箕", "黑龙", "西洼", "椴树", "榛子",
    "核桃", "杏台", "鹰嘴", "响泉",
)  # fmt: skip
VILLAGE_TAIL: Final = ("村", "庄", "屯", "营村", "峪村", "台村", "店村", "沟村", "窑村")
ROADS: Final = ("东三环北路", "广渠路", "莲花池西路", "朝阳北路", "永定路", "学院路", "昌崔路")
LANES: Final = ("柳树胡同", "帽儿营胡同", "椿树巷", "灯草胡同", "干果巷", "缸瓦里")
HAN: Final = "〇一二三四五六七八九"
CARE: Final = ("骨科", "呼吸科", "神经外科", "肿瘤科", "产科", "康复科", "血液科", "儿科")
POI: Final = (
    "菜市场", "小卖部", "公厕", "修车铺", "老槐树", "变电箱",
    "煤气站", "粮店", "澡堂", "水塔", "卫生室",
    "传达室", "锅炉房", "废品站",
)  # fmt: skip
MARK: Final = ("蓝色铁门", "红砖墙", "种石榴树", "门口停三轮车", "贴白瓷砖", "带铁皮棚", "挂灯笼")


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else HAN[tens]) + "十" if tens else ""
    return head + (HAN[ones] if ones or not tens else "")


def room(draw: Draw) -> str:
    return f"{draw.number(1, 28)}0{draw.number(1, 9)}"


def door(draw: Draw, _: str = "") -> str:
    house, unit, flat = draw.number(1, 42), draw.number(1, 8), room(draw)
    forms = (
        f"{house}号楼{unit}单元{flat}", f"{house}栋{unit}单元{flat}室", f"{house}幢{flat}室",
        f"{house}号楼{flat}", f"{draw.pick('ABC')}座{flat}室",
        f"{draw.pick('ABG')}{unit}栋{flat}室",
        f"{house}号楼{unit}门{flat}号", f"{house}楼{unit}单元{flat}",
        f"{unit}号院{house}号楼{flat}室",
        f"{house}号楼{unit}单元{draw.number(1, 20)}层{draw.number(1, 4)}号",
    )  # fmt: skip
    return draw.pick(forms)


def door_compact(draw: Draw, _: str = "") -> str:
    parts = [str(draw.number(1, 30)), str(draw.number(1, 6)), room(draw)]
    if draw.chance(0.2):
        parts = [parts[0], parts[2]]
    elif draw.chance(0.1):
        return f"{parts[0]}#{parts[1]}-{parts[2]}"
    return draw.pick(("-", "-", "-", "-", "-", "-", "—", "－", "－", "/")).join(parts)


def door_chinese(draw: Draw, _: str = "") -> str:
    flat = "".join(HAN[int(c)] for c in room(draw)).replace("〇", draw.pick("零〇"))
    house, unit = han(draw.number(1, 29)), han(draw.number(1, 8))
    return draw.pick(
        (f"{house}号楼{unit}单元{flat}", f"{house}栋{flat}室", f"{house}号楼{unit}门{flat}")
    )


def street_number(draw: Draw, _: str = "") -> str:
    forms = (
        f"{draw.pick(('', '', '甲', '乙'))}{draw.number(2, 188)}号院",
        f"{draw.number(2, 188)}号院{draw.number(1, 9)}号楼",
        f"{draw.number(2, 388)}号",
        f"{draw.number(2, 88)}号旁门",
        f"{draw.number(2, 88)}号{draw.number(1, 6)}号平房",
    )
    return draw.pick(forms[:3]) if draw.chance(0.8) else draw.pick(forms)


def bed(draw: Draw, _: str = "") -> str:
    care = draw.pick(CARE)
    forms = (
        f"{care}{draw.number(1, 60)}床", f"{care}病房{draw.number(1, 60)}床",
        f"{care}{draw.number(2, 14)}楼{draw.number(1, 48)}号床",
        f"住院部{draw.number(2, 14)}层{draw.number(1, 60)}床",
    )  # fmt: skip
    return draw.pick(forms)


def dormitory(draw: Draw, _: str = "") -> str:
    place = f"宿舍{draw.number(1, 9)}号楼{draw.number(1, 6)}0{draw.number(1, 9)}"
    return place + draw.pick(("室上铺", "室2号床", "室", "房间3床"))


def compound(draw: Draw, _: str = "") -> str:
    if draw.chance(0.1):
        return draw.pick(WORKS) + draw.pick(WORKS_TAIL)
    return draw.pick(COMPOUND_HEAD) + draw.pick(COMPOUND_TAIL)


def village(draw: Draw, _: str = "") -> str:
    return draw.pick(VILLAGE_HEAD) + draw.pick(VILLAGE_TAIL)


def village_door(draw: Draw, _: str = "") -> str:
    group, house = draw.number(1, 9), draw.number(1, 260)
    forms = (
        f"{han(group)}组", f"{group}队", f"{house}号", f"{han(group)}区{house}号",
        f"{group}组{house}号", f"{group}社", f"村东头{house}号",
    )  # fmt: skip
    return village(draw) + draw.pick(forms)


def relative(draw: Draw, _: str = "") -> str:
    poi, way, metres = draw.pick(POI), draw.pick("东南西北"), draw.number(2, 30) * 10
    side = draw.pick(("后面", "对面", "斜对面", "旁边"))
    above = draw.pick(("正上方", "正下方", "隔壁", "对门", "楼上", "楼下"))
    forms = (
        f"{poi}往{way}{metres}米{draw.pick(MARK)}那户", f"{poi}{side}第{han(draw.number(1, 6))}家",
        f"{poi}{draw.pick(('隔壁', '后身', '东侧'))}{draw.pick(MARK)}的那家",
        f"我家{above}{draw.pick(('住户', '那户', '那家', '邻居'))}",
        f"进村口第{han(draw.number(2, 6))}个院子", f"{poi}{way}边{metres}米处的院子",
        f"{poi}再往里走{metres}米左手边那家", f"挨着{poi}的{draw.pick(MARK)}人家",
    )  # fmt: skip
    return draw.pick(forms)


SLOTS: Final[dict[str, Value]] = {
    "door": door,
    "street_number": street_number,
    "bed": bed,
    "dormitory": dormitory,
    "compound": compound,
    "village": village,
    "village_door": village_door,
    "relative": relative,
}
