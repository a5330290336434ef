"""How surnames are told by their parts: 弓长张, 木子李. Not a recogniser.

Written down from common use; what is not here is understood by its place (姓广龙庞).
"""

import re
from typing import Final

from anonymize.recognizers.person_words import alternatives

SPELT: Final = re.compile(
    alternatives(
        re.findall(
            r"\S+",
            "三点水江 三点水沈 三点水池 三点水汪 三点水汤 三点水洪 三点水涂 "
            "三点水温 三点水潘 弓长张 立早章 木子李 口天吴 双木林 言午许 耳东陈 "
            "古月胡 草头黄 三横王 干勾于 干钩于 人可何 禾呈程 木易杨 走肖赵 "
            "卯金刀刘 文刀刘 双人徐 余未徐 十口叶 口十叶 言射谢 水工江 草头蒋 "
            "草将蒋 两点水冯 日月明 奠耳郑 关耳郑 草办苏 走召赵 木土杜 羊大美 "
            "女乔娇 示右祝 米青精 子小孙 小月肖 口木呆 禾口和 早文章 四维罗 "
            "日勿易 草田苗 西早覃 双口吕 口口吕 十八子李 雨田雷 非衣裴 西贝贾 "
            "享耳郭 刍耳邹 广龙庞 又耳邓 水共洪 工贡项 美女姜 羊女姜 金中钟 "
            "禾火秋 白水泉 宝盖宋 宝盖木宋 土申坤 女又奴 木公松 木白柏 门三闫 "
            "门王闰 马四冯 广木床 人尹伊 人壬任 人寸付 禾口王程 草弓长 山今岑 "
            "石开研 木冬柊 革斤靳 草便鞭 四夕罗 四夕萝 氵工江",
        )
    )
)
