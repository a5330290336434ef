"""Chinese surnames, and ordinary words that begin like a name.

Facts of the language, written down for this project. A surname is evidence for a name and
its absence is evidence against a weak one; neither alone decides.
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from anonymize.normalize import HANZI

# By frequency: safe beside a title ("王主任") or after 老 and 小.
COMMON: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾"
    "龚邵覃武钱戴严莫孔向常汤温葛樊殷施洪安颜倪牛温芦季俞章鲁毕焦柯甘耿关左柳祝纪聂庄童申尚"
    "舒阮翟凌霍岑梅骆祁冉辛涂饶詹欧管柴鲍柏裴齐翁伍华盛娄佟尤房路党乔谷包项苗褚连靳岳池阎费"
    "万傅戚裘丛邸"
    "陳張劉楊黃趙吳孫馬鄭謝許韓鄧馮蕭蔣葉魏蘇呂盧鐘譚陸賈鄒龍賀顧龔錢戴嚴湯溫葛魯聶莊"
)
RARE: Final = frozenset(
    "云花元诸嵇滑於汲邴松井乌全班秋戎印索苍姬扶宰璩寿农习宦庾暨厍晁融丰益晋钦况郈琴伯爱揭撒冶庹敬仵盘兰鄞"
    "卜刁匡卞卓單单占古米纪边邢郁郎郜郗郦缪隋隗隆应麻宗宓宁宫容宿寇封屈屠巩巫巴师席帅幸康庞"
    "庚廉强归敖文时明易昌景晏曲曾木朴权杭查柏栗桂桑桓植楚楼樂欒栾游湛滕满漆濮燕牟狄狐瞿祖窦"
    "竺符简籍粟糜练缑缪羊翦聂胥能臧臺艾芮芦苑苟茅茹荀荆荣莘菅萧萨葭蒙蒲蔚蓝蓟薄藏虞蔺蓬衡衣"
    "解訾詹谈谌谯贝贡贲赖赫车路车轩迟逄逯遆邬邰邱邸郄郏鄂鄢酆钮铁阙闵闻阚阴雍霍靖鞠韶须颛饶"
    "鱼鲜鹿麦黄麴齐龙佘佴亓仇仉仝代仲伊伏佀侍保信候充公冀冒冷凤初别利刑劳勾化危卫厉原及双仰"
    "台司吉后吾告周咸哈员商喻嘉图坚堵墨夏夔奚妥娜嬴孝学宇官家富宣尧展山岐岱崇巢年干平亥"
    "库延弓弘归彤律德怀怡恽惠慎慕戈成户房扈承操支斛方旷昝智暴曲朝来杞束束柔栋检楠橘次欣步段殳"
    "母毋水永汝池沃沐沙法洛浦海涂渠湖演潭潮火灵炎烟焉照牧牵犹狂玄玉瑞甄生由畅疏百皇皮盖直相眭"
    "睢矫磨禄禹种税穆空窝竹笪第筱粘红綦纵经缠续罕羿老耶肇胜臻舍良苌茂药莱营萌落蒯藤虎蛮衅褒"
    "西要覃謇豆象贯赏越跋辜迮进通速逍遇郇部郐郸里野钊钭锁镇阳陀随难雀零雪霜青鞏韓顿风香骨"
    "高鬱魁鲁鸟黑默黨龙区侬仡迪买克但那由满亢伊储奉闭呼门来茅战计宾位乐羿"
    "禚昃郤郯厙欎僪冼雒琚邝禤蹇"
)
COMPOUND: Final = tuple(
    re.findall(
        r"\S+",
        "欧阳 上官 司马 司徒 司空 诸葛 东方 皇甫 尉迟 公孙 慕容 长孙 宇文 令狐 夏侯 轩辕 端木 独孤 "
        "南宫 西门 东郭 百里 呼延 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 闾丘 公羊 "
        "第五 拓跋 完颜 纳兰 叶赫 爱新觉罗 歐陽 諸葛 司馬 尉遲 乐正 漆雕 壤驷 巫马 公西 梁丘 "
        "左丘 段干 谷梁",
    )
)
# Ordinary words that begin with a surname or often look like a name to the model.
ORDINARY: Final = frozenset(
    re.findall(
        r"\S+",
        """
        薇信 微信 威信 早高峰 晚高峰 老楼 白跑 家住 查账 楼排 进行 查阅 告知 应当 生前 员应 高度
        高层 高温 高空 高速 高峰 高中 高校 高考 高级 高压 高铁 高档 高价 高楼 安全 安排 安装
        安静 安置 安心 安保 马上 马路 马桶 方便 方面 方式 方案 方法 方向 时间 时候 时段 金额
        金融 金属 温度 温馨 白天 白色 白酒 黄灯 黄色 黄线 石油 石头 石材 石块 路灯 路面 路口
        路段 路边 路人 水费 水电 水管 水质 水表 水泵 车主 车辆 车位 车库 车道 车站 车牌 车费
        房东 房屋 房子 房租 房产 房间 房价 党员 党委 党支部 明天 明确 明显 明年 明细 常常 常务
        经常 强烈 强制 强行 全部 全体 全家 全天 国家 国庆 和平 和谐 平时 平台 平方 平安 平均
        成功 成立 成本 成员 项目 向上 向下 向前 相关 相应 相同 相信 于是 于今 任何 任务 任意
        任由 何时 何人 何种 何况 施工 施行 施救 关于 关系 关键 关注 关闭 连续 连接 连夜 连带
        包括 包含 包装 包裹 包月 江水 江边 毛坯 毛病 牛奶 牛肉 牛羊 余额 余款 余下 甘肃 白云
        广东 广西 江苏 江西 河北 河南 山东 山西 湖北 湖南 云南 海南 陕西 左右 左侧 左边 左转
        尚未 尚且 单位 单元 单独 单价 单据 单车 文件 文化 文明 文字 文具 文物 章程 章节 古树
        古城 古建 容易 容积率 应该 应急 应对 宁愿 宁可 计划 计算 计生 计费 经济 经理 经营 经过
        经查 经费 师傅 师生 年龄 年底 年初 年度 年轻 年检 干部 干净 干涉 干扰 终于 终止 商家
        商户 商场 商铺 商业 商店 商品 商贩 商务 生活 生产 生意 生病 家人 家长 家里 家具 家电
        家庭 家属 家装 学生 学校 学员 学费 学区 户口 户主 户外 户型 封闭 封控 封堵 封条 简单
        简易 简称 简介 权益 权利 权限 权属 荣誉 解决 解释 解除 解答 解封 满意 满足 满分 查处
        查询 查看 查找 查明 保安 保证 保险 保护 保洁 保障 保修 保持 信息 信访 信件 信用 信号
        信任 水平 水务 水利 水库 水泥 水源 水位 火灾 火车 烟花 烟酒 烟道 红灯 红线 红绿灯 海淀
        海关 山区 山上 山体 台阶 司机 司法 后期 后续 后来 后面 后果 后台 通知 通过 通道 通行
        通信 通州 部门 部分 部队 部委 里面 里程 里边 青年 青岛 镇上 镇政府 镇区 阳台 阳光 难以
        难题 零售 零下 零件 随意 随时 随后 随地 风险 风机 风格 风扇 香烟 香港 黑车 黑色 黑板
        默认 公司 公园 公交 公共 公安 公示 公告 公布 公租房 公寓 公厕 公里 公积金 公开 化工
        化粪池 化验 成年 步行 步骤 段落 支付 支持 支队 支行 支路 法院 法律 法规 法人 次日 次数
        种植 种类 直接 直到 直至 直播 相邻 空调 空气 空间 空地 空置 第一 第二 第三 终端 经办
        续费 续约 良好 药店 药品 药费 营业 营商 落实 落户 落叶 要求 老人 老师 老板 老年 老旧
        老家 老婆 老公 来电 来访 来源 检查 检测 检修 检验 树木 树枝 柏油 柏油路 柳树 梅雨 夏天
        夏季 秋季 冬季 春季 江河 田地 田间 周边 周围 周末 周一 周二 周三 周四 周五 周六 周日
        周期 周年 程序 程度 谢谢 谢绝 许可 许多 许久 宋体 孔洞 孔隙 范围 范本 贺卡 顾客 顾虑
        顾问 钱款 钱财 严重 严格 严禁 严厉 严查 莫名 武装 武警 武汉 雷雨 雷电 龙头 龙门 华北
        华为 盛夏 齐全 齐备 管理 管道 管线 管辖 管网 管控 柴油 鲍鱼 梅花 尤其 路径 路网 乔木
        谷物 谷雨 项链 苗木 岳父 岳母 池塘 费用 费率 申请 申报 申诉 申领 申办 童装 童车 纪律
        纪委 纪检 季节 季度 祝福 祝愿 聚集 庄严 庄稼 颜色 倪虹 焦虑 焦急 毕业 毕竟 钟头 钟点
        汪汪 陆续 陆路 姜葱 苏打 余地 卢沟桥 薛家 丁香 丁字 邹平 熊孩子 侯车 江南 尹家 史上 陶瓷
        陶器 段时间 郝家 邵阳 武术 戴口罩 佩戴 温水 樊家 施压 洪水 洪涝 安定 安徽 安慰 安抚 安贞
        安检 安居 常见 常用 常态 常住 常驻 常规 汤料 葛根 白事 白菜 金色 金银 方庄 方形 方圆
        贾汪 夏令 付款 付费 付出 付清 付完 石景山 石板 石子 田径 董事 董事长 董事会 蔡甸 蒋家
        于此 杜绝 叶子 叶片 程控 吕梁 丁点 任命 任期 任职 沈阳 钟表 姜片 谭家 陆地 江湖 高尔夫
        高兴 高新 高等 高龄 高低 高达 高额 高发 高于 高清 林业 林地 林木 林荫 郭家 何必 何处
        罗列 郑重 郑州 梁柱 宋代 唐代 唐山 许昌 韩国 韩式 邓州 曹操 彭州 曾经 肖像 胡乱 胡同
        朱红 孙女 孙子 徐州 徐徐 吴江 赵县 黄金 黄昏 黄河 黄牛 黄标 杨树 杨絮 陈旧 陈列 陈述
        刘海 张贴 张家口 张口 张挂 李子 王府井 王者 双方 双向 双休 双倍 原因 原来 原有 原则 原告
        原件 原址 贝壳 米面 古代 边上 边角 应由 明令 成绩 成人 利息 利用 利益 劳动 劳务 劳保
        劳资 化解 危险 危房 危害 卫生 卫健委 卫生间 伊利 代理 代表 代收 代码 代办 代缴 冷水 冷气
        冷库 初中 初步 初级 初期 别墅 别人 别的 能够 能力 能源 能否 蓝天 蓝色 强调 康复 康庄
        楼道 楼上 楼下 楼顶 楼房 楼体 楼盘 楼层 楼栋 楼宇 满员 桥梁 桂花 宫殿 宁静 晚上 古玩
        员工 户内 区域 区间 有关 相关 无关 机关 海关 柳絮 杨絮 朱红 梅雨 陈年 李子 黄叶 区别
        区政府 区委 区级
        """,
    )
)

_COMPOUND: Final = "|".join(COMPOUND)
SURNAME: Final = f"(?:{_COMPOUND}|[{''.join(sorted(COMMON | RARE))}])"
SURNAME_COMMON: Final = f"(?:{_COMPOUND}|[{''.join(sorted(COMMON))}])"
_NAME: Final = re.compile(rf"(?:{_COMPOUND})[{HANZI}]{{1,2}}|{SURNAME}[ ]*[{HANZI}][ ]*[{HANZI}]?")
# The surname of a full name, and the given name.
GIVEN: Final = re.compile(
    rf"((?:{_COMPOUND})(?=[{HANZI}])|[{''.join(sorted(COMMON | RARE))}])([{HANZI}]{{1,2}})"
)
_DOTTED: Final = re.compile(rf"[{HANZI}]{{1,8}}(?:·[{HANZI}]{{1,8}}){{1,3}}")
_LATIN: Final = re.compile(r"[A-Z][a-z]+(?:[ .-]+[A-Z][a-z]*){1,3}")


def is_name(word: str) -> bool:
    """Tell whether *word* has the form of a name: surname and given name, dotted, or Latin."""
    return bool(_NAME.fullmatch(word) or _DOTTED.fullmatch(word) or _LATIN.fullmatch(word))


@lru_cache(maxsize=1)
def _dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """Read the ordinary words shipped beside this module; its head tells where they are from."""
    text = files("anonymize.recognizers").joinpath("ordinary_words.txt").read_text("utf-8")
    words = [line for line in text.splitlines() if not line.startswith("#")]
    return (
        frozenset(word for word in words if not word.startswith("~")),
        frozenset(word[1:] for word in words if word.startswith("~")),
    )


def is_ordinary(word: str) -> bool:
    """Tell whether *word* is in the dictionary: people are called so too, but rarely."""
    return word in ORDINARY or word in _dictionary()[0]


def is_half_ordinary(word: str) -> bool:
    """Tell whether the dictionary has *word* both as a word and as a name: 玉兰, 海燕, 白雪."""
    return word not in ORDINARY and word in _dictionary()[1]
