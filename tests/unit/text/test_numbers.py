"""Numbers in the forms people write and say them, and the numbers that everybody may know.

Each line is a sentence of a ticket; what must go stands between « and ». Numbers are made up.
"""

import pytest

from anonymize.normalize import views
from anonymize.recognizers import declared

NUMBERS = (
    *("attachment", "bank_account", "chat_account", "contract_number", "coordinates"),
    *("court_number", "device_number", "email", "invoice_number", "landline"),
    *("licence_number", "mask_residue", "medical_number", "member_number", "meter_number"),
    *("mobile", "network_address", "number_run", "number_tail", "numbered", "order_number"),
    *("parcel_number", "plate", "policy_number", "property_number", "resident_id"),
    *("school_number", "social_number", "staff_number", "ticket_number", "travel_document"),
    *("url", "uscc"),
)
MODULES = [one for one in declared.MODULES if one.__name__.rsplit(".", 1)[-1] in NUMBERS]

TOLD = {
    "CN_MOBILE": """
        市民来电（«13900001234»）反映停水
        手机«139-0000-1234»，座机没装
        手机«139.0000.1234»
        联系方式：«139 0000 1234»/«15800001111»
        手机«１３９００００１２３４»
        打我«幺三九零零零零一二三四»就行
        号码壹叁玖开头，«壹叁玖零零零零壹贰叁肆»
        联系我«1三九00零零一234»
        联系我«l39OOOO1234»，别打错
        «+86 139 0000 1234»或«0086-15800001111»
        «(+86)13900001234»
        电话我说一下，«139，后面是0000，再1234»
        前三位«139，中间四个0，最后1234»
        电话«139……0000……1234»，记住了吧
        手机前半段是«1390000»。后半段是«1234»
        号码是«139\n0000\n1234»
        手机«1 3 9 0 0 0 0 1 2 3 4»
        tel«13900001234»转人工
        电话«139****1234»
        手机«139-****-1234»
        手机«1390000»****
        电话«139一0000一1234»
        电话«[139]0000-1234»
        电话«139000012345»多按了一位
        香港电话«+852 9000 1234»
        坐席：请讲。来电人：«139。\n坐席：139，您说。\n来电人：0000。\n来电人：1234»
    """,
    "CN_LANDLINE": """
        家里座机«010-80001234»转«8»
        电话«（010）8000 1234»
        电话«零一零杠八零零零一二三四»
        «+86-10-80001234»
        家里电话«80001234»打不通
        电话«010-80001234»、«80001235»
        区号«010»，号码«80001234»
        传真：«80001234»
        短号«66123»
        内线分机«8801»
    """,
    "CN_RESIDENT_ID": """
        身份证号«110105199003078888»
        身份证«110105 19900307 888x»
        身份证«１１０１０５１９９００３０７８８８８»
        身份证«一一零一零五一九九零零三零七八八八八»
        老证«110105900307888»
        身份证«110105，然后19900307，最后888X»
        身份证«110105********8888»
        身份证号少一位«11010519900307888»
        出生年月日那八位«19900307»
    """,
    "CN_NUMBER_TAIL": """
        尾号«0000»的手机
        身份证后四位«003X»
        证件最后六位是«078888»
        末4位：«八八八八»
        «138»开头«1234»结尾的那个号
    """,
    "CN_TRAVEL_DOCUMENT": """
        护照号«E00001234»
        护照«EA0001234»
        护照是«字母E，后面00001234»
        港澳通行证«C00001234»
        军官证«军字第0001234号»
        永久居留身份证号码«CAN110105900307»
    """,
    "CN_BANK_ACCOUNT": """
        卡号«6222 0200 0000 1234 567»
        银行卡«6222-0200-0000-1234»
        对公账号«1100100000123456»
        卡号«六二二二零二零零零零零零一二三四五六七»
        卡号是«6222，0200，0000，1234»
    """,
    "CN_PLATE": """
        车牌«京A00001»占道
        «京AD00001»占充电位
        «京a·0000x»
        «京 A 0 0 0 0 1»
        «京A零零零零一»的车
        «冀A0001挂»
        «粤Z0001港»
        «使000·001»
        车牌是«京A，然后00001»
        车辆«楚A00001»停在门口
    """,
    "CN_USCC": """
        信用代码«91110105MA0000000Y»
        代码«911101050000000004»
        税号«110105000000001»
    """,
    "CHAT_ACCOUNT": """
        加微信«made_up88»
        v信«made_up88»
        薇信：«made_up88»
        加V：«13900001234»
        扣扣«100000001»
        QQ群号：«100000001»
        抖音号«made_up88»
        微信你记一下，«made_up88»
    """,
    "EMAIL": """
        邮箱«nobody@example.com»谢谢
        邮箱«nobody at example dot com»
        邮箱«nobody艾特example点com»
        邮箱«nobody＠example．com»
        邮箱«nobody#example.com»
    """,
    "URL": """
        见«https://example.com/u/1»。
        «example.com»网站骗人
        «t.cn/A6abcD»
        网址«www点example点com»
    """,
    "NETWORK_ADDRESS": "IP«192.0.2.100»\nMAC地址«00:00:5E:00:53:01»",
    "COORDINATES": """
        定位«116.0000,39.0000»
        东经«116度24分12秒»，北纬«39度54分20秒»
        东经«一百一十六点四零»度
        lng:«116.0000», lat:«39.0000»
    """,
    "CN_TICKET_NUMBER": """
        工单号我记得是«0924001234»
        前次工单：«GD202100240012»、«GD202100250013»
        工单«202109240012»未办
        «20210924001234»这个工单
    """,
    "CN_COURT_NUMBER": """
        «（2021）京0105民初00000号»
        «京劳人仲字〔2021〕第000号»
        «京公朝行罚决字[2021]00001号»
        «（二〇二一）京0105执一二三号»
    """,
    "CN_CONTRACT_NUMBER": "合同编号为«京建合字（2021）第0012号»\n合同«HT20210012»约定",
    "CN_METER_NUMBER": "户号我念一下，«0000012345»\n电表号«000012345678»",
    "CN_PARCEL_NUMBER": "快递«SF 0000 1234 5678»\n取件码«3-2-1234»",
    "CN_ORDER_NUMBER": "外卖订单«5012 3456 7890»\n取餐号«A102»",
    "CN_PROPERTY_NUMBER": "«京(2020)朝不动产权第0000000号»\n房产证«X京房权证朝字第000000号»",
    "CN_STAFF_NUMBER": "工号是«零七七七»\n«0123»号话务员\n编号«0777»的店员\n警号«012345»",
    "CN_LICENCE_NUMBER": "卫生许可证：«京卫公字2020第0123号»",
    "CN_SOCIAL_NUMBER": "社保编号：«0011223344»",
    "CN_SCHOOL_NUMBER": "孩子学号«20210315»",
    "CN_MEDICAL_NUMBER": "病历号«00123456»",
    "MEMBER_NUMBER": "业主编号«YZ-0315»",
    "CN_POLICY_NUMBER": "报案号«RDAA20211101000012»",
    "CN_INVOICE_NUMBER": "收据编号No.«0012345»",
    "DEVICE_NUMBER": "车架号«LSVAA49J130000001»",
    "LONG_NUMBER": "查验编号：«0012-34»",
    "ATTACHMENT": "我上传了«王小禾身份证.jpg»",
    "MASK_RESIDUE": "编码«62****01»",
}
PUBLIC = """
    请拨打12345、12315、96116、95598，紧急时拨打110、119、120、122
    客服95588、400-810-1234、4008101234
    京政办发〔2021〕12号、京发改〔2017〕1423号、文件号是国办发〔2019〕5号
    GB/T 33358—2016、DB11/T 1948-2021、ISO9001:2015、执行GB5749-2006
    2021年9月24日9:00—17:00，2021-09-24 14:30，20210924，2019—2024年
    7×24小时、300路、地铁14号线、G4京港澳高速、K12+300、108国道
    G1234次列车、CA1234航班
    供暖费30元/平方米，面积89.5平方米，合计12345678元，预算13,800,000,000元
    受理1103.94万件，解决率94.3%，占地1234567平方米
    容积率2.5，限高80米，PM2.5浓度35微克，NaClO浓度500mg/L
    空调型号KFR-35GW/26、iPhone 14 Pro Max、宝马X5、奥迪A6L
    《民法典》第1165条、条例第三十二条第二款第(三)项
    邮政编码100020、行政区划代码110105、股票代码600000
    三里屯、五棵松、十里河、八宝山，一二三四楼都停水
    车牌尾号为1和6的限行，京A牌照，C1驾照
    微信公众号、微信支付500元、微信里2021年的记录
    合同签了3年，订单299元，快递3天没送，电表走了1234度
    户号未提供，工号不详，工单号没有记下
    分别为130、4000、5000元；1、2、3、4、5、6、7、8、9、10、11
    2021 2022 2023 2024 2025，3500 1200 1300 1400 1500
    35 42 18 20 11 23 45 67 88 90 12 13
    登录beijing.gov.cn查询，版本V3.2.1.4，第1.2.3.4条
    3号窗口、A012号排队，等待15秒，接通率95.2%
    北纬40度附近，海拔1200米，50*60厘米
"""


def rows(block: str) -> list[str]:
    return [line.strip() for line in block.replace("\n        ", "\f").split("\f") if line.strip()]


def covered(text: str) -> dict[int, set[str]]:
    """Return the entities found at each place of *text*."""
    places: dict[int, set[str]] = {}
    for module in MODULES:
        for view in views(text):
            if view.name in getattr(module, "VIEWS", ("plain",)):
                for one in module.find(view.text):
                    for at in range(*view.span(one.start, one.end)):
                        places.setdefault(at, set()).add(one.entity)
    return places


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for part in line.split("«"):
        secret, found, rest = part.partition("»")
        if found:
            spans.append((len(text), len(text) + len(secret)))
        text += secret + rest
    return text, spans


CASES = [
    (entity, line)
    for entity, block in TOLD.items()
    for line in (rows(block) if block.startswith("\n") else block.split("\n"))
]


@pytest.mark.parametrize(("entity", "line"), CASES)
def test_a_number_goes_to_its_last_sign(entity: str, line: str) -> None:
    text, spans = marked(line)
    places = covered(text)
    for start, end in spans:
        missed = [at for at in range(start, end) if at not in places and not text[at].isspace()]
        assert not missed, (text[start:end], missed)
    assert entity in set().union(*places.values())


@pytest.mark.parametrize("line", [line.strip() for line in PUBLIC.strip().split("\n")])
def test_what_everybody_may_know_stays(line: str) -> None:
    assert {line[at] for at in covered(line)} == set()


@pytest.mark.parametrize(
    ("line", "kind", "other"),
    [
        ("110105199003078888", "CN_RESIDENT_ID", "CN_USCC"),
        ("91110105MA0000000Y", "CN_USCC", "CN_RESIDENT_ID"),
        ("911101050000000004", "CN_USCC", "CN_RESIDENT_ID"),
    ],
)
def test_people_and_firms_are_told_apart(line: str, kind: str, other: str) -> None:
    entities = set().union(*covered(line).values())
    assert kind in entities
    assert other not in entities or kind == "CN_USCC"


def test_an_agent_s_echo_is_not_counted_twice() -> None:
    text = "来电人：139。坐席：139。来电人：0000。坐席：0000。来电人：1234。"
    places = covered(text)
    assert all("CN_MOBILE" in places.get(at, set()) for at in (4, text.rindex("1234")))


def test_prices_in_a_row_are_no_telephone() -> None:
    assert covered("电话咨询后得知分别为139个、1234件、5678元") == {}
    assert covered("电话139，1234，5678") != {}
