"""Numbers of things that belong to somebody: vehicles' frames, engines, telephones, appliances."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN, TIGHT
from anonymize.recognizers.labelled import find_value, labels
from anonymize.recognizers.scan import finditer

ENTITY: Final = "DEVICE_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT, DIGITS)

_NUMBER: Final = labels(
    full=(
        r"车架号?|发动机号?|大架号|电机号|VIN码?|vin码?|IMEI[12]?|imei|MEID|ICCID|IMSI|串号|串码|"
        r"序列号|机身号|机身码|"
        r"设备号|设备码|设备ID|SN码?|S/N|资产编号|电池编号|单车编号|车辆识别码|车辆识别代号|"
        r"整车编码|"
        r"钢印号"
    ),
    bare=(
        r"车架|发动机|设备|机身|序列|手机串|手机序列|出厂|电梯|锅炉|充电桩|空调|洗衣机|冰箱|"
        r"热水器|摄像头|单车|电池|"
        r"车辆识别"
    ),
)
# Seventeen signs without I, O, Q, and letters among them.
_FRAME: Final = re.compile(
    r"[A-HJ-NPR-Z0-9](?<![A-Za-z0-9].)(?:(?<=[A-Z])|"
    r"(?=[0-9]{0,12}[A-Z]))[A-HJ-NPR-Z0-9]{10}[A-HJ-NPR-Z0-9]{2}[0-9]{4}(?![A-Za-z0-9])"
)
_FEWEST: Final = 4


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, and frames as such."""
    for match in finditer(_FRAME, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.8)
    yield from find_value(_NUMBER, text, ENTITY, shortest=_FEWEST)
