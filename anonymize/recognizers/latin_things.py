"""Words in Latin letters that name nobody. Not a recogniser."""

import re
from typing import Final

LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
PART: Final = re.compile(rf"[{LETTER}'’\-]+")
# What is written in Latin letters and is nobody.
THINGS: Final = frozenset(
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


def is_thing(words: str) -> bool:
    """Tell whether one of *words* is an English word or the name of a thing."""
    return any(one[0].lower() in THINGS for one in PART.finditer(words))
