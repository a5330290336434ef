"""How surnames are told by their parts: 弓长张, 木子李. Not a recogniser.

Only the proverbial ones, which name a person wherever they stand; any other is understood by
its form and its place (person_spelt).
"""

import re
from typing import Final

from anonymize.recognizers.person_words import alternatives

SPELT: Final = re.compile(
    alternatives(
        re.findall(
            r"\S+",
            "弓长张 立早章 木子李 口天吴 双木林 言午许 耳东陈 古月胡 草头黄 三横王 干勾于 人可何 "
            "木易杨 走肖赵 卯金刀刘 文刀刘 双人徐 双口吕",
        )
    )
)
