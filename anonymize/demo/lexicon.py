"""Words for the values of secrets that faker has none of: illnesses, schools, statuses.

Invented for the demo alone; the recognisers are written without them.
"""

from typing import Final

UNCOMMON_NAMES: Final = (
    "买买提江·阿布都", "古丽·努尔", "扎西次仁", "艾尔肯·吐尔逊", "David Chen", "Maria Lopez",
    "zhao lei", "Li Xiaoming", "高兴", "黎明", "白雪", "石磊", "金鑫", "温暖", "常乐", "安静",
    "欧阳清晨", "司徒远", "令狐望", "呼延雪", "老葛头", "二胖", "小芳姐", "阿彪",
)  # fmt: skip
ILLNESSES: Final = (
    "尿毒症", "糖尿病多年", "脑梗后遗症", "冠心病", "乳腺癌术后", "重度抑郁", "肺结核", "癫痫",
    "阿尔茨海默病", "强直性脊柱炎", "慢性肾炎", "白血病", "帕金森病", "乙肝", "双相情感障碍",
    "股骨头坏死", "系统性红斑狼疮", "肺气肿需要吸氧", "肠癌晚期", "甲亢", "先天性心脏病",
)  # fmt: skip
DISABILITIES: Final = (
    "肢体二级残疾", "视力一级残疾", "听力残疾，佩戴人工耳蜗", "精神残疾三级", "双下肢瘫痪",
    "智力二级残疾", "左眼失明",
)  # fmt: skip
SURGERIES: Final = (
    "膝关节置换手术",
    "心脏支架",
    "开颅手术",
    "腰椎融合手术",
    "肾移植",
    "子宫切除手术",
)
PREGNANCIES: Final = ("怀孕32周", "怀孕六个月", "刚做完剖腹产", "孕晚期需要保胎", "流产后在家休养")
HOSPITALS: Final = (
    "骨科12床",
    "中心医院心内科",
    "第三人民医院",
    "肿瘤医院住院部7层",
    "妇幼保健院产科",
)
WELFARE: Final = (
    "低保户", "建档立卡户", "低收入家庭", "特困供养人员", "享受残疾人两项补贴的家庭", "失独家庭",
    "五保户",
)  # fmt: skip
ETHNIC: Final = ("回族", "维吾尔族", "满族", "藏族", "朝鲜族", "蒙古族", "彝族")
RELIGIONS: Final = ("伊斯兰教", "基督教", "天主教", "藏传佛教", "道教")
SPECIAL: Final = (
    "参战退役军人", "刑满释放人员", "1975年入党的老党员", "军属", "社区矫正对象", "在逃人员的家属",
    "烈士子女", "戒毒康复人员",
)  # fmt: skip
MARRIAGES: Final = ("离婚", "协议离婚", "丧偶", "分居两年")
SCHOOL_WORDS: Final = (
    "晴川",
    "育才",
    "明德",
    "向阳",
    "博文",
    "启明",
    "景山",
    "实验",
    "和平",
    "第九",
)
SCHOOL_KINDS: Final = ("小学", "幼儿园", "中学", "学校", "双语幼儿园", "附属小学")
SHOP_WORDS: Final = ("阿珍", "老孙家", "小杨", "刘记", "胖嫂", "川香", "蓝贝壳", "好又来", "四季")
SHOP_KINDS: Final = ("理发", "烧烤", "包子铺", "五金店", "麻将馆", "洗车行", "小卖部", "面馆")
HANDLES: Final = ("打伞的鱼", "北风吹过", "不吃香菜", "momo", "一只团子", "远山淡影", "热心市民")
UNIQUE: Final = ("唯一的女店长", "唯一的夜班保安", "最后一户没有搬走的", "唯一的盲人按摩师")
RELATIVE: Final = (
    "菜市场往东50米蓝色铁门", "公厕对面第二个红砖房", "老槐树旁边开小卖部", "桥头往里数第三家",
    "村委会后面养羊",
)  # fmt: skip
FORMULAS: Final = (
    "含某原料12%，烘烤130度18分钟", "糖浆与酸的比例为7比3", "添加量0.35%，发酵46小时",
    "底漆四份面漆一份",
)  # fmt: skip
CLIENTS: Final = ("客户名单37家", "经销商名单和返点明细", "会员资料2600条", "长期客户台账一份")
UNIT_PRICES: Final = ("365元/平方米", "每吨4820元", "每台1.36万元", "单价78.5元", "每立方560元")
RURAL: Final = ("李家屯三组", "东柳村二队", "后营村南头", "上坡子村四组", "石门沟村")
PLATE_HEADS: Final = ("京", "津", "冀", "豫", "鲁", "晋", "蒙", "辽")
TITLES: Final = ("主任", "经理", "书记", "科长", "队长", "站长", "所长", "老师", "师傅", "大姐")
CLOCKS: Final = ("早上7点10分", "晚上9点半", "凌晨5点20", "中午12点左右")
AGES: Final = ("岁", "周岁", "岁高龄")
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
AREA_CODES: Final = ("010", "022", "0311", "0316", "021", "0531")
MAILBOXES: Final = ("lihua", "zhang.san", "wangxm", "happy", "office", "liu_yang")
