"""The classes of the evaluation, by group, and the bar that each group must pass."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from tests.evaluation.draw import Draw, Value
from tests.evaluation.values import attributes, commerce, names, numbers, places


class Bar(msgspec.Struct, frozen=True):
    """Least full-cover recall of a group as a whole, and of its worst class."""

    overall: float
    worst: float
    title: str


class Class(msgspec.Struct, frozen=True):
    """One class: where its carriers stand, which slots are its own, what fills them."""

    name: str
    group: str
    section: str
    focal: frozenset[str]
    values: Mapping[str, Value]
    # Slots whose value of the key "known" stands in a structured field of the ticket.
    known: frozenset[str] = frozenset()


BARS: Final = {
    "numbers": Bar(0.99, 0.99, "structured numbers in all written forms"),
    "names": Bar(0.97, 0.90, "person names"),
    "doors": Bar(0.95, 0.95, "door-level addresses"),
    "compounds": Bar(0.85, 0.85, "compounds and relative places"),
    "firms": Bar(0.90, 0.90, "company names (full, short, alias)"),
    "commerce": Bar(0.90, 0.90, "commercial values"),
    "attributes": Bar(0.90, 0.90, "personal attributes"),
    "tickets": Bar(0.97, 0.90, "across fields, markup, prompt-like text"),
    "long": Bar(0.97, 0.97, "long, dialogue-like and dense texts"),
}


def _half(draw: Draw, key: str) -> str:
    draw.memory[f"number:{key}"] = numbers.mobile(draw)
    return draw.memory[f"number:{key}"][:7]


def _rest(draw: Draw, key: str) -> str:
    return draw.memory[f"number:{key}"][7:]


def _id_part(start: int, end: int) -> Value:
    def part(draw: Draw, key: str) -> str:
        if start == 0:
            draw.memory[f"id:{key}"] = numbers.id18(draw)
        return draw.memory[f"id:{key}"][start:end]

    return part


VALUES: Final[Mapping[str, Value]] = MappingProxyType(
    {
        **names.SLOTS,
        **numbers.SLOTS,
        **places.SLOTS,
        **attributes.SLOTS,
        **commerce.SLOTS,
        "half": _half,
        "rest": _rest,
        "id_a": _id_part(0, 6),
        "id_b": _id_part(6, 14),
        "id_c": _id_part(14, 18),
        "arbitration": numbers.arbitration,
    }
)


def _known_name(draw: Draw, key: str) -> str:
    """A name that nothing announces, ordinary words among them."""
    return draw.pick((names.usual, names.ordinary, names.odd))(draw, key)


def _class(name: str, group: str, section: str = "", /, *focal: str, **values: Value) -> Class:
    section = section or name
    return Class(
        name,
        group,
        section,
        frozenset(focal or (section,)),
        MappingProxyType({**VALUES, **values}),
    )


_NAME_FORMS: Final = {
    "name_3char": names.three,
    "name_2char": names.two,
    "name_random": names.odd,
    "name_rare_surname": names.rare,
    "name_compound_surname": names.compound,
    "name_dotted": names.dotted,
    "name_spaced": names.spaced,
    "name_pinyin": names.pinyin,
    "name_english": names.english,
    "name_ordinary_word": names.ordinary,
}
_NUMBER_FORMS: Final = {
    "mobile": ("mobile", numbers.mobile),
    "mobile_spaced": ("mobile", numbers.mobile_spaced),
    "mobile_dashed": ("mobile", numbers.mobile_dashed),
    "mobile_full_width": ("mobile", numbers.mobile_full),
    "mobile_chinese": ("mobile", numbers.mobile_chinese),
    "mobile_mixed": ("mobile", numbers.mobile_mixed),
    "mobile_86": ("mobile", numbers.mobile_86),
    "mobile_masked": ("mobile", numbers.mobile_masked),
    "id18": ("id", numbers.id18),
    "id18_lower_x": ("id", numbers.id18_lower),
    "id18_wrong": ("id", numbers.id18_wrong),
    "id18_spaced": ("id", numbers.id18_spaced),
    "id18_full_width": ("id", numbers.id18_full),
    "id18_chinese": ("id", numbers.id_chinese),
    "id15": ("id", numbers.id15),
    "landline": ("landline", numbers.landline),
    "landline_extension": ("landline", numbers.landline_extension),
    "bank": ("bank", numbers.bank),
    "bank_spaced": ("bank", numbers.bank_spaced),
    "plate": ("plate", numbers.plate),
    "plate_green": ("plate", numbers.plate_green),
    "plate_lower": ("plate", numbers.plate_lower),
}
_PLAIN_NUMBERS: Final = (
    "phone_tail", "id_tail", "passport", "permit", "bank_tail", "social", "uscc", "staff", "meter",
    "court", "arbitration", "property", "contract", "land_parcel", "ticket", "courier", "order",
    "wechat", "qq", "email", "url", "coordinates", "stars",
)  # fmt: skip
_ATTRIBUTES: Final = (
    "age", "birth_date", "illness", "treatment", "disability", "pregnancy", "school", "welfare",
    "ethnicity", "ethnicity_form", "religion", "record", "party", "party_member",
    "veteran", "service", "benefit", "wage", "routine", "unique_role", "small_group", "family",
)  # fmt: skip
_COMMERCE: Final = (
    "unit_price", "bid", "supplier", "formula", "process", "customer_list", "turnover", "share",
    "project", "account", "drawing",
)  # fmt: skip

CLASSES: Final[tuple[Class, ...]] = (
    *(_class(name, "names", "name", name=form) for name, form in _NAME_FORMS.items()),
    _class("name_traditional", "names", "name_traditional", "name", name=names.traditional),
    _class("name_split", "names", "split_name"),
    _class("name_title", "names", "name_title", "titled"),
    _class("nickname", "names"),
    _class("name_masked", "names", "masked_name"),
    _class("given_only", "names", "given"),
    _class("handle", "names"),
    _class("official", "names", "official", "name"),
    _class("name_place", "names", "name_place", "name", name=names.place_name),
    *(
        _class(section, "names", section, "name")
        for section in (
            "name_bare", "name_list", "name_kinship", "name_minor", "name_table",
            "name_signature", "name_again",
        )
    ),
    *(
        _class(name, "numbers", section, **{section: form})
        for name, (section, form) in _NUMBER_FORMS.items()
    ),
    _class("landline_bare", "numbers", "landline_bare", "landline", landline=numbers.landline_bare),
    _class("mobile_split", "numbers", "mobile_split", "half", "rest"),
    _class("id_split", "numbers", "id_split", "id_a", "id_b", "id_c"),
    _class("wechat_slang", "numbers", "wechat_slang", "wechat"),
    _class("qq_slang", "numbers", "qq_slang", "qq"),
    *(_class(name, "numbers") for name in _PLAIN_NUMBERS),
    _class("door", "doors", "door", "door"),
    _class("door_compact", "doors", "door", "door", door=places.door_compact),
    _class("door_chinese", "doors", "door", "door", door=places.door_chinese),
    *(_class(name, "doors") for name in ("street_number", "bed", "dormitory", "village_door")),
    *(_class(name, "compounds") for name in ("compound", "village", "relative")),
    _class("school_name", "compounds"),
    *(_class(name, "attributes") for name in _ATTRIBUTES),
    _class("firm", "firms"),
    _class("firm_short", "firms"),
    _class("firm_alias", "firms", "firm_alias", "firm", "firm_short", "firm_brand"),
    *(_class(name, "firms") for name in ("firm_misspelt", "shop", "sole_trader")),
    _class("amount", "commerce"),
    _class("amount_capital", "commerce", "amount", "amount", amount=commerce.amount_capital),
    *(_class(name, "commerce") for name in _COMMERCE),
    _class("name_in_reply", "tickets", "name_in_reply", "name", "mobile", "id"),
    _class("firm_in_reply", "tickets", "firm_in_reply", "firm", "firm_short", "firm_brand"),
    msgspec.structs.replace(
        _class("name_known", "tickets", "name_known", "name", name=_known_name),
        known=frozenset(("name",)),
    ),
    msgspec.structs.replace(
        _class("firm_known", "tickets", "firm_known", "firm_short", "firm_brand"),
        known=frozenset(("firm",)),
    ),
    _class("markup", "tickets", "markup", "name", "mobile"),
    _class("prompt_like", "tickets", "prompt_like", "name", "mobile", "id"),
)  # fmt: skip
LONG: Final = ("long", "dialogue", "dense")
PLAIN: Final = "plain_text"
