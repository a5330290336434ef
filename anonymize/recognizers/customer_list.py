"""Lists of a firm's customers and suppliers: 客户名单37家, 会员资料2万条, 掌握46家客户的名单."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "CUSTOMER_LIST"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_WHOSE: Final = (
    r"(?:客户|大客户|老客户|会员|学员|用户|供应商|供货商|采购商|经销商|代理商|加盟商|渠道商?|"
    r"合作商|合作方|合作单位|甲方|买家|买方|下游|上游|商户|货主|投资人|股东|患者|家长)"
)
_LIST: Final = (
    r"(?:名单|资料|信息|清单|名录|台账|数据库?|花名册|通讯录|联系方式|档案|明细|目录|表|册)"
)
_COUNT: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7}(?:\.[0-9])?|[零一二三四五六七八九十百千两几]{1,6})"
    r"[ ]?[万千百]?(?:多|余|来|几)?[ ]?(?:家|名|个|条|份|户|人|位|组|页)"
)
_SMALL: Final = r"(?:[^,。;!?\n0-9\ufffc]{0,6}?)"
_LIST_FIRST: Final = re.compile(
    rf"(?P<list>{_WHOSE}(?:的)?(?:名称和?|采购|订货|联系)?{_LIST}(?:[(:]|共|有|里|中|上|包含|涉及|"
    rf"合计|总共|大概|大约|约|近|内|一共|有大约){{0,4}}{_SMALL}{_COUNT}[)]?)"
)
_COUNT_FIRST: Final = re.compile(
    rf"(?P<list>{_COUNT}(?:的)?(?:重点|核心|长期|老|大|主要|企业|公司|单位|个人|"
    rf"的)?{_WHOSE}(?:的)?(?:名单|资料|清单|名录|台账|数据|花名册|通讯录|档案|信息(?!公开|公示)))"
)
_HAS: Final = re.compile(
    rf"(?:我公司|我司|公司|我们|我厂|我店|店里|厂里|企业|本店|手里|手上|掌握|积累|维护|服务|带走|"
    rf"拐走|挖走|窃取|泄露|泄漏|盗取|拷贝)(?:了|的|有|着|共有|一共有|现有|"
    rf"大概有){{0,2}}{_SMALL}(?P<list>(?:{_COUNT}(?:的)?(?:重点|核心|长期|固定|老|大|主要|签约|"
    rf"企业|合作)?(?:客户|经销商|供应商|代理商|加盟商|采购商|渠道商)|(?:重点|核心|长期|固定|老|大|"
    rf"主要|签约|企业|合作)?(?:客户|经销商|供应商|代理商|加盟商){_COUNT}))"
)
_TAKEN: Final = re.compile(
    r"(?:附|附上|附有|带走|拐走|窃取|泄露|泄漏|盗取|拷贝|出卖|倒卖|贩卖|转卖|复制)"
    r"(?:了|我公司|我司|公司|我们|本公司|我店|全部|所有|的|大量){0,4}"
    rf"(?P<list>{_WHOSE}(?:的)?{_LIST}(?:(?:和|及|、|与)[{HANZI}]{{2,6}}(?:明细|表|清单|名单|资料)"
    rf")?)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each list of customers with how many are on it."""
    for pattern in (_LIST_FIRST, _COUNT_FIRST, _HAS, _TAKEN):
        for match in finditer(pattern, text):
            yield Finding(match.start("list"), match.end("list"), ENTITY, 0.7)
