"""What the demo city must hold, as the law, the hotline and the lattice ask."""

import csv
import tomllib
from typing import Final

import pytest

from publish.profile import UNLOCATED, UNSPECIFIED, Codelist, Profile, load_profile
from publish.profile_fields import CODED, FIELDS
from tests.lib.shared import SHARED, needs_shared

CITY: Final = load_profile("beijing-demo")
AREA: Final = CITY.codelists["area"]
ZONE: Final = "110171"


def named(codelist: Codelist, level: str) -> list[str]:
    return [
        code.code for code in codelist.at_level(level) if code.kind not in {UNLOCATED, UNSPECIFIED}
    ]


# --- places


def test_there_are_sixteen_districts_and_the_zone_stands_last_outside_of_them() -> None:
    districts = named(AREA, "district")
    assert len(districts) == 17
    assert districts[:-1] == sorted(districts[:-1])
    assert districts[-1] == ZONE
    assert AREA.get(ZONE).zh == "北京经济技术开发区"
    assert AREA.get(ZONE).parent == "110000"


def test_there_are_343_streets_and_the_zone_has_a_single_one() -> None:
    streets = named(AREA, "street")
    assert len([code for code in streets if not code.startswith(ZONE)]) == 343
    assert [code.code for code in AREA.children(ZONE)] == [f"{ZONE}001"]
    assert min(len(AREA.children(code)) for code in named(AREA, "district")[:-1]) >= 9


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("亦庄", ZONE),
        ("经开区", ZONE),
        ("北京经济技术开发区", ZONE),
        ("东城区", "110101"),
        ("东城", "110101"),
        ("城市副中心", "110112"),
        ("亦庄镇", "110115004"),
        ("亦庄地区", "110115004"),
        ("怀柔镇", "110116003"),
        ("月坛街道办事处", "110102007"),
    ],
)
def test_a_place_is_known_by_the_names_that_people_use(text: str, code: str) -> None:
    assert AREA.resolve(text) == code


@needs_shared
def test_every_row_of_the_statistical_list_is_known_and_areas_also_under_their_other_name() -> None:
    assert SHARED is not None
    with (SHARED / "regions" / "streets_bj_tj_he.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["areaCode"].startswith("1101")]
    assert len(rows) == 349
    twofold = 0
    for row in rows:
        district, name = row["areaCode"], row["name"]
        if name == AREA.get(ZONE).zh:
            assert AREA.resolve(name) == ZONE
        elif row["code"][6] == "4":  # a zone, no street: known, and not located in a street
            assert AREA.resolve(name, level="street", under=district) == f"{district}U"
        else:
            assert AREA.resolve(name, level="street", under=district) == row["code"]
        if name.endswith("地区"):
            twofold += 1
            stem = name.removesuffix("地区")
            other = stem if stem.endswith("镇") else f"{stem}镇"
            assert AREA.resolve(other, level="street", under=district) == row["code"], other
    assert twofold == 56


def test_a_name_that_two_districts_share_needs_its_district() -> None:
    assert AREA.resolve("八里庄街道", level="street") is None
    assert AREA.resolve("八里庄街道", level="street", under="110105") == "110105015"
    assert AREA.resolve("八里庄街道", level="street", under="110108") == "110108005"


def test_a_street_that_the_zone_runs_is_found_in_either_district() -> None:
    assert AREA.resolve("荣华街道", level="street") == "110115012"
    assert AREA.resolve("荣华街道", level="street", under="110115") == "110115012"
    assert AREA.resolve("荣华街道", level="street", under=ZONE) == f"{ZONE}001"


def test_a_ticket_without_a_place_has_one_under_the_city_and_under_each_district() -> None:
    assert AREA.unspecified("110000") == "110000U"
    for code in named(AREA, "district")[:-1]:
        assert AREA.unspecified(code) == f"{code}U"
    assert AREA.unspecified(ZONE) is None  # its single street takes them


def test_the_six_central_districts_are_a_declared_group() -> None:
    group = next(code for code in AREA.codes if code.zh == "城六区")
    assert group.attributes["members"].split(";") == named(AREA, "district")[:6]


# --- categories and units


def test_categories_are_wide_enough_to_hide_in() -> None:
    category = CITY.codelists["category"]
    assert len(category.at_level("l1")) == 20
    for first in category.at_level("l1"):
        assert len(category.children(first.code)) >= 5
        assert category.unspecified(first.code) is not None
        for second in category.children(first.code):
            assert len(category.children(second.code)) >= 4
            assert category.unspecified(second.code) is not None


@pytest.mark.parametrize(
    "path",
    [
        ("住房城乡建设", "物业管理", "电梯故障"),
        ("劳动和社会保障", "拖欠工资", "工程建设领域"),
        ("暖气", "供热故障", "没暖气"),
        ("住房", "物业管理", "电梯困人"),
    ],
)
def test_paths_of_an_export_are_known(path: tuple[str, str, str]) -> None:
    category = CITY.codelists["category"]
    first = category.resolve(path[0], level="l1")
    second = category.resolve(path[1], level="l2", under=first)
    third = category.resolve(path[2], level="l3", under=second)
    assert third is not None
    assert category.ancestor(third, "l1") == first


def test_there_are_494_units_in_six_classes_of_eight_or_more() -> None:
    unit = CITY.codelists["unit"]
    classes = unit.at_level("class")
    assert len(classes) == 6
    assert all(len(unit.children(code.code)) >= 8 for code in classes)
    assert len(unit.at_level("unit")) == 494
    assert len(unit.children("street")) == 343
    assert len(unit.children("department")) == 65
    assert len(unit.children("enterprise")) + len(unit.children("utility")) == 49


def test_every_second_level_category_is_put_in_one_of_the_seven_and_five_or_none() -> None:
    known = CITY.codelists["seven_five"]
    assert len(known.codes) == 13
    for code in CITY.codelists["category"].at_level("l2"):
        assert code.attributes.get("seven_five", "none") in known


# --- what is never drawn, and what is never shown apart


def test_every_attribute_names_the_part_that_is_never_drawn() -> None:
    for dimension in CITY.dimensions.values():
        assert (dimension.reference is None) == (dimension.kind == "tree")
    assert CITY.dimensions["demand_type"].reference == "enquiry"
    assert CITY.dimensions["channel"].reference == "phone"


@pytest.mark.parametrize(
    ("name", "code"), [("demand_type", "report"), ("disposition", "secret_explained")]
)
def test_what_may_be_told_for_the_city_alone_is_told_there_and_nowhere_else(
    name: str, code: str
) -> None:
    shown = [
        view
        for dataset in CITY.datasets.values()
        for view in dataset.views
        if name in view.keys and code not in view.fold.get(name, ())
    ]
    assert [view.keys for view in shown] == [{"area": ("city",), name: ("total", "code")}]
    assert [view.measures for view in shown] == [("n",)]


def test_days_are_shown_for_the_city_and_by_month_only() -> None:
    views = [v for d in CITY.datasets.values() for v in d.views if "received_day" in v.keys]
    assert [view.keys["area"] for view in views] == [("city",)]
    assert views[0].periods == ("month",)
    day = CITY.dimensions["received_day"]
    assert (day.reference, day.undrawn) == ("d00", ("d01",))


def test_no_view_joins_streets_with_the_third_level_and_units_never_meet_places() -> None:
    for dataset in CITY.datasets.values():
        for view in dataset.views:
            assert not (
                "street" in view.keys.get("area", ()) and "l3" in view.keys.get("category", ())
            )
            assert not ("unit" in view.keys.get("unit", ()) and "area" in view.keys)


VIEWS: Final = {
    "P1": ({"area": 3, "category": 3}, {"n", "resolution"}),
    "P2": ({"area": 3, "category": 2}, {"n", "resolution", "satisfaction", "response", "on_time"}),
    "U1": ({"unit": 3, "category": 2}, {"n", "resolution", "satisfaction", "response", "on_time"}),
    "U2": ({"area": 2, "unit": 2}, {"n", "resolution", "satisfaction", "response", "on_time"}),
    "I2": ({"area": 2, "category": 2, "channel": 2}, {"n"}),
    "I4": ({"area": 2, "category": 2, "demand_type": 2}, {"n", "resolution"}),
    "O2": ({"area": 2, "category": 2, "outcome": 2}, {"n"}),
    "W6": ({"category": 2}, {"n", "handed_over", "pre_consulted"}),
}


@pytest.mark.parametrize("name", VIEWS)
def test_views_are_those_of_the_lattice(name: str) -> None:
    view = next(v for d in CITY.datasets.values() for v in d.views if v.id == name)
    levels, measures = VIEWS[name]
    assert {dimension: len(at) for dimension, at in view.keys.items()} == levels
    assert set(view.measures) == measures


def test_the_late_are_drawn_once_under_one_name() -> None:
    # overdue would be on_time_no again, and not dispatched the sum of the dispositions.
    drawn = {m for d in CITY.datasets.values() for v in d.views for m in v.measures}
    assert "on_time" in drawn
    assert not drawn & {"overdue", "dispatched"}


def test_exact_totals_are_city_and_district_and_no_other() -> None:
    assert CITY.exact == (("city",), ("district",))


# --- what is said


def test_the_fifty_mechanisms_are_answered() -> None:
    assert [one.id for one in CITY.mechanisms] == [f"M{n:02d}" for n in range(1, 51)]
    for mechanism in CITY.mechanisms:
        assert mechanism.answers
        assert all(1 <= int(article) <= 38 for article in mechanism.articles)


def test_a_dataset_and_a_mechanism_name_each_other() -> None:
    answers = {
        (answer.id, mechanism.id)
        for mechanism in CITY.mechanisms
        for answer in mechanism.answers
        if answer.kind == "dataset"
    }
    claims = {(d.id, name) for d in CITY.datasets.values() for name in d.mechanisms}
    assert answers == claims


def test_the_sentence_of_every_table_is_the_agreed_one() -> None:
    assert CITY.statement.zh == "为保护个人隐私，数值经过处理，分项之和与合计可能略有出入"


def test_nothing_said_to_the_public_uses_the_forbidden_words() -> None:
    for path in CITY.root.rglob("*"):
        if path.suffix in {".toml", ".csv", ".md"}:
            text = path.read_text(encoding="utf-8")
            assert "扰动数" not in text
            assert "官方统计" not in text


def test_service_numbers_are_published_offices() -> None:
    assert {"12345", "110", "96010"} <= set(CITY.offices)


def test_rates_are_data_with_a_base_that_is_published() -> None:
    book = CITY.rulebooks["demo-1"]
    assert {rate.id for rate in book.rates} == {"response", "resolution", "satisfaction"}
    resolution = next(rate for rate in book.rates if rate.id == "resolution")
    assert resolution.credit == {"resolved": 1.0, "partly": 0.5, "unresolved": 0.0}
    assert set(resolution.base_excludes) == {"unknown", "excluded"}
    assert (resolution.min_n, resolution.interval) == (30, "wilson95")


# --- the mapping


def mapping(profile: Profile, name: str) -> dict[str, dict[str, object]]:
    with profile.mappings[name].open("rb") as file:
        return tomllib.load(file)


HEADERS: Final = {
    "ticket_id": "工单编号 诉求编号 受理编号",
    "received_at": "来电时间 工单生成时间 受理时间 登记时间",
    "closed_at": "办结时间 结案时间",
    "status": "工单状态",
    "channel": "受理渠道 处理受理方式",
    "demand_type": "工单类型",
    "district_code": "被反映区 诉求区域",
    "street_code": "被反映街乡镇",
    "community": "村/社区",
    "caller_name": "来电人 诉求人 反映人",
    "publish_consent": "同意公开 是否公开 isOpen",
    "content": "主要内容 内容描述",
    "handling_result": "办理结果 处理描述",
    "reply": "回复内容 答复市民要点",
    "main_unit_id": "承办单位 办理单位 责任单位 主办单位",
    "excluded_reason_code": "剔除原因",
    "resolved": "是否解决",
    "satisfied": "是否满意",
}


def test_a_mapping_takes_our_names_for_every_field() -> None:
    fields = mapping(CITY, "beijing")["fields"]
    assert set(fields) == FIELDS
    assert all(name in headers for name, headers in fields.items())  # type: ignore[operator]


@pytest.mark.parametrize("field", HEADERS)
def test_a_mapping_takes_the_headers_of_exports(field: str) -> None:
    headers = mapping(CITY, "beijing")["fields"][field]
    assert isinstance(headers, list)
    assert set(HEADERS[field].split()) <= set(headers)


def test_no_header_fills_two_fields() -> None:
    headers = [
        header
        for names in mapping(CITY, "beijing")["fields"].values()
        for header in (names if isinstance(names, list) else [names])
    ]
    assert len(headers) == len(set(headers))


VALUES: Final = {
    "channel": "电话 网络 微信 App 领导留言板 110转接 上级派发",
    "media_kind": "语音 文字 图片 视频",
    "demand_type": "咨询 求助 投诉 举报 建议 表扬 投诉举报类",
    "disposition": "即时答复 派单 紧急转接 法定途径 重复告知 涉密解释 超范围 违法劝导",
    "urgency_class": "2h 24h 7d 15d 一般 次紧急 紧急",
    "ticket_role": "主办 协办 转办",
    "caller_kind": "自然人 个人 法人 企业 其他组织",
    "dispatch_route": "直派街乡镇+抄区 派区 派部门 派企业",
    "objection_outcome": "维持 改派 退回",
    "outcome_class": "已整改 已解释 已移送 已协调 不属实 政策不支持 超范围 暂时无法解决",
    "resolved": "解决 部分解决 未解决 未知",
    "satisfied": "满意 基本满意 一般 不满意 未评价",
    "excluded_reason_code": "无法联系 诉求人撤销 超职责 已进入法定途径 恶意反复 政策不支持且已解释",
    "secrecy_class": "涉密 涉未成年 涉医 涉案 涉军",
    "transferred_to": "110 119 120 122",
    "status": "回复完成 办理中 已转派",
    "seven_five": "幼有所育 学有所教 劳有所得 病有所医 老有所养 住有所居 弱有所扶 便利性 宜居性 多样性 公正性 安全性",  # noqa: E501
    "commercial_flags": "合同 价格 配方 投标",
    "central_unit_kind": "中央国家机关 央企 高校 医院",
    "trigger_kind": "网格 预判 媒体 数据",
}


@pytest.mark.parametrize("field", VALUES)
def test_the_words_of_exports_are_understood_and_no_two_mean_the_same_by_accident(
    field: str,
) -> None:
    codelist = CITY.codelists[CODED[field]]
    for word in VALUES[field].split():
        assert codelist.resolve(word) is not None, word
    assert codelist.resolve("胡言乱语") is None
