"""What a person earns, is owed or owes: 月工资8650.5元, 日结260, 欠我两万三, 负债30万.

Standards (最低工资标准, 基础养老金每人每月) and the prices of things stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import has_subject

ENTITY: Final = "WAGE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    薪 资 收入 退休金 养老金 奖金 提成 加班费 劳务费 工钱 绩效 补偿金 赔偿金 抚养费 赡养费 生活费
    日结 时薪 月入 挣 赚 欠 债 贷 月供 存款 积蓄 借 底薪 抚恤金 低保金 一天 失业金 劳保 彩礼 到手
    补助 津贴 社保基数 劳动报酬 公积金 小时 补偿 报酬 发我 发给我 工分 实发 应发 年终奖 打卡 说好
    每天 答应 工地 招聘 招工 应聘 面试 入职 合同 讲好 流水 退休费 补贴 农保 差我 短我 少给 少发
    克扣 扣了 一个月 每个月
    """
)
_DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,2})?"
_HANZI: Final = r"[零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟]{1,12}"
_UNIT: Final = r"(?:元|块钱?|圆|人民币)"
_AMOUNT: Final = (
    rf"(?:[¥￥])?(?:{_DIGITS}[ ]?(?:[万千百kKwW](?:[0-9零一二三四五六七八九][千百]?)?)?|{_HANZI}|"
    rf"几[百千万])(?:[多余来几][万千百]?)?[ ]?{_UNIT}?(?:[0-9]角|整|多)?"
    rf"(?:[ ]?(?:到|至|-|~)[ ]?(?:{_DIGITS}[万千kK]?|{_HANZI}){_UNIT}?)?"
)
_EARNS: Final = (
    r"(?:工资|薪资|薪水|薪酬|月薪|年薪|日薪|时薪|周薪|底薪|薪|收入|退休金|养老金|退休费|退休待遇|"
    r"奖金|提成|加班费|劳务费|工钱|工款|绩效|年终奖|补偿金|赔偿金|经济补偿|"
    r"抚养费|赡养费|生活费|月入|年入|抚恤金|低保金|失业金|救助金|劳动报酬|报酬|工资款|欠薪|"
    r"离职补偿|赔偿款|补偿款|稿费|"
    r"社保基数|公积金|月供|房贷|车贷|贷款|网贷|负债|外债|欠债|债务|存款|积蓄|家产|"
    r"借款|欠款|彩礼|护理补贴|补助|津贴|高温费|押金工资|双倍工资|到手(?!价)|实发|应发|打卡|"
    r"工伤赔偿|丧葬费|遗属补助)"
)
_GAP: Final = (
    r"(?:(?:[是为有约共计合给发扣领欠只才仅:到了的达拿开就还,每月年天日按我 ]|以及|应发|实发|总共|"
    r"共计|合计|总额|金额|大概|大约|左右|税前|税后|到手|打卡|平均|不到|不足|仅有|"
    r"只有|将近|接近|超过|标准是|说好|约定|一个月|一天|每天|每月|一年|一小时|未发|没发|未付|未结|"
    r"没给|累计|人民币|尚有|还有|还剩|高达|多少|分别|在|由|从|缴了?|交了?|到账|涨到|降到)){0,7}"
)
_LABELLED: Final = re.compile(rf"{_EARNS}[(]?{_GAP}[(]?(?P<sum>{_AMOUNT})")
_VERB: Final = re.compile(
    r"(?:日结|(?:每月|一个月|每天|一天|月|年|日|每年|一年|每小时|一小时|时)(?:能|才|只|就|大概|"
    rf"大约|可以|总共)?(?:挣|赚|拿|开|发|领|入|给|收入)(?:了|到|个|到手)?{_GAP}|"
    rf"(?:挣|赚|发(?:给)?(?:我|本人))(?:了|到|个)?{_GAP}|(?:拖欠|欠)(?:着|了|付|发)?(?:我|本人|他|"
    r"她|其|俺|"
    rf"工人)?[^,。;!?\n0-9]{{0,8}}?(?:工资|薪水|工钱|钱|款|劳务|报酬|薪)?{_GAP}|"
    r"(?:借(?:了|给|出)?|贷(?:了|款)?|负债|欠(?:下|"
    rf"外)?债)[^,。;!?\n0-9]{{0,5}}?{_GAP})(?P<sum>{_AMOUNT})"
)
_PAID: Final = re.compile(
    r"(?:在[^,。;!?\n]{1,8}(?:店|厂|工地|公司|饭馆|餐厅|超市|单位|学校|家政)|打工|上班|干活|"
    r"跑外卖|跑车|开车|"
    r"送货|洗碗|扫地|当保安|做保洁)[^。;!?\n]{0,16}?(?:一个月|每个?月|一天|每天|月|日)(?:才|就|"
    r"只|能|挣|赚|到手|"
    rf"是|拿|给)*(?P<sum>{_AMOUNT})(?=[,。;!?、]|$|来)|"
    rf"(?:差|短|少给|少发|克扣|扣)(?:着|了)?(?:我们?|本人|他|她|工人)(?P<owed>{_AMOUNT})"
)
_OFFERED: Final = re.compile(
    r"(?:招聘|招工|应聘|面试|入职|劳动合同|来的时候|招人)(?:的)?(?:时候?|上|里|信息|启事|广告|"
    r"会上|中)?"
    r"(?:明明|都)?(?:说|写|讲|谈|承诺|答应|约定|定|标|给)(?:的|好|了|着|是|每月|一个月|月薪|工资|"
    r"底薪|"
    rf"到手|能拿|能挣|保底|试用期|转正后?){{0,4}}(?P<sum>{_AMOUNT})"
)
_FOLLOWED: Final = re.compile(
    rf"(?P<sum>{_AMOUNT})(?:[/每一](?:个)?(?:月|天|小时|日|年|时))?(?:的|左右的|多的)?(?:月|年|日|"
    rf"基本|税前|税后|血汗|辛苦|加班|半个月|[一两二三四五六七八九十0-9]{{1,2}}个月的?)?(?:工资|"
    r"薪水|薪资|工钱|血汗钱|辛苦钱|劳务费|退休金|养老金|收入|"
    r"底薪|奖金|提成|欠薪|外债|贷款|债务|存款|积蓄|抚养费|月薪|年薪|日薪|时薪|加班费|劳动报酬|"
    r"低保金?|农保|社保|补贴|补助金?|抚恤金|失业金|月供|房贷|生活费|网贷)"
)
_DAILY: Final = re.compile(
    r"(?:工资|工价|干活|打工|上班|兼职|临时工|小时工|日工|保洁|搬砖|工地|小工|大工|干|做|说好|"
    rf"讲好|谈好|约定|答应)[^。;!?\n]{{0,12}}?(?P<sum>{_AMOUNT}[ ]?(?:[/每一])[ ]?(?:个)?(?:天|"
    r"小时|日|工|月|钟头)|"
    rf"(?:一|每|按)(?:天|小时|日|个工|个小时)(?:是|给|算|按)?{_AMOUNT})"
)
_STANDARD: Final = re.compile(
    r"(?:标准|符合条件|可享受|可领取|可以领|最低|社平|社会平均|平均(?!到手)|人均|指导价|指导线|"
    r"上调|调整[至到为]|基数上限|上限|"
    r"下限|起征点|基础养老金|每人每[月年]|当地|全市|全省|全国|本市|职工月?平均|城镇居民|农村居民|"
    r"线|不低于|不得低于|低于|"
    r"注册|专项|财政|项目|公司|企业|营业|罚|处|贷款利率|利率|政策)[^,。;!?\n]{0,8}$"
)
_NOT_MONEY: Final = re.compile(
    r"[ ]?(?:[个名位户天年月日号次项条期层栋楼人岁点分时米份倍%度级]|小时|工人|员工|分之|周)"
)
_ONE_WORD: Final = frozenset(("日结", "日薪", "时薪", "月入", "年入", "一天", "每天"))
_LEAST_DIGITS: Final = 2
_MONEY: Final = re.compile(
    rf"{_UNIT}|[万千百kKwW]|[0-9]{{3}}|[千百万]|[一二三四五六七八九]万|[¥￥]"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each sum that is somebody's wage, pension or debt."""
    near = sentences(text, _ANCHORS)
    for pattern in (_PAID, _OFFERED, _LABELLED, _VERB, _FOLLOWED, _DAILY):
        for match in scan(pattern, text, near):
            start, end = match.span("owed" if match.lastgroup == "owed" else "sum")
            # 日结260 is one word to those who are paid that way.
            if text[max(0, start - 2) : start] in _ONE_WORD:
                start -= 2
            if _is_personal(text, match.start(), start, end):
                yield Finding(start, end, ENTITY, 0.8)


def _is_personal(text: str, cue: int, start: int, end: int) -> bool:
    """Tell whether the sum at ``[start, end)``, which *cue* announces, is a person's."""
    word = text[start:end]
    # 日结260 and 时薪18 have no unit; a count of people or months does.
    if not _MONEY.search(word) and not re.search(rf"[0-9]{{{_LEAST_DIGITS}}}", word):
        return False
    if _NOT_MONEY.match(text, end) and not re.search(_UNIT, word):
        return False
    before = text[max(0, cue - 12) : cue]
    between = text[cue:start]
    if _STANDARD.search(before + between) and not has_subject(text, cue, end):
        return False
    return "标准" not in between or has_subject(text, cue, end)
