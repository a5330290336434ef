"""Codes of shops, stalls, dormitories and beds: 三层3F-088, 5号档, 西区7舍6016, 底商107.

Each is a part of an address by what stands right before or after it: a storey and a code, a
number and a word for a shop, a house of lodging and a room.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "ADDRESS"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_NO_COUNT: Final = (
    r"(?![0-9A-Za-z年月日天时分元块角个次人户名岁家间套处万千%℃度米吨斤.平多余左㎡/:\-])"
)
_HAN: Final = r"[一二三四五六七八九十0-9]{1,3}"
_STOREY_CODE: Final = re.compile(
    rf"(?:(?:负|地下)?(?:[一二三四五六七八九十]{{1,2}}|(?<![0-9A-Za-z.])[0-9])[层楼]|"
    rf"(?<![0-9A-Za-z])B[1-4]层)[ ]?(?:的)?"
    r"(?:[0-9]?[A-Za-z]{1,2}[0-9]{0,3}-[0-9]{1,4}|[A-Za-z][0-9]{2,4}|[0-9]{3,4})"
    rf"(?:号?[铺摊档]位?口?|号)?{_NO_COUNT}"
)
_FLOOR_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z\-/])(?:[BLF][1-9]|[1-9]F|LG|UG)[0-9]?-[0-9]{1,3}(?:-[0-9]{1,3})?[A-Za-z]?"
    rf"(?:号?[铺摊档]位?口?)?{_NO_COUNT}"
)
_SHOP: Final = re.compile(
    rf"(?:底商|裙房|裙楼|门脸房?|门面房?|铺位|铺面|档口|摊位|柜台|展位|商铺)(?:是|在|编?号)?"
    rf"((?:[0-9]{{2,4}}|[A-Za-z][0-9]{{1,4}}|[0-9]{{1,2}}(?=号))(?:号(?!线|文))?){_NO_COUNT}"
)
_NUMBERED: Final = re.compile(
    r"[A-Za-z0-9甲乙丙](?<![0-9A-Za-z.\-].)[0-9]{0,4}号"
    r"(?:档(?:口|(?![案次期位]))|摊(?:位|(?![派牌贩]))|铺(?:位|子|面(?!砖)|(?![设路装面]))|门脸|店铺|柜台|"
    r"(?=(?:小卖[部店铺]|杂货[店铺]|便利店|理发店|超市|饭馆|饭店|早点铺|五金店)))"
)
# 东厅28号, 左侧03铺.
_HALL: Final = re.compile(
    r"[东西南北中]厅[0-9]{1,3}号|(?<![0-9.\-])0[0-9]{1,2}铺(?![设路装])|"
    r"(?:宿舍|公寓)楼的[0-9]{3,4}" + _NO_COUNT
)
_HOUSE: Final = (
    r"(?:[东西南北中新老]{1,2}[区苑院园校]|"
    r"[梅兰竹菊松柏桃李杏桂荷榴紫学静明致博文][园苑斋李]|[A-Za-z]区)?"
)
_LODGING: Final = re.compile(
    rf"{_HOUSE}{_HAN}(?:号)?(?:舍|斋|号?公寓|号?宿舍楼?|学生楼)[ ]?"
    rf"[A-Za-z]?[0-9]{{3,4}}(?:室|房间?)?{_NO_COUNT}|"
    rf"{_HOUSE}(?:职工|员工|教工|女生|男生|学生|研究生|单身|专家|留学生)(?:宿舍|公寓|楼)楼?"
    rf"(?:[甲乙丙丁A-Fa-f]|{_HAN})?(?:号?[栋座幢楼]|区)?[A-Za-z]?-?[0-9]{{3,4}}(?:室|房间?)?{_NO_COUNT}|"
    rf"{_HOUSE}(?<![0-9.A-Za-z])[1-9][0-9]?舍(?![得弃利友监不身下去己])"
)
# 宿舍西区7号6016: what follows the word for a dormitory.
_IN_DORMITORY: Final = re.compile(
    rf"(?:宿舍|寝室|公寓)(?:是|在|为|:|位于){{0,2}}((?:[{HANZI}]{{1,3}}[区苑园院楼])?"
    rf"(?:[甲乙丙丁A-Za-z]|{_HAN})[栋座幢舍斋号楼]{{1,2}}[ ]?[A-Za-z]?[0-9]{{3,4}}室?){_NO_COUNT}"
)
_BED: Final = re.compile(rf"(?:床号|床位号?|床铺号?)[是为:在]{{0,2}}([0-9]{{1,3}}号?){_NO_COUNT}")


def find(text: str) -> Iterator[Finding]:
    """Yield each code of a shop, a stall, a room of a dormitory or a bed."""
    for pattern in (_STOREY_CODE, _FLOOR_CODE, _NUMBERED, _HALL, _LODGING):
        for match in finditer(pattern, text):
            yield Finding(match.start(), match.end(), ENTITY, 0.75)
    for pattern in (_SHOP, _IN_DORMITORY, _BED):
        for match in finditer(pattern, text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.75)
