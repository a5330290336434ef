import numpy as np
import pytest

from anonymize.demo.numbers import bank_card, credit_codes, phones, resident_ids

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_phones_are_mobile_numbers_and_differ() -> None:
    numbers = phones(np.arange(2000), 5).tolist()
    assert all(len(str(n)) == 11 and str(n)[0] == "1" and str(n)[1] in "35789" for n in numbers)
    assert len(set(numbers)) > 1990


def test_identity_numbers_hold_their_own_check_character() -> None:
    regions = np.full(500, 130102)
    for number in resident_ids(regions, np.arange(500), 3).to_list():
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        assert number[17] == "10X98765432"[total % 11]
        assert number.startswith("130102")
        assert np.datetime64(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")


def test_credit_codes_hold_their_own_check_character() -> None:
    for code in credit_codes(np.full(300, 130102), np.arange(300), 3):
        assert len(code) == 18
        total = sum(_ALPHABET.index(c) * 3**place for place, c in enumerate(code[:17]))
        assert (total + _ALPHABET.index(code[17])) % 31 == 0


@pytest.mark.parametrize(("stem", "card"), [("7992739871", "79927398713"), ("0", "00")])
def test_cards_pass_luhn(stem: str, card: str) -> None:
    assert bank_card(stem) == card
