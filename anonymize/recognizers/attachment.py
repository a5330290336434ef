"""Names of files (IMG_王小禾_身份证.jpg): they often hold a name and always lead to one."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.scan import finditer

ENTITY: Final = "ATTACHMENT"
KIND: Final = "pattern"

_ENDING: Final = (
    r"\.(?:jpe?g|png|gif|bmp|webp|heic|mp[34]|mov|avi|wav|amr|m4a|aac|flv|mkv|pdf|ofd|docx?|"
    r"xlsx?|csv|wps|et|pptx?|txt|zip|"
    r"rar|7z|eml)(?![A-Za-z0-9])"
)
_FILE: Final = re.compile(
    rf"(?<![A-Za-z0-9_\-])[A-Za-z0-9_\-][{HANZI}A-Za-z0-9_\-()]{{0,60}}{_ENDING}", re.IGNORECASE
)
# A name that begins with Hanzi begins after a sign, or after a word that brings a file.
_AFTER_SIGN: Final = re.compile(
    rf"(?:[“\"《'「『(\[【<:,、。;\s]|附件|上传了?|发了?|提供了?|名为|名叫|文件名?|图片|照片|"
    rf"视频|截图|录音|材料|见|是|和|及)"
    r"(?:附件[:是为]?)?"
    rf"([{HANZI}A-Za-z0-9_\-()·]{{1,40}}{_ENDING})",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Finding]:
    """Yield each file name."""
    for match in finditer(_FILE, text):
        yield Finding(match.start(), match.end(), ENTITY, 0.85)
    for match in finditer(_AFTER_SIGN, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
