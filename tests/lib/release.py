"""A small release made by hand: no tickets, no protection, every kind of value.

``fabricate(public)`` writes ``public/releases/<id>/`` and returns that directory. It
holds two datasets (``three_rates`` over area x category, ``intake_volume`` with the
attribute channel), all five kinds of absence, two languages, and numbers that can be
worked out by hand: ``count`` gives those of three_rates.
"""

import hashlib
import json
from pathlib import Path
from typing import Final

from publish.release.manifest import canonical, digest, release_id
from publish.release.model import (
    TOTAL,
    Answer,
    Axis,
    Catalogue,
    Code,
    Codelist,
    CoverageRow,
    Dataset,
    Document,
    Error,
    FileEntry,
    Manifest,
    Measure,
    Mechanism,
    Rate,
    Text,
    View,
)
from publish.release.product import cell_of
from publish.tables import Row, write_sqlite

MONTHS: Final = ("2026-07", "2026-08", "2026-09")
YEARS: Final = ("2025",)
AREAS: Final = ("110000", "110101", "110105", "110101001", "110105001", "110105002")
CATEGORIES: Final = (TOTAL, "heating", "noise", "heating-cold", "heating-fee", "noise-night")
PARTS: Final = ("resolved", "partly", "unresolved", "unknown", "excluded")
CHANNELS: Final = (TOTAL, "phone", "web", "wechat")
SUPPRESSED: Final = ("2026-09", "110101001", "heating")
NOT_COLLECTED: Final = ("2026-08", "110105002")
NOT_APPLICABLE: Final = ("110105001", "noise-night")
STATEMENT: Final = Text(
    zh="每个数字都加了保护误差；1 和 2 不出现。",
    en="Every figure carries a protection error; 1 and 2 never appear.",
)


def count(period: str, area: str, category: str) -> int:
    """The ``n`` of three_rates: big above, small below, and zero now and then."""
    place = AREAS.index(area) * 7 + CATEGORIES.index(category) * 3 + int(period[-2:])
    scale = (4000, 900, 700, 90, 60, 35)[AREAS.index(area)]
    share = (1.0, 0.4, 0.3, 0.15, 0.05, 0.1)[CATEGORIES.index(category)]
    if place % 11 == 0 and category != TOTAL:
        return 0
    found = int(scale * share) + place % 13
    return found if found > 2 else 3


def parts_of(n: int) -> tuple[int, ...]:
    """The resolution parts of *n*, no drawn one 1 or 2: the first is what the others leave."""
    drawn = tuple(part if part > 2 else 0 for part in (n // 10, n // 8, n // 20, n // 25))
    return (n - sum(drawn), *drawn)


def catalogue(months: tuple[str, ...] = MONTHS, years: tuple[str, ...] = YEARS) -> Catalogue:
    """The catalogue of the fabricated release."""
    return Catalogue(
        profile="test-city",
        city=Text(zh="测试市", en="Test City"),
        series="test-1",
        demonstration=True,
        as_of="2026-10-20",
        months=months,
        years=years,
        next_due="2026-11-20",
        codelists=_codelists(),
        datasets=(_three_rates(), _intake_volume()),
        mechanisms=(
            Mechanism(
                id="m01",
                title=Text(zh="接诉即办", en="Swift response to public complaints"),
                articles=("2", "9"),
                answers=(
                    Answer(kind="dataset", id="three_rates"),
                    Answer(kind="codelist", id="area"),
                ),
            ),
            Mechanism(
                id="m02",
                title=Text(zh="首接负责", en="First receiver answers"),
                articles=("14",),
                answers=(
                    Answer(kind="dataset", id="intake_volume"),
                    Answer(kind="document", id="policy"),
                ),
            ),
        ),
        documents=(
            Document(
                id="policy",
                title=Text(zh="公开办法", en="Publication policy"),
                body=Text(zh="全文。", en="The whole text."),
            ),
        ),
        coverage=tuple(
            CoverageRow(
                cohort=month,
                districts_expected=2,
                districts_present=2,
                not_collected=(NOT_COLLECTED[1],) if month == NOT_COLLECTED[0] else (),
                quarantined_share=0.001,
                unlocated_share=0.012,
            )
            for month in months
        ),
        licence=Text(zh="知识共享 署名 4.0", en="CC BY 4.0"),
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        publisher=Text(zh="测试市热线办", en="Hotline Office of Test City"),
        contact=Text(zh="电话 12345", en="Call 12345"),
        footer={"zh": "演示数据", "en": "Demonstration"},
        statement=STATEMENT,
    )


def fabricate(
    public: Path,
    *,
    sequence: int = 1,
    months: tuple[str, ...] = MONTHS,
    years: tuple[str, ...] = YEARS,
    supersedes: str | None = None,
) -> Path:
    """Write a whole release below *public* and return its directory."""
    staging = public / f".staging-{sequence:06d}"
    data = staging / "data"
    data.mkdir(parents=True)
    listed = catalogue(months, years)
    (staging / "catalogue.json").write_bytes(canonical(listed))
    dictionary = {"files": {}, "statement": {"zh": STATEMENT.zh, "en": STATEMENT.en}}
    (staging / "dictionary.json").write_text(json.dumps(dictionary, ensure_ascii=False) + "\n")
    rows = {"three_rates/p1": _rates_rows(listed), "intake_volume/i2": _intake_rows(listed)}
    write_sqlite(data / "gongkai.sqlite", public / f".scratch-{sequence}", listed, rows)
    for dataset in listed.datasets:
        (data / f"{dataset.id}.csv").write_text("time,area,n,status\n2026-07,110000,4007,\n")
        # The API serves these bytes and never reads them: an empty Parquet frame will do.
        (data / f"{dataset.id}.parquet").write_bytes(b"PAR1" + b"\0" * 64 + b"PAR1")
    content = canonical(_manifest(staging, listed, sequence, supersedes))
    (staging / "manifest.json").write_bytes(content)
    final = public / "releases" / release_id(content, sequence)
    final.parent.mkdir(exist_ok=True)
    return staging.rename(final)


def rewrite_manifest(directory: Path, manifest: Manifest) -> Path:
    """Give *directory* another manifest, and the id that follows; return where it is now."""
    content = canonical(manifest)
    (directory / "manifest.json").write_bytes(content)
    return directory.rename(directory.parent / release_id(content, manifest.sequence))


_MEDIA: Final = {
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}


def _manifest(staging: Path, listed: Catalogue, sequence: int, supersedes: str | None) -> Manifest:
    files = {}
    for path in sorted(p for p in staging.rglob("*") if p.is_file()):
        sha256, size = digest(path)
        files[path.relative_to(staging).as_posix()] = FileEntry(
            mediaType=_MEDIA[path.suffix], sha256=sha256, size=size
        )
    made_up = hashlib.sha256(b"test").hexdigest()
    return Manifest(
        format=1,
        sequence=sequence,
        kind="new",
        supersedes=supersedes,
        profile=listed.profile,
        profile_digest=made_up,
        cohorts=listed.months,
        as_of=listed.as_of,
        not_before=f"{listed.as_of}T00:00:00Z",
        demonstration=True,
        rulebook_version="2026.1",
        ptables={"fine": made_up, "wide": made_up},
        lattice=made_up,
        key_fingerprints=dict.fromkeys(listed.months, made_up[:16]),
        verdicts={"gates": "pass"},
        versions={"gongkai": "0.1.0"},
        reasons=(Text(zh="新的月份", en="new months"),),
        files=files,
    )


def _codelists() -> tuple[Codelist, ...]:
    def code(code: str, level: str, zh: str, en: str, parent: str | None = None) -> Code:
        return Code(code=code, level=level, zh=zh, en=en, parent=parent)

    area = (
        code("110000", "city", "测试市", "Test City"),
        code("110101", "district", "东城区", "Dongcheng", "110000"),
        Code(
            code="110105",
            level="district",
            zh="朝阳区",
            en="Chaoyang",
            parent="110000",
            aliases=("朝阳", "CY"),
            valid_from="1958-01-01",
        ),
        code("110101001", "street", "东华门街道", "Donghuamen", "110101"),
        code("110105001", "street", "建外街道", "Jianwai", "110105"),
        code("110105002", "street", "朝外街道", "Chaowai", "110105"),
    )
    category = (
        code("heating", "l1", "供热", "Heating"),
        code("noise", "l1", "噪声", "Noise"),
        code("heating-cold", "l2", "暖气不热", "Cold radiators", "heating"),
        code("heating-fee", "l2", "供热收费", "Heating fees", "heating"),
        code("noise-night", "l2", "夜间施工", "Building at night", "noise"),
    )
    channel = (
        code("phone", "channel", "电话", "Telephone"),
        code("web", "channel", "网络", "Web"),
        code("wechat", "channel", "微信", "WeChat"),
    )
    return (
        Codelist(
            id="area",
            title=Text(zh="地区", en="Area"),
            levels=("city", "district", "street"),
            codes=area,
        ),
        Codelist(
            id="category", title=Text(zh="类别", en="Category"), levels=("l1", "l2"), codes=category
        ),
        Codelist(
            id="channel", title=Text(zh="渠道", en="Channel"), levels=("channel",), codes=channel
        ),
    )


def _areas(codes: tuple[str, ...]) -> Axis:
    levels = {"city": 6, "district": 6, "street": 9}
    found = tuple(
        "city" if code == "110000" else "street" if len(code) == levels["street"] else "district"
        for code in codes
    )
    return Axis(dimension="area", codelist="area", codes=codes, levels=found)


_CATEGORY_LEVELS: Final = ("total", "l1", "l1", "l2", "l2", "l2")
_CATEGORY: Final = Axis(
    dimension="category", codelist="category", codes=CATEGORIES, levels=_CATEGORY_LEVELS
)
_CHANNEL: Final = Axis(
    dimension="channel",
    codelist="channel",
    codes=CHANNELS,
    levels=("total", "reference", "channel", "channel"),
)


def _error(variance: float) -> Error:
    return Error(variance=variance, half95=round(1.96 * variance**0.5, 1))


def _three_rates() -> Dataset:
    names = {
        "resolved": ("解决", "Resolved"),
        "partly": ("部分解决", "Partly resolved"),
        "unresolved": ("未解决", "Unresolved"),
        "unknown": ("未知", "Unknown"),
        "excluded": ("剔除", "Excluded"),
    }
    parts = tuple(f"resolution_{part}" for part in PARTS)
    precision = {}
    for time in ("month", "year"):
        for area in ("city", "district", "street"):
            for category in ("total", "l1", "l2"):
                exact = category == "total" and area != "street"
                variance = 9.0 if (area, category) == ("street", "l2") else 4.5
                errors = {"n": _error(0.0 if exact else variance), parts[0]: _error(5 * variance)}
                errors |= {part: _error(variance) for part in parts[1:]}
                precision[f"{time}|{area}|{category}"] = errors
    return Dataset(
        id="three_rates",
        chapter="results",
        title=Text(zh="三率", en="Three rates"),
        description=Text(zh="响应、解决、满意。", en="Response, resolution, satisfaction."),
        notes=(STATEMENT,),
        withheld=(Text(zh="街道不发布三级类别。", en="No third level at streets."),),
        mechanisms=("m01",),
        access_class="open",
        measures=(
            Measure(id="n", title=Text(zh="件数", en="Tickets")),
            *(
                Measure(
                    id=f"resolution_{part}",
                    title=Text(zh=names[part][0], en=names[part][1]),
                    family="resolution",
                    part=part,
                    reference=part == "resolved",
                )
                for part in PARTS
            ),
        ),
        views=(
            View(
                id="p1",
                table="three_rates/p1",
                axes=(_areas(AREAS), _CATEGORY),
                measures=("n", *parts),
                precision=precision,
            ),
        ),
        rates=(
            Rate(
                id="resolution_rate",
                title=Text(zh="解决率", en="Resolution rate"),
                rulebook="three_rates",
                version="2026.1",
                family="resolution",
                base_excludes=("unknown", "excluded"),
                credit={"resolved": 1.0, "partly": 0.5},
                valid_from="2021-01",
            ),
        ),
    )


def _intake_volume() -> Dataset:
    precision = {
        f"{time}|{area}|{channel}": {"n": _error(variance)}
        for time in ("month", "year")
        for area in ("city", "district")
        for channel, variance in (("total", 0.0), ("reference", 18.0), ("channel", 9.0))
    }
    return Dataset(
        id="intake_volume",
        chapter="intake",
        title=Text(zh="受理量", en="Intake volume"),
        description=Text(zh="受理了多少。", en="How much was taken in."),
        notes=(STATEMENT,),
        withheld=(),
        mechanisms=("m02",),
        access_class="open",
        measures=(Measure(id="n", title=Text(zh="件数", en="Tickets")),),
        views=(
            View(
                id="i2",
                table="intake_volume/i2",
                axes=(_areas(AREAS[:3]), _CHANNEL),
                measures=("n",),
                precision=precision,
            ),
        ),
    )


def _rates_rows(listed: Catalogue) -> list[Row]:
    view = listed.datasets[0].views[0]
    rows: list[Row] = []
    for period in listed.periods:
        for area in AREAS:
            for category in CATEGORIES:
                cell = cell_of(view, period, {"area": area, "category": category})
                nothing = (None,) * len(view.measures)
                if (period, area, category) == SUPPRESSED:
                    rows.append((cell, *nothing, '{"*":"suppressed"}'))
                elif (period, area) == NOT_COLLECTED:
                    rows.append((cell, *nothing, '{"*":"not_collected"}'))
                elif (area, category) == NOT_APPLICABLE:
                    rows.append((cell, *nothing, '{"*":"not_applicable"}'))
                elif n := count(period, area, category):
                    rows.append((cell, n, *parts_of(n), None))
    return rows


def _intake_rows(listed: Catalogue) -> list[Row]:
    view = listed.datasets[1].views[0]
    rows: list[Row] = []
    for period in listed.periods:
        for area in AREAS[:3]:
            n = count(period, area, TOTAL)
            shares = (n, n - n // 5 - n // 10, n // 5, n // 10)
            for channel, value in zip(CHANNELS, shares, strict=True):
                cell = cell_of(view, period, {"area": area, "channel": channel})
                rows.append((cell, value, None))
    return rows
