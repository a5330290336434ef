"""Cell keys: one name for a set of records, one noise for a name and its records."""

import numpy as np

from publish.protection.cell_key import mix64, noise, record_set, salt
from publish.protection.ptable import FINE, MAX_ROW, WIDE


def test_mix64_is_the_finaliser_of_splitmix64() -> None:
    # The first output of SplitMix64 seeded with 0 (Steele, Lea and Flood 2014).
    assert mix64(np.array([0x9E3779B97F4A7C15], dtype=np.uint64))[0] == 0xE220A8397B1DCDAF


def test_a_set_of_records_has_one_name_whatever_the_order() -> None:
    one = record_set({"resolution": "partly", "channel": "web"})
    other = record_set({"channel": "web", "resolution": "partly"})
    assert one == other == "channel=web&resolution=partly"
    assert record_set({}) == "n"


def test_salts_differ_by_series_table_and_set() -> None:
    salts = {
        salt(series, table, records)
        for series in ("a", "b")
        for table in (FINE, WIDE)
        for records in ("n", "resolution=partly")
    }
    assert len(salts) == 8
    assert salt("a", FINE, "n") == salt("a", FINE, "n")


def test_counts_beyond_the_last_row_use_it() -> None:
    keys = np.arange(1000, dtype=np.uint32)
    salts = np.full(1000, 5, dtype=np.uint64)
    last = noise(np.full(1000, MAX_ROW, dtype=np.uint32), keys, salts, FINE)
    huge = noise(np.full(1000, 4_000_000_000, dtype=np.uint32), keys, salts, FINE)
    assert (last == huge).all()
    assert len(set(last.tolist())) > 5


def test_an_empty_cell_gets_no_noise() -> None:
    keys = np.arange(1000, dtype=np.uint32)
    drawn = noise(np.zeros(1000, dtype=np.uint32), keys, keys.astype(np.uint64), WIDE)
    assert (drawn == 0).all()


def test_noise_of_neighbouring_keys_and_of_two_salts_is_unrelated() -> None:
    keys = np.arange(200_000, dtype=np.uint32)
    counts = np.full(len(keys), 500, dtype=np.uint32)
    one = noise(counts, keys, np.uint64(salt("s", FINE, "n")).repeat(len(keys)), FINE)
    other = noise(counts, keys, np.uint64(salt("s", FINE, "x=y")).repeat(len(keys)), FINE)
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.01
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.01
    assert abs(one.mean()) < 0.02
    assert abs(one.var() - 4.5) < 0.05
