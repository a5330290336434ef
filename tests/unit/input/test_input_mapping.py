"""What a mapping may say, and what is said of one that is wrong."""

from pathlib import Path

import polars as pl
import pytest

from anonymize import mapping
from anonymize.errors import Hopeless, MappingError
from anonymize.source import Options, read
from anonymize.validation import validate
from publish.profile import load_profile
from tests.lib.input import AS_OF, beijing, write

HEAD = """
date_formats = ["iso", "%d.%m.%Y %H:%M"]
missing = ["", "无"]
[source]
id = "test"
timezone = "Asia/Shanghai"
delimiter = ";"
[fields]
ticket_id = "编号"
received_at = ["新时间", "旧时间"]
closed_at = "办结"
"""
REST = """
district_code = "区"
main_unit_id = "单位"
resolved = "解决"
co_units = "协办"
publish_consent = "公开"
redispatch_count = "改派"
caller_phone = "电话"
secrecy_class = "涉密"
[split."分类"]
into = ["category_l1", "category_l2"]
separator = "->"
[values.resolved]
0 = "解决"
[aliases.area]
"老宣武" = "110102"
[constants]
channel = "电话"
"""
ROW = "编号;旧时间;办结;区;单位;解决;协办;公开;改派;电话;涉密;分类\n"


def loaded(tmp_path: Path, text: str = HEAD + REST) -> mapping.Mapping:
    return mapping.load(str(write(tmp_path / "m.toml", text)), beijing())


def typed(tmp_path: Path, *lines: str, header: str = ROW) -> pl.DataFrame:
    using = loaded(tmp_path)
    path = write(tmp_path / "a.csv", header + "".join(line + "\n" for line in lines))
    (batch,) = read(path, Options(mapping=using))
    valid = validate(batch, using, beijing(), AS_OF)
    assert valid.rejected.height == 0, valid.rejected
    return valid.frame


SOUND = "1;01.09.2026 10:00;2026-09-02 10:00;老宣武;无;0;;是;2;86 139-1234-5678;;疫情防控->健康服务"


def test_headers_values_aliases_splits_constants_and_missing_words(tmp_path: Path) -> None:
    row = typed(tmp_path, SOUND).row(0, named=True)
    assert row["received_at"].isoformat() == "2026-09-01T02:00:00+00:00"
    assert (row["district_code"], row["main_unit_id"]) == ("110102", None)
    assert (row["resolved"], row["channel"]) == ("resolved", "phone")
    assert (row["category_l1"], row["category_l2"]) == ("C01", "C0101")
    assert (row["publish_consent"], row["redispatch_count"]) == (True, 2)
    assert row["caller_identity"] == "13912345678"


def test_the_newer_header_wins_where_both_stand(tmp_path: Path) -> None:
    header = ROW.replace("旧时间", "旧时间;新时间")
    line = SOUND.replace("10:00;2026", "10:00;02.09.2026 09:00;2026", 1)
    row = typed(tmp_path, line, header=header).row(0, named=True)
    assert row["received_at"].isoformat() == "2026-09-02T01:00:00+00:00"


def test_lists_of_codes_are_looked_up_one_by_one(tmp_path: Path) -> None:
    line = SOUND.replace("0;;是", "0;东华门街道、景山街道;是").replace("5678;;", "5678;涉医;")
    row = typed(tmp_path, line).row(0, named=True)
    assert row["co_units"] == ["U110101001", "U110101002"]
    assert row["secrecy_class"] == ["health"]


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("13912345678", "13912345678"),
        ("+86 139 1234 5678", "13912345678"),
        ("0086-13912345678", "13912345678"),
        ("010-65123456", "01065123456"),
        ("13912345678.0", "13912345678"),
        ("1.38E+10", None),
        ("138****5678", None),
        ("00000000000", None),
        ("12345", None),
        ("", None),
    ],
)
def test_a_phone_that_tells_callers_apart(tmp_path: Path, phone: str, told: str | None) -> None:
    line = SOUND.replace("86 139-1234-5678", phone)
    assert typed(tmp_path, line)["caller_identity"].to_list() == [told]


def test_a_field_without_its_header_is_not_collected(tmp_path: Path) -> None:
    using = loaded(tmp_path)
    header = ["编号", "旧时间", "办结"]
    assert using.collected(header) == {"ticket_id", "received_at", "closed_at", "channel"}
    assert "caller_identity" in using.collected([*header, "电话"])
    with pytest.raises(Hopeless, match="closed_at = 办结"):
        using.collected(["编号", "旧时间"])


WRONG = {
    "no toml": ("x = ", "not valid TOML"),
    "unknown key": (HEAD + REST + "[colour]\n", "colour is unknown"),
    "unknown field": (HEAD + 'colour = "x"\n', "fields.colour is unknown"),
    "no closing time": (HEAD.replace('closed_at = "办结"', ""), "fields.closed_at"),
    "unknown zone": (HEAD.replace("Asia/Shanghai", "Mars/Base"), "source.timezone"),
    "long delimiter": (HEAD.replace('";"', '";;"'), "source.delimiter"),
    "headers that are numbers": (HEAD + "status = 3\n", "fields.status"),
    "unknown codelist": (HEAD + '[aliases.colour]\na = "b"\n', "aliases.colour is unknown"),
    "half a split": (HEAD + '[split.x]\ninto = ["category_l1"]\n', "split.x"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_mapping_is_told_by_key(tmp_path: Path, case: str) -> None:
    text, told = WRONG[case]
    with pytest.raises(MappingError) as caught:
        loaded(tmp_path, text)
    assert told in caught.value.en
    assert caught.value.zh != caught.value.en


def test_a_value_that_is_no_code_is_told_before_any_row(tmp_path: Path) -> None:
    using = loaded(tmp_path, HEAD + REST.replace('0 = "解决"', '0 = "搞定"'))
    path = write(tmp_path / "a.csv", ROW + SOUND + "\n")
    (batch,) = read(path, Options(mapping=using))
    with pytest.raises(MappingError, match="resolved is not in the codelist resolution"):
        validate(batch, using, beijing(), AS_OF)


def test_missing_files_and_encodings(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="no mapping or file"):
        mapping.load("nowhere", beijing())
    with pytest.raises(MappingError, match="not UTF-8"):
        mapping.load(str(write(tmp_path / "g.toml", "# 映射", "gb18030")), beijing())
    assert mapping.load("", beijing(), encoding="GBK").encoding == "gb18030"


@pytest.mark.parametrize("city", ["beijing-demo", "nyc", "sf", "baltimore"])
def test_shipped_mappings_load(city: str) -> None:
    profile = load_profile(city)
    using = mapping.load("", profile)
    assert using.id == profile.default_mapping
