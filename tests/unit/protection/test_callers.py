"""The cap of callers: a flag per ticket, whatever the order of rows."""

import random

from publish.protection.callers import counted_in_streets
from tests.unit.protection.city import frame, small_city

CITY = small_city()  # two tickets of one caller count in a street


def flags(rows: list[dict[str, object]]) -> list[bool]:
    return [bool(flag) for flag in counted_in_streets(frame(CITY, rows), CITY)]


def visit(area: str, caller: int | None, key: int) -> dict[str, object]:
    return {"area": area, "caller_key": caller, "record_key": key}


def test_the_smallest_record_keys_of_a_caller_count_in_a_street() -> None:
    assert flags([visit("S11", 1, 30), visit("S11", 1, 10), visit("S11", 1, 20)]) == [
        False,
        True,
        True,
    ]


def test_two_streets_and_two_callers_are_capped_apart() -> None:
    rows = [visit("S11", 1, 1), visit("S11", 1, 2), visit("S12", 1, 3), visit("S11", 2, 4)]
    assert flags(rows) == [True] * 4


def test_a_ticket_without_a_caller_is_never_capped() -> None:
    assert flags([visit("S11", None, key) for key in range(9)]) == [True] * 9


def test_the_one_street_of_a_district_is_not_capped_and_an_unlocated_street_is() -> None:
    assert flags([visit("S21", 1, key) for key in range(4)]) == [True] * 4
    assert flags([visit("D1U", 1, key) for key in range(4)]) == [True, True, False, False]


def test_tickets_without_a_street_are_not_capped() -> None:
    assert flags([visit("CU", 1, key) for key in range(4)]) == [True] * 4


def test_ties_of_the_record_key_do_not_depend_on_the_order_of_rows() -> None:
    rows = [{**visit("S11", 1, 5), "pin_key": bytes([i]) * 16} for i in range(6)]
    shuffled = random.Random(1).sample(rows, k=len(rows))  # noqa: S311  -- any order will do
    kept = [row["pin_key"] for row, flag in zip(rows, flags(rows), strict=True) if flag]
    again = [row["pin_key"] for row, flag in zip(shuffled, flags(shuffled), strict=True) if flag]
    assert sorted(map(str, kept)) == sorted(map(str, again))


def test_a_source_without_callers_is_not_capped() -> None:
    tickets = frame(CITY, [visit("S11", 1, key) for key in range(4)]).drop("caller_key")
    assert counted_in_streets(tickets, CITY).all()
