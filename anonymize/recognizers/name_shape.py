"""Where a name that begins here ends, and whether it is one. Not a recogniser.

How much is needed depends on what stands before: after a label or a word of calling any two
to four Hanzi are a name, for people are called 高兴 and 平安 too; after a weak word only a
surname will do.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import ADVERB, HARDLY, ROLES, SPEECH
from anonymize.recognizers.surnames import COMMON, COMPOUND, ORDINARY, SURNAME, is_ordinary

# How much a cue says: a word of calling or a label; a party of the case; anybody.
STRONG: Final = 2
PARTY: Final = 1
WEAK: Final = 0
# The score of a name after it.
SCORES: Final = (0.75, 0.75, 0.9)

# Surnames that are words first: after a weak cue they count for nothing.
ALSO_WORDS: Final = frozenset(
    "员有也提依师楼家学车水火风香西要里生进行通过应由是那但代保信候充公初别力危原及双后吾和安平来门呼"
)
NOBODY: Final = frozenset((*ROLES, "物业", "暂无", "业委会", "坐席", "空缺", "待定", "无"))
# What may follow a name: the end, a mark, or a word that begins a predicate.
FOLLOWS: Final = re.compile(
    r"$|[\s,.。;:!?、()|“”\"'\-/0-9A-Za-z\ufffc《》【】\[\]…~]|反映|表示|称|说|来电|投诉|举报|"
    r"要求|希望|电话|手机|联系|"
    r"的|在|于|是|系|住|去|到|向|对|已|也|都|又|就|才|将|把|被|给|让|请|因|与|和|及|等|同志|"
    r"先生|女士|身份|本人|"
    r"认为|提出|提供|今年|现|家|有|没|未|不|无|询问|咨询|申请|签|打|报|告知|回复|建议|感谢|于|"
    r"从|为|按|经|"
    r"多次|一直|曾|正|负责|工作|出生|户|号|男|女|担任|任|性别|民族|年龄|地址|住址|处理|办理|"
    r"承办|接|沟通|协商|先后|擅自|私自|每|半夜|长期|所|名下|其|用|多|没|跟|介绍|可以|能|会|愿|"
    r"还|仍|均|并|自称|先|再|只|拒绝|同意|承诺|答应|坚持|坚决|解释|核实|确认|反馈|强调|认可|这[几两三]个字"
)
# A word that is first of all a word is a name only where it stands alone, or speaks.
_STANDS: Final = re.compile(
    rf"$|[\s,.。;!?、()|“”\"'\-/0-9A-Za-z\ufffc《》【】\[\]…~]|(?:{SPEECH})|同志|先生|女士|本人|身份|"
    r"电话|手机|联系|性别|年龄|民族|地址|住址|男|女|已|未|对(?!方)|系|因|签|于|多次|这[几两三]个字|"
    r"的(?:电话|手机|身份|诉求|父|母|儿|女|妻|丈夫|孩子|家)"
)
_LIST: Final = re.compile(r"[ ]?(?:[、,/]|和|与|及|以及)[ ]?")
_SURNAMED: Final = re.compile(
    rf"(?:(?:{'|'.join(COMPOUND)})[ ]?[{HANZI}][ ]?[{HANZI}]?|{SURNAME}[ ]{{0,4}}[{HANZI}](?:[ "
    rf"]{{0,4}}[{HANZI}])?)"
)
_ANY: Final = re.compile(rf"[{HANZI}]{{2,4}}")
_DOTTED: Final = re.compile(rf"[{HANZI}]{{1,8}}(?:[·.][{HANZI}]{{1,8}}){{1,4}}")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'.\-]*(?:[ ]{1,2}[A-Za-z][A-Za-z'.\-]*){0,3}")
NOT_NAMES: Final = re.compile(
    r".*[我你您他她它]|您好|你好|尊敬|请问|(?:性别|年龄|民族|住址|职务|单位|备注|序号|事项|日期|签名|工号|身份证)$|"
    r"方(?:代表|负责|面|式|案|法|可|才)|"
    r"不详|未知|匿名|保密|不愿|拒绝|没有|无法|本人|自己|同上|同前|什么|这个|那个|我们|他们|"
    r"她们|你们|已经|可以|需要|其他|其它|"
    r"反映|表示|来电|投诉|要求|希望|认为|身份|姓名|电话|手机|地址|内容|建议|情况|问题|关于|"
    r"是否|如何|为何|怎么|现在|目前|"
    r".*(?:区|县|市|镇|乡|街道|小区|社区|村|路|街|公司|单位|部门|局|委|所|处|科|队|站|院|校|店|"
    r"中心|户|员|生|者|工|族|人)$"
)


def name_at(text: str, at: int, trust: int) -> int | None:
    """Return where the name that begins at *at* ends, if one does."""
    dotted = _DOTTED.match(text, at)
    if dotted and FOLLOWS.match(text, dotted.end()):
        return dotted.end()
    if dotted:
        return _cut(text, dotted)
    latin = _LATIN.match(text, at)
    if latin and (trust == STRONG or latin[0][0].isupper() or " " in latin[0]):
        return latin.end() if latin.end() - at > 1 else None
    found = _SURNAMED.match(text, at)
    if found:
        for end in _ends(text, found):
            word = text[at:end].replace(" ", "")
            if FOLLOWS.match(text, end) and believable(word, trust):
                return end
    if trust == STRONG:
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
            _STANDS.match(text, end)
            and not (NOT_NAMES.match(word) or HARDLY.search(word))
            and word not in NOBODY
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


def believable(word: str, trust: int) -> bool:
    """Tell whether *word*, which has the form of a name, may be one after such a cue."""
    if NOT_NAMES.match(word) or word in NOBODY:
        return False
    if trust == STRONG:
        return True
    if word[0] in ALSO_WORDS or _FLAT.search(word[1:]):
        return False
    if len(word) == len("名字"):
        # Two Hanzi after a weak word are a verb as often as a name: 申请人查阅, 向来电人告知.
        if word[0] not in COMMON:
            return trust == PARTY and not is_ordinary(word)
        return not is_ordinary(word) or (trust == PARTY and _is_rather_a_name(word))
    return not (
        (word[0] not in COMMON and is_ordinary(word[1:]))
        or word in ORDINARY
        or (is_ordinary(word[:2]) and not word.startswith(COMPOUND))
    )


def _is_rather_a_name(word: str) -> bool:
    """Tell whether *word* is none of the words that often follow a party: 申请人查阅."""
    return word not in ORDINARY and word not in ADVERB


def names_at(text: str, at: int, *, trust: int) -> Iterator[tuple[int, int, int]]:
    """Yield the names of the list that begins at *at*, each with what it is trusted with."""
    while True:
        end = name_at(text, at, trust)
        if end is None:
            return
        yield at, end, trust
        trust = min(trust, WEAK)
        between = _LIST.match(text, end)
        if between is None:
            return
        at = between.end()
