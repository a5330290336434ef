"""Projects told of before they are public: 某禾广场幕墙分包尚未招标, 某地块一标段的内部消息.

From the proper name to the kind of work. A sentence must say that it is no secret yet shared,
or still unpublished; works without a name (老旧小区改造工程未公示) are nobody's.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import after_mark, bare, name_start, with_areas
from anonymize.recognizers.scan import finditer, possible
from anonymize.recognizers.surnames import is_ordinary

ENTITY: Final = "TECH_SECRET"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_PART: Final = r"(?:[一二三四五六七八九十0-9A-Z]{1,3}(?:期|标段|标包|标|号地块|号楼|区|组团))"
_KIND: Final = (
    rf"{_PART}|改扩建|改建|扩建|改造|新建|迁建|重建|翻建|在建|拟建|建设|幕墙|精装修?|装饰|装修|内装|外装|机电|"
    r"安装|土建|桩基|基坑|主体|钢结构|园林|绿化|景观|消防|弱电|强电|智能化|信息化|暖通|给排水|市政|"
    r"道路|管网|管廊|综合|地下|地上|生态|环境|修复|治理|整治|提升|更新|棚改|棚户区|安置房|回迁房|保障房|公租房|"
    r"廉租房|共有产权房|配套|门诊楼|住院楼|教学楼|宿舍楼|综合楼|办公楼|厂房|车间|实验室|商业|住宅|写字楼|"
    r"停车楼|停车场|充电桩|加装电梯|电梯|食堂|保洁|保安|物业服务|物业|运维|运营|勘察|设计|监理|施工|采购|设备|"
    r"供货|EPC|PPP|BOT|TOD|总承包|总包|专业|劳务|出让|转让|开发|收购|并购|重组|融资|招商|特许经营|"
    r"[0-9]{1,5}(?:MW|kV|千伏|兆瓦|万吨|吨)级?|旧城|旧村|城中村|提标|扩容|智慧|数字|系统|平台|停车|光伏|风电|储能|"
    r"文旅|旅游|文化|体育|养护|拓宽|延长|延伸|除险|加固|清淤|截污|雨污分流|亮化|美化|翻新|大修|测绘|咨询|检测|"
    r"物流|仓储|冷链|冷库|数据|机房|网络|安防|监控|信息|教育|医疗|养老|康养|农业|水利|灌溉|河道|新药|新品|设施|"
    r"更换|拆除|清运|外立面|屋面|防水|外墙|操场|垃圾|污水|再生水|焚烧厂?|处理厂|转运站|变电站|换热站|"
    r"拆迁|征收|土方|管道|排水|供热|供水|照明|路灯|人行道|天桥|隧道|桥梁|代建|选址"
)
_WORK: Final = re.compile(
    rf"(?:{_KIND}){{0,6}}(?:项目|工程|地块(?:出让|转让|拍卖)?|{_PART}|EPC|PPP|BOT|总承包|总包|分包|代建|"
    rf"并购案?|收购案?|重组案?|计划|旧改|改造|改扩建|扩建|迁建|重建|[东西南北]延(?:[长伸]线)?|综合体|土建|幕墙|"
    r"精装修?|变电站|焚烧厂|处理厂|净水厂|转运站|殡仪馆|停车楼|医技楼|门诊楼|住院楼|教学楼|体育馆|商业街|"
    r"安置房|回迁房|选址|招商)"
    rf"(?:EPC|PPP|总承包|{_PART}|项目|工程|施工|监理|设计|分包|选址|招商|采购|出让){{0,3}}(?:[(]{_PART}[)])?",
    re.IGNORECASE,
)
_SECRET: Final = re.compile(
    r"(?:尚未|还未|未|没有?|不曾|没能)(?:[^,。;!?\n]{0,6}?)(?:公示|公开|公布|公告|招标|开标|挂网|挂牌|上会|披露|"
    r"发布|官宣|立项|获批|批复|备案|开工|发标|定标|招先定)|"
    r"(?:公示|招标|开标|挂网|公告|挂牌)(?:之)?前|内部(?:消息|信息|人士|资料|文件|价)|内幕|小道消息|内定|"
    r"外泄|泄[露漏密]|透露|透了?底|保密|机密|涉密|秘密|绝密|先定|提前(?:知道|得知|拿到|获悉|定|告)|"
    r"(?:尚未|还未|没有?|未)(?:对外)?(?:宣布|签约|签|敲定|落地|定|说)|(?:尚|还|仍|正)(?:处)?(?:在|于)(?:谈|洽谈|论证|酝酿|审批|"
    r"走流程|评审|筹划|谋划|前期|商议|磋商)|筹划|谋划|酝酿|非公开|(?:暂|先|不)(?:时|宜|便|予|能|得|准|许|要|让)?"
    r"(?:不)?(?:对外|向外|往外)?(?:公开|声张|说出|宣布|宣传|外[传说讲])|中标人|谁中标|内部掌握|打过?招呼|萝卜标|放风|放话|"
    r"标底|围标|串标|陪标|暗箱|走漏|[就已先早]知道|控制价|评委名单|不要外传|别外传|不对外|还没定|尚在审批|内部(?:都|在|有人)?传"
)
_STOP: Final = re.compile(r"[。;!?\n\ufffc]")
_RUN: Final = re.compile(rf"[{HANZI}A-Za-z0-9·\-]")
# What a project stands on or is, after its proper name.
_SITE: Final = re.compile(
    r"(?:广场|中心|大厦|产业园|园区|公园|小区|社区|花园|家园|学校|医院|小学|中学|大学|幼儿园|新城|小镇|片区|新区|"
    r"商场|酒店|公寓|[路街镇村湾苑城园府河湖桥站港里庄谷山岛坊寺])$"
)
_AREA_WORD: Final = re.compile(r"(?:街道|新区|地区|[省市区县镇乡])$")
_GENERIC: Final = re.compile(
    r"(?:相关|有关|该|此|本|这个|那个|具体|最新|新的|整改|处理|调整|后续|规划|实施|小区|社区|道路|"
    r"街道|我们|收费|停车|维修|选聘|补偿|安置|分配|评审|全部|部分|各|老旧|重大|重点|民生|政府|国家|"
    r"公共|公益|大型|某|一个|什么|哪个|村里|学校|医院|外墙|屋顶|楼道|操场|厕所|下水|自来水|门口|修路|铺路|挖沟|路灯|居民|我家|单元|村庄|平房|农村|城区|胡同|背街|小巷)*"
)
_QUOTED: Final = re.compile(rf"[“\"「《][{HANZI}A-Za-z0-9]{{1,12}}[”\"」》]$")
_SIDE: Final = re.compile(r"[东西南北][侧边面部]$")
_LONGEST: Final = 20
_REACH: Final = 40


def find(text: str) -> Iterator[Finding]:
    """Yield each named project whose sentence tells what is not public."""
    if not possible(_SECRET, text):
        return
    for match in finditer(_WORK, text):
        if not _is_secret(text, match):
            continue
        start = _start(text, match.start())
        if start is not None:
            yield Finding(start, match.end(), ENTITY, 0.65)


def _is_secret(text: str, match: re.Match[str]) -> bool:
    low, high = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
    for stop in _STOP.finditer(text, low, match.start()):
        low = stop.end()
    end = _STOP.search(text, match.end(), high)
    return bool(_SECRET.search(text, low, end.start() if end else high))


def _start(text: str, end: int) -> int | None:
    """Return where the name of a project begins whose kind of work begins at *end*."""
    low = end
    while low > 0 and end - low < _LONGEST and _RUN.match(text[low - 1]):
        low -= 1
    quoted = _QUOTED.search(text, max(0, end - _LONGEST), end)
    if quoted:
        return quoted.start()
    low = after_mark(text, low, end)
    side = _SIDE.search(text, max(low, end - 2), end)
    named = bare(text, low, side.start() if side else end)
    start = name_start(text, low, named)
    own = text[start:named]
    if _GENERIC.fullmatch(own) or len(own) == 1:
        return None
    if _is_common(own) and named == end and not _SITE.search(own):
        return None  # 修路项目, 道路硬化工程
    if own.endswith("段") and text[start - 1 : start] in ("至", "到"):
        start = min(start, name_start(text, low, start - 1))
    return with_areas(text, low, start, _AREA_WORD)


def _is_common(own: str) -> bool:
    """Tell whether *own* is made of words of two characters from the dictionary."""
    return len(own) % 2 == 0 and all(is_ordinary(own[at : at + 2]) for at in range(0, len(own), 2))
