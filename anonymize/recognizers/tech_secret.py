"""What a firm has not published: 某小区二期EPC尚未公示, 未公开专利图纸编号ZL-00, 内部代号“青鸟”."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import bare, name_start, with_areas
from anonymize.recognizers.scan import finditer

ENTITY: Final = "TECH_SECRET"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_WORK: Final = (
    r"(?:[一二三四五六七八九十0-9]{1,2}期)?(?:EPC|PPP|BOT|epc|ppp|TOD|改造|扩建|新建|棚改|整治|"
    r"开发|收购|并购|重组|融资|上市|招商|试点|建设|迁建|拆迁|安置|更新|提升|勘察|设计)?"
    r"(?:总承包)?(?:项目|工程|地块|标段|EPC|PPP|计划书|并购案|收购案|重组案|新品|新产品|新药|样机|"
    r"样车|图纸|专利|二期|三期|四期|方案|计划)(?:EPC|PPP|BOT)?(?:项目|工程|总承包|标段)?"
)
_UNTOLD: Final = (
    r"(?:的)?(?:招标|规划|方案|选址|设计|投标|中标|评审|定标|控规|环评)?(?:文件|方案|结果|信息|"
    r"图纸|公告)?(?:,)?(?:目前|现在|至今|还|仍|均|并|都|暂){0,2}"
    r"(?:尚未|还未|未|没有?|还没有?|未曾|仍未|暂未)(?:对外|正式|公开|向社会|进行|网上|被)?(?:公示|"
    r"公开|公布|招标|开标|挂网|披露|发布|官宣|上市|立项|获批|批复|申请)"
)
_PROJECT: Final = re.compile(rf"(?P<work>{_WORK}){_UNTOLD}")
_UNTOLD_FIRST: Final = re.compile(
    rf"(?:尚未|还未|未|没有|还没)(?:对外|正式|向社会){{0,2}}(?:公示|公开|公布|招标|开标|披露|"
    rf"发布|上市|立项)(?:过)?的(?P<name>[{HANZI}A-Za-z0-9·\-“”\"]{{2,20}}?{_WORK})"
)
_CODE: Final = re.compile(
    r"(?:图纸|专利|源代码|源码|代码库|算法|模具|样品|样机|技术方案|技术资料|工艺单|工艺文件|"
    r"工艺卡|配方|技术文件|设计稿|芯片|版图|保密文件|机密文件|内部文件|技术标准|企业标准|产品|"
    r"项目|试验|批次)"
    r"(?:的)?(?:内部)?(?:申请号|申请编号|编号|代号|代码|版本号|文件号|档案号|图号|型号|号)(?:是|"
    r"为|叫|:)?[ ]?[“\"]?(?P<code>[A-Za-z0-9][A-Za-z0-9\-_/.]{1,24})"
)
# A drawing or a document of a firm, and its number beside it: 设计图DWG-00, KF-00号图纸.
_PAPER: Final = (
    r"(?:图纸|(?<![如见附配截贴地下上插])图|专利|源代码|源码|代码|程序|技术文件|技术资料|技术方案|技术标准|工艺文件|"
    r"工艺单|工艺卡|设计稿|样品|样机|样件|模具|配方|秘方|药方|版图|芯片|算法|固件|密件|文件)"
)
_NUMBERED: Final = (
    r"(?!(?:GB|DB|JGJ|CJJ|CJ|JG|ISO|IEC|QB|HJ|GA)[/ T]*[0-9]{3})(?=[A-Za-z0-9\-_/.]{0,16}?[0-9])"
    r"[A-Za-z]{1,8}[A-Za-z0-9]{0,6}(?:[\-_/.][A-Za-z0-9]{1,12}){0,4}(?<=[0-9A-Za-z])"
)
_PAPER_FIRST: Final = re.compile(
    rf"{_PAPER}(?:的)?(?:编号|代号|图号|档号|号)?(?:是|为|叫|:)?[ ]?[(“\"「]?"
    rf"(?P<code>{_NUMBERED}(?:(?:、|,|和|及|至|到|~)[ ]?{_NUMBERED}){{0,8}})"
)
_PAPER_AFTER: Final = re.compile(
    rf"(?P<code>(?<![A-Za-z0-9\-]){_NUMBERED})(?:号|这[张份套]|版本?|系列)?(?:的)?(?:设计|施工|工艺|技术|"
    rf"产品|模具|内部)?(?:图纸|图|专利|源代码|技术文件|工艺文件|设计稿|配方|样机)(?!书馆|片|像|标)"
)
_DRAWING_NUMBER: Final = re.compile(
    r"(?:图号|图纸号|图纸编号|图档号|版本号|文档编号|密级编号)(?:是|为|叫|:)?[ ]?"
    r"(?P<code>[A-Za-z0-9][A-Za-z0-9\-_/.]{1,24})"
)
_QUOTED_NAME: Final = re.compile(
    r"(?:内部|保密|机密|涉密|研发|在研|未公开|未公布|未发布)(?:的)?(?:项目|计划|产品|课题|工程|方案|代号|新品)"
    rf"[“\"「『《](?P<code>[{HANZI}A-Za-z0-9\- ]{{1,14}})[”\"」』》]"
)
_CODE_NAME: Final = re.compile(
    rf"(?:内部代号|项目代号|研发代号|产品代号|内部名称|代号)(?:是|为|叫|"
    rf":)?[ ]?[“\"「]?(?P<code>[{HANZI}A-Za-z0-9\-]{{1,12}})"
)
_INTERNAL: Final = re.compile(
    r"(?:(?:ERP|OA|CRM|erp|oa|crm|SAP|内部|公司|后台|管理|财务|门店|收银|物料|库存)(?:系统|平台|"
    r"软件)?(?:的|里|中)?(?:登录)?(?:账号|账户|用户名|编码|编号|代码|ID|id|流水号|单号|工单号|"
    r"密码|口令|物料号|料号))(?:是|为|:)?[ ]?"
    r"(?P<code>[A-Za-z0-9][A-Za-z0-9\-_.@#]{2,24})"
)
_PAPERS: Final = (_PAPER_FIRST, _PAPER_AFTER, _DRAWING_NUMBER, _QUOTED_NAME)
_RUN: Final = re.compile(rf"[{HANZI}A-Za-z0-9·\-]")
_AREA_WORD: Final = re.compile(r"(?:小区|社区|街道|新区|地区|[省市区县镇乡路街道村园])$")
_GENERIC: Final = re.compile(
    r"(?:相关|有关|该|此|本|这个|那个|具体|最新|新的|整改|处理|调整|后续|规划|设计|整治|改造|实施|"
    r"治理|建设|物业|小区|社区|道路|街道|本小区|我们|收费|供热|停车|维修|选聘|招标|中标|工程|项目|"
    r"补偿|安置|拆迁|分配|评审|一期|二期|三期|全部|部分|各|老旧|加装|电梯|公租房|修路|路灯)*"
)
_LONGEST: Final = 20


def find(text: str) -> Iterator[Finding]:
    """Yield each unpublished project with a name, and each internal code."""
    for match in finditer(_PROJECT, text):
        start = _start(text, match.start("work"))
        if start < match.start("work"):
            yield Finding(start, match.end("work"), ENTITY, 0.7)
    for match in finditer(_UNTOLD_FIRST, text):
        work = re.search(rf"{_WORK}$", match["name"])
        named = match.start("name") + (work.start() if work else 0)
        if not _GENERIC.fullmatch(text[match.start("name") : named]):
            yield Finding(match.start("name"), match.end("name"), ENTITY, 0.65)
    for pattern in (_CODE, _CODE_NAME, _INTERNAL, *_PAPERS):
        for match in finditer(pattern, text):
            yield Finding(match.start("code"), match.end("code"), ENTITY, 0.7)


def _start(text: str, end: int) -> int:
    low = end
    while low > 0 and end - low < _LONGEST and _RUN.match(text[low - 1]):
        low -= 1
    named = bare(text, low, end)
    start = with_areas(text, low, name_start(text, low, named), _AREA_WORD)
    return end if start >= named or _GENERIC.fullmatch(text[start:named]) else start
