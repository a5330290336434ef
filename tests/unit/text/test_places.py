"""Places and numbers by the words around them: each table has what goes and what stays."""

from types import ModuleType

import pytest

from anonymize.normalize import PLAIN, views
from anonymize.recognizers import (
    address,
    chat_account,
    compound,
    compound_cue,
    contract_number,
    coordinates,
    relative_place,
    staff_number,
    ticket_number,
)

GOES: list[tuple[ModuleType, str, str]] = [
    (address, "我住宿舍6号楼517室靠窗下铺，空调坏了", "宿舍6号楼517室靠窗下铺"),
    (address, "漏水点在B座1906室卫生间", "B座1906室"),
    (address, "我家是9/2/706，厨房返水", "9/2/706"),
    (address, "经查，31/1504为出租房", "31/1504"),
    (address, "8-1203年久失修", "8-1203"),
    (address, "店在建国路18号底商", "18号底商"),
    (address, "户籍在石桥村村西头37号。", "西头37号"),
    (address, "石桥村老戏台旁5号", "老戏台旁5号"),
    (compound, "嫁到石磨庄二十年了", "石磨庄"),
    (compound, "经杏林坞村两委商议", "杏林坞村"),
    (compound, "经与晨光路初级中学沟通", "晨光路初级中学"),
    (compound, "我住在卡布1956，没有暖气", "卡布1956"),
    (compound_cue, "来电人反映揽星东区物业停水不通知", "揽星东区"),
    (compound_cue, "润泽悦溪东门堵车", "润泽悦溪"),
    (compound_cue, "我们金色年华停水三天", "金色年华"),
    (compound_cue, "已督促锦书二期整改", "锦书二期"),
    (relative_place, "守着水泵房的木栅栏人家半夜干活", "守着水泵房的木栅栏人家"),
    (relative_place, "味道从进胡同口第四个院子飘出来", "进胡同口第四个院子"),
    (relative_place, "水塔底下那户人家养猪", "水塔底下那户人家"),
    (relative_place, "我家正上方住户跑步", "我家正上方住户"),
    (coordinates, "定位东经116.501度、北纬39.802度", "东经116.501度、北纬39.802度"),
    (coordinates, "lng=116.501,lat=39.802", "lng=116.501,lat=39.802"),
    (contract_number, "双方签订的LH字第7731号合同", "LH字第7731号"),
    (ticket_number, "该诉求与20200229-00017重复", "20200229-00017"),
    (ticket_number, "上一件是2021-11-06-88213", "2021-11-06-88213"),
    (ticket_number, "上次那单20211106-8213没回", "20211106-8213"),
    (ticket_number, "此件并入A2020177号工单", "A2020177"),
    (chat_account, "加我VXblue-lark细说", "VXblue-lark"),
    (chat_account, "视频发到lark_88这个微信", "lark_88"),
    (staff_number, "请对0562号提出表扬", "0562号"),
    (staff_number, "司机KF0310绕路", "KF0310"),
    (staff_number, "通话由7015接听", "7015"),
]
STAYS: list[tuple[ModuleType, str]] = [
    (address, "小区现有楼17栋、居民3462户"),
    (address, "改造涉及12栋楼，共37户居民"),
    (address, "一层4户，每层8户"),
    (address, "客服热线400-810-0000"),
    (address, "见图1-2-3，运价0-100公里每吨5角"),
    (address, "05/2024提交，满意度95/100"),
    (compound, "干部下沉社区，城南增加养老院和幼儿园"),
    (compound, "大家在群里都说这事"),
    (compound, "开工②社区不管".replace("②", "2")),
    (compound, "暖气费2100太贵，2024年4月10日起施行"),
    (compound, "本村村民优先，各村两委干部"),
    (compound, "居民可就近到社区卫生服务站接种"),
    (compound_cue, "来电人咨询子女投靠落户的条件和落户政策"),
    (compound_cue, "一到开学季门口就堵，供暖季小区不热"),
    (compound_cue, "早高峰等电梯，我们校园停水，动物园停电"),
    (compound_cue, "朝阳区某小区停水"),
    (relative_place, "公交站牌往前100米有个大坑，路口东侧50米处无灯"),
    (relative_place, "第三家快递公司也不送，靠近马路的住户"),
    (coordinates, "气温最高39度，北纬39度线"),
    (contract_number, "执行京建法〔2020〕3号"),
    (ticket_number, "热线号码：12345、12328，政府热线110（12318已整合）"),
    (ticket_number, "上一件是2021-11-06来的"),
    (ticket_number, "事项代码为000114"),
    (ticket_number, "受理区划代码110105"),
    (chat_account, "关注wechat公众号，下载app"),
    (staff_number, "员工1200余名，司机300人，由110接听"),
]


def covered(module: ModuleType, text: str) -> set[int]:
    """Return the characters of *text* that *module* finds in any of its views."""
    wanted = getattr(module, "VIEWS", (PLAIN,))
    found: set[int] = set()
    for view in views(text):
        if view.name in wanted:
            for one in module.find(view.text):
                found.update(range(*view.span(one.start, one.end)))
    return found


@pytest.mark.parametrize(("module", "text", "word"), GOES)
def test_the_whole_of_a_place_or_number_goes(module: ModuleType, text: str, word: str) -> None:
    start = text.index(word)
    assert set(range(start, start + len(word))) <= covered(module, text)


@pytest.mark.parametrize(("module", "text"), STAYS)
def test_what_is_no_place_and_nobodys_number_stays(module: ModuleType, text: str) -> None:
    assert "".join(text[at] for at in sorted(covered(module, text))) == ""
