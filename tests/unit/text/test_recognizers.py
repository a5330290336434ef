"""One table per recogniser: what it finds, and the like of it that it leaves alone."""

import pytest

from anonymize.normalize import views
from anonymize.recognizers import declared
from tests.unit.text.attribute_examples import ATTRIBUTES

# module -> (text, what is found in any of its views, as written in the text)
FOUND = {
    "address": [
        ("家住3号楼2单元501", ["3号楼2单元501"]),
        ("我家5-2-1203漏水", ["5-2-1203"]),
        ("三号楼二单元五零一", ["三号楼二单元五零一"]),
        ("在4层,住在4层", ["4层"]),
        ("李家屯村三组村民", ["三组"]),
        ("骨科12床", ["骨科12床"]),
        ("住在望京街道望云苑G2栋320室", ["望京街道望云苑G2栋320室"]),
        ("地铁14号线", []),
        ("2021-09-24,9:00-17:00", []),
        ("京政办发〔2021〕12号", []),
        ("更换井盖3处,涉及37户", []),
    ],
    "attachment": [("附件IMG_王小禾_身份证.jpg", ["IMG_王小禾_身份证.jpg"]), ("没有附件。", [])],
    "bank_account": [
        ("打到6222020000000000000（工行）", ["6222020000000000000"]),
        ("卡号6222 0200 0000 0000 000", ["6222 0200 0000 0000 000"]),
        ("账号0200000000000000000", ["0200000000000000000"]),
        ("受理1103.94万件", []),
    ],
    "chat_account": [
        ("微信号：wx_made_up88", ["wx_made_up88"]),
        ("扣扣：100000001", ["100000001"]),
        ("加V信 lili-2020", ["lili-2020"]),
        ("微信公众号", []),
    ],
    "company": [
        ("投诉北京某好物业管理有限公司", ["北京某好物业管理有限公司"]),
        ("对福银（北京）物业服务有限责任公司罚款", ["福银（北京）物业服务有限责任公司"]),
        ("供货商是廊坊某固建材厂", ["廊坊某固建材厂"]),
        ("楼下“阿春理发”跑路了", ["阿春理发"]),
        ("物业公司不作为", []),
        ("我公司和该公司", []),
        ("国网北京电力公司", []),
    ],
    "compound": [
        ("户口在松风社区，暂住柳叶桥村", ["松风社区", "柳叶桥村"]),
        ("青禾小院4户人家", ["青禾小院"]),
        ("旭泽里3号楼", ["旭泽里"]),
        ("老旧小区改造", []),
        ("社区书记和村民", []),
        ("城中村", []),
    ],
    "contract_number": [("合同编号HT-2020-0001", ["HT-2020-0001"]), ("合同编号不详", [])],
    "coordinates": [
        ("定位116.00000,39.00000", ["116.00000,39.00000"]),
        ("北纬39.9042", ["39.9042"]),
        ("容积率2.5,限高80米", []),
    ],
    "court_number": [
        ("(2021)京0105民初00000号已判决", ["(2021)京0105民初00000号"]),
        ("（2021）京0105民初1号", ["（2021）京0105民初1号"]),
        ("京政办发〔2021〕12号", []),
    ],
    "device_number": [
        ("手机串号860123456789012", ["860123456789012"]),
        ("车架号LSVAA49J132012345", ["LSVAA49J132012345"]),
        ("设备型号KFR-35GW/26", []),
    ],
    "email": [
        ("请发nobody@example.com谢谢", ["nobody@example.com"]),
        ("zhang艾特example点com", ["zhang艾特example点com"]),
        ("@所有人", []),
    ],
    "invoice_number": [("发票号码00345678", ["00345678"]), ("发票金额1234.56元", [])],
    "landline": [
        ("家里座机010-00000000转8", ["010-00000000转8"]),
        ("（0311）88880000", ["（0311）88880000"]),
        ("电话是6559 0000", ["6559 0000"]),
        ("请拨打12345、12328", []),
        ("2019-2024年", []),
    ],
    "licence_number": [
        ("许可证编号JY1110105001234", ["JY1110105001234"]),
        ("许可证有效期5年", []),
    ],
    "mask_residue": [
        ("身份证：******", ["******"]),
        ("姓名×××", ["×××"]),
        ("第一行_x000D_", ["_x000D_"]),
        ("7×24小时", []),
    ],
    "medical_number": [("住院号1234567", ["1234567"]), ("住院3次", [])],
    "member_number": [("会员卡号80001234", ["80001234"]), ("会员卡充值3000元", [])],
    "meter_number": [("国网户号0000000001停电", ["0000000001"]), ("户号未填", [])],
    "mobile": [
        ("联系电话13800000000。", ["13800000000"]),
        ("电话：138 0000 0000", ["138 0000 0000"]),
        ("手机：１３８００００００００", ["１３８００００００００"]),
        ("打幺三九零零零零零零零零", ["幺三九零零零零零零零零"]),
        ("一三8零零00零零零零", ["一三8零零00零零零零"]),
        ("+86 13700000000", ["+86 13700000000"]),
        ("手机139****0000", ["139****0000"]),
        ("138\u200b0000\u200b0000", ["138\u200b0000\u200b0000"]),
        ("110105、120116", []),
    ],
    "network_address": [
        ("IP是123.57.8.9", ["123.57.8.9"]),
        ("MAC地址00:1A:2B:3C:4D:5E", ["00:1A:2B:3C:4D:5E"]),
        ("第1.2.3.4条", []),
        ("9:00-17:00", []),
    ],
    "number_run": [
        ("编号88880000123", ["88880000123"]),
        ("共12345678元", []),
        ("20210924", []),
        ("131000", []),
        ("GB33358-2016", []),
    ],
    "number_tail": [
        ("尾号0000的手机", ["0000"]),
        ("身份证后四位003X", ["003X"]),
        ("最后答复", []),
    ],
    "numbered": [
        ("查验编号：0012-34", ["0012-34"]),
        ("邮政编码：100020", []),
        ("热线号码：12345", []),
    ],
    "order_number": [("外卖订单号5012 3456 7890", ["5012 3456 7890"]), ("订单299元", [])],
    "parcel_number": [("快递单号SF0000000000000", ["SF0000000000000"]), ("快递员没来", [])],
    "person_cue": [
        ("我叫王小禾，住在望京", ["王小禾"]),
        ("来电人周木清反映：", ["周木清"]),
        ("举报人：吴晓、郑安、冯可心等6户", ["吴晓", "郑安", "冯可心"]),
        ("联系人： 陈 　可 　望", ["陈 　可 　望"]),
        ("我叫高兴，请回复", ["高兴"]),
        ("诉求人艾山江·买买提反映", ["艾山江·买买提"]),
        ("房东叫zhang wei", ["zhang wei"]),
        ("来电人反映", []),
        ("联系人：不详", []),
        ("负责人表示", []),
        ("我是房山区的居民", []),
    ],
    "person_latin": [
        ("住户John Doe反映", ["John Doe"]),
        ("房东叫wang xiaoming，不退钱", ["wang xiaoming"]),
        ("来电人LI Na反映停电", ["LI Na"]),
        ("Maria来电咨询签证", ["Maria"]),
        ("联系人：liujianguo", ["liujianguo"]),
        ("外教Emily被欠薪", ["Emily"]),
        ("Wi-Fi信号差，App Store打不开", []),
        ("The light is broken near the bus stop.", []),
        ("华为huawei手机充不进电", []),
    ],
    "person_list": [
        ("王伟、李娜和张强反映", ["王伟", "李娜", "张强"]),
        ("到场的是刘洋和赵敏二人", ["刘洋", "赵敏"]),
        ("作证的有曹颖、许可、宋佳。", ["曹颖", "许可", "宋佳"]),
        ("水费、电费、燃气费", []),
        ("高温、高空、高层作业", []),
    ],
    "person_nick": [
        ("外号二胖，经常打人", ["二胖"]),
        ("我儿子小明在二年级", ["小明"]),
        ("豆豆妈妈在群里说", ["豆豆妈妈"]),
        ("阿强在路口摆摊", ["阿强"]),
        ("那个叫黑子的保安", ["黑子"]),
        ("“建军，你把车挪开”", ["建军"]),
        ("给玉兰打电话没人接", ["玉兰"]),
        ("我儿子小学毕业", []),
        ("孩子天天被打", []),
        ("阿姨在广场跳舞，大哥大姐都在", []),
        ("给物业打电话没人接", []),
    ],
    "person_sign": [
        ("盼复。——李雷", ["李雷"]),
        ("此致\n敬礼！\n郑成 2023年11月", ["郑成"]),
        ("望批准！！\n田野", ["田野"]),
        ("张 丽来电反映", ["张 丽"]),
        ("名单： 王 小 明", ["王 小 明"]),
        ("盼复！谢谢", []),
        ("此致\n敬礼！\n2023年11月", []),
        ("单 位：街道", []),
    ],
    "person_table": [
        ("序号|姓名|电话\n1|王海燕|见附表\n2|李大成|见附表", ["王海燕", "李大成"]),
        ("姓名\t诉求\n赵一鸣\t漏水", ["赵一鸣"]),
        ("序号|户主|面积\n1|平安|80\n2|长青|90", ["平安", "长青"]),
        ("序号|事项|电话\n1|停水|见附表", []),
    ],
    "person_title": [
        ("业主李女士称", ["李女士"]),
        ("由先生称", ["由先生"]),
        ("邵某某，其妻秦某。", ["邵某某", "秦某"]),
        ("梁某平电话沟通", ["梁某平"]),
        ("顾小米妈妈 叶小佑妈妈", ["顾小米", "叶小佑"]),
        ("（弓长张）", ["弓长张"]),
        ("街道主任、网格员、社区书记", []),
        ("刘×在楼道堆物，陈*要求回复", ["刘×", "陈*"]),
        ("姓木子李，名字没说", ["木子李"]),
        ("项目经理", []),
        ("高度重视", []),
    ],
    "plate": [
        ("车牌京A·00000（蓝色）", ["京A·00000"]),
        ("京AD00000长期占道", ["京AD00000"]),
        ("楚ad0000x停在", ["楚ad0000x"]),
        ("T109次", []),
    ],
    "policy_number": [("保单号PDAA202111010123", ["PDAA202111010123"]), ("保单赔付30%", [])],
    "property_number": [
        ("京(2020)朝不动产权第0000000号", ["京(2020)朝不动产权第0000000号"]),
        ("不动产登记", []),
    ],
    "resident_id": [
        ("身份证号110105190002030004", ["110105190002030004"]),
        ("130981 19991130 0002", ["130981 19991130 0002"]),
        ("老身份证110105900203001", ["110105900203001"]),
        ("11010519900203000X", ["11010519900203000X"]),
        ("编码110105", []),
    ],
    "school_number": [("学籍号G110105201503070012", ["G110105201503070012"]), ("学号不详", [])],
    "social_number": [("社保编号00112233445", ["00112233445"]), ("社保政策", [])],
    "staff_number": [
        ("警号012345的民警", ["012345"]),
        ("工号0777的店员", ["0777"]),
        ("工号不详", []),
    ],
    "ticket_number": [("前期工单号202401010000072", ["202401010000072"]), ("本工单", [])],
    "travel_document": [("护照E00000000", ["E00000000"]), ("护照办理", [])],
    "url": [
        ("见https://example.com/u/10001，请", ["https://example.com/u/10001"]),
        ("登录beijing.gov.cn查询", []),
    ],
    "uscc": [("代码91110105MA0000000Y", ["91110105MA0000000Y"]), ("信用代码未知", [])],
    "user_handle": [
        ("网友“打着伞的鱼2019”留言", ["打着伞的鱼2019"]),
        ("用户名wangxm_1985登录不上", ["wangxm_1985"]),
        ("昵称：云淡风轻，头像是猫", ["云淡风轻"]),
        ("网友夜雨声烦在论坛发帖", ["夜雨声烦"]),
        ("@城市观察员007 请看", ["城市观察员007"]),
        ("网友普遍反映，用户满意", []),
        ("《北京市接诉即办工作条例》", []),
    ],
    **ATTRIBUTES,
}
MODULES = {module.__name__.rsplit(".", 1)[-1]: module for module in declared.MODULES}
ROWS = [(name, text, expected) for name, rows in FOUND.items() for text, expected in rows]


@pytest.mark.parametrize(("name", "text", "expected"), ROWS)
def test_recogniser_finds_what_its_table_says(name: str, text: str, expected: list[str]) -> None:
    module = MODULES[name]
    ranges = {
        view.span(one.start, one.end)
        for view in views(text)
        if view.name in getattr(module, "VIEWS", ("plain",))
        for one in module.find(view.text)
    }
    covered = {at for start, end in ranges for at in range(start, end)}
    for word in expected:
        start = text.rindex(word)
        missed = [text[at] for at in range(start, start + len(word)) if at not in covered]
        assert not missed, (text, word, sorted(text[a:b] for a, b in ranges))
    if not expected:
        assert not ranges, sorted(text[start:end] for start, end in ranges)


def test_every_recogniser_has_a_table_with_both_sides() -> None:
    for name, module in MODULES.items():
        if module.KIND == declared.MODEL:
            continue
        sides = {bool(expected) for _, expected in FOUND[name]}
        assert sides == {True, False}, name


def test_every_entity_has_a_recogniser_and_a_rule() -> None:
    from anonymize.policy import load_policy  # noqa: PLC0415

    entities = {module.ENTITY for module in declared.MODULES}
    assert entities == set(declared.ENTITIES)
    assert entities <= set(load_policy().entities)


def test_a_wrong_check_character_lowers_the_score_and_keeps_the_finding() -> None:
    module = MODULES["resident_id"]
    right, wrong = "11010519491231002X", "110105194912310021"
    assert [one.score for one in module.find(right)] == [1.0]
    (kept,) = module.find(wrong)
    assert 0.5 <= kept.score < 1.0
