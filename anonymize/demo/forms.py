"""How people write one and the same number or name: the written forms of a secret. Pure."""

from random import Random
from typing import Final

_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_HANZI: Final = str.maketrans("0123456789", "零一二三四五六七八九")
_SPOKEN: Final = str.maketrans("0123456789", "〇幺二三四五六七八九")
MASKED: Final = "masked"


def mobile(number: str, chance: float) -> tuple[str, str]:
    """Return a mobile number in one of the ways it is written, and its entity."""
    a, b, c = number[:3], number[3:7], number[7:]
    if chance < 0.62:
        return number, "CN_MOBILE"
    forms = (
        f"{a} {b} {c}", f"{a}-{b}-{c}", number.translate(_WIDE), number.translate(_HANZI),
        number.translate(_SPOKEN), f"+86 {number}", f"0086{number}", f"+86-{a}-{b}-{c}",
        f"{a}.{b}.{c}", f"{number[:5].translate(_HANZI)}{number[5:]}", f"{a}　{b}　{c}",
        f"{number[:6]} {number[6:]}", f"{a}****{c}",
    )  # fmt: skip
    place = int((chance - 0.62) / 0.38 * len(forms))
    form = forms[min(place, len(forms) - 1)]
    return form, "CN_MOBILE_MASKED" if "*" in form else "CN_MOBILE"


def identity(number: str, chance: float) -> str:
    """Return an identity number as it is written: plain, spaced, wide, lower x, misread."""
    if chance < 0.7:
        return number
    if chance < 0.8:
        return f"{number[:6]} {number[6:14]} {number[14:]}"
    if chance < 0.87:
        return number.translate(_WIDE)
    if chance < 0.92:
        return number.lower()
    wrong = "7" if number[9] != "7" else "3"
    return number[:9] + wrong + number[10:]


def door(text: str, chance: float) -> str:
    """Return a door as it is written, sometimes in Chinese or full-width digits."""
    if chance < 0.84:
        return text
    return text.translate(_HANZI if chance < 0.93 else _WIDE)


def person(name: str, rng: Random) -> str:
    """Return a name as it is written: mostly plain, sometimes spaced or masked by the caller."""
    chance = rng.random()
    if chance < 0.94:
        return name
    if chance < 0.965:
        return "　".join(name) if len(name) == 2 else " ".join(name)
    return name[0] + "某某"[: len(name) - 1]


def money(amount: float, rng: Random) -> str:
    """Return an amount in 元 or 万元, with or without separators."""
    chance = rng.random()
    if amount >= 10_000 and chance < 0.6:
        return f"{amount / 10_000:g}万元" if chance < 0.45 else f"{amount / 10_000:.2f}万"
    if chance < 0.8:
        return f"{amount:.0f}元"
    return f"{amount:,.2f}元"
