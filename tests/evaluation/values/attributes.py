"""What is said of a person: age, health, family, belief, status, income, habits."""

from typing import Final

from tests.evaluation.draw import Draw, Value
from tests.evaluation.values.places import han

ORGANS: Final = (
    "甲状腺", "肝门部", "左肾", "胰腺", "视网膜", "骨盆",
    "十二指肠", "胆总管", "腮腺", "鼻咽部", "声带",
    "脊髓", "卵巢", "前列腺", "髋关节", "角膜",
)  # fmt: skip
DISORDERS: Final = (
    "恶性肿瘤", "囊肿", "溃疡", "萎缩", "脱落", "转移癌",
    "狭窄", "坏死", "纤维化", "血管瘤", "结石",
)  # fmt: skip
DISEASES: Final = (
    "重症肌无力", "多发性硬化", "硬皮病", "戈谢病", "法布雷病", "干燥综合征", "结节性硬化症",
    "再生障碍性贫血", "地中海贫血", "运动神经元病", "青光眼晚期", "矽肺", "克罗恩病",
    "银屑病", "肺动脉高压", "马凡综合征", "神经纤维瘤病", "骨髓增生异常综合征", "心力衰竭",
    "慢性阻塞性肺病", "焦虑症", "躁狂症", "小脑共济失调", "丙型肝炎", "梅尼埃病",
)  # fmt: skip
SURGERY: Final = (
    "胆囊切除手术", "人工耳蜗植入手术", "脊柱侧弯矫正手术",
    "肝移植手术", "乳房切除术", "瓣膜置换术",
    "甲状腺全切手术", "截肢手术", "开胸手术", "角膜移植手术",
)  # fmt: skip
SCHOOL_HEAD: Final = (
    "望舒", "栎林", "鹿鸣台", "清漪", "砚田", "星湖", "槐荫",
    "启蒙路", "澄溪", "墨池", "泮水", "芸窗",
)  # fmt: skip
SCHOOL_TAIL: Final = ("小学", "中学", "幼儿园", "实验小学", "附属小学", "初级中学", "第二幼儿园")
ETHNIC: Final = (
    "土家族", "侗族", "布依族", "达斡尔族", "锡伯族", "哈萨克族", "苗族", "壮族", "畲族", "羌族",
    "鄂温克族", "撒拉族", "傣族", "纳西族",
)  # fmt: skip
ETHNIC_FORM: Final = ("汉", "汉族", "满", "回", "苗", "土家", "壮族")
RELIGION: Final = (
    "伊斯兰教", "基督教", "天主教", "佛教", "道教", "东正教", "藏传佛教", "耶稣",
)  # fmt: skip
CRIMES: Final = ("盗窃", "打架", "酒驾", "诈骗", "交通肇事", "故意伤害", "非法集资")
ROLES: Final = (
    "女焊工", "男护士", "外籍厨师", "双语保育员", "盲人按摩师", "女塔吊司机", "水暖工", "退休校医",
    "兽医", "手语老师", "女保安", "夜班配药员", "古筝老师", "聋人面点师",
)  # fmt: skip
KIN: Final = ("父亲", "母亲", "爱人", "丈夫", "妻子", "公公", "婆婆", "岳母", "儿子", "女儿")


def age(draw: Draw, _: str = "") -> str:
    years = draw.number(3, 96)
    return draw.pick((f"{years}岁", f"{years}岁", f"{years}周岁", f"{han(years)}岁"))


def birth_date(draw: Draw, _: str = "") -> str:
    year, month, day = draw.number(1936, 2019), draw.number(1, 12), draw.number(1, 28)
    forms = (
        f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}", f"{year}.{month}.{day}",
        f"{year}年{month}月", f"{year}/{month}/{day}", f"{str(year)[2:]}年{month}月{day}号",
    )  # fmt: skip
    return draw.pick(forms)


def illness(draw: Draw, _: str = "") -> str:
    if draw.chance(0.4):
        return draw.pick(DISEASES)
    return draw.pick(ORGANS) + draw.pick(DISORDERS)


def treatment(draw: Draw, _: str = "") -> str:
    forms = (
        f"每周透析{han(draw.number(2, 4))}次", f"做过{han(draw.number(2, 8))}次化疗",
        f"去年做了{draw.pick(SURGERY)}", f"{draw.number(2, 11)}月份做了{draw.pick(SURGERY)}",
        f"住院{draw.number(6, 90)}天", f"做第{han(draw.number(2, 8))}次放疗",
        f"刚做完{draw.pick(SURGERY)}", f"长期服用{draw.pick(('激素', '抗抑郁药', '抗癫痫药'))}",
    )  # fmt: skip
    return draw.pick(forms)


def disability(draw: Draw, _: str = "") -> str:
    level = draw.pick("一二三四")
    kind = draw.pick(("肢体", "视力", "听力", "言语", "智力", "精神", "多重"))
    forms = (
        f"{kind}{level}级残疾",
        f"{kind}残疾{level}级",
        draw.pick(("左腿", "右手", "双腿", "左臂")) + draw.pick(("截肢", "残疾", "瘫痪", "伤残")),
        draw.pick(("高位截瘫", "双目失明", "双耳失聪", "半身不遂", "先天聋哑", "右眼失明")),
    )
    return draw.pick(forms)


def pregnancy(draw: Draw, _: str = "") -> str:
    month = han(draw.number(2, 9)).replace("二", "两")
    forms = (
        f"怀孕{draw.number(5, 39)}周", f"怀孕{month}个月", f"孕{draw.number(8, 39)}周",
        f"怀有{month}个月身孕", f"已有{month}个月身孕", f"流产{draw.number(3, 20)}天",
        f"产后{draw.number(10, 60)}天",
    )  # fmt: skip
    return draw.pick(forms)


def school(draw: Draw, _: str = "") -> str:
    name = draw.pick(SCHOOL_HEAD) + draw.pick(SCHOOL_TAIL)
    grade, group = draw.pick("一二三四五六"), draw.number(1, 12)
    if "幼儿园" in name:
        return name + draw.pick(("大二班", "中班", "小一班", "大班"))
    forms = (
        f"{name}{grade}（{group}）班", f"{name}{grade}年级{group}班", f"{name}{grade}({group})班",
        f"{name}{grade}年级", name,
    )  # fmt: skip
    return draw.pick(forms)


def welfare(draw: Draw, _: str = "") -> str:
    forms = (
        "低保户", "建档立卡户", "特困供养人员", "低收入家庭", "失独家庭", "五保户", "低保边缘户",
        "困境儿童", "低保家庭", "监测户", "残疾人一户多残家庭", "廉租房保障对象",
    )  # fmt: skip
    return draw.pick(forms)


def benefit(draw: Draw, _: str = "") -> str:
    forms = (
        f"每月领{draw.number(600, 1900)}元低保", f"享受低保{draw.number(2, 15)}年",
        f"领取重残补贴{draw.number(2, 9)}年", f"吃低保{draw.number(2, 15)}年",
        f"每月拿{draw.number(200, 900)}元护理补贴", f"领失业金{draw.number(2, 20)}个月",
    )  # fmt: skip
    return draw.pick(forms)


def ethnicity(draw: Draw, _: str = "") -> str:
    return draw.pick(ETHNIC)


def ethnicity_form(draw: Draw, _: str = "") -> str:
    return draw.pick(ETHNIC_FORM)


def religion(draw: Draw, _: str = "") -> str:
    return draw.pick(RELIGION)


def record(draw: Draw, _: str = "") -> str:
    crime = draw.pick(CRIMES)
    forms = (
        "刑满释放", f"因{crime}被判刑{han(draw.number(1, 9))}年", f"因{crime}被行政拘留",
        "取保候审", "社区矫正", f"因{crime}坐过牢", "强制戒毒", f"因{crime}判了缓刑",
        f"服刑{han(draw.number(2, 12))}年", "吸毒前科",
    )  # fmt: skip
    return draw.pick(forms)


def party(draw: Draw, _: str = "") -> str:
    year = draw.number(1956, 2021)
    forms = (
        f"{year}年入党", f"{year}年{draw.number(1, 12)}月入党", f"党龄{draw.number(5, 62)}年",
        f"{year}年加入中国共产党", f"{year}年就入了党",
    )  # fmt: skip
    return draw.pick(forms)


def party_member(draw: Draw, _: str = "") -> str:
    forms = (
        f"{draw.number(12, 62)}年党龄的老党员", "预备党员", "民盟盟员", "九三学社社员", "中共党员",
        "民建会员", "退休老党员", f"{draw.number(1956, 2021)}年的党员",
    )  # fmt: skip
    return draw.pick(forms)


def veteran(draw: Draw, _: str = "") -> str:
    forms = (
        f"{draw.number(1968, 2019)}年入伍的老兵", "参战退役军人", "复员军人", "伤残军人",
        "转业军官", "烈属", "军属", "参试退役人员", "志愿军老战士", "现役军人家属", "退伍老兵",
        f"{draw.number(1968, 2019)}年的退伍兵",
    )  # fmt: skip
    return draw.pick(forms)


def service(draw: Draw, _: str = "") -> str:
    year = draw.number(1968, 2019)
    forms = (
        f"{year}年退伍", f"{year}年参军", f"{year}年从部队转业", f"当兵{draw.number(3, 18)}年",
        f"荣立{draw.pick('一二三')}等功", f"{year}年参加过对越自卫反击战",
    )  # fmt: skip
    return draw.pick(forms)


def wage(draw: Draw, _: str = "") -> str:
    amount = draw.number(2200, 28000)
    forms = (
        f"{amount}元", f"{amount}.{draw.number(1, 9)}元",
        f"{amount:,}元", f"{amount // 100 * 100}块",
        f"{amount / 10000:.1f}万", f"{han(draw.number(3, 9))}千元", f"{amount}块钱",
    )  # fmt: skip
    return draw.pick(forms)


def routine(draw: Draw, _: str = "") -> str:
    hour, minute = draw.number(5, 9), draw.pick((5, 10, 15, 20, 25, 35, 40, 50))
    forms = (
        f"每天{hour}点{minute}分", f"每天早上{hour}点{minute}分", f"每天早晨{hour}:{minute:02}",
        f"每周{draw.pick('一二三四五六')}晚上{draw.number(6, 9)}点半",
        f"工作日早{hour}点{minute}", f"每晚{draw.number(7, 11)}点{minute}分",
        f"周{draw.pick('一三五')}下午{draw.number(2, 5)}点",
    )  # fmt: skip
    return draw.pick(forms)


def unique_role(draw: Draw, _: str = "") -> str:
    return draw.pick(("唯一的", "唯一一名", "唯一一个", "仅有的一名")) + draw.pick(ROLES)


def small_group(draw: Draw, _: str = "") -> str:
    count = draw.pick((draw.number(2, 9), han(draw.number(2, 9)).replace("二", "两")))
    return f"{count}{draw.pick(('户人家', '户', '家住户', '名租户', '个住户', '户居民'))}"


def family(draw: Draw, _: str = "") -> str:
    when = draw.pick(("去年", "前年", "今年春天", "上个月"))
    forms = (
        "离婚后孩子判给了我", f"离婚后孩子由{draw.pick(('我', '前夫', '前妻'))}抚养",
        f"{draw.pick(KIN)}{when}{draw.pick(('去世', '病逝', '车祸身亡'))}",
        f"和{draw.pick(('丈夫', '妻子', '爱人'))}分居{han(draw.number(2, 9))}年",
        f"{draw.pick(('丧偶', '离异'))}{han(draw.number(2, 9))}年",
        f"独自抚养{draw.pick(('两个', '三个', '一个'))}孩子",
        f"领养了一个{draw.pick(('女儿', '儿子'))}",
        f"和前{draw.pick('夫妻')}打抚养权官司", f"和{draw.pick(('丈夫', '妻子'))}办离婚",
    )  # fmt: skip
    return draw.pick(forms)


def sex(draw: Draw, _: str = "") -> str:
    return draw.pick("男女")


def school_name(draw: Draw, _: str = "") -> str:
    return draw.pick(SCHOOL_HEAD) + draw.pick(SCHOOL_TAIL)


SLOTS: Final[dict[str, Value]] = {
    "age": age,
    "birth_date": birth_date,
    "illness": illness,
    "treatment": treatment,
    "disability": disability,
    "pregnancy": pregnancy,
    "school": school,
    "school_name": school_name,
    "welfare": welfare,
    "benefit": benefit,
    "party_member": party_member,
    "service": service,
    "ethnicity": ethnicity,
    "ethnicity_form": ethnicity_form,
    "religion": religion,
    "record": record,
    "party": party,
    "veteran": veteran,
    "wage": wage,
    "routine": routine,
    "unique_role": unique_role,
    "small_group": small_group,
    "family": family,
    "sex": sex,
}
