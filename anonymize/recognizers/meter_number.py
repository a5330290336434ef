"""Numbers of meters and of customers of utilities (户号, 电表号, 缴费号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_METER_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=(
        r"户号|户名号|用户号|客户号|缴费号|表号|表具号|卡表号|(?:电|水|燃气|煤气|天然气|"
        r"热力|热|暖气|气)表(?:表?号)?|燃气卡|水卡|电卡|供暖卡|采暖卡|热费卡|宽带账?号|"
        r"宽带号|购电卡|IC卡号?|购电号|用电号|用水号|用气号|总户号|分户号|合户号|光猫号?|"
        r"机顶盒号?|智能卡号?|网电号"
    ),
    bare=(
        r"客户|用户|缴费|电表|水表|燃气表?|煤气|天然气|热力|热表|供暖|采暖|供热|购电|用电|"
        r"用水|用气|自来水|国网|电力|热计量表?|宽带|有线电视|歌华|网络|光纤|机顶盒|户表|"
        r"卡表|档案|充电桩|表"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
