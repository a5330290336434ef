"""Illness, injury and treatment of a person: 我患尿毒症，每周透析三次; 查出右肺结节; 对花粉过敏.

By how such words are made (…症, …炎, …癌, an organ and what is wrong with it) and by the
verbs that announce one (患, 确诊, 查出), not by a list of illnesses. What no person is told
to have (高血压防治, 病虫害, 道路狭窄) stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import SURE, Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import timed
from anonymize.recognizers.attribute_spans import Range, joined, scan, sentences, words
from anonymize.recognizers.attribute_subject import DOUBTFUL, KIN, belief, has_subject
from anonymize.recognizers.illness_words import (
    CALLED,
    CUE,
    CUED,
    GENERIC,
    LABEL,
    LEFT_EDGE,
    NOT_OURS,
    ORGAN,
    PLANTS,
    SELF_EVIDENT,
    STAGE,
    STOP,
    TREATMENT,
    WRONG,
)
from anonymize.recognizers.scan import Sentences

ENTITY: Final = "ILLNESS"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

# A sentence without any of these characters tells of no illness.
_ANCHORS: Final = words(
    """
    恐 征 颤 寒腿 疱 突眼 心理 畸 硬化 退化 纤维化 化疗 白化 高压 夹层 斜视 弱视 扩张 强直 疏松 毒
    革热 红热 黄热 减少 减退 甲减 撕裂 断裂 柱裂 唇裂 分裂 得了 查出 查出来 检出 病 症 炎 癌 瘤 患
    诊 疾 癫 疹 肿 疡 疮 疝 瘫 痛 疼 瘸 哮 喘 梗 栓 衰 糖 尿 肝 肺 肾 脑 胃 肠 胆 胰 脾 椎 腰 颈
    膝 髋 骨 肌 脉 卵 宫 腺 膀 孕 抑 郁 焦 痴 狂 躁 酗 析 昏 艾 中风 白癜风 精神 酒精 渐 敏 痔 狼
    疯 亢 盲 聋 哑 损伤 挫伤 扭伤 烧伤 烫伤 外伤 创伤 痕 侏儒 唐氏 早搏 冠心 斑 疤 发烧 高烧 低烧
    血 ICU 闭锁 闭塞 自闭 幽闭 弯 脱落 不好 石膏 湿 矽 甲状 黄疸 麻痹 缺损 缺失 缺乏 缺氧 缺陷 迟
    视网膜 硅 晕 HIV 青光眼 三高 慢支 自理 失禁 食管 气管 呼吸机 帕金森 阿尔 阳性 不全 支架 紊乱
    障碍 内障 滑脱 移位 塌陷 前突
    """
)
_CARE: Final = words(
    """
    不好 不太好 毛病 有问题 结节 肿块 囊肿 息肉 瘤 石膏 钢 输 透 化疗 放疗 手术 术 药 胰岛素 针 治
    支架 移植 搭桥 切除 摘除 置换 ICU 监护 呼吸机 卧 自理 失禁 胃管 尿管 鼻饲 引流 昏迷 抢救 病危
    轻生 自杀 自残 割腕 跳楼 精神 抑郁 焦虑 烧 刀 截肢 搭过 搭了 换了 换过 服药 吃药 吸氧 雾化
    理疗 康复 复查 输液 输血 激素 就医 看病 起搏器 造瘘 造口 活检 介入 矫正 穿刺 碎石 植皮 钢板
    钢钉 溶栓 微创 植入 打了 打着 装了 装着 放了 切了 切掉 切过 戴着 除颤 尿袋 造口袋 造瘘袋 制氧
    割过 割了 跳过 吞了 吞过 农药
    """
)
_CALLED: Final = words("患者 病人 病友 因 折磨 缠身 缠了")
# 老伴查出…, 我得了…: a person is the one in whom it was found.
_FOUND_IN: Final = re.compile(
    rf"(?:{KIN}|我|本人|孩子|老人|他|她|其|被|体检|检查|复查|刚|自己)(?:后|时|又|去年|今年|前年|"
    r"最近|也|就)?"
    r"(?:得了|得上|染上|查出来?|检出|检查出|犯了|落下)(?:了|有|患有?)?$"
)
_AN_ILL: Final = re.compile(r"[一-鿿A-Za-z]{2,10}")
_NO_ILL: Final = re.compile(
    r"问题|原因|违|费|账|钱|水|电|证|奖|第[一二三]|好处|便宜|冠军|分|错|假|漏|款|票|通知|答复|"
    r"回复|消息|机会|资格|怀孕|结果|东西|"
    r"信息|隐患|物业|公司|单位|人员|不合格|超标|批"
)
_LONGEST: Final = 12
_LIVED: Final = re.compile(r"[做动接]受?过|(?:做|动)完|曾|刚")
_RUN: Final = re.compile(rf"[{HANZI}A-Za-z0-9αβγ\-·]+$")
# What goes on after the part that tells: 冠心|病, 肝硬化|失代偿期, and what a list adds: 、脂肪肝.
_REST: Final = re.compile(
    rf"(?:病(?:人|患者|史)?|风|足|症|炎|综合[征症]|患者)?(?:{STAGE.pattern})?(?:[、及和与](?!其|"
    r"家|我|"
    rf"他|她|业|居)[{HANZI}]{{2,8}}(?=[,。;、]|$)){{0,4}}"
)
_OBJECT: Final = re.compile(rf"[{HANZI}A-Za-z0-9αβγ\-·()“”]{{2,20}}")


def find(text: str) -> Iterator[Finding]:
    """Yield each illness with the treatment told beside it."""
    for start, end, score in joined(text, timed(text, _ranges(text))):
        yield Finding(start, end, ENTITY, score)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    yield from _announced(text, near)
    for pattern in (SELF_EVIDENT, WRONG):
        for match in scan(pattern, text, near):
            yield from _named(text, match, plainly=pattern is SELF_EVIDENT)
    for match in scan(TREATMENT, text, sentences(text, _CARE)):
        # 做过…手术: what was lived through is somebody's, with or without a subject.
        score = belief(text, *match.span(), alone=0.6 if _LIVED.match(match[0]) else 0.0)
        if score:
            yield match.start(), match.end(), score


def _announced(text: str, near: Sentences) -> Iterator[Range]:
    """Yield what a verb or a label announces as an illness, whatever it is called."""
    for match in scan(LABEL, text, near):
        yield match.start(1), match.end(1), 0.85
    for match in scan(CALLED, text, sentences(text, _CALLED)):
        name = match.lastgroup or 0
        if not GENERIC.fullmatch(match[name]) and has_subject(text, *match.span(name)):
            # 癌症病人 is one word.
            end = match.end() if name == "patient" else match.end(name)
            yield match.start(name), end, 0.8
    for cue in scan(CUE, text, near):
        told = _OBJECT.match(text, cue.end())
        if told is None:
            continue
        stop = STOP.search(told[0], 1)
        end = cue.end() + (stop.start() if stop else len(told[0]))
        word = text[cue.end() : end]
        if PLANTS.search(text, max(0, cue.start() - 15), end):
            continue
        if GENERIC.fullmatch(word) or not word.strip():
            continue
        if cue["weak"] and not CUED.search(word) and not _is_patient(text, cue, word):
            continue
        # 患 alone is half of a dozen other words, so only a person's counts.
        score = belief(text, cue.start(), end, alone=0.0 if cue[0] == "患" else 0.7)
        if score:
            yield cue.start(), end, score


def _is_patient(text: str, cue: re.Match[str], word: str) -> bool:
    """Tell whether *cue* says of a person that something was found in or caught by them."""
    before = text[max(0, cue.start() - 8) : cue.start()]
    return bool(
        _FOUND_IN.search(before + cue[0]) and _AN_ILL.fullmatch(word) and not _NO_ILL.search(word)
    )


def _named(text: str, match: re.Match[str], *, plainly: bool) -> Iterator[Range]:
    """Yield the illness whose last part *match* is, from where its name begins."""
    low = max(0, match.start() - _LONGEST)
    run = _RUN.search(text[low : match.start()])
    start = match.start() - len(run[0]) if run else match.start()
    for edge in LEFT_EDGE.finditer(text, start, match.end()):
        if edge.end() > match.start():
            break
        start = edge.end()
    word = text[start : match.end()]
    if GENERIC.fullmatch(word) or NOT_OURS.match(text, match.end()):
        return
    if not plainly and not ORGAN.search(word):
        return
    if PLANTS.search(text, max(0, start - 15), min(len(text), match.end() + 15)):
        return
    score = belief(text, start, match.end())
    if not score:
        return
    end = _REST.match(text, match.end()).end()  # type: ignore[union-attr]
    yield start, end, score if score >= SURE else DOUBTFUL
