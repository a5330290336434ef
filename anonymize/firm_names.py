"""What else a firm is called: 北京某好物业管理有限公司 is also 某好物业管理, 某好物业 and 某好.

A full name is a region, an invented name, what the firm does and its legal form. People
leave out the region and the form, then shorten what it does, then leave that out too.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.normalize import HANZI
from anonymize.recognizers.surnames import ORDINARY, is_ordinary
from anonymize.recognizers.trades import TRADE

_FORM: Final = re.compile(
    r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|总公司|公司|集团)"
    rf"(?:[{HANZI}]{{0,6}}(?:分公司|分店|分部|项目部|营业部|门店))?$|(?:分公司|分店|门店)$"
)
_BRACKETS: Final = re.compile(r"\([^()]{0,12}\)")
_REGION: Final = re.compile(
    r"(?:中国)?(?:(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|"
    r"山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|"
    r"香港|澳门)(?:[省市]|自治区)?)?"
    r"(?:石家庄|秦皇岛|张家口|哈尔滨|呼和浩特|乌鲁木齐|景德镇|连云港|马鞍山|攀枝花|六盘水|平顶山|"
    r"三门峡|驻马店|葫芦岛|双鸭山|佳木斯|牡丹江|齐齐哈尔|鄂尔多斯|防城港|嘉峪关|克拉玛依|七台河)?"
    rf"(?:[{HANZI}]{{2,3}}市)?(?:[{HANZI}]{{2,3}}[区县])?"
)
# What firms do, and the words that stand after it in a full name.
_DOING: Final = re.compile(
    rf"{TRADE}|管理|服务|工程|技术|经纪|设备|用品|制品|开发|发展|实业|控股|国际|咨询|有限|责任|股份"
)
# After an invented name these are still the firm: 某好|宠物, 某好|公司.
TAIL: Final = re.compile(rf"(?:(?:{_DOING.pattern}){{0,3}})(?:有限公司|公司|集团|门店|分店|厂)?")
_ONLY_DOING: Final = re.compile(rf"(?:{_DOING.pattern}|公司|集团)+")
_FEWEST: Final = 2
_PLACE: Final = 2
_LONGEST_BRAND: Final = 6


def short_forms(firm: str) -> Iterator[str]:
    """Yield *firm* and the shorter names people use for it, the longer first."""
    yield firm
    name = _BRACKETS.sub("", firm)
    bare = _FORM.sub("", _FORM.sub("", name))
    region = _REGION.match(bare)
    core = bare[region.end() :] if region else bare
    forms = [name, bare, *_shortened(core)]
    trade = _DOING.search(core, _PLACE)
    if is_ordinary(core[:_PLACE]) and trade and trade.start() >= _PLACE + _FEWEST:
        # 廊坊|某好宠物: a town without its 市.
        forms += _shortened(core[_PLACE:])
    for form in dict.fromkeys(forms):
        # Two characters that are a word of the language name no firm by themselves.
        told = len(form) > _FEWEST or (len(form) == _FEWEST and not is_ordinary(form))
        if told and form != firm and not _ONLY_DOING.fullmatch(form):
            yield form


def _shortened(core: str) -> list[str]:
    """Return *core* (某好物业管理) with less and less of what the firm does: 某好物业, 某好."""
    trade = _DOING.search(core, _FEWEST)
    if trade is None or trade.start() > _LONGEST_BRAND:
        return [core]
    brand = core[: trade.start()]
    forms = [core]
    at = trade.start()
    while (doing := _DOING.match(core, at)) is not None:
        at = doing.end()
        forms.append(core[:at])
    if brand not in ORDINARY and not (len(brand) == _FEWEST and is_ordinary(brand)):
        forms.append(brand)
    return forms
