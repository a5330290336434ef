"""Names that a word announces: 我叫高兴, 反映人：赵立冬, 来电人周木清反映.

After a strong cue (a label with a colon, 我叫) any two to four Hanzi are a name, for people
are called 高兴 and 平安 too. After a weak one (业主, 我是) only a surname will do. A list
goes on: 吴晓、郑安、冯可心.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.surnames import COMMON, COMPOUND, ORDINARY, SURNAME

ENTITY: Final = "PERSON"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ROLE: Final = (
    "来电人|反映人|诉求人|举报人|投诉人|联系人|申请人|当事人|报修人|求助人|被投诉人|被举报人|"
    "被反映人|反馈人|受理人|"
    "承办人|经办人|办理人|负责人|法定代表人|法人代表|法人|代表人|签名|落款|姓名|户主|产权人|"
    "承租人|出租人|租客|租户|"
    "房东|店主|老板|经营者|业主|住户|居民|村民|市民|患者|死者|伤者|司机|车主|员工|职工|学生|"
    "孩子|家长|老人|邻居|保安|"
    "网格员|收款人|收件人|寄件人|户名|持有人|被告|原告|被执行人|申诉人|委托人|代理人|监护人|"
    "房主|中介|经纪人|"
    "父亲|母亲|爸爸|妈妈|丈夫|妻子|老公|老婆|儿子|女儿|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|公公|婆婆|"
    "岳父|岳母|"
    "外公|外婆|姥姥|姥爷|孙子|孙女|侄子|叔叔|舅舅|姑姑|其妻|其夫|其子|其女|前夫|前妻|同事|同学|"
    "朋友|工友|房客|"
    "书记|主任|队长|站长|经理|局长|科长|所长|处长|校长|园长|院长|村长|组长|民警|警官|医生|大夫|"
    "护士|老师|教师|律师|"
    "工作人员|负责同志|专员|客服|物业经理|项目经理|管家|接听人|接线人|接待人|班主任|收费员|"
    "代办人|隔壁|对门|楼上|楼下"
)
_STRONG: Final = re.compile(
    r"(?:我叫|本人叫|名叫|名字叫|叫做|姓名是|名字是|全名|真名|本名|化名|曾用名|"
    rf"(?:{_ROLE})(?:名字|姓名)?(?:叫|名叫|姓名|[ ]?:))"
    r"[ :是为]{0,3}"
)
_WEAK: Final = re.compile(
    rf"(?:我是|本人是|本人|他叫|她叫|叫|系|{_ROLE})(?:[(“\"]|是|叫|系|为|[ ]){{0,2}}"
)
# Surnames that are words first: after a weak cue they count for nothing.
_ALSO_WORDS: Final = frozenset(
    "楼家学车水火风香西要里生进行通过应由是那但代保信候充公初别力危原及双后吾和安平来门呼"
)
_LIST: Final = re.compile(r"[ ]?(?:[、,/]|和|与|及|以及)[ ]?")
# What may follow a name: the end, a mark, or a word that begins a predicate.
FOLLOWS: Final = re.compile(
    r"$|[\s,.。;:!?、()“”\"'\-/0-9A-Za-z\ufffc《》【】\[\]…~]|反映|表示|称|说|来电|投诉|举报|"
    r"要求|希望|电话|手机|联系|"
    r"的|在|于|是|系|住|去|到|向|对|已|也|都|又|就|才|将|把|被|给|让|请|因|与|和|及|等|同志|"
    r"先生|女士|身份|本人|"
    r"认为|提出|提供|今年|现|家|有|没|未|不|无|询问|咨询|申请|签|打|报|告知|回复|建议|感谢|于|"
    r"从|为|按|经|"
    r"多次|一直|曾|正|负责|工作|出生|户|号|男|女|担任|任|性别|民族|年龄|地址|住址|处理|办理|"
    r"承办|接|沟通|协商|先后|擅自|私自|每|半夜|长期|所|名下|其|用|多|没|跟"
)
_SURNAMED: Final = re.compile(
    rf"(?:(?:{'|'.join(COMPOUND)})[ ]?[{HANZI}][ ]?[{HANZI}]?|{SURNAME}[ ]{{0,4}}[{HANZI}](?:[ "
    rf"]{{0,4}}[{HANZI}])?)"
)
_ANY: Final = re.compile(rf"[{HANZI}]{{2,4}}")
_DOTTED: Final = re.compile(rf"[{HANZI}]{{1,8}}(?:[·.][{HANZI}]{{1,8}}){{1,4}}")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'.\-]*(?:[ ]{1,2}[A-Za-z][A-Za-z'.\-]*){0,3}")
_NOT_NAMES: Final = re.compile(
    r"不详|未知|匿名|保密|不愿|拒绝|没有|无法|本人|自己|同上|同前|什么|这个|那个|我们|他们|"
    r"她们|你们|已经|可以|需要|其他|其它|"
    r"反映|表示|来电|投诉|要求|希望|认为|身份|姓名|电话|手机|地址|内容|建议|情况|问题|关于|"
    r"是否|如何|为何|怎么|现在|目前|"
    r".*(?:区|县|市|镇|乡|街道|小区|社区|村|路|街|公司|单位|部门|局|委|所|处|科|队|站|院|校|店|"
    r"中心|户|员|生|者|工|族|人)$"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each name after a cue, and those that follow it in a list."""
    for cue in _STRONG.finditer(text):
        yield from _names(text, cue.end(), strong=True)
    for cue in _WEAK.finditer(text):
        yield from _names(text, cue.end(), strong=False)


def _names(text: str, at: int, *, strong: bool) -> Iterator[Finding]:
    first = True
    while True:
        end = _name_at(text, at, strong=strong and first)
        if end is None:
            return
        yield Finding(at, end, ENTITY, 0.9 if strong else 0.75)
        first = False
        between = _LIST.match(text, end)
        if between is None or between.end() == between.start():
            return
        at = between.end()


def _name_at(text: str, at: int, *, strong: bool) -> int | None:
    """Return where the name that begins at *at* ends, if one does."""
    dotted = _DOTTED.match(text, at)
    if dotted and FOLLOWS.match(text, dotted.end()):
        return dotted.end()
    if dotted:
        return _cut(text, dotted)
    latin = _LATIN.match(text, at)
    if latin and (strong or latin[0][0].isupper() or " " in latin[0]):
        return latin.end() if latin.end() - at > 1 else None
    found = _SURNAMED.match(text, at)
    if found:
        for end in _ends(text, found):
            word = text[at:end].replace(" ", "")
            if FOLLOWS.match(text, end) and _believable(word, strong=strong):
                return end
    if strong:
        return _unusual(text, at)
    return None


def _ends(text: str, found: re.Match[str]) -> Iterator[int]:
    """Yield where a name may end, the longer first; a space never ends one."""
    yield found.end()
    shorter = found.end() - 1
    while shorter > found.start() and text[shorter - 1] == " ":
        shorter -= 1
    if shorter - found.start() > 1:
        yield shorter


def _unusual(text: str, at: int) -> int | None:
    found = _ANY.match(text, at)
    if found is None:
        return None
    for end in range(found.end(), at + 1, -1):
        if FOLLOWS.match(text, end) and not _NOT_NAMES.match(text[at:end]):
            return end
    return None


def _cut(text: str, dotted: re.Match[str]) -> int:
    last = text.rfind("·", dotted.start(), dotted.end())
    for end in range(min(last + 3, dotted.end()), dotted.end() + 1):
        if FOLLOWS.match(text, end):
            return end
    return dotted.end()


def _believable(word: str, *, strong: bool) -> bool:
    if _NOT_NAMES.match(word):
        return False
    if strong:
        return True
    # Two Hanzi after a weak word are a verb as often as a name: 申请人查阅, 向来电人告知.
    if word[0] in _ALSO_WORDS or (len(word) == len("名字") and word[0] not in COMMON):
        return False
    return word not in ORDINARY and word[:2] not in ORDINARY
