"""Sums, shares and prices as people write them, and what makes one public. Not a recogniser.

1280.5万元, ¥1,200,000, 壹佰贰拾万元整, 三百多万, 12w; 30%, 三成, 百分之五, 5个点. Tariffs,
statutory fines, subsidies and statistics are public: a recogniser asks before it takes a sum.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.recognizers.scan import finditer

_DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?"
_HAN: Final = r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅几]{1,18}"
_SCALE: Final = r"(?:[ ]?(?:[百千]?[万萬亿]|[千百wWkK](?![A-Za-z])|个亿))"
_UNIT: Final = (
    r"(?:[ ]?(?:元(?!素|旦|宵|月)|块钱?|圆|人民币|美元|美金|港币|港元|欧元|日元|RMB|rmb|"
    r"毛钱?|角|分钱))"
)
_BEFORE: Final = r"(?:(?:人民币|RMB|rmb|[¥￥$])[ ]?)"
_MORE: Final = r"(?:多|余|来|几)?"
# With a currency, a unit or a scale it is money by itself.
SUM: Final = (
    rf"(?:{_BEFORE}?{_DIGITS}(?:{_MORE}{_SCALE}{_MORE}[0-9零一二三四五六七八九]?{_UNIT}?|"
    rf"{_MORE}{_UNIT})|"
    rf"{_BEFORE}{_DIGITS}|"
    rf"{_BEFORE}?{_HAN}{_MORE}[万亿]?{_UNIT}|"
    rf"{_HAN}{_MORE}[万亿]{_MORE}(?:[一二三四五六七八九][千百]?)?)"
    rf"(?:整|正)?"
    r"(?:[0-9零一二三四五六七八九]{1,2}角(?:[0-9]分)?|(?<=块)"
    r"[0-9一二三四五六七八九](?![0-9年月日个一]))?"
)
RANGE: Final = rf"(?:{_DIGITS}(?:{_SCALE})?(?:{_UNIT})?[ ]?(?:-|~|至|到)[ ]?)?{SUM}"
# After a word that leaves no doubt a bare number is one too: 标底998.
FIGURE: Final = (
    rf"(?:{RANGE}|{_DIGITS}"
    r"(?![0-9A-Za-z%年月日号个家户次条名人天期楼层栋米吨平.\-]|小时|分钟|公里|平方))"
)
SHARE: Final = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,4})?[ ]?(?:%|‰|个(?:百分)?点|成(?!都|为|立|本|员|功))|"
    r"百分之[零〇一二三四五六七八九十百点两半0-9.]{1,8}|"
    r"[一二三四五六七八九两][成](?!都|为|立|本|员|功)(?:半)?|[一二三四五六七八九两几0-9]{1,2}个点|"
    r"(?:三分之一|三分之二|四分之三|一半))(?:左右|以上)?"
)
# Things, lengths, people and times a price is for: 每樘, /吨公里, 一方, /人/餐.
MEASURE: Final = (
    r"(?:平方米|平方|平米|㎡|m2|m²|m3|m³|m(?![A-Za-z])|立方米|立方|延长米|延米|吨公里|公里|千米|车次|趟次|人次|人天|台班|"
    r"工日|工时|课时|节课|套餐|小时|千瓦时|千瓦|公斤|千克|kWh|kW|kg|KG|人工|标准箱|标箱|平|吨|t(?![A-Za-z])|斤|两|克|升|米|方|"
    r"箱|件|个|台|套|瓶|盒|包|袋|只|张|条|根|块|桶|辆|人|份|单|天|月|年|亩|度|次|车|捆|棵|株|间|户|页|支|把|片|双|"
    r"工|模|樘|扇|榀|组|桩|孔|处|丛|匹|罐|听|打|令|卷|筒|板|托|柜|垛|盘|节|幅|面|座|栋|层|趟|票|餐|桌|位|头|尾|羽|枚|"
    r"粒|副|对|堆|仓|船|班|晚|夜|周|季|点|拼|刀|扎|篮|筐|坛|缸|壶|杯|碗|串|卡|盏|门|米长)"
)
_ONE: Final = "一(?!共|律|般|起|直|定|下|样|旦|些|切|边|年多|次性)"
PER: Final = rf"(?:[ ]?(?:/|每一?|{_ONE}|1)[ ]?{MEASURE}(?:[/·]{MEASURE}){{0,2}})"
# The same before the price: 每延米265元, 一车380.
PER_FIRST: Final = (
    rf"(?:(?:按|是|为)?(?:每一?|一){MEASURE}(?:每{MEASURE})?的?(?:价格?)?"
    r"(?:是|为|按|要|收|卖|算|给)?[ ]?)"
)
# What a state sets or counts.
PUBLIC: Final = re.compile(
    r"标准|规定|政策|补贴|补助|罚款|处以|并处|罚金|最低|起征|不低于|不得(?:高于|超过|低于)|"
    r"以上.{0,8}以下|每人每[月年]|财政|全市|全区|全国|全省|全镇|全街道|统计|"
    r"指导价|政府定价|公示价|公示的|公布的|明码标价|收费依据|供暖费|采暖费|取暖费|供热费|水费|"
    r"电费|电价|水价|气价|燃气费|停车费|停车收费|垃圾费|卫生费|话费|票价|车票|油价|"
    r"工本费|挂号费|物业费|物业服务费|低保|养老金|公积金|社保|医保|税率|本市|每人|市场价|均价|"
    r"限价|GDP|受理|同比|环比|增长"
)
_MORE_SUMS: Final = re.compile(
    rf"(?:[ ]?[(]?(?:大写|小写|含税|不含税|约合|折合|即|也就是|合)?[:]?[ ]?(?:{RANGE})[)]?|(?:、|,|"
    rf"和|及|以及|或)(?:{RANGE})(?:{PER})?)"
)
_MOST_MORE: Final = 8
_FINE_AFTER: Final = re.compile(r"(?:以上|以下|至|的)?[^,。;!?\n]{0,10}?(?:罚款|罚金)")
_CLAUSE: Final = re.compile(r"[。;!?\n]")


def gap(most: int) -> str:
    """Return a pattern of what may stand between a word and its sum: no digit, no clause."""
    return (
        rf"(?:[^,。;!?\n0-9零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟¥￥\ufffc]|"
        rf"(?:一共|一次性|一年|一个月|一万|十分|千万不|第一|万一)(?=[^0-9])){{0,{most}}}?"
    )


def more_sums(text: str, end: int) -> int:
    """Return the end of the further sums that follow one: (¥1200000), 、80万元."""
    for _ in range(_MOST_MORE):
        match = _MORE_SUMS.match(text, end)
        if match is None:
            break
        end = match.end()
    return end


def is_fine(text: str, end: int) -> bool:
    """Tell whether the sum that ends at *end* is a fine: 以下罚款."""
    return bool(_FINE_AFTER.match(text, end))


def is_public(text: str, start: int, end: int, reach: int = 14) -> bool:
    """Tell whether the sum at ``[start, end)`` is told of as a tariff, fine or statistic."""
    before = text[max(0, start - reach) : start]
    stops = [stop.end() for stop in _CLAUSE.finditer(before)]
    if is_fine(text, end):
        return True
    return bool(PUBLIC.search(before[stops[-1] :] if stops else before)) or bool(
        PUBLIC.match(text[end : end + 6].lstrip("的"))
    )


def sums(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of group ``sum`` of *pattern*, each with the sums that follow it."""
    for match in finditer(pattern, text):
        yield match.start("sum"), more_sums(text, match.end("sum"))
