"""The reference files that come with the tickets: what a closed ticket does not hold.

Only two are filled so far; the README says what they are and that all is invented.
"""

import csv
from pathlib import Path

import numpy as np

from anonymize.demo.city import City
from anonymize.demo.draw import below

_README = """# 演示参考文件 / Demonstration reference files

全部数字均为虚构，仅供演示。All figures are invented, for demonstration only.

| 文件 file | 内容 content |
|---|---|
| population.csv | 各区常住人口（虚构） / residents by district, invented |
| hotlines.csv | 已归并热线 / lines merged into the hotline |
"""


def write_reference(directory: Path, city: City) -> None:
    """Write the reference files into *directory*, made where it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "README.md").write_text(_README, encoding="utf-8", newline="\n")
    people = np.bincount(city.places.district, weights=city.places.weights)
    scale = 21_800_000 / people.sum()
    rows = [
        (code, round(float(number) * scale / 1000) * 1000)
        for code, number in zip(city.places.district_codes, people, strict=True)
    ]
    _write(directory / "population.csv", ("area", "residents"), rows)
    hotlines = city.lists.get("source_hotline")
    codes = hotlines.codes if hotlines else ()
    months = below(np.arange(len(codes)), 91, 30).tolist()
    merged = [
        (code, f"{2019 + month // 12}-{month % 12 + 1:02d}")
        for code, month in zip(codes, months, strict=True)
    ]
    _write(directory / "hotlines.csv", ("hotline", "merged"), merged)


def _write(
    path: Path, header: tuple[str, ...], rows: list[tuple[str, int]] | list[tuple[str, str]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
