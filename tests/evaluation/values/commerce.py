"""Firms under all the names people give them, and what firms keep to themselves."""

from typing import Final

from tests.evaluation.draw import Draw, Value
from tests.evaluation.values import names
from tests.evaluation.values.places import han

BRAND_A: Final = "砾蓥瀚垣澍昱嵘棠峤珩骋璞沅煦钰铎桓隽朔湛"
BRAND_B: Final = "川诺迅蔚邦翎科元禹宸帆谷航域铭和"
CITIES: Final = ("北京", "北京市", "天津", "河北", "廊坊", "", "北京", "沧州", "上海")
TRADES: Final = (
    ("物业管理", "物业"), ("装饰工程", "装饰"), ("供热服务", "供热"), ("教育咨询", "教育"),
    ("餐饮管理", "餐饮"), ("二手车经纪", "二手车"), ("家政服务", "家政"), ("健身服务", "健身"),
    ("房屋租赁", "租房"), ("净水设备", "净水"), ("电梯维保", "电梯"), ("停车管理", "停车"),
    ("建筑劳务", "劳务"), ("医疗美容", "医美"), ("国际旅行社", "旅行社"), ("宠物服务", "宠物"),
    ("房地产开发", "地产"), ("市政工程", "市政"), ("汽车维修", "汽修"), ("网络科技", "科技"),
)  # fmt: skip
FORMS: Final = ("有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
MISSPELT: Final = (
    ("有限公司", "有线公司"), ("管理", "管里"), ("有限公司",
    "有限公"), ("公司", "公斯"), ("科技", "科级"),
    ("工程", "工呈"), ("服务", "服物"), ("装饰", "装式"), ("教育", "教预"), ("物业", "勿业"),
    ("餐饮", "餐引"), ("开发", "开法"), ("设备", "设倍"), ("责任", "责认"), ("维保", "微保"),
)  # fmt: skip
SHOP_A: Final = (
    "芸芸", "梨花巷", "老灶台", "乐呵呵", "一碗香", "串门儿", "俏佳",
    "三合院", "馋嘴", "豆丁", "青柠", "拾味",
    "满庭芳", "小渔村", "巷子深", "百味居", "珍馐", "鲜丰源", "福临", "顺溜",
)  # fmt: skip
SHOP_B: Final = (
    "理发店", "烤鸭店", "火锅店", "面馆", "便利店", "洗车行",
    "棋牌室", "美甲店", "水果店", "早点铺",
    "干洗店", "药房", "烧烤", "包子铺", "五金店", "足疗店", "网吧", "宠物店", "奶茶店", "裁缝铺",
)  # fmt: skip
MATERIAL: Final = (
    "碳酸钙",
    "羟丙基纤维素",
    "氧化锌",
    "酵母提取物",
    "水性树脂",
    "石英粉",
    "麦芽糊精",
)
CAPITAL: Final = "零壹贰叁肆伍陆柒捌玖"


def _brand(draw: Draw) -> str:
    return draw.pick(BRAND_A) + draw.pick(BRAND_B)


def firm(draw: Draw, key: str = "") -> str:
    """Return a full name, and remember its brand and its short form under *key*."""
    brand, (trade, short) = _brand(draw), draw.pick(TRADES)
    draw.memory[f"brand:{key}"] = brand
    draw.memory[f"short:{key}"] = brand + short
    branch = draw.pick(("朝阳分公司", "第二分公司")) if draw.chance(0.08) else ""
    return f"{draw.pick(CITIES)}{brand}{trade}{draw.pick(FORMS)}{branch}"


def firm_short(draw: Draw, key: str = "") -> str:
    """Return the short form of the firm told before under *key*, or one of a new firm."""
    if key:
        if f"short:{key}" not in draw.memory:
            draw.memory[f"firm:{key}"] = firm(draw, key)
        return draw.memory[f"short:{key}"]
    tail = draw.pick(("", "", "公司", ""))
    return _brand(draw) + draw.pick(TRADES)[1] + tail


def firm_brand(draw: Draw, key: str = "") -> str:
    """Return the bare brand of the firm told before under *key*."""
    if f"brand:{key}" not in draw.memory:
        draw.memory[f"firm:{key}"] = firm(draw, key)
    return draw.memory[f"brand:{key}"]


def firm_misspelt(draw: Draw, _: str = "") -> str:
    while True:
        name = firm(draw)
        wrong = [pair for pair in MISSPELT if pair[0] in name]
        if wrong:
            return name.replace(*draw.pick(wrong), 1)


def shop(draw: Draw, _: str = "") -> str:
    return draw.pick(SHOP_A) + draw.pick(SHOP_B)


def sole_trader(draw: Draw, _: str = "") -> str:
    forms = (
        f"{names.usual(draw)}{draw.pick(SHOP_B)}",
        f"{names.surname(draw)}记{draw.pick(SHOP_B)}",
        f"{draw.pick('老小阿')}{names.surname(draw)}{draw.pick(SHOP_B)}",
        f"{names.given(draw)}{draw.pick(SHOP_B)}",
    )
    return draw.pick(forms)


def supplier(draw: Draw, _: str = "") -> str:
    place = draw.pick(("廊坊", "保定", "唐山", "临沂", "佛山", "涿州"))
    kind = draw.pick(("建材厂", "石材厂", "门窗厂", "涂料厂", "电缆厂", "商贸", "五金厂"))
    return place + _brand(draw) + kind


def amount(draw: Draw, _: str = "") -> str:
    forms = (
        f"{draw.number(12, 4900)}万元", f"{draw.number(12, 990)}.{draw.number(1, 9)}万元",
        f"{draw.number(12, 990)}万", f"{draw.number(100, 980) * 1000}元",
        f"{draw.number(100, 980) * 1000:,}元", f"{draw.number(1, 9)}.{draw.number(1, 99)}亿元",
        f"{han(draw.number(12, 90))}万元", f"人民币{draw.number(12, 980)}万元",
    )  # fmt: skip
    return draw.pick(forms)


def amount_capital(draw: Draw, _: str = "") -> str:
    one, two, three = (CAPITAL[draw.number(1, 9)] for _ in range(3))
    forms = (
        f"{one}佰{two}拾{three}万元整", f"{one}拾{two}万{three}仟元整", f"{one}仟{two}佰万元整",
        f"人民币{one}佰{two}拾万{three}仟元整", f"{one}万{two}仟{three}佰元整",
    )  # fmt: skip
    return draw.pick(forms)


def unit_price(draw: Draw, _: str = "") -> str:
    unit = draw.pick(("平方米", "吨", "立方米", "延米", "套", "台", "工日", "樘", "平米"))
    figure = f"{draw.number(18, 5900)}{draw.pick(('', '.5', '.8'))}"
    return f"{figure}元{draw.pick(('/', '每', '一'))}{unit}"


def bid(draw: Draw, _: str = "") -> str:
    return draw.pick(
        (f"{draw.number(120, 9800)}万", f"{draw.number(120, 9800)}.{draw.number(1, 9)}万元",
         f"{draw.number(120, 9800)}万元", f"{draw.number(200, 980) * 10000}元")
    )  # fmt: skip


def share(draw: Draw, _: str = "") -> str:
    return draw.pick((f"{draw.number(3, 78)}%", f"{draw.number(3, 78)}.{draw.number(1, 9)}%",
                      f"百分之{han(draw.number(11, 70))}"))  # fmt: skip


def formula(draw: Draw, _: str = "") -> str:
    return draw.pick((f"{draw.number(2, 60)}%", f"{draw.number(1, 9)}.{draw.number(1, 9)}%",
                      f"{draw.number(2, 60)}克", f"百分之{han(draw.number(3, 60))}"))  # fmt: skip


def material(draw: Draw, _: str = "") -> str:
    return draw.pick(MATERIAL)


def process(draw: Draw, _: str = "") -> str:
    forms = (
        f"{draw.number(60, 420)}度{draw.number(5, 90)}分钟",
        f"{draw.number(60, 420)}℃保温{draw.number(2, 12)}小时",
        f"{draw.number(2, 18)}兆帕", f"转速{draw.number(3, 48) * 100}转",
        f"{draw.number(60, 420)}摄氏度",
    )  # fmt: skip
    return draw.pick(forms)


def customer_list(draw: Draw, _: str = "") -> str:
    return draw.pick(("客户名单", "客户资料", "会员名单", "经销商名单", "客户通讯录")) + (
        f"{draw.number(12, 980)}{draw.pick(('家', '条', '个', '名'))}"
    )


def turnover(draw: Draw, _: str = "") -> str:
    return amount(draw)


def project(draw: Draw, _: str = "") -> str:
    head = _brand(draw) + draw.pick(("地块", "产业园", "中心", "广场", "大厦"))
    return head + draw.pick(
        ("二期EPC", "改扩建项目", "一标段", "EPC总承包", "三期工程", "幕墙分包")
    )


def account(draw: Draw, _: str = "") -> str:
    number = draw.digits(draw.pick((17, 19, 20)), "0123")
    return (
        number
        if draw.chance(0.7)
        else " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    )


def drawing(draw: Draw, _: str = "") -> str:
    return f"{draw.pick(('ZL', 'TZ', 'JS', 'DWG'))}-{draw.digits(draw.number(2, 5))}"


SLOTS: Final[dict[str, Value]] = {
    "firm": firm,
    "firm_short": firm_short,
    "firm_brand": firm_brand,
    "firm_misspelt": firm_misspelt,
    "shop": shop,
    "sole_trader": sole_trader,
    "supplier": supplier,
    "amount": amount,
    "unit_price": unit_price,
    "bid": bid,
    "share": share,
    "formula": formula,
    "process": process,
    "customer_list": customer_list,
    "turnover": turnover,
    "project": project,
    "account": account,
    "drawing": drawing,
}
