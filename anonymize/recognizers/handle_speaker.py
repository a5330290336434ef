"""Handles that speak in a chat copied into a ticket: 大鱼海棠：这个项目稳赚.

A line that begins with a word and a colon is a speaker where the text says that it is a
chat; a label (地址：) begins such a line once, a speaker more often.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import ROLES
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import is_ordinary

ENTITY: Final = "USER_HANDLE"
KIND: Final = "rule"

_CHAT: Final = re.compile(
    r"截图|聊天|群聊|群里|群消息|微信对话|对话记录|对话如下|评论区|弹幕|留言区|私信|朋友圈|聊天记录|群内"
)
_BODY: Final = rf"[{HANZI}A-Za-z0-9_\-~.·♥❤☆★&]"
_LINE: Final = re.compile(
    rf"(?:^|(?<=\n))[ \t\[“@]{{0,3}}({_BODY}{{2,16}})[\]”]?(?:\([^()\n]{{1,8}}\))?[ ]?"
    r"(?::(?!//)|说:|回复:)"
)
# A name, the hour, and what was said on the next line.
_TIMED: Final = re.compile(
    rf"(?:^|(?<=\n))[ \t]{{0,3}}({_BODY}{{2,16}})[ ]{{1,3}}"
    r"(?:[0-9]{1,4}[-/月.][0-9]{1,2}日?[ ])?"
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[ \t]*(?=\n|$)"
)
_NOBODY: Final = re.compile(
    r".*(?:坐席|客服|市民|群众|接线员|话务员|记录|时间|地点|地址|电话|内容|诉求|问题|要求|情况|"
    r"姓名|结果|说明|附件|日期|编号|标题|事项|原因|备注|建议|单位|截图|如下|处理|回复|文字|办理|"
    r"对方|房东|物业|商家|老板|系统|平台|主播|中介|销售|店员|店家|老师|家长|司机|本人|来电人|"
    r"诉求人|群主|管理员|公司|官方|聊天|对话|评论|消息|链接|金额|补充)$|[0-9:.\-年月日 ]+$|"
    r"[问答我你他她注]$|第[0-9一二三四五六七八九十]"
)
_ROWS: Final = 2
_TWO: Final = 2


def find(text: str) -> Iterator[Finding]:
    """Yield each speaker of a copied chat."""
    chat = _CHAT.search(text) if ":" in text and "\n" in text else None
    if chat is None:
        return
    for pattern in (_LINE, _TIMED):
        spoken = [one for one in finditer(pattern, text) if _may_speak(one[1])]
        times = Counter(one[1] for one in spoken)
        again = any(count >= _ROWS for count in times.values())
        if pattern is _TIMED or again or len(spoken) > _ROWS:
            for one in spoken:
                yield Finding(*one.span(1), ENTITY, 0.7)


def _may_speak(word: str) -> bool:
    return not (word in ROLES or _NOBODY.match(word) or (len(word) == _TWO and is_ordinary(word)))
