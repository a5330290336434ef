"""Numbers of licences and certificates of persons and shops (驾驶证, 许可证编号, 执业证号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_LICENCE_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=(
        r"驾驶证|驾照|行驶证|档案编号|执业证|资格证|上岗证|从业证|健康证|结婚证|离婚证|"
        r"出生证|准生证|死亡证明|许可证|律师证|记者证|导游证|教师证|营运证|道路运输证|"
        r"独生子女证"
    ),
    bare=(
        r"驾驶|驾照|行驶|档案|执业|资格|上岗|从业|健康|结婚|离婚|出生医学证明|出生|准生|"
        r"生育服务|许可|食品经营|卫生许可|经营许可|排污|采矿|施工许可|预售许可|特种设备|"
        r"使用登记|律师|记者|导游|教师|营运|运输|登记证|技能|职称|独生子女|公证书?|鉴定|"
        r"评估|认定书?|决定书?|通知书|告知书|意见书|处罚单|罚单|责令"
    ),
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
