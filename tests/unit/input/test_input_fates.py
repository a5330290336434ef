"""Each line of the table of fates, and that neither order nor batches matter."""

from datetime import date
from itertools import islice, permutations

import polars as pl
import pytest

from anonymize import fates

SEPTEMBER = 320
AS_OF = date(2026, 10, 6)
# id, content, closing, month, marks: m leading row, s secret, c carried
Event = tuple[int, int, int | None, int | None, str]


def events(rows: list[Event]) -> pl.DataFrame:
    listed = [
        {
            "source": 0,
            "row": place + 2,
            "id_high": id_,
            "id_low": 0,
            "content": content,
            "closed_at": closed,
            "cohort": month,
            "main": "m" in marks,
            "secret": "s" in marks,
            "carried": "c" in marks,
        }
        for place, (id_, content, closed, month, marks) in enumerate(rows)
    ]
    return pl.DataFrame(listed, schema=fates.NARROW)


def told(
    rows: list[Event], earlier: list[Event] | None = None, handed_over: tuple[int, ...] = ()
) -> list[str]:
    result = fates.decide(
        events(rows),
        as_of=AS_OF,
        freeze_days=5,
        handed_over=handed_over,
        earlier=None if earlier is None else events(earlier),
    )
    return result.get_column("fate").cast(pl.String).to_list()


M = SEPTEMBER
CASES: dict[str, tuple[list[Event], list[str]]] = {
    "closed, final, frozen": ([(1, 1, 10, M, "m")], ["accepted"]),
    "the month is not frozen": ([(1, 1, 10, M + 1, "m")], ["waiting"]),
    "open": ([(1, 1, None, None, "m")], ["not_closed"]),
    "open, then closed": ([(1, 1, None, None, "m"), (1, 2, 9, M, "m")], ["not_closed", "accepted"]),
    "the same row again": ([(1, 1, 10, M, "m")] * 3, ["accepted", "repeat", "repeat"]),
    "same closing, other content": ([(1, 1, 9, M, "m"), (1, 2, 9, M, "m")], ["conflict"] * 2),
    "all of them, repeats too": (
        [(1, 1, 9, M, "m"), (1, 1, 9, M, "m"), (1, 2, 9, M, "m")], ["conflict"] * 3,
    ),
    "another id": ([(1, 1, 9, M, "m"), (2, 2, 9, M, "m")], ["accepted"] * 2),
    "closed again in the month": (
        [(1, 2, 20, M, "m"), (1, 1, 10, M, "m")], ["accepted", "superseded"],
    ),
    "closed again in a later month": (
        [(1, 1, 10, M - 1, "m"), (1, 2, 20, M, "m")], ["accepted"] * 2,
    ),
    "helpers of a leading row": (
        [(1, 2, 10, M, ""), (1, 1, 10, M, "m"), (1, 3, 12, M, "")], ["copy", "accepted", "copy"],
    ),
    "one helper stands for the ticket": ([(1, 1, 10, M, "")], ["accepted"]),
    "one of two helpers": ([(1, 1, 10, M, ""), (1, 2, 10, M, "")], ["accepted", "copy"]),
    "a secret": ([(1, 1, 10, M, "ms")], ["secrecy"]),
    "a secret that would wait": ([(1, 1, 10, M + 1, "ms")], ["secrecy"]),
    "a waiting row delivered again": (
        [(1, 1, 10, M, "mc"), (1, 1, 10, M, "m")], ["accepted", "repeat"],
    ),
    "a waiting row told anew": (
        [(1, 1, 10, M, "mc"), (1, 2, 10, M, "m")], ["superseded", "accepted"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_row_has_the_fate_that_the_law_gives_it(case: str) -> None:
    rows, expected = CASES[case]
    assert told(rows) == expected


LATER: dict[str, tuple[list[Event], list[Event], list[str]]] = {
    "seen before": ([(1, 1, 10, M - 2, "m")], [(1, 1, 10, M - 2, "m")], ["repeat"]),
    "told otherwise after it left": ([(1, 1, 9, M - 2, "m")], [(1, 2, 9, M - 2, "m")], ["late"]),
    "its month has left": ([], [(1, 1, 10, M - 2, "m")], ["late"]),
    "closed again since": ([(1, 1, 10, M - 2, "m")], [(1, 2, 20, M, "m")], ["accepted"]),
    "a helper of what left": ([(1, 1, 10, M - 2, "m")], [(1, 2, 20, M, "")], ["copy"]),
    "a helper of nothing": ([(2, 1, 10, M - 2, "m")], [(1, 2, 20, M, "")], ["accepted"]),
}


@pytest.mark.parametrize("case", LATER)
def test_earlier_runs_are_remembered(case: str) -> None:
    earlier, rows, expected = LATER[case]
    assert told(rows, earlier, handed_over=(M - 2,)) == expected


def test_the_order_of_rows_changes_no_count() -> None:
    rows: list[Event] = [
        (1, 1, 10, M, "m"), (1, 1, 10, M, "m"), (1, 2, 20, M, "m"), (2, 3, 5, M, "m"),
        (2, 4, 5, M, "m"), (1, 5, 10, M, ""),
    ]  # fmt: skip
    orders = islice(permutations(rows), 0, None, 11)
    found = {tuple(sorted(told(list(order)))) for order in orders}
    assert found == {("accepted", "conflict", "conflict", "copy", "repeat", "superseded")}


@pytest.mark.parametrize(("day", "frozen"), [(date(2026, 10, 5), False), (date(2026, 10, 6), True)])
def test_a_cohort_is_frozen_five_days_after_its_month(day: date, frozen: bool) -> None:
    assert fates.is_frozen(SEPTEMBER, day, 5) is frozen
    assert (fates.last_frozen(day, 5) >= SEPTEMBER) is frozen


def test_december_is_followed_by_january() -> None:
    december = (2026 - 2000) * 12 + 11
    assert not fates.is_frozen(december, date(2027, 1, 5), 5)
    assert fates.is_frozen(december, date(2027, 1, 6), 5)


def test_many_ids_are_decided_in_parts_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Event] = [(place // 2 * 7919, place % 3, 5, M, "m") for place in range(400)]
    whole = told(rows)
    monkeypatch.setattr(fates, "_SMALL", 10)
    assert told(rows) == whole
    assert set(whole) == {"conflict", "repeat", "accepted"} - {"repeat", "accepted"}


def test_digests_are_kept_as_numbers() -> None:
    wide = pl.DataFrame(
        {
            "source": [0], "row": [2], "pin_key": [bytes(range(16))], "content": [bytes(16)],
            "closed_at": [None], "cohort": [None], "main": [True], "secret": [False],
        },
        schema_overrides={"closed_at": pl.Datetime("us", "UTC"), "cohort": pl.Int32},
    )  # fmt: skip
    narrow = fates.narrow(wide)
    assert narrow.schema == fates.NARROW
    assert narrow["id_high"].to_list() == [int.from_bytes(range(8), "big")]
    assert narrow["id_low"].to_list() == [int.from_bytes(range(8, 16), "big")]
