"""Somebody who is the only one of a kind: 唯一的女店长, 楼里唯一养鹦鹉的, 全村就我一户.

Things that are the only one (唯一的出口, 唯一一部电梯) point at nobody.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import has_subject

ENTITY: Final = "UNIQUE_ROLE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    唯一 最后一 独一 仅有 就我 只有我 仅我 唯独我 只剩我 首位 首个 第一个 第一位 最年 就他 就她
    只有他 只有她 单我 独此 只此 就一 只有一 仅一 独苗 唯独 就剩
    """
)
_SCOPE: Final = (
    r"(?:(?:全|整个?|我们?|本|这栋?|该|咱们?)?(?:楼里|村里|班里|店里|院里|单元里?|小区里?|公司里?|"
    r"厂里|队里|组里|胡同里?|街上|镇上|社区里?|家里|校内|科室里?|车间里?|班组里?|楼道里?|楼上|"
    r"整栋楼|全村|全楼|全小区|全校|全班|全店|全公司|全厂|全镇|全街|"
    r"全单元|全科室?|全队|全县|全区|全组|全胡同|全车间|全院|村|楼|班|店|院|厂|队|校|胡同)(?:里|中|"
    r"内|上)?(?:的)?)?"
)
_PERSON_END: Final = (
    r"(?:人(?!口)|户|[店组班队船馆园校院厂科所处站村社科课]长|经理|主任|员(?!工宿舍|工食堂|"
    r"工通道)|员工|工人|[^分化施职员农人民手]工(?!程|具|作|厂|地|商|序|艺|业|资|位)|师(?!范)|"
    r"学?生(?!活|意|产|态|鲜)|者|师傅|徒弟|选手|歌手|舵手|水手|匠|[村校牙兽中西]医|医生|护士|教授|"
    r"大夫|保姆|保安|保洁|出纳|道士|"
    r"农民|民警|战士|司机|代表|会计|出纳|翻译|厨子|大厨|顾客|裁缝|木匠|教练|法人|股东|继承人|租客|"
    r"住户|业主|商户|房东|独子|独女|独生子女?|儿子|女儿|男生|女生|男孩|女孩|女的|男的|孩子|老人|"
    r"寡妇|残疾人|外国人|外地人|学员|家庭|人家|"
    r"男丁|后人|传人|摊主|店主|老板娘?|护工|主播|骑手|钢琴家|书法家|画家|作家|"
    r"[一-鿿]家(?=[,。;!?、 ]|$)|店铺|[铺摊坊馆]|[一-鿿]店|"
    r"[兵僧尼娘嫂姐妹伯叔婆爷奶郎汉姑爹妈仔倌保佣])"
)
_ONLY: Final = re.compile(
    rf"{_SCOPE}(?:唯一|独一|仅有|首位|首个|第一[个位名]|唯独|最后(?=一))(?:的)?(?:一)?(?:[个位名户"
    rf"家对])?(?:的)?(?:[{HANZI}A-Za-z0-9()]{{0,12}}?(?:的)?{_PERSON_END}(?=[,.。;!?、)\s是在有被"
    r"也都就却因遭反要住患,从和与每已,]|$))"
)
# Of a woman, of 一名 or after 我是 it is a person, whatever the trade is called.
_SOMEBODY: Final = re.compile(
    rf"{_SCOPE}唯一(?:的)?(?:一)?(?:[名位个](?:的)?[男女]?|[男女])[{HANZI}]{{1,8}}?"
    r"(?=[,.。;!?、)\s是在有被也都就却因]|$)"
)
_BEING: Final = re.compile(
    rf"(?<=[是系为])[{HANZI}]{{0,6}}?唯一的?(?P<who>[{HANZI}]{{2,7}})(?=[,.。;!?、)]|$)"
)
_DOING: Final = re.compile(
    rf"{_SCOPE}(?:唯一|独一|仅有|唯独|最后(?=一))(?:的)?(?:一)?(?:[个位名户家])?(?:还|仍|在|会|懂|"
    rf"能|没|未|不|没有)?(?:[{HANZI}A-Za-z0-9]{{1,12}}?)的(?:那|一)?(?:[个位名户家]|人家?|住户|"
    r"业主|商户|员工|租户|家庭|村民|人员)?(?=[,.。;!?、)\s]|$)"
)
_JUST: Final = re.compile(
    rf"{_SCOPE}(?:就|只|仅|只有|仅有|就只有|就剩下?|只剩下?|唯独|独|单)(?:就|只)?(?:剩)?(?:我们?|"
    r"他|她|俺|本人|咱)(?:这|们)?(?:自己)?(?:一)?(?:[家户]|个(?:人|女的|男的|女生|男生|女工|"
    rf"女[{HANZI}]{{1,3}}|男[{HANZI}]{{1,3}}|[{HANZI}]{{0,4}}{_PERSON_END})?|人|"
    rf"名[{HANZI}]{{1,5}}|位[{HANZI}]{{1,5}})"
    rf"(?:还|仍|在|是|没|未|不|会|有|养|开|做|住|从事|没有)?[{HANZI}]{{0,8}}(?=[,.。;!?、)\s]|$)|"
    rf"{_SCOPE}(?:就|只|仅|只有|仅有|就只有)(?:我们?|他|她|俺|"
    rf"本人)(?:[^,。;!?\n]{{1,10}})(?=[,.。;!?、)\s]|$)"
)
_THINGS: Final = re.compile(
    r"唯一(?:的)?(?:一)?(?:条|座|部|台|处|扇|间|套|种|次|所|出口|出路|通道|通路|道路|入口|办法|"
    r"途径|诉求|希望|路|"
    r"水源|电梯|收入|经济|住房|房|公园|超市|医院|学校|要求|愿望|目的|凭证|标识|性|渠道|依据|方式|"
    r"不足|遗憾|出行|合法|的办法|解释|理由|指定|授权)"
)
_OBJECTS: Final = re.compile(
    r"(?:的|路|桥|门|口|费|证据?|案|权|法|点|站|场|园|线|房|车|房产|财产|来源|依靠|支柱|选择|线索|"
    r"原因|问题|设备|平台|号|地|物|机|器)$|"
    r"个(?:人|出|通|办|月)"
)
_FIRST: Final = re.compile(r"第一[个位名]|首[个位]")


def find(text: str) -> Iterator[Finding]:
    """Yield each role, household or habit that only one person has."""
    near = sentences(text, _ANCHORS)
    for pattern in (_ONLY, _DOING):
        for match in scan(pattern, text, near):
            if _THINGS.search(match[0]):
                continue
            told = has_subject(text, *match.span())
            if told or (pattern is _ONLY and not _FIRST.search(match[0])):
                yield Finding(match.start(), match.end(), ENTITY, 0.8 if told else 0.6)
    for pattern in (_SOMEBODY, _BEING):
        for match in scan(pattern, text, near):
            told = has_subject(text, *match.span())
            if told and not _THINGS.search(match[0]) and not _OBJECTS.search(match[0]):
                yield Finding(match.start(), match.end(), ENTITY, 0.7)
    for match in scan(_JUST, text, near):
        yield Finding(match.start(), match.end(), ENTITY, 0.75)
