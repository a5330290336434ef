"""A surname with a title or a mask: 李女士, 王主任, 梁某平, 老王, 顾小米妈妈.

Half a name is a name to whoever knows the street. A bare post (街道主任, 网格员) names
nobody and stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_cue import FOLLOWS
from anonymize.recognizers.person_words import HARDLY, ROLES
from anonymize.recognizers.surnames import (
    COMMON,
    COMPOUND,
    ORDINARY,
    RARE,
    SURNAME,
    SURNAME_COMMON,
    is_ordinary,
)

ENTITY: Final = "PERSON"
KIND: Final = "rule"

# Also words or places of their own.
_DOUBTFUL: Final = frozenset(re.findall(r"\S+", "东方 西门 百里 第五 单于"))
_TITLE: Final = (
    "先生|女士|小姐|太太|阿姨|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|师傅|老师|主任|书记|经理|"
    "局长|所长|科长|处长|"
    "警官|医生|大夫|护士|律师|队长|站长|村长|镇长|区长|校长|园长|院长|院士|教授|班长|组长|老板|"
    "会计|店长|厂长|"
    "主管|总监|厅长|县长|乡长|馆长|段长|行长|大嫂|婶子|嫂子|大伯|大婶|大舅|"
    "董事长|秘书|部长|法官|检察官|庭长|工程师|管家|同志|警员|民警|辅警|保安|专员|助理|指导员|"
    "教导员|嫂|婶"
)
_TITLED: Final = re.compile(rf"({SURNAME_COMMON}(?:[{HANZI}]{{1,2}})?)(?:副|老)?({_TITLE})")
# After a mark or a calling word any Hanzi before 先生 is a surname, the rarest too.
_BEFORE_TITLE: Final = (
    rf"(?:^|(?<=[\s,。;:!?、(人的是主找和与给对向区系复知访诉请处科室]))[{HANZI}]"
)
_BARE: Final = "该此某各位本男女老您你我他她这的等多名为总副经项大客物委支党总县乡镇村街副"
_ADDRESSED: Final = re.compile(
    rf"{_BEFORE_TITLE}(?<![{_BARE}])(?:先生|女士|小姐|同志|经理|阿姨|师傅|书记)"
)
_POSTED: Final = re.compile(
    rf"{_BEFORE_TITLE}(?<![{_BARE}原前正新值代任两二三几数政办班治])"
    r"(?:站长|主任|队长|科长|所长|大爷|大妈|老师|医生|警官|校长|园长|院长)"
)
_SHORT_TITLE: Final = re.compile(
    rf"(?:^|"
    rf"(?<=[\s,。;:、(找和与给问跟是请让向“]))({SURNAME_COMMON})(?:总(?![是支共结体部之会数价额"
    rf"面量公分长站店校院局署])|[哥姐叔姨爷婶嫂伯](?![{HANZI}])|工(?=[,。、 说称(])|"
    rf"[局处所科厅](?=[,。、 说称(批研亲]))"
)
_STAR: Final = re.compile(r"[*×xX○□△#_]")
_STARRED: Final = re.compile(
    rf"(?<![A-Za-z0-9])({SURNAME})[ ]?[*×xX○□△#_]{{1,4}}[{HANZI}]?(?![A-Za-z0-9*×])|"
    rf"(?<=[人主户为是:、,])({SURNAME})[*×○□△#]{{1,4}}"
)
_MASKED: Final = re.compile(
    rf"[{HANZI}]某(?:某|[{HANZI}](?=[,。;:、\s)(]|$|的|电话|反映|称|说|等|于|表示|同志))?"
)
_FAMILIAR: Final = re.compile(
    rf"(?<![{HANZI}])老[{''.join(sorted(COMMON))}]头|"
    rf"[老小阿大]({SURNAME_COMMON})(?=[,。;:、!?\s”\")]|$|说|称|的|也|就|在|和|与|家|他|她|把|让)"
)
# 大刘经常: not where the surname and what follows are a word (小黄|车 is, for the dictionary).
_OLD: Final = re.compile(
    rf"(?:^|"
    rf"(?<=[\s,。;:!?、(“和与跟给找让由被叫板员姐哥傅介卫级保中商邻长司]))[老小大]([{''.join(sorted(COMMON))}])"
    rf"(?![{HANZI}]{{0,3}}[庄镇乡屯])"
    r"(?![庄村镇店桥营路街窑寨河湖山沟坡口里楼院巷儿子狗猫鸡鱼牛羊马车家])"
)
_DOES: Final = re.compile("[欠把让不是说称跟叫在骂打收卖养开]")
_PARENT: Final = re.compile(
    rf"(?:(?<![{HANZI}])|(?<=[和与跟找给]))({SURNAME}[{HANZI}]{{1,2}})的?(?=妈妈|爸爸|家长|母亲|"
    rf"父亲|奶奶|"
    rf"爷爷|姥姥|之[父母子女妻夫兄弟]|妈(?![{HANZI}])|爸(?![{HANZI}]))"
)
_SIGNED: Final = re.compile(
    rf"(?:^|(?<=[\s,。;:!?)]))({SURNAME_COMMON}[{HANZI}]{{1,2}})(?=[ :,(]{{0,4}}(?:电话|手机|"
    rf"联系电话)?[ :]{{0,2}}(?:\+?86)?[ -]?1[3-9][0-9])"
)
# 已电话回复揭静，其表示: what is taken up by 其 is a person.
_ITS: Final = re.compile(
    rf"(?:回复|联系|告知|询问|回访|通知|致电|答复|走访|约谈|[与向和对])({SURNAME}[{HANZI}]{{1,2}})"
    r"(?=,其(?:本人)?(?:表示|称|认可|对|已|未|不|同意|拒绝|承诺|反映|提出))"
)
# 满志反映: at the head of a sentence, before what only people do.
_STARTS: Final = re.compile(
    rf"(?:^|(?<=[\n。;:]))({SURNAME}[{HANZI}]{{1,2}})(?=反映|来电|致电|投诉|举报|咨询)"
)
# 我姓高.
_SURNAMED: Final = re.compile(
    rf"(?<=[我他她]姓)({SURNAME})(?=[,。;、!) ]|$)|(?<=免贵姓)({SURNAME})"
)
# 秀英大姐: a given name.
_GIVEN: Final = re.compile(
    rf"(?:^|(?<=[\s,。;:!?、(“和与跟给找让由被请]))([{HANZI}]{{2}})"
    r"(?:大姐|大哥|大爷|大妈|大娘|大叔|婶子|婶婶|嫂子|阿姨|奶奶|爷爷|叔叔|大嫂|师傅)"
)
# A dot between Hanzi is a name in itself. Where it begins is a guess: after a word of calling.
_DOTTED: Final = re.compile(rf"([{HANZI}]{{1,8}})((?:·[{HANZI}]{{1,5}})+)")
_CALLS: Final = re.compile(
    r".*(?:[人叫是告在找和与由经被给对向请让户员主称姓名系属到及跟、的]|居民|先生|女士|邻居|"
    r"同志|师傅)"
)
_TOWN: Final = re.compile("[市县路镇区街村人站]")
_COMPOUND_NAMED: Final = re.compile(
    rf"(?:{'|'.join(sorted(set(COMPOUND) - _DOUBTFUL))})[{HANZI}]{{1,2}}"
)
# A name is what stands right before 您好 at the head of a letter, or before its telephone.
_GREETING: Final = re.compile(
    r"[ ,]?(?:您好|你好)|"
    r"[ ,(:]{1,2}(?:联系)?(?:电话|手机)(?:号码|号)?[:是为 ]{0,2}[+(]?[0-9]{2}"
)
_GREETED: Final = re.compile(rf"(?:^|[\s。;!?,、:(和与])({SURNAME}[{HANZI}]{{1,2}})$")
_SPELT: Final = re.compile(
    rf"姓([{HANZI}]{{2,3}}[{''.join(sorted(COMMON))}])(?=[,。;、!(]|的(?:那|人)|$)"
)
_SPLIT: Final = re.compile(
    "三点水[江沈池汪汤洪涂温潘]|弓长张|立早章|木子李|口天吴|双木林|言午许|耳东陈|古月胡|草头黄|"
    "三横王|干勾于|人可何|"
    "禾呈程|木易杨|走肖赵|"
    "卯金刀刘|文刀刘|双人徐|余未徐|十口叶|土里埋|言射谢|水工江|草头蒋|草将蒋|三点水汪|马冯|"
    "两点水冯|日月明|奠耳郑|关耳郑|"
    "草办苏|走召赵|木土杜|羊大美|女乔娇|示右祝|米青精|子小孙|小月肖|口木呆|禾口和|早文章|"
    "四维罗|日勿易|草田苗|西早覃"
)
_THREE: Final = 3
# Patterns whose every match is a person, with their scores.
_PLAIN: Final = (
    (_ADDRESSED, 0.7),
    (_POSTED, 0.7),
    (_SHORT_TITLE, 0.7),
    (_FAMILIAR, 0.6),
    (_SPLIT, 0.9),
    (_SURNAMED, 0.7),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each partial name; the whole of surname and title, as the two name one person."""
    for pattern, score in _PLAIN:
        for match in pattern.finditer(text):
            if match[0] not in ORDINARY:
                yield Finding(match.start(), match.end(), ENTITY, score)
    for match in _TITLED.finditer(text):
        if not (match[1] + match[2] in ORDINARY or match[1] in ORDINARY or _post(text, match)):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    yield from _hidden(text)
    yield from _half(text)
    yield from _placed(text)
    yield from _greeted(text)
    yield from _compound(text)
    yield from _dotted(text)


def _hidden(text: str) -> Iterator[Finding]:
    for match in _MASKED.finditer(text):
        if match[0][0] in COMMON or (match[0][0] in RARE - {"区"} and match[0].endswith("某某")):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    if not _STAR.search(text):
        return
    for match in _STARRED.finditer(text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)


def _half(text: str) -> Iterator[Finding]:
    """Yield 大刘 and 秀英大姐: less than a name, and more than nobody."""
    for match in _OLD.finditer(text):
        pair = match[1] + text[match.end() : match.end() + 1]
        spoken = _DOES.match(text, match.end())
        if (spoken or not is_ordinary(match[0])) and not is_ordinary(pair):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for match in _STARTS.finditer(text):
        word = match[1]
        if not (is_ordinary(word) or is_ordinary(word[:2]) or HARDLY.search(word)):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.65)
    for match in _GIVEN.finditer(text):
        word = match[1]
        if not (is_ordinary(word) or word in ROLES or HARDLY.search(word)):
            yield Finding(match.start(), match.end(), ENTITY, 0.65)


def _placed(text: str) -> Iterator[Finding]:
    for pattern in (_PARENT, _SIGNED, _ITS, _SPELT):
        for match in pattern.finditer(text):
            word = match[match.lastindex or 0]
            if _is_fit(word):
                start = match.start(match.lastindex or 0)
                yield Finding(start, start + len(word), ENTITY, 0.8)


def _greeted(text: str) -> Iterator[Finding]:
    for after in _GREETING.finditer(text):
        before = _GREETED.search(text, max(0, after.start() - 5), after.start())
        if before and _is_fit(before[1]):
            yield Finding(*before.span(1), ENTITY, 0.8)


def _is_fit(word: str) -> bool:
    return word not in ORDINARY and word[:2] not in ORDINARY and word[-1] not in "人员系"


def _compound(text: str) -> Iterator[Finding]:
    for match in _COMPOUND_NAMED.finditer(text):
        end = match.end()
        if _TOWN.match(text, match.start() + 2):  # 濮阳|市
            continue
        if end - match.start() > _THREE and FOLLOWS.match(text, end - 1):
            end -= 1
        yield Finding(match.start(), end, ENTITY, 0.7)


def _dotted(text: str) -> Iterator[Finding]:
    if "·" not in text:
        return
    for match in _DOTTED.finditer(text):
        called = _CALLS.match(match[1])
        start = match.start() + (called.end() if called and called.end() < len(match[1]) else 0)
        start = max(start, match.end(1) - 5)
        last = text.rfind("·", match.start(), match.end())
        end = match.end()
        for stop in range(last + 2, match.end()):
            if FOLLOWS.match(text, stop):
                end = stop
                break
        yield Finding(start, end, ENTITY, 0.75)


def _post(text: str, match: re.Match[str]) -> bool:
    """Tell whether what looks like a surname is the end of a word: 项目|经理."""
    if text[match.start() : match.start() + 2] in ORDINARY:  # 车主|任意
        return True
    if text[max(0, match.start() - 1) : match.start()] in ("副", "正", "总"):
        return True
    given = match[1][1:]
    word = text[max(0, match.start() - 1) : match.start() + 1]
    return (
        bool(given and given[-1] in "和与及员区道政办会部局所科处队站院校店司室目管产业务委组")
        or word in ORDINARY
        or (len(given) > 1 and is_ordinary(given))
    )
