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
from anonymize.recognizers.person_words import ADVERB, HARDLY, PARTY, ROLES, SPEECH, alternatives
from anonymize.recognizers.surnames import COMMON, COMPOUND, ORDINARY, SURNAME, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

# How much a cue says: a word of calling or a label; a party of the case; anybody.
_STRONG: Final = 2
_PARTY: Final = 1
_WEAK: Final = 0

# What announces a name by itself, whoever is meant, and who can be named right after.
_WEAKLY: Final = frozenset(("我是", "他叫", "她叫", "叫", "系", "证明"))
_NAMED: Final = frozenset(("姓名", "名字"))
# Every alternative begins with a character of its own, so that a search skips all others.
_CUE: Final = re.compile(
    r"我叫|本人叫|名叫|名为|名字叫|名字是|取名|改名|更名为|叫做|称呼为|姓名是|全名|真名|本名|化名|"
    r"曾用名|的人叫做?|个人叫做?|他叫做?|她叫做?|名字叫做?|孩子叫做?|"
    rf"姓[{HANZI}]{{1,2}},?(?:名字)?叫|"
    r"怎么称呼[^\n?:]{0,4}[?:\n][^\n:?]{0,6}[:\n]?|贵姓[^\n?:]{0,4}[?:\n][^\n:?]{0,6}[:\n]?|"
    r"叫什么(?:名字)?[^\n?:]{0,4}[?:\n][^\n:?]{0,6}[:\n]?|"
    rf"{alternatives((*ROLES, *_WEAKLY, *_NAMED))}"
)
_TOLD: Final = re.compile(r"[ :是为叫我\"\t“]{0,4}(?:\n[ \t]{0,4})?")
# 房东：, 申请人姓名（本人）：, 诉求人|, and a label alone on its line.
_LABELLED: Final = re.compile(
    r"(?:(?:的|本人)?(?:名字|姓名|全名)(?:(?:\([^()\n]{1,8}\))?[ \"]{0,2}[:=|\]】\t]|叫做?|是|为)|"
    r"(?:\([^()\n]{1,8}\))?[ \"]{0,2}[:=|\]】\t]|名叫|叫做?|"
    r"名为)[ :是为\"\t“]{0,4}(?:\n[ \t]{0,4})?"
)
_ALONE: Final = re.compile(r"(?:姓名)?[ ]{0,2}\n[ \t]{0,4}")
_BEFORE: Final = re.compile(r"(?:[(“\"‘]|是|叫|系|为|[ ]){0,2}")
# 市民高兴反映: between who and what they do there is room for a name only.
_SAID: Final = re.compile(rf"[ ]?([{HANZI}]{{2,3}})(?={SPEECH})")
_SPEAKERS: Final = frozenset(
    (*PARTY.split("|"), "市民", "居民", "村民", "住户", "租户", "群众", "老人", "家长")
)
# 法定代表人为时光。
_EQUALS: Final = re.compile(rf"(?:为|是|系)({SURNAME}[{HANZI}]{{1,2}})(?=[,。;\n]|$)")
# 经办人马上, : a word that needs another after it stands alone here.
_ENDS: Final = re.compile(rf"[ ]?({SURNAME}[{HANZI}]{{1,2}})(?=[,。;\n)]|$)")
_WHOLE_LINE: Final = re.compile(rf"[ \t]{{0,4}}([{HANZI}]{{2,4}})[ \t。]{{0,4}}(?:\n|$)")
_FORMAL: Final = frozenset(
    re.findall(
        r"\S+",
        "经办人 承办人 办理人 受理人 联系人 审核人 签发人 户主 收件人 收款人 接待人 答复人 处理人 "
        "反映人 "
        "来电人 诉求人 申请人",
    )
)
_PREDICATE: Final = re.compile(
    r"(?:请假|关机|通话|应诉|解释|查看|许可|任职|应答|成年|终止|解决|满意|查收|计划|支付|安装|施工|"
    r"连续|解除|康复|付款|付清|通过|通知|干预|应允|和解|向上|向前|平静|默认|管理|查证|严重|强调|"
    r"检查|"
    r"方可|曾.*|于.*|应.*|任.*|不.*)"
)
# Surnames that are words first: after a weak cue they count for nothing.
_ALSO_WORDS: Final = frozenset(
    "员有也提依师楼家学车水火风香西要里生进行通过应由是那但代保信候充公初别力危原及双后吾和安平来门呼"
)
_ROLES: Final = frozenset((*ROLES, "物业", "暂无", "业委会", "坐席", "空缺", "待定", "无"))
_LIST: Final = re.compile(r"[ ]?(?:[、,/]|和|与|及|以及)[ ]?")
# What may follow a name: the end, a mark, or a word that begins a predicate.
FOLLOWS: Final = re.compile(
    r"$|[\s,.。;:!?、()|“”\"'\-/0-9A-Za-z\ufffc《》【】\[\]…~]|反映|表示|称|说|来电|投诉|举报|"
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
    r".*[我你您他她它]|您好|你好|尊敬|请问|(?:性别|年龄|民族|住址|职务|单位|备注|序号|事项|日期|签名|工号|身份证)$|"
    r"方(?:代表|负责|面|式|案|法|可|才)|"
    r"不详|未知|匿名|保密|不愿|拒绝|没有|无法|本人|自己|同上|同前|什么|这个|那个|我们|他们|"
    r"她们|你们|已经|可以|需要|其他|其它|"
    r"反映|表示|来电|投诉|要求|希望|认为|身份|姓名|电话|手机|地址|内容|建议|情况|问题|关于|"
    r"是否|如何|为何|怎么|现在|目前|"
    r".*(?:区|县|市|镇|乡|街道|小区|社区|村|路|街|公司|单位|部门|局|委|所|处|科|队|站|院|校|店|"
    r"中心|户|员|生|者|工|族|人)$"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each name after a cue, and those that follow it in a list."""
    for cue in _CUE.finditer(text):
        if cue[0] in ROLES or cue[0] in _NAMED:
            yield from _after_role(text, cue)
        elif cue[0] in _WEAKLY:
            yield from _weakly(text, cue.end(), trust=_WEAK)
        else:
            found = _TOLD.match(text, cue.end())
            yield from _names(text, found.end() if found else cue.end(), trust=_STRONG)


def _after_role(text: str, cue: re.Match[str]) -> Iterator[Finding]:
    at = cue.end()
    role = cue[0]
    labelled = _LABELLED.match(text, at)
    if labelled:
        yield from _names(text, labelled.end(), trust=_STRONG)
        return
    if role in _SPEAKERS:
        alone = _ALONE.match(text, at)
        if alone and text[max(0, cue.start() - 1) : cue.start()] in ("", "\n", " "):
            yield from _names(text, alone.end(), trust=_STRONG)
        said = _SAID.match(text, at)
        if said and _is_called(said[1]):
            yield Finding(*said.span(1), ENTITY, 0.8)
        equal = _EQUALS.match(text, at)
        if equal and equal[1] not in _ROLES and _is_called(equal[1]):
            yield Finding(*equal.span(1), ENTITY, 0.75)
    if role in _FORMAL:
        line = _WHOLE_LINE.match(text, at)
        if line and text[max(0, cue.start() - 1) : cue.start()] in ("", "\n"):
            yield from _names(text, line.start(1), trust=_STRONG)
            return
        last = _ENDS.match(text, at)
        if last and not _PREDICATE.fullmatch(last[1]) and _believable(last[1], _STRONG):
            yield Finding(*last.span(1), ENTITY, 0.75)
    yield from _weakly(text, at, trust=_PARTY if role in _SPEAKERS else _WEAK)


def _weakly(text: str, at: int, *, trust: int) -> Iterator[Finding]:
    before = _BEFORE.match(text, at)
    yield from _names(text, before.end() if before else at, trust=trust)


_BY_SURNAME: Final = re.compile(SURNAME)


def _is_called(word: str) -> bool:
    """Tell whether *word*, between a person and what the person does, can be a name."""
    return not (
        (is_ordinary(word) and not _BY_SURNAME.match(word))
        or (word[0] not in COMMON and (is_ordinary(word[:2]) or is_ordinary(word[1:])) and word[2:])
        or word in ADVERB
        or word[:2] in ADVERB
        or word[-2:] in ADVERB
        or HARDLY.search(word)
        or _NOT_NAMES.match(word)
    )


def _names(text: str, at: int, *, trust: int) -> Iterator[Finding]:
    score = 0.9 if trust == _STRONG else 0.75
    while True:
        end = _name_at(text, at, trust)
        if end is None:
            return
        yield Finding(at, end, ENTITY, score)
        trust = min(trust, _WEAK)
        between = _LIST.match(text, end)
        if between is None or between.end() == between.start():
            return
        at = between.end()


def _name_at(text: str, at: int, trust: int) -> int | None:
    """Return where the name that begins at *at* ends, if one does."""
    dotted = _DOTTED.match(text, at)
    if dotted and FOLLOWS.match(text, dotted.end()):
        return dotted.end()
    if dotted:
        return _cut(text, dotted)
    latin = _LATIN.match(text, at)
    if latin and (trust == _STRONG or latin[0][0].isupper() or " " in latin[0]):
        return latin.end() if latin.end() - at > 1 else None
    found = _SURNAMED.match(text, at)
    if found:
        for end in _ends(text, found):
            word = text[at:end].replace(" ", "")
            if FOLLOWS.match(text, end) and _believable(word, trust):
                return end
    if trust == _STRONG:
        return _unusual(text, at) or _regardless(text, at)
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
        word = text[at:end]
        if (
            FOLLOWS.match(text, end)
            and not (_NOT_NAMES.match(word) or HARDLY.search(word))
            and word not in _ROLES
        ):
            return end
    return None


def _regardless(text: str, at: int) -> int | None:
    """Return where a name ends after a label although what follows is no known word."""
    end = at + 3
    if text[at : at + 1] not in COMMON or not _ANY.match(text, at):
        return None
    return None if is_ordinary(text[at : at + 2]) or HARDLY.search(text[at:end]) else end


def _cut(text: str, dotted: re.Match[str]) -> int:
    last = text.rfind("·", dotted.start(), dotted.end())
    for end in range(min(last + 3, dotted.end()), dotted.end() + 1):
        if FOLLOWS.match(text, end):
            return end
    return dotted.end()


_FLAT: Final = re.compile("[不没未无的了们在]")


def _believable(word: str, trust: int) -> bool:
    if _NOT_NAMES.match(word) or word in _ROLES:
        return False
    if trust == _STRONG:
        return True
    if word[0] in _ALSO_WORDS or _FLAT.search(word[1:]):
        return False
    if len(word) == len("名字"):
        # Two Hanzi after a weak word are a verb as often as a name: 申请人查阅, 向来电人告知.
        if word[0] not in COMMON:
            return trust == _PARTY and not is_ordinary(word)
        return not is_ordinary(word) or (trust == _PARTY and _is_rather_a_name(word))
    return not (
        (word[0] not in COMMON and is_ordinary(word[1:]))
        or word in ORDINARY
        or (is_ordinary(word[:2]) and not word.startswith(COMPOUND))
    )


def _is_rather_a_name(word: str) -> bool:
    """Tell whether *word* is none of the words that often follow a party: 申请人查阅."""
    return word not in ORDINARY and word not in ADVERB
