"""Codes to positions: days that cross as numbers, groups that no ticket bears."""

from pathlib import Path

import msgspec
import numpy as np
import polars as pl
import pytest

from publish.bundles import read_cohort
from publish.errors import UnknownCode
from publish.profile import GROUP, Code
from publish.tickets import allowed_codes, as_enum, group_codes, positions
from tests.unit.protection.city import MONTH, small_city
from tests.unit.protection.test_bundles import tickets, write

CITY = small_city()
DAYS = tuple(f"d{day:02d}" for day in range(32))


def test_the_day_of_receipt_crosses_as_a_number_and_is_a_code_here() -> None:
    table = pl.DataFrame({"received_day": pl.Series([0, 1, 31], dtype=pl.UInt8)})
    assert positions(table, "received_day", DAYS).tolist() == [0, 1, 31]
    with pytest.raises(UnknownCode):
        positions(table.with_columns(received_day=pl.lit(32, pl.UInt8)), "received_day", DAYS)


@pytest.mark.parametrize("kind", [pl.String(), pl.Categorical(), pl.Enum(["b", "a", "c"])])
def test_codes_of_any_string_type_have_the_positions_of_the_codelist(kind: pl.DataType) -> None:
    table = pl.DataFrame({"x": pl.Series(["a", "c", "b"]).cast(kind)})
    assert np.array_equal(positions(table, "x", ("c", "b", "a")), [2, 0, 1])


def test_a_family_has_the_codes_of_its_parts_and_a_dimension_those_of_its_codelist() -> None:
    assert allowed_codes(CITY, "resolution") == ("resolved", "partly", "unresolved")
    assert allowed_codes(CITY, "channel") == ("phone", "web", "app", "visit")
    assert allowed_codes(CITY, "nothing") == ()


def test_a_missing_code_is_counted_not_told() -> None:
    with pytest.raises(UnknownCode) as caught:
        as_enum(pl.Series("x", ["a", "zz-secret", None]), ("a",))
    assert caught.value.rows == 2
    assert "zz-secret" not in caught.value.en + caught.value.zh


def test_a_declared_group_is_no_place_of_a_ticket(tmp_path: Path) -> None:
    area = CITY.codelists["area"]
    group = Code(code="G6", level="district", zh="城六区", en="Six", parent="C", kind=GROUP)
    grouped = msgspec.structs.replace(area, codes=(*area.codes, group))
    city = msgspec.structs.replace(CITY, codelists={**CITY.codelists, "area": grouped})
    assert group_codes(city, "area") == {"G6"}
    with pytest.raises(UnknownCode, match="area"):
        read_cohort([write(tmp_path / "a", tickets([{"area": "G6"}, {}]))], MONTH, city)
    read = read_cohort([write(tmp_path / "b", tickets([{"area": "S11"}, {}]))], MONTH, city)
    assert read.tickets.height == 2
