"""Names people use among themselves: 外号二胖, 阿强, 我儿子小明, 豆豆妈妈, 叫黑子的保安.

A word of calling, a kinship or the way the name is made (阿强, 乐乐, 小宝) speaks for it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, SLOT_MARK
from anonymize.recognizers.person_words import ADVERB, HARDLY, KIN, PEOPLE, ROLES, SPEECH
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import ORDINARY, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_BOUND: Final = rf"(?:^|(?<=[^{HANZI}A-Za-z0-9])|(?<=[和与跟给找向让由被是叫喊把对请那的们]))"
_PARENT: Final = "妈妈|爸爸|奶奶|爷爷|姥姥|姥爷|外婆|外公|妈咪|家长|妈|爸|爹|娘"
# 外号“二胖”, 大家都叫他三哥: whatever stands there until the sentence goes on.
_CALLED: Final = re.compile(
    rf"(?:外号|绰号|诨号|诨名|花名|小名|乳名|奶名|(?<![{HANZI}])人称|(?<=[个位])人称|艺名|笔名|"
    rf"法号|网上叫|江湖人称|"
    r"(?:都|们|人|家)(?:管|喊|叫|称)(?:他|她|我|其|呼)(?:为|叫)?)"
    rf"(?:就?(?:叫|是|为)|:)?[ “\"‘「'\[]{{0,2}}(?P<name>[{HANZI}]{{1,4}}?)"
    rf"(?=[^{HANZI}]|$|的|在|住|他|她|收|今年|，)"
)
# 那个叫黑子的保安.
_NAMED: Final = re.compile(
    rf"(?<=叫)[“\"‘]?(?P<name>[{HANZI}]{{2,4}})[”\"’]?(?=的(?:那[个位]?|人|男|女|孩|小孩|家伙|"
    rf"老头|老太|"
    rf"租户|保安|"
    rf"工人|老师|员工|师傅|邻居|住户|中介|司机|同学|学生|大妈|大爷|阿姨|小伙|姑娘|{PEOPLE}))"
)
_KIN: Final = re.compile(
    rf"(?:我|他|她|其|你|您|咱|俺|对方|孩子|本人)(?:的|们|家|家的)?"
    rf"(?:{KIN}|孩子|小孩|弟|妹|哥|姐|爸|妈|爷|奶|叔|舅|姑|姨|娃|宝宝|儿)?"
    rf"(?P<name>[小阿大老][{HANZI}]|(?P<twin>[{HANZI}])(?P=twin))"
    rf"(?=[^{HANZI}]|$|在|上|今年|被|因|于|的|和|与|患|住|没|已|才|去|不|也|从|对|刚|有|是|从|跟)"
)
_DOES: Final = (
    rf"(?:{SPEECH}|在|她|他|们|本人|两口子|夫妇|夫妻|一家|自己|亲口|的|和|跟|与|也|都|就|没|不|"
    rf"已|收|"
    rf"把|被|给|让|来|去|开|拿|欠|骂|打|跑|卖|占|理发|拒|能|要|[,。;:!?、”’)\s{SLOT_MARK}]|$)"
)
_AFFIX: Final = re.compile(rf"{_BOUND}(?P<name>阿[{HANZI}])(?={_DOES})")
_TWIN_PARENT: Final = re.compile(
    rf"(?:(?<![{HANZI}])|(?<=[和与跟给找向让由被是]))"
    rf"(?P<name>(?P<twin>[{HANZI}])(?P=twin)(?:{_PARENT}))"
)
_BROTHER: Final = re.compile(
    rf"[哥姐婶叔嫂爷姨](?=家|把|欠|骂|打|收|占|卖|开|跑|在市场|说|{SPEECH})"
)
_WHOSE: Final = re.compile(
    rf"(?:^|[^{HANZI}A-Za-z0-9]|[和与跟给找向让由被是叫喊把对请那的们])([{HANZI}]{{1,2}})$"
)
_FAMILIAR: Final = re.compile(
    rf"{_BOUND}(?P<name>老[{HANZI}]头|[小大][{HANZI}]子|大[{HANZI}]|二[胖丫狗娃愣蛋嘎]|[二三四五老][胖瘦黑麻秃瘸矮疯傻愣瞎]子?|"
    rf"[小][{HANZI}])"
    rf"(?=家的|她|他|两口子|夫妇|本人|亲口|说|称|反映|欠|骂|把我|让我|跟我|叫我|跑了|在学|在班|"
    rf"在幼儿园|骂|推|抢|偷|欺负|持股|欠|"
    rf"被(?:打|辞|"
    rf"无故|烫|咬|撞))"
)
# “建军，你把车挪开”: calling somebody.
_VOCATIVE: Final = re.compile(rf"[“「‘\"](?P<name>[{HANZI}]{{2,3}})[,!](?=你|您|快|别|把|咱)")
# 给玉兰打电话.
_PHONED: Final = re.compile(
    rf"[给跟](?P<name>[{HANZI}]{{2,3}})(?=打(?:了|过|的)?(?:.{{0,5}}个)?电话|发微信|发信息)"
)
_NOT_PHONED: Final = re.compile(
    r".*(?:我|你|您|他|她|们|人|司|业|门|位|线|区|道|所|委|府|服|台|导|里|家|方|局|站|办|处|队|"
    r"中心|"
    r"电话|手机|方式|号码|我们|妈|爸|员|者|店|校|院|厂|会|社|部|行|哥|姐|弟|妹|友|商|政|长|师傅|"
    r"东)$"
)
# 如有疑问，请联系扎西次仁，电话…
_CONTACT: Final = re.compile(
    rf"联系(?:人)?(?P<name>[{HANZI}]{{2,5}}?)(?=[,(: ]{{0,2}}(?:联系)?(?:电话|手机|"
    rf"方式)?[: ]{{0,2}}[+(]?[0-9]{{3}}|"
    r",(?:联系)?电话)"
)
# 我喊建国下来.
_SHOUTED: Final = re.compile(rf"喊(?P<name>[{HANZI}]{{2}})(?=下来|过来|出来|回来|上来|开门|帮忙)")
_NOT_MADE: Final = frozenset(
    re.findall(
        r"\S+",
        "小学 小区 小时 小便 小心 小孩 小型 小组 小声 小院 小路 小巷 小店 小吃 小票 小额 小产 "
        "小偷 小贩 小狗 小猫 "
        "小车 小门 小广 小程 小朋 小伙 小姐 小哥 小弟 小妹 小名 小升 小户 小房 小腿 小中 小众 "
        "小树 小卖 小黄 小超 "
        "大学 大专 大家 大门 大厅 大量 大概 大约 大夫 大爷 大妈 大姐 大哥 大叔 大人 大型 大病 "
        "大便 大腿 大街 大路 "
        "大声 大批 大规 大小 大多 大雨 大风 大火 大车 大楼 大桥 大厦 大院 大面 大幅 大力 大班 "
        "大三 大四 大一 大二 "
        "大部 大会 大队 大树 大娘 大嫂 大伯 大婶 大件 大额 大理 大同 大连 大庆 大兴 大肆 大白 "
        "大半 大都 大吵 大骂 "
        "老人 老家 老师 老板 老公 老婆 老伴 老年 老旧 老式 老大 老二 老三 老小 老是 老实 老早 "
        "老城 老楼 老化 老太 "
        "老头 老爷 老乡 老总 老外 老幼 老弱 老两 老顾 老客 老百 老房 老院 老职 老干 老党 老路 "
        "老街 老牌 "
        "阿姨 阿里 阿拉 阿胶 阿尔 阿坝 阿婆 阿公 阿克 阿司 阿富 阿根 阿訇 阿飞 阿爸 阿妈 阿哥 "
        "阿姐 阿弟 阿妹 "
        "天天 常常 刚刚 仅仅 慢慢 偷偷 往往 渐渐 种种 处处 时时 迟迟 白白 早早 久久 稍稍 匆匆 默默 "
        "苦苦 连连 纷纷 频频 "
        "明明 每每 人人 家家 个个 样样 次次 屡屡 统统 通通 单单 恰恰 足足 整整 好好 远远 深深 "
        "狠狠 牢牢 一一 谢谢 "
        "看看 试试 问问 说说 等等 妈妈 爸爸 爷爷 奶奶 姥姥 哥哥 姐姐 弟弟 妹妹 叔叔 伯伯 舅舅 "
        "姑姑 公公 婆婆 婶婶 "
        "嫂嫂 太太 宝宝 娃娃 口口 高高 大大 小小 多多 少少 星星 年年 月月 日日 夜夜 层层 条条 "
        "句句 事事 本本 "
        "来来 走走 听听 想想 找找 查查 管管 帮帮 救救 求求 拜拜 哈哈 呵呵 嘿嘿 某某 一直 二手 "
        "二次 二楼 二期 二层",
    )
)
_NOT_CALLED: Final = re.compile(
    r".*(?:公司|社区|小区|街道|停|号|车|市|区|县|镇|村|路|店|项目|活动|专项|政策|问题|药|病|菜|"
    r"做|什么|叫)$"
)
_KINSHIP: Final = frozenset(
    re.findall(
        r"\S+",
        "大哥 二哥 三哥 四哥 大姐 二姐 三姐 小哥 小姐 大婶 大叔 大嫂 大爷 大姨 二姨 小姨 二叔 三叔 "
        "小叔 老爷 老叔 堂哥 表哥 "
        "堂姐 表姐 老哥 老姐 嫂 我哥 我姐 我叔 我婶 我嫂 我爷 我姨 他哥 他姐 她哥 她姐 外卖小哥 "
        "快递小哥 小哥哥 小姐姐 "
        "空姐 月嫂 军嫂 帅哥 的哥 的姐 警嫂 保姆 少爷 一哥 学姐 师姐 "
        "师哥 学哥 公爷 大老爷 阿姨 "
        "阿哥 阿姐 阿叔 阿嫂 阿爷",
    )
)


def find(text: str) -> Iterator[Finding]:
    """Yield each nickname; 豆豆妈妈 as a whole, since it names one person."""
    for pattern, score, holds in _PATTERNS:
        for match in finditer(pattern, text):
            if holds(match["name"]):
                yield Finding(*match.span("name"), ENTITY, score)

    for match in finditer(_BROTHER, text):
        before = _WHOSE.search(text, max(0, match.start() - 3), match.start())
        if before and _is_brother(before[1] + match[0]):
            yield Finding(before.start(1), match.end(), ENTITY, 0.7)


def _is_called(word: str) -> bool:
    return not (_NOT_CALLED.match(word) or word in ADVERB)


def _is_named(word: str) -> bool:
    return _is_called(word) and not HARDLY.search(word)


def _is_phoned(word: str) -> bool:
    return word not in ROLES and not (
        _NOT_PHONED.match(word) or HARDLY.search(word) or word in ADVERB
    )


def _is_contact(word: str) -> bool:
    return not (_NOT_PHONED.match(word) or word in ADVERB)


def _is_brother(word: str) -> bool:
    return word not in _KINSHIP and not HARDLY.search(word)


def _is_unusual(word: str) -> bool:
    return _is_made(word) and not is_ordinary(word)


def _is_made(word: str) -> bool:
    return not (word[:2] in _NOT_MADE or word[:2] in ORDINARY or HARDLY.search(word))


_PATTERNS: Final[tuple[tuple[re.Pattern[str], float, Callable[[str], bool]], ...]] = (
    (_CALLED, 0.85, _is_called),
    (_NAMED, 0.8, _is_named),
    (_KIN, 0.8, _is_made),
    (_AFFIX, 0.7, _is_made),
    (_FAMILIAR, 0.7, _is_unusual),
    (_TWIN_PARENT, 0.8, _is_made),
    (_VOCATIVE, 0.65, _is_phoned),
    (_PHONED, 0.65, _is_phoned),
    (_CONTACT, 0.65, _is_contact),
    (_SHOUTED, 0.65, _is_phoned),
)
