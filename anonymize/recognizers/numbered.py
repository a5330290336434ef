"""Numbers that any word for a number announces (XX编号：0012345), whatever they number.

The recognisers of single kinds say more; this one covers the kinds nobody thought of. What
numbers public things (邮政编码, 区划代码, 标准号, 型号) is left alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import values
from anonymize.recognizers.public_numbers import are_hotlines, is_area_code, is_public

ENTITY: Final = "LONG_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_LABEL: Final = re.compile(
    r"(?:编号|单号|证号|卡号|账号|帐号|流水号|序列号|号码|编码|条码|条形码|凭证号|密码|口令|"
    r"识别码|验证码|代码|代号|单据号|批号|"
    r"柜号|牌号|箱号|桩号|存根号|预约码|查询码|提取码|房号|号)"
    r"(?:[:#=“\"'(\[]|[ ]?(?:是|为|就是|叫)[:“\" ]?|[ ](?=[0-9A-Za-z])|(?<=[码号])(?=[0-9]{6}|"
    r"[A-Za-z]{1,4}[0-9]{4})){1,3}[ ]?$"
)
_PUBLIC_KIND: Final = re.compile(
    r"(?:邮政|邮|区划|事项|行政|股票|基金|证券|文件?|标准|型|款|车次|航班|国标|热线|楼|栋|幢|单元|"
    r"门牌|批准文|颜色|色|公告|"
    r"分类|行业|地区|城市|国家|货币|发文|发|字|区|线路?|街道|乡镇|几|高铁|列车|产品型|规格|版本|首|信|番|"
    r"井|省份|星|代|口|头|称|外|绰|暗|记|符|句|问|引|冒|逗|感叹|括|号)$"
)
_CODE: Final = re.compile(r"^(?:代码|编码)")
_BEFORE: Final = 14
_FEWEST: Final = 4
_WITH_LETTER: Final = 3


def find(text: str) -> Iterator[Finding]:
    """Yield each value right after a word for a number."""
    for value in values(text):
        if value.digits < (_WITH_LETTER if value.lettered else _FEWEST):
            continue
        before = text[max(0, value.start - _BEFORE) : value.start]
        match = _LABEL.search(before)
        if match is None or _PUBLIC_KIND.search(before[: match.start()]):
            continue
        number = text[value.start : value.end]
        coded = _CODE.search(match[0]) is not None and is_area_code(number)
        if not (coded or is_public(number) or are_hotlines(number)):
            yield Finding(value.start, value.end, ENTITY, 0.7)
