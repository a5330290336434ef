"""Numbers that lead to one person, in every written form. All are invented by chance."""

from typing import Final

from tests.evaluation.draw import Draw, Value

PROVINCES: Final = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
REGIONS: Final = ("110105", "110228", "120104", "130227", "211302", "321084", "410923", "513425")
BANKS: Final = ("622202", "621700", "622848", "621660", "622588", "436742", "621226")
HANZI_DIGITS: Final = str.maketrans("0123456789", "零一二三四五六七八九")
SPOKEN: Final = str.maketrans("0123456789", "零幺二三四五六七八九")
CIRCLE: Final = str.maketrans("0123456789", "〇一二三四五六七八九")
FULL: Final = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
HEADS: Final = ("130", "135", "138", "139", "150", "157", "166", "177", "182", "189", "191", "198")
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def mobile(draw: Draw, _: str = "") -> str:
    return draw.pick(HEADS) + draw.digits(8)


def _cut(number: str, gap: str) -> str:
    return f"{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}"


def mobile_spaced(draw: Draw, _: str = "") -> str:
    number = mobile(draw)
    if draw.chance(0.25):
        return f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"
    return " ".join(number) if draw.chance(0.15) else _cut(number, draw.pick((" ", "  ", "\u3000")))


def mobile_dashed(draw: Draw, _: str = "") -> str:
    return _cut(mobile(draw), draw.pick(("-", "-", "－", ".", "—")))


def mobile_full(draw: Draw, _: str = "") -> str:
    return mobile(draw).translate(FULL)


def mobile_chinese(draw: Draw, _: str = "") -> str:
    return mobile(draw).translate(draw.pick((HANZI_DIGITS, SPOKEN, CIRCLE)))


def mobile_mixed(draw: Draw, _: str = "") -> str:
    number = mobile(draw)
    while True:
        mixed = "".join(
            one.translate(draw.pick((SPOKEN, HANZI_DIGITS, FULL, {}, {}))) for one in number
        )
        if mixed != number:
            return mixed


def mobile_86(draw: Draw, _: str = "") -> str:
    head = draw.pick(("+86", "+86 ", "0086", "86-", "+86-", "(+86)", "（＋86）"))
    return head + mobile(draw)


def mobile_masked(draw: Draw, _: str = "") -> str:
    number = mobile(draw)
    return number[:3] + draw.pick(("****", "xxxx", "××××", "＊＊＊＊", "XXXX")) + number[7:]


def phone_tail(draw: Draw, _: str = "") -> str:
    return draw.digits(4)


def birth(draw: Draw) -> str:
    return f"{draw.number(1935, 2016)}{draw.number(1, 12):02}{draw.number(1, 28):02}"


def check_digit(body: str) -> str:
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


def id18(draw: Draw, _: str = "") -> str:
    body = draw.pick(REGIONS) + birth(draw) + draw.digits(3)
    return body + check_digit(body)


def id18_wrong(draw: Draw, _: str = "") -> str:
    right = id18(draw)
    return right[:-1] + draw.pick([c for c in "0123456789" if c != right[-1]])


def id18_spaced(draw: Draw, _: str = "") -> str:
    number, gap = id18(draw), draw.pick((" ", "-", "  "))
    if draw.chance(0.5):
        return gap.join((number[:6], number[6:14], number[14:]))
    return gap.join((number[:3], number[3:6], number[6:10], number[10:14], number[14:]))


def id18_full(draw: Draw, _: str = "") -> str:
    return id18(draw).translate(FULL)


def id18_lower(draw: Draw, _: str = "") -> str:
    while True:
        number = id18(draw)
        if number[-1] == "X":
            return number.lower()


def id15(draw: Draw, _: str = "") -> str:
    return draw.pick(REGIONS) + birth(draw)[2:] + draw.digits(3)


def id_tail(draw: Draw, _: str = "") -> str:
    return draw.digits(3) + draw.pick("0123456789X")


def id_chinese(draw: Draw, _: str = "") -> str:
    return id18(draw).translate(draw.pick((HANZI_DIGITS, SPOKEN)))


def landline(draw: Draw, _: str = "") -> str:
    local = draw.digits(8, "3456789")
    forms = (
        f"010-{local}", f"010{local}", f"（010）{local}", f"0{draw.number(311, 955)}-{local[:7]}",
        f"010 {local[:4]} {local[4:]}", f"(010){local}", f"022－{local}",
    )  # fmt: skip
    return draw.pick(forms)


def landline_extension(draw: Draw, _: str = "") -> str:
    tail = draw.pick(("转", "-", "转分机", "分机")) + draw.digits(draw.number(3, 4), "123456789")
    return f"010-{draw.digits(8, '3456789')}{tail}"


def landline_bare(draw: Draw, _: str = "") -> str:
    local = draw.digits(8, "3456789")
    return draw.pick((local, f"{local[:4]}-{local[4:]}", f"{local[:4]} {local[4:]}"))


def passport(draw: Draw, _: str = "") -> str:
    return draw.pick("EGP") + draw.digits(8)


def permit(draw: Draw, _: str = "") -> str:
    return draw.pick(("H", "M", "C")) + draw.digits(draw.pick((8, 10)))


def bank(draw: Draw, _: str = "") -> str:
    return draw.pick(BANKS) + draw.digits(draw.pick((10, 13)))


def bank_spaced(draw: Draw, _: str = "") -> str:
    number, gap = bank(draw), draw.pick((" ", " ", "-"))
    return gap.join(number[at : at + 4] for at in range(0, len(number), 4))


def bank_tail(draw: Draw, _: str = "") -> str:
    return draw.digits(4)


def social(draw: Draw, _: str = "") -> str:
    return draw.digits(draw.number(10, 12))


def plate(draw: Draw, _: str = "") -> str:
    head = draw.pick(PROVINCES) + draw.pick("ABCEFGHJKLMNPQ")
    body = (
        draw.letters(1, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") + draw.digits(3) + draw.pick("58KR")
    )
    return head + draw.pick(("", "", "·", "•", " ", "-")) + body


def plate_green(draw: Draw, _: str = "") -> str:
    head = draw.pick(PROVINCES) + draw.pick("ABCGHN")
    return head + draw.pick(("", "", "·", " ")) + draw.pick("DF") + draw.digits(5)


def plate_lower(draw: Draw, _: str = "") -> str:
    return draw.pick((plate, plate_green))(draw).lower()


def uscc(draw: Draw, _: str = "") -> str:
    head = draw.pick(("91", "92", "93")) + draw.pick(REGIONS)
    return head + draw.letters(10, USCC_ALPHABET)


def staff(draw: Draw, _: str = "") -> str:
    return draw.pick((draw.digits(4), draw.digits(6), draw.pick("ABKNW") + draw.digits(5)))


def meter(draw: Draw, _: str = "") -> str:
    return draw.digits(draw.number(8, 13))


def court(draw: Draw, _: str = "") -> str:
    left, right = draw.pick((("（", "）"), ("(", ")"), ("〔", "〕")))
    place = draw.pick(PROVINCES) + draw.digits(4, "01")
    kind = draw.pick(("民初", "民终", "执", "行初", "刑初", "民特", "执恢"))
    word = "字第" if draw.chance(0.1) else ""
    return f"{left}{draw.number(2014, 2025)}{right}{place}{kind}{word}{draw.number(12, 29999)}号"


def arbitration(draw: Draw, _: str = "") -> str:
    district = draw.pick(("朝", "海", "丰", "大", "通"))
    return f"京{district}劳人仲字[{draw.number(2016, 2025)}]第{draw.number(100, 9999)}号"


def property_number(draw: Draw, _: str = "") -> str:
    district = draw.pick(("朝", "海", "丰", "石", "通", "顺", "兴"))
    forms = (
        f"京({draw.number(2015, 2025)}){district}不动产权第{draw.digits(7)}号",
        f"京（{draw.number(2015, 2025)}）{district}不动产权第{draw.digits(7)}号",
        f"X京房权证{district}字第{draw.digits(6)}号",
        f"京房权证{district}私字第{draw.digits(6)}号",
    )
    return draw.pick(forms)


def contract(draw: Draw, _: str = "") -> str:
    head = draw.pick(("HT", "ZL", "GC", "FW", "XS", "JZ"))
    forms = (
        f"{head}-{draw.number(2017, 2025)}-{draw.digits(4)}",
        f"{head}{draw.number(2017, 2025)}{draw.digits(6)}",
        f"{draw.number(2017, 2025)}-{head}-{draw.digits(3)}",
        f"{head}字第{draw.digits(5)}号",
    )
    return draw.pick(forms)


def land_parcel(draw: Draw, _: str = "") -> str:
    region = draw.pick(REGIONS)
    forms = (
        f"{region}{draw.digits(6)}GB{draw.digits(5)}",
        f"{region}{draw.digits(6)}JC{draw.digits(5)}",
        f"{region[-2:]}-{draw.digits(3)}-{draw.digits(4)}",
    )
    return draw.pick(forms)


def ticket(draw: Draw, _: str = "") -> str:
    day = f"{draw.number(2021, 2025)}{draw.number(1, 12):02}{draw.number(1, 28):02}"
    forms = (day + draw.digits(7), f"BJ{day}{draw.digits(5)}", f"{day}-{draw.digits(5)}")
    return draw.pick(forms)


def courier(draw: Draw, _: str = "") -> str:
    return draw.pick(("SF", "YT", "JD", "JT", "ZTO", "YZ", "")) + draw.digits(13, "123456789")


def order(draw: Draw, _: str = "") -> str:
    return draw.pick((draw.digits(18, "123"), draw.digits(12, "45"), f"E{draw.digits(15)}"))


def wechat(draw: Draw, _: str = "") -> str:
    forms = (
        f"wx_{draw.letters(5)}{draw.number(1, 99)}",
        f"{draw.letters(6)}{draw.number(100, 9999)}",
        f"{draw.letters(4)}-{draw.letters(4)}",
        f"wxid_{draw.letters(6)}{draw.digits(4)}",
    )
    return draw.pick(forms)


def qq(draw: Draw, _: str = "") -> str:
    return draw.digits(draw.number(7, 10), "123456789")


def email(draw: Draw, _: str = "") -> str:
    host = draw.pick(("example.com", "example.cn", "mail.example.org", "163.example", "qq.example"))
    return f"{draw.letters(5)}{draw.pick(('.', '_', ''))}{draw.number(1, 999)}@{host}"


def url(draw: Draw, _: str = "") -> str:
    path = f"{draw.letters(4)}/{draw.letters(6)}{draw.digits(4)}"
    head = draw.pick(("https://v.example.com/", "http://pan.example.cn/s/", "www.example.com/u/"))
    return head + path


def coordinates(draw: Draw, _: str = "") -> str:
    east = f"116.{draw.digits(draw.number(4, 6))}"
    north = f"39.{draw.digits(draw.number(4, 6))}"
    forms = (
        f"{east},{north}", f"{north}，{east}", f"东经{east}°，北纬{north}°", f"E{east} N{north}",
        f"东经{east}度、北纬{north}度",
    )  # fmt: skip
    return draw.pick(forms)


def stars(draw: Draw, _: str = "") -> str:
    return draw.pick(("***********", "******", "×××××", "******************", "＊＊＊＊"))


SLOTS: Final[dict[str, Value]] = {
    "mobile": mobile,
    "phone_tail": phone_tail,
    "id": id18,
    "id_tail": id_tail,
    "landline": landline,
    "passport": passport,
    "permit": permit,
    "bank": bank,
    "bank_tail": bank_tail,
    "social": social,
    "plate": plate,
    "uscc": uscc,
    "staff": staff,
    "meter": meter,
    "court": court,
    "property": property_number,
    "contract": contract,
    "land_parcel": land_parcel,
    "ticket": ticket,
    "courier": courier,
    "order": order,
    "wechat": wechat,
    "qq": qq,
    "email": email,
    "url": url,
    "coordinates": coordinates,
    "stars": stars,
}
