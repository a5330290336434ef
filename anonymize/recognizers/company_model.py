"""Bodies the model found that are firms: short forms (某好物业) that no full suffix marks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from anonymize.findings import Finding
from anonymize.recognizers.clause_words import names_nothing
from anonymize.recognizers.lac import Span
from anonymize.recognizers.public_names import is_public_body

ENTITY: Final = "COMPANY"
KIND: Final = "model"

_PRIVATE: Final = re.compile(
    r".+(?:公司|集团|物业|置业|地产|房地产|建材|建筑|建设|装饰|装修|科技|厂|超市|饭店|餐厅|"
    r"酒店|宾馆|商场|药房|药店|诊所|理发|美发|美容|健身|"
    r"培训|驾校|快递|物流|中介|家政|律所|事务所|商行|店|馆|会所|俱乐部|供热|停车|保安|保洁|"
    r"环保|实业|商贸|贸易|食品|餐饮|传媒|网络|旅行社|"
    r"投资|基金|信贷|租赁|汽车|家具|家居|服饰|电器|广场|购物中心|农场|合作社|网店|快递站|驿站|"
    r"教育)$"
)
# What people do with a firm, so that a body without a firm's suffix is one.
_DEALT_WITH: Final = re.compile(
    r"(?:的)?(?:门店|客服|中介|经纪人|加盟商|老板|业务员|销售|平台|店铺|会员|优惠券|APP|App|app|"
    r"不退|拒不|跑路|倒闭|欠款|拖欠)"
)
_BODY: Final = 2


def find(text: str, spans: Sequence[Span]) -> Iterator[Finding]:
    """Yield the firms among *spans*."""
    for span in spans:
        word = text[span.start : span.end]
        if names_nothing(word, 0, len(word)):
            continue
        if span.kind == _BODY and _DEALT_WITH.match(text, span.end) and not is_public_body(word):
            yield Finding(span.start, span.end, ENTITY, max(span.score, 0.55))
        if span.kind == _BODY and _PRIVATE.match(word) and not is_public_body(word):
            yield Finding(span.start, span.end, ENTITY, max(span.score, 0.6))
