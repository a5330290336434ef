"""How far to believe the model when it thinks of a name: a second opinion. Not a recogniser.

The model reads a sentence; this weighs what stands beside the word and the word itself.
Each weight is added to the logarithm of the odds, so that a cue raises what the model only
suspects (我闺女思雨, 0.19) and a dictionary lowers what it takes for a name (小雨, 0.80).
"""

import math
import re
from typing import Final, NamedTuple

from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import ALSO_WORDS, NOT_NAMES
from anonymize.recognizers.person_words import HARDLY, ROLE, SPEECH
from anonymize.recognizers.surnames import COMPOUND, is_half_ordinary, is_name, is_ordinary

_REACH: Final = 9
# Who it is: 来电人, 我闺女, 班主任; and what one does with people: 找, 联系.
_WHO: Final = re.compile(
    rf"(?:{ROLE}|我是|名叫|我叫|叫做|叫|姓名|外号|我家)[是叫为系:“\"‘'(的 ]{{0,2}}$"
)
_WITH: Final = re.compile(
    r"(?:找|跟|和|与|给|向|由|被|让|请|对|为|据|喊|告知|联系|通知|致电|转告|转给|回复|答复|回访|"
    r"[—“「])$"
)
# What only people do or have: right after the word.
_DOES: Final = re.compile(
    rf"[”」)]?(?:{SPEECH}|同志|先生|女士|同学|小朋友|妈妈|爸爸|奶奶|爷爷|家长|大姐|大哥|婶|"
    rf"两口子|夫妇|"
    r"他|她|本人|家[的里]|名下|打电话|下来|[,，]?你|的(?:妈|爸|母亲|父亲|孩子|儿子|女儿|电话|"
    r"手机|身份)|"
    r"等[0-9一二三四五六七八九十两几]?[人名位户]|之[父母子女妻夫]|自己|亲自|沟通|取得联系|核实)"
)
# What nothing but a person does, or what is said of a person alone.
_ACTS: Final = re.compile(
    r"[”」)]?(?:不?承认|答应|动手|可以作证|能作证|也看见|都看见|来过|他们[几两]|当时在场|最清楚|就知道|失联|跑路|"
    r"带头|闹事|把(?:我|他|她|人|孩子|车|门|路)|打[了我人]|骂[了我人]|欠[了我]|说[他她]|和尚|法师|道长|师太|"
    r"[,，][她他](?:当时|可以|知道|也|就|说|是)|[就也]?是[我他她咱你]们?(?:的|家的|家|楼|村|小区)?"
    r"(?:哥|姐|弟|妹|爸|妈|儿|女|丈|妻|老|邻|同|楼长|组长|队长|班|房东|朋友|亲戚))"
)
# 去问淑山, 是春生推的, 收废品的阿旺: who is asked, who did it, whose trade it is.
_OF: Final = re.compile(
    r"(?:去问|问问|问过|去找|找过|转告|告诉|说是|[收卖开修看摆送扫做跑养打][^,。;的]{1,4}的|[俺咱我]们?[村院楼家]的)"
    r"[“\"‘(]?$"
)
_PLACE_AFTER: Final = re.compile(
    rf"[{HANZI}]{{0,2}}?(?:街道|地区|镇|乡|区|县|路|村|站|桥|庄|大街|胡同|小学|中学|大学|医院|"
    rf"公园|景区|"
    r"故居|精神|学院|奖学金|文化|思想|寺|庙|山|河|湖)"
)
# 王平地区, 刘斌堡乡: no person stands there, whatever the model thinks. 王平镇长 is another matter.
_PLACE_SURELY: Final = re.compile(
    rf"(?![在去到的说称和与])[{HANZI}]?(?:地区|街道|镇|乡)(?![长亲里下上政党邻])"
)
_AREA_END: Final = re.compile(r"(?:[镇乡]|街道|地区|[路街]|大街|胡同)$")
_PLACE_END: Final = re.compile(r"[窑桥庄屯营坟堡镇市县区乡村路街道里寺沟店井口洼甸峪院局所楼]$")
# The last of a compound of things: 小黄车, 李子树.
_THING_END: Final = re.compile(
    r"[车砖树房厅亭塔池色季费款期案证卡表机器具品料板管线网灯牌票货粮油肉菜]$"
)
_PAIR: Final = 2
_ONE_IN_EIGHT: Final = 0.12
_ODDLY: Final = 4
_SHAPED: Final = 1.0
# A cue, and not only a place in a list.
_CUED: Final = 0.8
# By the tag the model gives the very same word when it does not take it for a name.
_SAID: Final = {
    "v": -0.8,
    "vn": -0.8,
    "d": -1.0,
    "p": -1.2,
    "r": -1.0,
    "m": -1.0,
    "f": -1.0,
    "c": -1.2,
    "u": -1.2,
    "q": -1.0,
    "t": -1.0,
    "ad": -0.8,
    "vd": -1.0,
}


class Guess(NamedTuple):
    """What the model thinks of a word of a text.

    *score* is its posterior, *said* the tag of its best reading for exactly this word (or
    empty), *core* what the best reading itself calls a name (or empty).
    """

    start: int
    end: int
    score: float
    said: str
    core: str


def believed(text: str, guess: Guess) -> float:
    """Return how likely the word of *guess* is a name, all considered: 0 to 1."""
    word = text[guess.start : guess.end]
    beside = _beside(text, guess.start, guess.end)
    odds = math.log(max(guess.score, 0.01) / max(1.0 - guess.score, 0.01))
    odds += beside + _SAID.get(guess.said, 0.0)
    odds -= 4.0 * (word[-1] in "昵名简俗职" and text.startswith("称", guess.end))
    odds -= 6.0 * bool(_PLACE_SURELY.match(text, guess.end))
    odds -= 4.0 * bool(_AREA_END.search(word))
    if beside < _CUED and guess.core:
        odds -= 1.5 * bool(_PLACE_END.search(word))
    if not guess.core:
        odds -= 3.0 * bool(_PLACE_AFTER.match(text, guess.end))
        odds -= 2.5 * bool(_PLACE_END.search(word))
    return _chance(odds + _shape(word, guess.core, cued=beside > 0))


def suspected(text: str, guess: Guess) -> bool:
    """Tell whether what the model hardly believes is worth a person's look all the same.

    A surname, no word of the language, and no less than one chance in eight by the model.
    """
    word = text[guess.start : guess.end]
    return (
        guess.score >= _ONE_IN_EIGHT
        and _PAIR <= len(word) < _ODDLY
        and is_name(word)
        and word[0] not in ALSO_WORDS
        and not (is_ordinary(word) or is_half_ordinary(word) or is_ordinary(word[:_PAIR]))
        and not (HARDLY.search(word) or _PLACE_END.search(word) or _THING_END.search(word))
        and not (_PLACE_AFTER.match(text, guess.end) or NOT_NAMES.match(word))
    )


def _shape(word: str, core: str, *, cued: bool) -> float:
    """Return what the word itself says; a cue makes a dictionary less believable."""
    if len(word) == 1:
        return -2.0
    alone = 1.0 if cued else 1.6
    weight = -1.5 * alone if _THING_END.search(word) else 0.0
    if _is_common(word, core):
        weight -= 2.5 * alone
    elif is_half_ordinary(word):
        weight -= alone
    elif len(word) > _PAIR and is_ordinary(word[:_PAIR]):  # 朱红|色
        weight -= 1.5
    if len(word) >= _ODDLY and "·" not in word and not word.startswith(COMPOUND):
        weight -= 1.5
    if word[0] in "于向任" and not cued:
        weight -= 0.8
    if is_name(word):
        return weight + _SHAPED
    if not cued:
        weight -= 0.8
    return weight - 1.5 * bool(HARDLY.search(word))


def _beside(text: str, start: int, end: int) -> float:
    """Return what the neighbours say."""
    before = text[max(0, start - _REACH) : start]
    weight = 0.0
    if _WHO.search(before):
        weight += 2.2
    elif _WITH.search(before):
        weight += 0.8
    elif _OF.search(before):
        weight += 1.2
    if _ACTS.match(text, end):
        weight += 2.0
    elif _DOES.match(text, end):
        weight += 1.2
    if before.endswith("、") or text.startswith("、", end):
        weight += 0.6
    return weight


def _is_common(word: str, core: str) -> bool:
    return is_ordinary(word) or (bool(core) and len(core) > 1 and is_ordinary(core))


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))
