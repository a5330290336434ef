"""Names in Latin letters: Maria来电, 房东叫wang xiaoming, LI Na, O'Connor.

Two capitalised words are a name wherever they stand among Hanzi. One word, or a surname
and a given name in pinyin, is one where a person is announced or does something.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import PEOPLE, POST, ROLE, SPEECH, alternatives
from anonymize.recognizers.scan import finditer

ENTITY: Final = "PERSON"
KIND: Final = "rule"

# Pinyin of the surnames one meets, and every syllable there is by initial and final.
_SURNAMES: Final = (
    "ouyang|shangguan|sima|zhuge|huangfu|murong|linghu|xiahou|gongsun|duanmu|yuwen|situ|"
    "zhang|zheng|zhong|zhuang|zhou|zhao|zhan|zhai|zhuo|zhu|zeng|zou|zuo|zong|"
    "wang|wei|wen|weng|wu|wan|li|liu|liang|lin|ling|lu|luo|lv|lyu|lan|lai|lei|leng|lian|liao|"
    "long|lou|"
    "chen|cheng|cao|cai|cui|chang|che|chi|chu|cen|cong|dong|deng|ding|du|duan|dai|dang|diao|dou|"
    "yang|ye|yao|yan|yin|yu|yuan|yue|yi|ying|you|huang|he|hu|han|hou|hao|hong|hua|hui|huo|hang|"
    "xu|xie|xiao|xia|xiang|xin|xing|xiong|xue|xi|xuan|sun|song|su|shen|shi|shao|shang|shu|sheng|"
    "shan|sha|sui|"
    "ma|mao|meng|mu|miao|mei|mi|min|gao|guo|gu|guan|geng|gong|ge|gan|gou|gui|jiang|jia|jin|jing|"
    "ji|jiao|"
    "tang|tan|tian|tao|tong|tu|teng|feng|fan|fang|fu|fei|peng|pan|pang|pei|pu|ping|pi|qin|qiu|"
    "qian|qi|qiao|"
    "qu|quan|qiang|ren|ruan|rong|rao|ran|ru|kang|kong|kou|kuang|ke|bai|bao|bi|bian|bo|bu|ban|nie|"
    "ni|niu|ning|"
    "an|ai|ao|ou"
)
_SYLLABLE: Final = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|"
    "uo|ui|ue|ve|"
    "er|a|o|e|i|u|v|ü)"
)
_SURNAME: Final = re.compile(f"(?:{_SURNAMES})", re.IGNORECASE)
_GIVEN: Final = re.compile(rf"(?:{_SYLLABLE})(?:['-]?{_SYLLABLE})?", re.IGNORECASE)
_WHOLE: Final = re.compile(rf"(?:{_SURNAMES})({_SYLLABLE})(?:{_SYLLABLE})?", re.IGNORECASE)
_LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
# A run of Latin words, none of them part of an address or a file.
_RUN: Final = re.compile(
    rf"(?<![{_LETTER}0-9.@/_\\\-&#=])[{_LETTER}][{_LETTER}'’\-]{{0,24}}\.?"
    rf"(?:[ /,·]{{1,2}}[{_LETTER}][{_LETTER}'’\-]{{0,24}}\.?){{0,5}}(?![{_LETTER}0-9@/_])"
)
_PART: Final = re.compile(rf"[{_LETTER}'’\-]+")
_CUED: Final = re.compile(
    rf"(?:{ROLE}|姓名|名字|叫|我是|户名|拼音|英文名|写成了?|登记为|名为|签名|联系|外号|人称|"
    r"致电|见到了?|双方|三方|通知|回访|询问|备注名?|署名|答[:]|问[:]|"
    r"Miss|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|name is|I am|I'm|[Cc]ontact|Name|找|和|跟|与|给|向|由|被|让|"
    r"让|据)"
    r"(?:的|中|里|了|到|叫|是|为|[ :“\"(‘、]){0,4}$"
)
_ACTS: Final = re.compile(
    rf"[ ]?(?:{SPEECH}|[和与](?=[A-Z])|租|[ ”\")]?(?:妈妈|爸爸|老师|先生|女士|小姐|同学|同志|"
    rf"教练|本人|家|夫妇)|"
    rf"和我|与我|跑路|"
    r"[,，]?是[我他她]|说|没|不|已|也|在|对|把|将|于|给|住院|到|提供|等|、(?=[A-Z])|的(?:妈妈|爸爸|父亲|母亲|孩子|家|电话|账户|房))"
)
# What is written in Latin letters and is nobody.
_THINGS: Final = frozenset(
    re.findall(
        r"\S+",
        """
    wi fi wifi app apps store windows office word excel ppt pdf google apple huawei xiaomi oppo
    vivo pro
    max plus air mini home bus note ultra smart covid the this that please open data beijing
    china street
    road shanghai tianjin hebei weixin taobao douyin kuaishou meituan didi baidu jingdong tmall
    alipay
    wechat qq vip vx wx pos atm led lcd ktv etc gps brt mrt pm ph id ip pin sim usb http https
    www com cn
    error network failed paper jam map route pass android ios iphone ipad mac email mail excel
    online
    hello hi dear sir madam thank thanks you very much we he she they it my your his her our is
    are was
    not no yes and or of in on at to for from with by a an as be have has do does can will would
    could new
    year happy birthday holiday schedule station line airport hotel park plaza center centre
    tower mall
    city university school hospital bank company limited ltd co inc group cafe coffee bar club shop
    machine change manage range dance english chinese japanese korean test demo sample photo
    image img
    file doc docx xls xlsx txt jpg png mp video audio live show tv sos mvp nba cba logo bug vs ok
    bye
    mcdonald starbucks kfc burger pizza tesla bmw benz audi toyota honda ford volvo byd nike adidas
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july
    august september october november december mr mrs ms miss dr name contact am me
    wangzhan menpiao xiaoqu wuye danwei ditie gongjiao gongsi dianhua shouji
    """,
    )
)
_SAYS: Final = re.compile(
    r"(?:[Mm]y name is|I am|I'm|[Cc]ontact|[Nn]ame|[Ss]igned|[Rr]egards|[Ss]incerely|"
    r"(?<![A-Za-z])(?:From|Sender|Dear|Attn))[ ,:\n]{1,3}"
    rf"((?:Mr|Mrs|Ms|"
    rf"Dr)?\.?[ ]?[A-Z][{_LETTER}'’\-]{{1,20}}(?:[ ]{{1,2}}[A-Z][{_LETTER}'’\-.]{{0,20}}){{0,3}})"
)
# 店员coco态度恶劣: nothing between.
_ROLED: Final = re.compile(
    rf"(?:{alternatives(sorted({*PEOPLE.split('|'), *POST.split('|')}))})"
    rf"([A-Za-z][a-z]{{2,11}})(?![A-Za-z0-9.@/_\-]|[ ][A-Za-z])(?=[{HANZI},。;、])"
)
# Helga M. Novak; and two capitalised words, which a shop or a thing may be as well.
_INITIAL: Final = re.compile(
    rf"(?<![{_LETTER}0-9.@/_\-])([A-Z][{_LETTER}'’\-]{{1,20}}[ ]"
    rf"(?:[A-Z]\.[ ]?){{1,2}}[A-Z][{_LETTER}'’\-]{{1,20}})"
    rf"(?![{_LETTER}0-9@/_])"
)
_PAIR: Final = re.compile(
    rf"(?:(?<=[{HANZI},。;:!?、(“])|(?<=[,:] )|^)(?<![{_LETTER}0-9.@/_\-])"
    rf"([A-Z][a-z][{_LETTER}'’\-]{{1,18}}[ ][A-Z][a-z][{_LETTER}'’\-]{{1,18}})"
    rf"(?![ ]?[{_LETTER}0-9@/_&])"
)
# What is bought, opened or entered is no person: 购买的Blue Moon, Happy Valley游乐园.
_GOODS_BEFORE: Final = re.compile(
    r"(?:购买|买|品牌|牌子|型号|款|软件|下载|安装|使用|登录|打开|软件|应用|系统|去|在|名为|课程|游戏|开的|"
    r"喝|吃|穿|卖|写着|标|贴|叫|英文|印|店名|门店|商场|酒店|公司|音乐|播放|看)的?[“(: ]{0,2}$"
)
_GOODS_AFTER: Final = re.compile(
    r"[”)]?[ ]?(?:咖啡|酒|店|馆|乐园|公园|广场|中心|大厦|酒店|餐|公司|学校|幼儿园|软件|系统|"
    r"平台|品牌|牌|系列|"
    r"手机|电脑|汽车|车|课|款|音箱|产品|商品|专柜|健身|培训|英语|公寓|国际|会|所|城|座|号|屏|功能|模式|字样|标)"
)
_FEWEST: Final = 3


def find(text: str) -> Iterator[Finding]:
    """Yield each name in Latin letters."""
    if not _ANY.search(text):
        return
    for said in finditer(_SAYS, text):
        if not is_thing(said[1].split()[-1]):
            yield Finding(*said.span(1), ENTITY, 0.8)
    for run in finditer(_RUN, text):
        parts = list(finditer(_PART, text, run.start(), run.end()))
        named = [one for one in parts if one[0].lower() not in _THINGS]
        if not named or (
            len(parts) > len(named) and not _CUED.search(_before(text, named[0].start()))
        ):
            continue
        if named[-1].start() - named[0].start() and len(named) != _between(parts, named):
            continue
        start, end = named[0].start(), named[-1].end()
        if _is_name([one[0] for one in named], text, start, run.end()):
            yield Finding(start, run.end() if len(parts) == len(named) else end, ENTITY, 0.8)


_ANY: Final = re.compile(rf"[{_LETTER}]{{2}}")


def _is_goods(text: str, match: re.Match[str]) -> bool:
    """Tell whether two capitalised words are what is bought or where one goes."""
    return bool(
        _GOODS_BEFORE.search(_before(text, match.start())) or _GOODS_AFTER.match(text, match.end())
    )


def is_thing(words: str) -> bool:
    """Tell whether one of *words* is an English word or the name of a thing."""
    return any(one[0].lower() in _THINGS for one in finditer(_PART, words))


def _before(text: str, at: int) -> str:
    return text[max(0, at - 14) : at]


def _between(parts: list[re.Match[str]], named: list[re.Match[str]]) -> int:
    return parts.index(named[-1]) - parts.index(named[0]) + 1


def _is_name(words: list[str], text: str, start: int, end: int) -> bool:
    cued = bool(_CUED.search(_before(text, start)))
    acts = bool(_ACTS.match(text, end))
    if len(words) > 1:
        if _is_pinyin(words):
            return True
        return all(word[0].isupper() for word in words if len(word) > _FEWEST) and (cued or acts)
    word = words[0]
    if word.isupper() and len(word) < _FEWEST + 1:
        return False
    if _WHOLE.fullmatch(word) and (cued or acts):
        return True
    return (
        len(word) >= _FEWEST
        and word[0].isupper()
        and any(one.islower() for one in word)
        and (cued or acts)
    )


def _is_pinyin(words: list[str]) -> bool:
    if len(words) > _FEWEST or not _SURNAME.fullmatch(words[0]):
        return False
    return all(_GIVEN.fullmatch(word) for word in words[1:])
