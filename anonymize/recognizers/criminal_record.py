"""A person's record with the law: 刑满释放, 服过刑, 取保候审, 吸毒史, 行政拘留过, 失信被执行人.

Work of the police (打击吸毒, 查处酒驾), places (看守所) and certificates (无犯罪记录证明) stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import clauses
from anonymize.recognizers.attribute_spans import Range, joined, scan, sentences, words
from anonymize.recognizers.attribute_subject import belief
from anonymize.recognizers.date_forms import COUNT, DATE, RELATIVE

ENTITY: Final = "CRIMINAL_RECORD"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    在逃 在押 刑 监 牢 狱 取保 拘 毒 矫正 前科 案底 犯罪 失信 限高 限制高消费 限制消费 判 劳教 嫖
    酒驾 醉驾 罪 老赖 黑名单 被捕 逮捕 通缉 赌 劳改 偷 盗 留置 双规 判过 被抓 假释 缓 少管所 诈骗
    吊销 暂扣 看守所 号子 进去 放出来 蹲 关了 关过 坐过 坐了 处罚 征信
    """
)
_WHEN: Final = rf"(?:(?:在|于)?(?:{DATE}|{RELATIVE})[因曾就]?)?"
_TERM: Final = rf"(?:{COUNT}(?:年|个月|日|天)(?:半|零?{COUNT}个?月)?)"
_CERTAIN: Final = re.compile(
    rf"{_WHEN}(?:刚|才|刚刚)?刑满(?:释放)?(?:人员)?|(?:服|坐|蹲)(?:过|了|"
    rf"满)?(?:{_TERM})?(?:的)?(?:刑|牢|监狱|大牢|大狱|局子)(?:{_TERM})?|"
    rf"(?:曾)?服刑(?:期满|人员)?(?:{_TERM})?|{_WHEN}(?:被)?取保候审(?:期间|中|人员)?|监视居住|"
    rf"进过(?:少管所|看守所|监狱|戒毒所|劳教所|局子|派出所)|(?:涉嫌[^,。;!?\n]{{1,8}}?)?被取保|"
    r"(?:被)?(?:行政|"
    rf"刑事|治安|司法)?拘留(?:过|了)?{_TERM}|(?:行政|刑事|治安)?拘留过|"
    r"(?:因[^,。;!?\n]{1,8}?)?(?:被|遭)(?:行政|刑事|治安|司法)?(?:拘留|刑拘|逮捕|判刑|劳教|通缉|"
    r"强制(?:隔离)?戒毒|强戒|"
    rf"列入?(?:为)?失信[^,。;!?\n]{{0,6}}|限制高消费|限高|限制消费|留置|批捕)(?:过|"
    rf"了)?(?:{_TERM})?|"
    rf"(?:因|有|犯|涉嫌)?[^,。;!?\n]{{0,8}}(?:被)?判(?:处|了|过)?(?:有期徒刑|拘役|管制|缓刑|"
    rf"无期徒刑|死缓|刑){_TERM}?|判(?:了|处)?缓刑|缓刑(?:期间|期|{_TERM})|"
    rf"(?:被)?判(?:了|处|过){_TERM}(?!内|后)|"
    rf"(?:有|曾有)(?:过)?(?:[^,。;!?\n]{{0,6}})(?:前科|案底|犯罪记录|犯罪前科|吸毒史|违法记录|"
    rf"劣迹)|(?:{COUNT}(?:进宫|年劳改))|"
    r"(?:曾|以前|有过|曾经)?(?:吸|复吸)(?:过|食|了)?毒(?:史|人员|过|"
    rf"被[^,。;!?\n]{{0,6}}戒毒(?:{_TERM})?)|戒毒(?:康复)?(?:人员|出来|期间|{_TERM})|"
    r"(?:蹲|关|坐)(?:过|了)(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2})(?:年|个月|天)|拘(?:了|"
    r"留)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[天日]|"
    r"被(?:公安(?:机关)?|派出所|警察|交警)[^,。;!?\n]{0,6}(?:处罚|拘|抓|带走)(?:过|了)|"
    r"征信(?:黑了|有问题|不良|逾期|上了?黑)|"
    r"(?:被)?(?:吊销|暂扣)(?:了)?(?:驾驶证|驾照|驾驶执照)|从(?:监狱|牢里|看守所|戒毒所|里面|"
    r"劳教所|号子)里?"
    r"[^,。;!?\n]{0,3}(?:放出来|出来|回来|释放)|进去(?:过|蹲了)(?:[一二两三四五六七八九十]年)?|"
    r"社区矫正(?:对象|人员|期间)|假释(?:期间|人员|出狱)?|(?:刚|才)?出狱|入狱|坐过牢|失信被执行人|"
    r"(?:因[^,。;!?\n]{1,10}?)(?:被)?(?:行政|刑事|治安|司法)?(?:拘留|刑拘|逮捕|判刑|批捕|劳教|"
    r"起诉)(?:过|了)?|(?:在逃|服刑|吸毒|涉案|戒毒|刑满释放|社区矫正|犯罪嫌疑|被拘留|在押)(?:人员|"
    r"人)?的?(?:家属|"
    r"亲属|子女|妻子|孩子|母亲|父亲|丈夫|儿子|女儿)|在押(?:人员)?|在逃(?:人员)?|老赖|"
    r"因[^,。;!?\n]{1,8}罪|犯(?:了|过|有)[^,。;!?\n]{0,8}罪"
)
_LIKELY: Final = re.compile(
    r"案底|前科|犯罪记录|吸毒|酒驾|醉驾|嫖娼|劳改犯?|限高|限制高消费|失信(?:人员|名单)?|"
    r"(?:信用)?黑名单|社区矫正|强制戒毒|拘留|刑拘|被捕|释放人员"
)
_WORK: Final = re.compile(
    r"(?:证明|所|中心|局|政策|法(?!院)|条例|专项|整治|打击|行为|检查|执法|管理|帮教|安置帮教|"
    r"记录证明|查询|场所|日|现象|线索|工作|宣传|教育|人员的?(?:安置|政策|救助|帮扶)|"
    r"标志|杆|架|米|[0-9])"
)
_WORK_BEFORE: Final = re.compile(
    r"(?:打击|查处|严查|整治|举报|无|防范|禁止|拒绝|涉嫌|处以?|处罚|依法|可以?|予以|将|会)$"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each fact of a record that is a person's."""
    for start, end, score in joined(text, clauses(text, _ranges(text), 0.6)):
        yield Finding(start, end, ENTITY, score)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    for pattern, alone in ((_CERTAIN, 0.6), (_LIKELY, 0.0)):
        for match in scan(pattern, text, near):
            if _WORK.match(text, match.end()):
                continue
            if _WORK_BEFORE.search(text[max(0, match.start() - 3) : match.start()]):
                continue
            score = belief(text, *match.span(), alone=alone)
            if score:
                yield match.start(), match.end(), score
