"""Ordinary words that are somebody's name: 业主姓名时光，, 落款 解放, 石头他妈.

After 姓名 and the like a word that ends there is a name whatever else it means, unless it
says something of the name itself: 姓名有误, 名字写错.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import ALSO_WORDS, NOT_NAMES
from anonymize.recognizers.person_given import GIVEN
from anonymize.recognizers.person_words import ADVERB, HARDLY, PARTY, ROLES
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, RARE, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_END: Final = r"(?=[\s,。;:!?、()“”\"|]|$)"
_GAP: Final = r"(?:\([^()\n]{1,6}\))?[ :\t]{0,2}[“\"‘]?"
_LABELLED: Final = re.compile(
    rf"(?:姓名|名字|大名|署名|落款人?|签名人?|户名|开户名|报名人|真名|学名|原名|现名){_GAP}"
    rf"([{HANZI}]{{2,3}}){_END}"
)
# 户主 相声 3人: a party, a space, a word, and the end or a space.
_SPACED: Final = re.compile(
    rf"(?:^|(?<=[\n,。;、(]))(?:{PARTY})[ \t]{{1,3}}([{HANZI}]{{2,3}})"
    r"(?=[ \t]{0,2}(?:[0-9,。;(\n]|$))"
)
# 收件人写的是石头, 名字就两个字：成功, 我就叫 任意.
_WRITTEN: Final = re.compile(
    rf"(?:{PARTY}|名字|姓名)(?:一?栏)?(?:写的?|填的?|登记的?|显示的?|印的|签的?|"
    rf"留的)(?:是|为|成)[“\" ]{{0,2}}"
    rf"([{HANZI}]{{2,3}}){_END}|"
    rf"(?:名字|姓名|名)就?[一两二三]个字[:,是叫 ]{{1,3}}[“\"]?([{HANZI}]{{2,3}}){_END}|"
    rf"(?:我|本人|名字|人家|真名|大名|全名)(?:真的?)?就?"
    rf"(?:叫|是叫)[ “\"]{{1,2}}([{HANZI}]{{2,3}})[ ”\"]|"
    rf"(?:我|本人|真|,)就叫([{HANZI}]{{2,3}}){_END}"
)
# 小豆包他爸, 石头他妈, 小汤圆的家长.
_CHILD: Final = re.compile(
    rf"(?:^|(?<=[^{HANZI}A-Za-z0-9])|(?<=[和与跟给找让被是]))([{HANZI}]{{2,3}})"
    r"(?=[他她](?:爸|妈(?!的)|爹|娘|奶奶?|姥姥|姥爷|爷爷?|叔|姨|姑|舅|哥|姐)|(?<=[儿果豆包圆糕糖米球瓜])"
    r"的?(?:家长|妈妈|爸爸|奶奶|姥姥|爷爷|妈|爸))"
)
_MADE_CHILD: Final = re.compile(
    rf"(?:^|(?<=[^{HANZI}A-Za-z0-9])|(?<=[和与跟给找让被是的]))(小[{HANZI}]{{2}})"
    r"(?=的?(?:家长|妈妈|爸爸|奶奶|姥姥|爷爷|妈|爸)(?!们))"
)
# 我家二宝叫年糕, 闺女叫春天.
_NAMED_CHILD: Final = re.compile(
    rf"(?:[大二三小老]宝|老[大二三]|[大二三小]?闺女|儿子|女儿|孙子|孙女|娃儿?|宝宝|小名)叫[“\"]?([{HANZI}]{{2,3}})"
    r"(?=[,。;、!”\"\n(]|$|被|今年|在)"
)
# 请转告和谐本人.
_IN_PERSON: Final = re.compile(
    rf"(?:转告|告知|联系到?|见到了?|回复|通知|询问|找到)([{HANZI}]{{2,3}})(?=本人)"
)
# What is said of a name, or stands after it in a form.
_OF_A_NAME: Final = re.compile(
    r"有误|错误|写错|弄错|搞错|填错|打错|不对|不符|一致|相同|重复|重名|登记|填写|公开|泄露|隐去|隐藏|"
    r"模糊|好听|难听|一样|变更|更改|更正|修改|改了|改成|匹配|正确|真实|核对|核实|核查|信息|号码|电话|"
    r"住址|地址|日期|时间|单位|单据|部门|盖章|公章|处|栏|齐全|完整|清楚|清晰|缺失|遗漏|空白|"
    r"身份|性别|年龄|民族|编号|职务|岗位|职业|所在|照片|签字|签名|手印|如下|以上|附后|附件|后面|"
    r"前面|下面|上面|写着|里面|其中|为准|为证|作废|无效|有效|属实|叫做|就是|而已|罢了|好了|"
    r"起来|出来|上去|进去|下来|一栏|等等|之类|之后|之前|以后|以前|而且|但是|然后|所以|因为|请问|"
    r"怎么|如何|多少|哪里|字样|生僻|太长|太短|冒用|盗用|带有|含有|使用|注册|备案|查询|打印|显示|"
    r"张冠李戴|某某|不同|不全|同名|谐音|简称|全称|缩写|拼音|汉字|繁体|英文|中文|年份|月份|签章|印章|"
    r"隐私|保护|曝光|录入|提供|说明|说出|告诉|忘了|记错|听错|念错|喊错|名称|被改|已改|要改|"
    r"造假|文章|字段|格式|校验|查重|变动|样式|真假|代签|"
    r"由来|含义|来源|联系|方式|过户|打码|栏目|不明|统一|统计|汇总|名单"
)
_NOT_CHILD: Final = re.compile(
    r"孩子|小孩|老公|老婆|结果|但是|因为|后来|然后|所以|可是|于是|还有|以及|就是|听说|据说|昨天|"
    r"今天|前天|当时|真是|都是|不是|简直|包括|邻居|朋友|同学|现在|之后|小朋友|小学生|小男孩|小女孩|小区里|"
    r"而且|如果|虽然|每天|经常|只有|学生|宝宝|娃娃|家长|小伙伴|小班|幼儿|目前|我|你|您|他|她"
)
_PARTY: Final = re.compile(rf"(?:{PARTY}|学生|患者|孩子|老人)的?$")
_REACH: Final = 7
_LABEL: Final = 2


def find(text: str) -> Iterator[Finding]:
    """Yield each word that is somebody's name where it stands."""
    for pattern, score in ((_LABELLED, 0.9), (_SPACED, 0.7), (_WRITTEN, 0.9), (_IN_PERSON, 0.7)):
        for match in finditer(pattern, text):
            group = match.lastindex or 0
            if _may_be(match[group]) and (pattern is not _LABELLED or _is_apart(text, match)):
                yield Finding(*match.span(group), ENTITY, score)
    for pattern in (_CHILD, _MADE_CHILD, _NAMED_CHILD):
        for match in finditer(pattern, text):
            if _is_child(match[1], told=pattern is not _MADE_CHILD):
                yield Finding(*match.span(1), ENTITY, 0.65)


def _is_apart(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark or a party sets the word apart, or it could be a name by itself."""
    word = match[1]
    return (
        match.start(1) - match.start() > _LABEL
        or bool(_PARTY.search(text, max(0, match.start() - _REACH), match.start()))
        or not is_ordinary(word)
        or word[0] in (COMMON | RARE) - ALSO_WORDS
        or all(one in GIVEN for one in word)
    )


def _may_be(word: str) -> bool:
    return not (
        NOT_NAMES.match(word)
        or HARDLY.search(word)
        or word in ROLES
        or word in ADVERB
        or _OF_A_NAME.search(word)
    )


def _is_child(word: str, *, told: bool) -> bool:
    return not (
        _NOT_CHILD.search(word)
        or HARDLY.search(word)
        or word in ROLES
        or word in ADVERB
        or (is_ordinary(word) and not told)
    )
