"""What a person believes: 信伊斯兰教, 基督徒, 吃斋念佛, 每周做礼拜.

Places and offices of worship (清真寺, 教堂, 宗教局) are nobody's belief.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import clauses
from anonymize.recognizers.attribute_spans import Range, joined, scan, sentences, words
from anonymize.recognizers.attribute_subject import belief

ENTITY: Final = "RELIGION"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    教 信仰 信佛 信主 信奉 徒 佛 居士 道姑 和尚 尼姑 牧师 喇嘛 修女 斋 礼拜 穆斯林 皈依 受洗
    受过洗 洗礼 清真 阿訇 出家 耶稣 真主 上帝 菩萨 道士 念经 还俗 法轮 朝觐 古兰 圣经 团契 萨满
    摩尼 法号 烧香 回民 大肉 猪肉 神 佛堂 祷告
    """
)
_TOLD: Final = re.compile(
    r"(?:虔诚的?)?(?:信(?:仰|奉|的是|了|着)?(?:的是)?|皈依(?:了)?|加入(?:了)?|"
    r"改信)(?:了)?[一-鿿]{0,5}?(?:(?<!宗)教(?!育|师|学|室|练|训|程|材|授|委|堂|会学|务|职|研|改|"
    r"工|唆|导|养|科|养|官|辅|案|具)(?:派)?|佛(?:教|祖)?|耶稣|上帝|真主|安拉|基督(?:教(?:派)?)?|"
    r"菩萨|妈祖|观音|关公|主(?=[,。;的了]|$))|"
    r"(?:宗教信仰|信仰|宗教)(?:[ ]{0,2}[:是为|][ ]{0,2}|(?<=信仰)[ ]{1,3})(?!自由|无)[一-鿿]{1,8}"
)
_WORDS: Final = re.compile(
    r"(?:虔诚的?)?(?:(?<!宗)[一-鿿]{0,4}教徒|基督徒|信徒|道士|道姑|和尚|尼姑|牧师|喇嘛|修女|"
    r"穆斯林|居士|回教|皈依(?:佛门|三宝)?|"
    r"受过?洗(?:礼)?(?=[,.。;!?、)\s]|$)|"
    r"吃斋(?:念佛)?|吃素念佛|念佛|信教(?!育|师|委|学|务|授)|做礼拜|守斋|(?:过|守)?斋月|封斋|"
    r"(?:只)?(?:能)?吃清真(?:食品|餐)?|清真饮食|法轮功|教友|阿訇|"
    r"(?<![赶搬退走离])出家(?![门庭里中长属具电])(?:人|为僧|当和尚)?|做祷告|(?:做|"
    r"去做)[^,。;!?\n]{0,3}礼拜|(?:入|加入|信)(?:了)?[一-鿿]{1,4}神(?![经话仙奇秘州])|佛堂|佛龛|"
    r"家庭教会|烧香(?:拜佛|磕头)?|"
    r"拜菩萨|供佛|回民(?![区街中小公医饭营])|不吃(?:大肉|猪肉)|"
    r"拜佛|念经|朝觐|礼佛|有(?:宗教)?信仰|信佛(?:吃素)?|吃素)"
)
_SERVES: Final = re.compile(r"(?:活动场所|场所|局|事务|政策|用品|人士|协会|寺|餐厅|食堂|节)")


def find(text: str) -> Iterator[Finding]:
    """Yield each belief and practice that is a person's."""
    for start, end, score in joined(text, clauses(text, _ranges(text))):
        yield Finding(start, end, ENTITY, score)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    for pattern, alone in ((_TOLD, 0.7), (_WORDS, 0.0)):
        for match in scan(pattern, text, near):
            if _SERVES.match(text, match.end()):
                continue
            score = belief(text, *match.span(), alone=alone)
            if score:
                yield match.start(), match.end(), score
