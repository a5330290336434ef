"""Frozen cells: kept once, the same for ever."""

from pathlib import Path

import msgspec
import pytest

from publish.cells import cells_path, freeze, frozen_key, load
from publish.counts import count
from publish.errors import CellsBroken, CellsFrozen
from publish.protection.cell import ConfidentialCells
from publish.protection.protect import protect
from publish.tickets import Cohort
from tests.unit.protection.city import MONTH, PLACES, cohort, frame, small_city
from tests.unit.protection.test_counts import same, some_rows

CITY = small_city()
DATASET = CITY.datasets["counts"]


def cells_of(seed: int) -> ConfidentialCells:
    return count(cohort(CITY, some_rows(30, seed)), CITY, DATASET)


def test_what_is_frozen_comes_back_as_it_was(tmp_path: Path) -> None:
    cells = cells_of(1)
    freeze(tmp_path, cells, CITY, key_fingerprint="k1")
    back = load(tmp_path, CITY, DATASET, MONTH)
    assert set(back.views) == set(cells.views)
    assert all(same(cells.views[name], back.views[name]) for name in cells.views)
    assert protect(back, CITY, PLACES).frame.equals(protect(cells, CITY, PLACES).frame)
    assert frozen_key(tmp_path, "counts", MONTH) == "k1"
    assert frozen_key(tmp_path, "counts", "2026-10") is None


def test_what_is_not_collected_is_remembered(tmp_path: Path) -> None:
    lacking = Cohort(
        month=MONTH,
        tickets=frame(CITY, some_rows(9)).drop("channel", "resolution"),
        not_collected=frozenset({"channel", "resolution"}),
        districts_not_collected=("D3",),
    )
    cells = count(lacking, CITY, DATASET)
    freeze(tmp_path, cells, CITY, key_fingerprint="k1")
    back = load(tmp_path, CITY, DATASET, MONTH)
    assert back.not_collected == {"channel", "resolution"}
    assert back.districts_not_collected == ("D3",)
    assert same(cells.views["U1"], back.views["U1"])


def test_a_cohort_without_tickets_is_frozen_too(tmp_path: Path) -> None:
    freeze(tmp_path, count(cohort(CITY, []), CITY, DATASET), CITY, key_fingerprint="k1")
    back = load(tmp_path, CITY, DATASET, MONTH)
    assert [len(view.ranks) for view in back.views.values()] == [0] * len(DATASET.views)


def test_freezing_the_same_cells_again_changes_nothing(tmp_path: Path) -> None:
    first = freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1")
    path = cells_path(tmp_path, "counts", MONTH)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1") == first
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(file.name for file in path.parent.iterdir()) == [
        f"{MONTH}.parquet",
        f"{MONTH}.sha256",
    ]


def test_other_cells_or_another_key_never_overwrite(tmp_path: Path) -> None:
    freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1")
    before = cells_path(tmp_path, "counts", MONTH).read_bytes()
    for cells, key in ((cells_of(2), "k1"), (cells_of(1), "k2")):
        with pytest.raises(CellsFrozen, match="never cut again"):
            freeze(tmp_path, cells, CITY, key_fingerprint=key)
    assert cells_path(tmp_path, "counts", MONTH).read_bytes() == before


def test_one_flipped_bit_is_seen(tmp_path: Path) -> None:
    freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1")
    path = cells_path(tmp_path, "counts", MONTH)
    content = bytearray(path.read_bytes())
    for place in (10, len(content) // 2, len(content) - 10):
        broken = bytearray(content)
        broken[place] ^= 1
        path.write_bytes(broken)
        with pytest.raises(CellsBroken):
            load(tmp_path, CITY, DATASET, MONTH)
    path.write_bytes(content)
    assert load(tmp_path, CITY, DATASET, MONTH).period == MONTH


def test_a_missing_file_is_broken_and_a_crash_before_the_digest_is_mended(tmp_path: Path) -> None:
    with pytest.raises(CellsBroken, match="missing or altered"):
        load(tmp_path, CITY, DATASET, MONTH)
    digest = freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1")
    recorded = cells_path(tmp_path, "counts", MONTH).with_suffix(".sha256")
    recorded.unlink()
    assert freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1") == digest
    assert recorded.read_text().strip() == digest


def test_a_changed_declaration_is_not_read_as_the_old_one(tmp_path: Path) -> None:
    freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1")
    wider = msgspec.structs.replace(PLACES, keys={**PLACES.keys, "category": ("total", "l1")})
    changed = small_city(views=(wider,))
    with pytest.raises(CellsBroken, match="declared otherwise"):
        load(tmp_path, changed, changed.datasets["counts"], MONTH)
    fewer = small_city(views=(PLACES,))
    assert "P1" in load(tmp_path, fewer, fewer.datasets["counts"], MONTH).views


def test_frozen_cells_are_for_their_owner_alone(tmp_path: Path) -> None:
    freeze(tmp_path, cells_of(1), CITY, key_fingerprint="k1")
    path = cells_path(tmp_path, "counts", MONTH)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_two_builds_of_a_cohort_keep_equal_arrays(tmp_path: Path) -> None:
    digests = [
        freeze(tmp_path / name, cells_of(3), CITY, key_fingerprint="k1") for name in ("a", "b")
    ]
    assert digests[0] == digests[1]
    one, other = (load(tmp_path / name, CITY, DATASET, MONTH) for name in ("a", "b"))
    assert same(one.views["P1"], other.views["P1"])
