"""Names in scripts of other languages, and those of other peoples in Hanzi.

俄罗斯籍留学生Иван Петров, 租客김민수: where a person is announced or does something. 央金卓玛女士,
巴特尔称: a run of the characters by which Tibetan, Uyghur and Mongolian names are written.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import ROLE, SPEECH
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_CYRILLIC: Final = r"[А-ЯЁ][а-яёА-ЯЁ\-]{1,24}"
_WORD: Final = re.compile(
    rf"(?:[A-Z][a-z]{{1,20}}[ ])?{_CYRILLIC}(?:[ ]{_CYRILLIC}){{0,3}}|"
    rf"[가-힣]{{2,5}}(?:[ ][가-힣]{{1,4}})?(?![가-힣])|"
    r"[ァ-ヴー]{2,12}(?:[・·= ][ァ-ヴー]{2,12}){0,2}(?![ァ-ヴー])|"
    rf"(?<![{HANZI}])[{HANZI}]{{0,4}}[ぁ-んァ-ヴ]{{2,6}}(?![ぁ-んァ-ヴ])"
)
_ANY: Final = re.compile("[А-Яа-яЁё가-힣ぁ-んァ-ヴ]")
_WHO: Final = re.compile(
    rf"(?:{ROLE}|留学生|外籍|籍|国人|国籍|姓名|名字|叫|我是|名为|户名|登记|签名|署名|先生|女士|找|"
    r"联系|跟|和|与|给|向|由|被|让|致电|告知|护照名)"
    r"(?:的是|写成|写的是|叫做|叫|是|为|了|到|[ :“\"(、]){0,3}$"
)
_DOES: Final = re.compile(
    rf"[ ]?(?:{SPEECH}|さん|様|씨|님|反應|反映|先生|女士|小姐|老师|同学|教练|妈妈|爸爸|本人|"
    r"因|在|的(?:电话|护照|孩子)|"
    r"租|住|没|不|已|把|和我|与我|\((?:[0-9]|外籍|本人|租客|房东|护照))"
)
_REACH: Final = 14
# Sounds by which names of other peoples are written in Hanzi; three in a row are hardly a word.
_SOUNDS: Final = (
    "卓玛央金次仁多吉扎西旦增平措格桑达瓦尼拉姆德边巴索朗青顿珠罗布普白米阿依古丽买提艾合吐尔逊热曼图其乌兰雅朝鲁"
    "娜花额敦斯琴娃哈塔木库克江孜帕努伊沙吾麦卡肉玉亚森赛嘎云丹贡觉曲坚参洛桑晋美旺堆加措才让措毛音力那日苏"
    "宗马隆艾罕木合塔沙乎泽托牧仁满都呼宝勒根高恩和苏迪热比娅孜古孜再乃普买合木铁什别汗别克夏提萨比尔"
)
_RIGHT: Final = (
    rf"(?:女士|先生|小姐|同志|老师|师傅|大姐|大哥|大爷|大妈|大叔|"
    rf"阿姨|医生|教练|老板|导游|同学|本人|{SPEECH})"
)
_SOUNDED: Final = re.compile(
    rf"(?:^|(?<=[^{HANZI}])|(?<=[人户民客东板主工生员士系由向与和给是叫找]))([{_SOUNDS}]{{3,6}})(?={_RIGHT})"
)
# 租户次仁罗布欠租: longer ones need less after them.
_LONGER: Final = re.compile(
    rf"(?:^|(?<=[^{HANZI}])|(?<=[人户民客东板主工生员士居机]))([{_SOUNDS}]{{4,8}})"
    r"(?=[欠卖在因把不没也和被拿打骂租住]|半夜|经常|天天|的(?:摊|店|车|孩子|家)|[,。;:!?、]|$)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each name of another people."""
    for pattern in (_SOUNDED, _LONGER):
        for match in finditer(pattern, text):
            word = match[1]
            if not (is_ordinary(word) or (is_ordinary(word[:2]) and is_ordinary(word[2:]))):
                yield Finding(*match.span(1), ENTITY, 0.7)
    if not _ANY.search(text):
        return
    for match in finditer(_WORD, text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if _WHO.search(before) or _DOES.match(text, match.end()):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
