"""What fills each slot: a text and its entity, or no entity where it is no secret."""

from collections.abc import Callable
from typing import Final

from anonymize.demo import forms, lexicon
from anonymize.demo.case import Case
from anonymize.demo.numbers import bank_card

Filled = tuple[str, str]  # text, entity ("" for none)
Filler = Callable[[Case], Filled]


def _word(name: str, words: tuple[str, ...], entity: str) -> Filler:
    return lambda case: (case.same(name, words), entity)


def _fact(name: str) -> Filler:
    return lambda case: (case.facts[name] or "", "")


def _own_name(case: Case, name: str) -> str:
    if name == "caller" and (own := case.fact("caller_name")):
        return own
    if name == "neighbour" and (told := case.fact("third_parties")):
        return told.split(";")[0]
    value = case.kept.get(name)
    if value is None:
        rare = case.rng.random() < 0.08
        value = case.choose(lexicon.UNCOMMON_NAMES if rare else case.pools.people)
        case.kept[name] = value
    return value


def _person(name: str) -> Filler:
    def fill(case: Case) -> Filled:
        own = _own_name(case, name)
        return forms.person(own, case.rng) if own.isalpha() and len(own) < 4 else own, "PERSON"

    return fill


def _titled(name: str, titles: tuple[str, ...]) -> Filler:
    def fill(case: Case) -> Filled:
        own = _own_name(case, name)
        surname = own[0] if "一" <= own[0] <= "鿿" else own
        return surname + case.same(f"{name}_title", titles), "PERSON"

    return fill


def _mobile(name: str) -> Filler:
    def fill(case: Case) -> Filled:
        own = case.fact("caller_phone") if name == "phone" else None
        if own is None or len(own) != 11 or not own.isdigit():
            own = "1" + case.choose("35789") + case.number(name, 9)
        return forms.mobile(own, case.rng.random())

    return fill


def _landline(case: Case) -> Filled:
    area = case.same("area_code", lexicon.AREA_CODES)
    number = f"{area}-{case.same('exchange', ('5', '6', '8'))}{case.number('landline', 7)}"
    form = case.rng.random()
    if form < 0.15:
        number = number.replace("-", "")
    elif form < 0.3:
        number = f"{number}转{case.between(1, 899)}"
    elif form < 0.45:
        number = number.removeprefix(f"{area}-")
    return number, "CN_LANDLINE"


def _resident_id(case: Case) -> Filled:
    own = case.fact("caller_id_no")
    if own is None:
        region, tail = case.number("region", 4), case.number("sequence", 4)
        own = f"13{region}19{40 + int(case.number('born', 2)) % 60}0{1 + int(region) % 9}15{tail}"
    return forms.identity(own, case.rng.random()), "CN_RESIDENT_ID"


def _short_id(case: Case) -> Filled:
    born = f"{case.between(30, 79)}0{case.between(1, 9)}1{case.between(0, 9)}"
    return f"13{case.number('region', 4)}{born}{case.number('sequence3', 3)}", "CN_RESIDENT_ID"


def _door(name: str) -> Filler:
    def fill(case: Case) -> Filled:
        return forms.door(case.same(name, case.pools.doors), case.rng.random()), "ADDRESS"

    return fill


def _home(case: Case) -> Filled:
    own = case.fact("caller_address") or case.fact("incident_address")
    if own is None:
        own = case.same("compound", case.pools.compounds) + case.same("door", case.pools.doors)
    return own, "ADDRESS"


def _compound(name: str) -> Filler:
    def fill(case: Case) -> Filled:
        own = case.fact("community") if name == "compound" else None
        return own or case.same(name, case.pools.compounds), "COMPOUND"

    return fill


def _firm(name: str, *, short: bool = False) -> Filler:
    def fill(case: Case) -> Filled:
        firm = case.firm(name)
        own = case.fact("company_name") if name == "firm" else None
        if short:
            return case.fact("company_short") or firm.short, "COMPANY"
        return own or firm.name, "COMPANY"

    return fill


def _uscc(case: Case) -> Filled:
    return case.fact("uscc") or case.firm("firm").uscc, "CN_USCC"


def _shop(case: Case) -> Filled:
    word = case.same("shop", lexicon.SHOP_WORDS)
    return word + case.same("shop_kind", lexicon.SHOP_KINDS), "COMPANY"


def _school(case: Case) -> Filled:
    word = case.same("school", lexicon.SCHOOL_WORDS)
    return word + case.same("school_kind", lexicon.SCHOOL_KINDS), "SCHOOL"


def _class(case: Case) -> Filled:
    year, group = case.same("year", tuple("一二三四五六")), int(case.number("class", 1)) % 9 + 1
    return f"{year}（{group}）班" if case.rng.random() < 0.6 else f"{year}年级{group}班", "SCHOOL"


def _money(name: str, low: int, high: int, entity: str) -> Filler:
    def fill(case: Case) -> Filled:
        amount = low + int(case.number(name, 7)) / 10**7 * (high - low)
        return forms.money(round(amount, -1), case.rng), entity

    return fill


def _pattern(name: str, pattern: str, entity: str) -> Filler:
    """Return a filler of *pattern*: ``#`` a digit, ``@`` a letter, ``?`` either."""
    width = sum(pattern.count(mark) for mark in "#@?")

    def fill(case: Case) -> Filled:
        digits = iter(case.number(name, width))
        letters = lexicon.LETTERS

        def one(mark: str) -> str:
            if mark == "#":
                return next(digits)
            if mark == "@":
                return letters[int(next(digits)) * 2]
            if mark == "?":
                digit = int(next(digits))
                return str(digit) if digit % 3 else letters[digit]
            return mark

        return "".join(map(one, pattern)), entity

    return fill


def _plate(case: Case) -> Filled:
    head = case.same("plate_head", lexicon.PLATE_HEADS)
    letter = lexicon.LETTERS[int(case.number("plate_letter", 1))]
    tail = _pattern("plate", "?##?#", "")(case)[0]
    form = case.rng.random()
    plate = f"{head}{letter}·{tail}" if form < 0.3 else f"{head}{letter}{tail}"
    if form > 0.85:
        plate = f"{head}{letter}D{case.number('plate_green', 5)}"
    return plate.lower() if 0.75 < form < 0.8 else plate, "CN_PLATE"


def _card(case: Case) -> Filled:
    card = bank_card("6222" + case.number("card", 14))
    if case.rng.random() < 0.25:
        card = " ".join(card[i : i + 4] for i in range(0, len(card), 4))
    return card, "CN_BANK_ACCOUNT"


def _born(case: Case) -> Filled:
    year, month = 1935 + int(case.number("birth", 2)) % 60, int(case.number("birth_month", 2)) % 12
    return f"{year}年{month + 1}月{case.between(1, 28)}日", "BIRTH_DATE"


def _age(low: int, high: int) -> Filler:
    return lambda case: (f"{case.between(low, high)}{case.choose(lexicon.AGES[:2])}", "AGE")


def _handle(case: Case) -> Filled:
    return case.same("handle", lexicon.HANDLES) + case.number("handle_no", 4), "USER_HANDLE"


def _geo(case: Case) -> Filled:
    lon, lat = case.number("lon", 6), case.number("lat", 6)
    return f"11{lon[0]}.{lon[1:]},3{lat[0]}.{lat[1:]}", "COORDINATES"


def _email(case: Case) -> Filled:
    host = case.same("host", ("example.com", "example.cn", "mail.example.org"))
    return f"{case.same('box', lexicon.MAILBOXES)}{case.number('email', 4)}@{host}", "EMAIL"


def _filed(name: str, pattern: str, entity: str) -> Filler:
    """Return a filler of *pattern* with the short name of a province in place of ``!``."""
    number = _pattern(name, pattern, entity)

    def fill(case: Case) -> Filled:
        return number(case)[0].replace("!", case.same("court", lexicon.PLATE_HEADS)), entity

    return fill


def _tail(case: Case) -> Filled:
    own = case.fact("caller_phone")
    return own[-4:] if own and own.isdigit() else case.number("tail", 4), "CN_NUMBER_TAIL"


def _attachment(case: Case) -> Filled:
    return f"IMG_{_own_name(case, 'caller')}_{case.between(1, 9)}.jpg", "ATTACHMENT"


def _percent(case: Case) -> Filled:
    return f"{case.between(5, 60)}%", "FINANCE"


_GENTLE: Final = ("女士", "先生", "阿姨", "大爷", "同志")
SECRETS: Final[dict[str, Filler]] = {
    **{name: _person(name) for name in ("caller", "kin", "neighbour", "official", "third", "boss")},
    **{name: _person(name) for name in ("child", "teacher")},
    "caller_title": _titled("caller", _GENTLE),
    "official_title": _titled("official", lexicon.TITLES),
    "third_title": _titled("third", lexicon.TITLES),
    "phone": _mobile("phone"),
    "phone2": _mobile("phone2"),
    "tail": _tail,
    "landline": _landline,
    "resident_id": _resident_id,
    "resident_id15": _short_id,
    "id_tail": _pattern("id_tail", "####", "CN_NUMBER_TAIL"),
    "social": _pattern("social", "00#########", "CN_SOCIAL_NUMBER"),
    "passport": _pattern("passport", "E@#######", "CN_TRAVEL_DOCUMENT"),
    "home": _home,
    "door": _door("door"),
    "door2": _door("door2"),
    "compound": _compound("compound"),
    "compound2": _compound("compound2"),
    "block": lambda case: (f"{case.between(1, 30)}号楼", "ADDRESS"),
    "house_no": lambda case: (f"{case.between(1, 99)}号院", "ADDRESS"),
    "floor": lambda case: (f"{case.between(2, 28)}层", "ADDRESS"),
    "few": lambda case: (f"{case.between(2, 6)}户", "SMALL_GROUP"),
    "group": _word("group", lexicon.RURAL, "ADDRESS"),
    "relative": _word("relative", lexicon.RELATIVE, "RELATIVE_PLACE"),
    "geo": _geo,
    "school": _school,
    "class": _class,
    "child_age": _age(3, 15),
    "illness": _word("illness", lexicon.ILLNESSES, "HEALTH"),
    "disability": _word("disability", lexicon.DISABILITIES, "HEALTH"),
    "pregnancy": _word("pregnancy", lexicon.PREGNANCIES, "HEALTH"),
    "surgery": _word("surgery", lexicon.SURGERIES, "HEALTH"),
    "hospital": _word("hospital", lexicon.HOSPITALS, "HEALTH_PLACE"),
    "birth": _born,
    "age": _age(56, 94),
    "welfare": _word("welfare", lexicon.WELFARE, "WELFARE"),
    "ethnic": _word("ethnic", lexicon.ETHNIC, "ETHNICITY"),
    "religion": _word("religion", lexicon.RELIGIONS, "RELIGION"),
    "special": _word("special", lexicon.SPECIAL, "SPECIAL_STATUS"),
    "marriage": _word("marriage", lexicon.MARRIAGES, "FAMILY"),
    "wage": _money("wage", 2200, 19000, "INCOME"),
    "debt": _money("debt", 12000, 260000, "INCOME"),
    "firm": _firm("firm"),
    "firm2": _firm("firm2"),
    "firm_short": _firm("firm", short=True),
    "shop": _shop,
    "uscc": _uscc,
    "contract": _pattern("contract", "HT-20##-####", "CN_CONTRACT_NUMBER"),
    "amount": _money("amount", 80_000, 30_000_000, "CONTRACT_AMOUNT"),
    "amount_small": _money("refund", 300, 30_000, "CONTRACT_AMOUNT"),
    "unit_price": _word("unit_price", lexicon.UNIT_PRICES, "UNIT_PRICE"),
    "bid": _money("bid", 900_000, 20_000_000, "BID"),
    "bid2": _money("bid2", 900_000, 20_000_000, "BID"),
    "formula": _word("formula", lexicon.FORMULAS, "FORMULA"),
    "clients": _word("clients", lexicon.CLIENTS, "CUSTOMER_LIST"),
    "turnover": _money("turnover", 400_000, 90_000_000, "FINANCE"),
    "share": _percent,
    "account": _pattern("account", "0200###############", "CN_BANK_ACCOUNT"),
    "drawing": _pattern("drawing", "TZ-####-##", "TECH_SECRET"),
    "plate": _plate,
    "wechat": _pattern("wechat", "wx_@@####", "CHAT_ACCOUNT"),
    "qq": _pattern("qq", "1########", "CHAT_ACCOUNT"),
    "email": _email,
    "card": _card,
    "ticket_no": _pattern("ticket_no", "202#0#1######", "CN_TICKET_NUMBER"),
    "case_no": _filed("case_no", "（202#）!01##民初#####号", "CN_COURT_NUMBER"),
    "meter": _pattern("meter", "1#########", "CN_METER_NUMBER"),
    "order": _pattern("order", "SF#############", "ORDER_NUMBER"),
    "property": _filed("property", "!（202#）不动产权第#######号", "CN_PROPERTY_NUMBER"),
    "url": _pattern("url", "https://example.com/u/#######", "URL"),
    "attachment": _attachment,
    "staff": _pattern("staff", "0#####", "CN_STAFF_NUMBER"),
    "handle": _handle,
    "clock": _word("clock", lexicon.CLOCKS, "WHEREABOUTS"),
    "unique": _word("unique", lexicon.UNIQUE, "UNIQUE_ROLE"),
}
PLAIN: Final[dict[str, Filler]] = {
    **{name: _fact(name) for name in ("place", "district", "topic", "category", "unit", "month")},
    "n": lambda case: (str(case.between(2, 9)), ""),
    "temp": lambda case: (str(case.between(12, 17)), ""),
    "fine": lambda case: (f"{case.between(1, 9)}万元", ""),
    "road": lambda case: (case.same("road", case.pools.roads), ""),
    "road2": lambda case: (case.same("road2", case.pools.roads), ""),
}
FILLERS: Final = SECRETS | PLAIN
