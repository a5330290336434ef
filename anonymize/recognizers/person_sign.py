"""Names that stand alone: a signature (盼复。——李雷), a line of its own, 王 小 明 spread out."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN
from anonymize.recognizers.person_words import ADVERB, SPEECH
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, COMPOUND, ORDINARY, RARE, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"
VIEWS: Final = (PLAIN,)

_FULL: Final = (
    rf"(?:(?:{'|'.join(COMPOUND)})[{HANZI}]{{1,2}}|[{''.join(sorted(COMMON))}][{HANZI}]{{1,2}})"
)
_ANY: Final = (
    rf"(?:(?:{'|'.join(COMPOUND)})[{HANZI}]{{1,2}}|"
    rf"[{''.join(sorted(COMMON | RARE))}][{HANZI}]{{1,2}})"
)
_DATE: Final = r"(?:[ \n,(]{0,20}(?:[0-9二〇零一三四五六七八九十]{1,4}[年月日./\-]|[0-9]{4}))"
# At the end of a letter, after its last words; perhaps a date follows.
_SIGNED: Final = re.compile(
    r"(?:敬礼|谢谢|感谢|感激|盼复|回复|解决|处理|为盼|拜托|敬上|顺利|健康|安好|[。.!?~]|--|——|-|"
    r"…)[!。.~, ]{0,6}"
    rf"[\n \t-]{{0,24}}({_ANY})(?=[ \t]*(?:敬上|拜上|上|呈|泣书|叩首|拜托|叩谢|谨上|留|"
    rf"书)?(?:\s*$|{_DATE}|[,，]{_DATE}))"
)
# A line that is nothing but a name, or a name and a date or a telephone.
_LINE: Final = re.compile(
    rf"(?<=\n)[ \t]{{0,24}}({_FULL})(?=[ \t]*(?:\n[ \t]*{_DATE}|\n?\s*$|[ \t]+(?:{_DATE}|"
    rf"1[3-9][0-9]{{3}})))"
)
_SPREAD: Final = re.compile(
    rf"(?<![{HANZI}])(?<![{HANZI}][ ])([{''.join(sorted(COMMON | RARE))}])[ ]{{1,4}}([{HANZI}])"
    rf"(?:[ ]{{1,4}}([{HANZI}]))?(?![{HANZI}])(?![ ]{{1,4}}[{HANZI}](?![{HANZI}]))"
)
# 陆.雅.琴女士, 赵/雪/梅: signs between the characters, so that a machine does not read them.
_SIGNS: Final = re.compile(
    rf"(?<![{HANZI}A-Za-z0-9])(?<![./_\-])([{''.join(sorted(COMMON | RARE))}])"
    rf"(?:([./_+~|*\-])([{HANZI}])(?:\2([{HANZI}]))?|[。…]{{1,2}}([{HANZI}])[。…]{{1,2}}([{HANZI}]))"
    rf"(?![{HANZI}./_+~|*\-])|"
    rf"(?<![{HANZI}A-Za-z0-9./_\-])([{''.join(sorted(COMMON | RARE))}])"
    rf"([./_+~|*\-])([{HANZI}])\8([{HANZI}])(?=[{HANZI}])(?![{HANZI}][./_+~|*\-])"
)
_SPREAD_TOLD: Final = re.compile(
    rf"(?:联系|找|叫|与|向|和|由|请|患者|"
    rf"[人主户员])[ ]?([{''.join(sorted(COMMON | RARE))}])[ ]{{1,4}}([{HANZI}])"
    rf"(?:[ ]{{1,4}}([{HANZI}])(?![ ]{{1,4}}[{HANZI}](?![{HANZI}]))|(?=[,。;(、]|$))"
)
# 是薛 静 辉签收的: each of three stands alone, the middle one on both sides.
_SPREAD_OUT: Final = re.compile(
    rf"(?<![ ])([{''.join(sorted(COMMON | RARE))}])[ ]{{1,4}}([{HANZI}])[ ]{{1,4}}([{HANZI}])"
    rf"(?![ ]{{1,4}}[{HANZI}](?![{HANZI}]))"
)
# 上门见到了赖  昕本人, 双方周 翔、石建海: where a name may begin and where it may end.
_SPREAD_PAIR: Final = re.compile(
    rf"(?:见到了?|找到?|联系到?|致电|通知|双方|[、和与跟给向由被让是叫])"
    rf"([{''.join(sorted(COMMON | RARE))}])[ ]{{1,4}}([{HANZI}])"
    rf"(?=本人|同志|[、,。;(]|已|均|均未|签|领|{SPEECH})"
)
_SPREAD_ACTS: Final = re.compile(
    rf"(?<![{HANZI}])([{''.join(sorted(COMMON))}])[ ]{{1,4}}([{HANZI}])"
    rf"(?:[ ]{{1,4}}([{HANZI}]))?(?=[ ]?(?:您好|你好|{SPEECH}))"
)
_LABELS: Final = frozenset(
    re.findall(
        r"\S+",
        "姓名 性别 年龄 单位 时间 地址 电话 备注 合计 金额 日期 签名 序号 编号 内容 标题 主题 附件 "
        "原因 结果 "
        "住址 民族 职务 职业 学历 关系 户籍 籍贯 意见 盖章 公章 成员 项目 名称 数量 价格 规格 类别 "
        "类型 说明 "
        "谢谢 感谢 敬礼 常规 应付 程序 安装 时段 车牌 房号 楼号 水费 电费",
    )
)


def find(text: str) -> Iterator[Finding]:
    """Yield each name that its place alone tells."""
    for pattern in (_SIGNED, _LINE):
        for match in finditer(pattern, text):
            if believable(match[1]):
                yield Finding(*match.span(1), ENTITY, 0.75)
    yield from _spread(text)


def believable(word: str) -> bool:
    """Tell whether *word*, which has the form of a name, is no ordinary word or label."""
    return not (
        word in ORDINARY
        or word[:2] in ORDINARY
        or word in _LABELS
        or word[:2] in _LABELS
        or word in ADVERB
        or word[:2] in ADVERB
        or _UNLIKELY.search(word)
    )


_UNLIKELY: Final = re.compile(
    r"[们个次这那些每此该被把给让从到对但且并都就才已没很最更太再还请要会需须将的了吗呢吧着过者某员"
    r"费路街镇村区县市局所科处站院校店号楼层栋]|[年月日时人家方线车房水电]$"
)


def _spread(text: str) -> Iterator[Finding]:
    for match in finditer(_SIGNS, text):
        word = "".join(one for one in match.groups() if one and one not in "./_+~|*-")
        if believable(word) and not is_ordinary(word):
            yield Finding(match.start(), match.end(), ENTITY, 0.65)
    for pattern in (_SPREAD, _SPREAD_OUT, _SPREAD_PAIR, _SPREAD_ACTS, _SPREAD_TOLD):
        for match in finditer(pattern, text):
            word = "".join(one for one in match.groups() if one)
            if believable(word):
                yield Finding(match.start(1), match.end(), ENTITY, 0.75)
