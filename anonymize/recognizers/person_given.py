"""Given names and nicknames by what people do, where no surname tells them.

慧茹是我们组长, 你们去问彩霞, “铁头”把我儿子打了, 收废品的老驼, 我爱人立新去社区: the place
in the sentence is a person's, and the word is no word of the language.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import NOT_NAMES
from anonymize.recognizers.person_words import ADVERB, HARDLY, KIN, POST, ROLES, alternatives
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import ORDINARY, is_half_ordinary, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

# Characters that people are named with; a fact of the language, as surnames are.
GIVEN: Final = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂芬兰玲红梅鹏飞华辉建国志文斌波宁俊峰健凯帅浩宇轩"
    "子涵欣怡梓萱雨桐诗琪佳思颖雪莹婷倩慧晓燕琳洁淑珍凤云莲春生根柱福贵财旺发祥瑞吉庆喜乐康安永长世"
    "德振兴海江山川林森木火金银玉宝珠翠彩虹月光亮阳晨曦东南北西中正义仁礼智信忠孝诚谦恒毅坚立新成功家"
    "豪杰英雄龙虎彪豹鹤松柏竹菊荷美娇媛嫣茹雅琴瑟书画墨诺一依若梦瑶瑾瑜璇珊菲薇蕾芷蓉萍苹莉茜莎莺燕"
    "岚岩昊昱晟泽润涵沐沛源渊清溪博学达通远航程鸿翔羽翎鑫铭锋钧锐锦守彤存保全运来顺传继承祖宗耀树栋梁"
    "材彦君卿士贤良才昌荣盛茂繁启开元亨利贞甲乙丙丁双全满仓囤粮田禾苗爱晶素巧勤俭朴实惠香甜可心念恩"
)
_BOTH: Final = re.compile(rf"[{GIVEN}]{{2}}|[{HANZI}][{GIVEN}]|[{GIVEN}][{HANZI}]")
_TWO_GIVEN: Final = re.compile(rf"[{GIVEN}]{{2}}")
# 二愣子, 老驼, 阿旺, 胖婶, 铁头, 强子: how people call one another.
_MADE: Final = re.compile(
    rf"[老小大阿二三胖瘦黑][{HANZI}]{{1,2}}|[{HANZI}][哥姐嫂婶叔姨爷子头娃仔皮剩蛋锤墩毛棍刀]|"
    rf"大?[{HANZI}]子"
)
_START: Final = rf"(?:^|(?<=[^{HANZI}A-Za-z0-9]))"
_WORD: Final = rf"(?P<name>[{HANZI}]{{2}})"
# 慧茹是我们组长.
_WHO: Final = alternatives(
    (
        *KIN.split("|"),
        *POST.split("|"),
        "楼长",
        "邻居",
        "同事",
        "房东",
        "同学",
        "哥",
        "姐",
        "弟",
        "妹",
    )
)
_IS: Final = re.compile(
    rf"{_START}{_WORD}(?=[就也]?是[我他她你咱]们?的?(?:家|家的|小区|楼|村|单元|院|班|这儿|这边)?的?"
    rf"(?:{_WHO}))"
)
# 你们去问彩霞，她在场.
_ASKED: Final = re.compile(
    rf"(?:去问|问问|问过|去找|找过|转告|告诉|请教|喊|让|托|去叫|跟着){_WORD}"
    r"(?=[,。;!?]|$|就知道|出来|来解释|说清|核实|作证|吧|要说法|一下)"
)
# 说是春生推的, 是国庆签的字.
_DID: Final = re.compile(
    rf"(?:说是|就是|都是|肯定是|是){_WORD}(?=(?:推|打|砸|弄|干|签|踢|骂|拿|偷|教唆|带头|介绍|负责|划)(?:的|了)|[让叫喊约]我)"
)
# 海峰不承认, 强子把我的车划了, 世海可以作证.
_ACTS: Final = re.compile(
    rf"(?:{_START}|(?<=同事|邻居|工友|朋友|同学|室友|闺蜜|学生|保安|中介|租客|房东|老板))(?P<name>[{HANZI}]{{2,3}}?)"
    r"(?=不承认|承认[了他自]|答应[过了]|把(?:我|他|她|车|门|路|孩子|人)|动手|打[了我人]|骂[了我人]|可以作证|能作证|"
    r"也看见|都看见|来过|他们[几两]|当时在场|也在场|最清楚|说[他她]|收了[我他她钱定]|欠[了我]|失联|跑路)"
)
# “秀山”收了定金后失联, “铁头”就是带头闹事的.
_QUOTED: Final = re.compile(
    rf"[“‘「\"](?P<name>[{HANZI}]{{2,4}})[”’」\"](?=把|收了?|拿了|骗|欠|骂|打|跑了|跑路|失联|带头|带人|承诺|答应|"
    r"威胁|闹事|住在|他们[几两]|她|他|(?:就)?是(?:带头|个|我们|他们|他|她|咱)[^,。;]{0,8}(?:的|人|邻居|哥|弟)[,。;!]|"
    r"(?:一直|总是|天天|每天|经常|多次)[骂打堵占闹喝欺威])"
)
# 收废品的老驼天天占道.
_TRADE: Final = re.compile(
    rf"(?:[收卖开修看摆送扫做跑养打](?!到|完|过)[{HANZI}]{{1,4}}|[俺咱我]们?(?:村|院|楼|家|小区))的(?P<name>[{HANZI}]{{2,3}}?)"
    r"(?=天天|每天|每晚|经常|总[是在]|老是|一直|又|就在|半夜|把|不让|带头|堵|占|骂|收了|喝)"
)
# 大宝子轩二宝子墨都在这上.
_TREASURE: Final = re.compile(
    rf"[大二三小]宝(?:叫|是)?(?P<name>[{GIVEN}]{{2}})(?=[大二三小]宝|[都在上和今刚被也,。、;(]|$)"
)
# 我爱人立新去社区办理过.
_KIN: Final = re.compile(
    rf"(?:我|他|她|其|你|您|咱|俺)们?的?(?:{alternatives(KIN.split('|'))}|弟|妹|哥|姐|儿子|闺女){_WORD}"
    r"(?=[去在来住被因已没不也就把打跟说是患今,，](?!了))"
)
_ANYBODY: Final = re.compile(
    r"别人|有人|谁|大家|人家|人们|物业|社区|街道|单位|公司|政府|医生|警察|居委|银行|学校|这[里边个]|那[里边个]"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each word that stands where a person does and is no other word."""
    for pattern, score, holds in _PATTERNS:
        for match in finditer(pattern, text):
            if holds(match["name"]):
                yield Finding(*match.span("name"), ENTITY, score)


def _is_nobody(name: str) -> bool:
    return bool(
        name in ROLES
        or name in ADVERB
        or name[:2] in ADVERB
        or name in ORDINARY
        or _ANYBODY.search(name)
        or HARDLY.search(name)
        or (NOT_NAMES.match(name) and not (name[-1] in "生工" and _TWO_GIVEN.fullmatch(name)))
    )


def _is_word(name: str) -> bool:
    """Tell whether *name* is a word of the language, or holds what no name does."""
    return _is_nobody(name) or (is_ordinary(name) and not is_half_ordinary(name))


def _is_given(name: str) -> bool:
    """Tell whether people are named like this: both characters, or nickname by its making."""
    return not _is_word(name) and bool(_TWO_GIVEN.fullmatch(name) or _MADE.fullmatch(name))


def _is_likely(name: str) -> bool:
    return not _is_word(name) and bool(_BOTH.fullmatch(name) or _MADE.fullmatch(name))


def _is_made(name: str) -> bool:
    return not _is_word(name) and bool(_MADE.fullmatch(name))


def _is_called(name: str) -> bool:
    """Tell whether a word that stands surely for a person may be a name, though a word too."""
    return _is_likely(name) or (
        not _is_nobody(name) and bool(_TWO_GIVEN.fullmatch(name) or name[-1] in "子头哥姐嫂婶")
    )


_PATTERNS: Final[tuple[tuple[re.Pattern[str], float, Callable[[str], bool]], ...]] = (
    (_IS, 0.65, _is_likely),
    (_ASKED, 0.6, _is_called),
    (_DID, 0.6, _is_called),
    (_ACTS, 0.6, _is_given),
    (_QUOTED, 0.6, _is_called),
    (_TRADE, 0.65, _is_made),
    (_KIN, 0.55, _is_given),
    (_TREASURE, 0.65, _is_given),
)
